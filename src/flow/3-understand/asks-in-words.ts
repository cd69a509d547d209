import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

// English auxiliaries ask only at the head of a sentence; Nepali "ko" and "ki" are mostly other words.
const HEAD_ONLY = wordSet(
  'is are was has have can could will would did does do any show check share please pls details know inform',
);
const NOT_ALONE = wordSet('ko को ki कि hola होला milcha मिल्छ re रे kina किन why who thaha थाहा herna हेर्न');

/** Whether a question word stands where it asks; what only looks like one ("ki" for "that") does not count. */
export function asksInWords(page: Page, body: readonly number[]): boolean {
  for (const [n, at] of body.entries()) {
    const sense = senseAt(page, at, 'guardian', 'question');
    if (sense === undefined || !sense.exact) continue;
    const norm = page.tokens[at]?.norm ?? '';
    if (sense.to - sense.from === 1) {
      if (NOT_ALONE.has(norm)) {
        // "… ho ki", "… cha ki" at the end ask, and so does "khulcha ki bida ho".
        // and so does "… hola", but for the polite "dinu hola".
        if (/^(?:ki|कि|hola|होला)$/.test(norm) && at === body.at(-1)) {
          if (!/(?:nu|नु)$/.test(page.tokens[at - 1]?.norm ?? '')) return true;
          continue;
        }
        if (isAlternative(page, body, n)) return true;
        continue;
      }
      // "… bhannu bhako cha": somebody said it.
      if (/^(?:bhannu|भन्नु)$/.test(norm) && /^(?:bha|हुन|भ)/.test(page.tokens[at + 1]?.norm ?? '')) continue;
      if (isPlaceOf(page, at)) continue;
      if (HEAD_ONLY.has(norm) && !isSentenceHead(page, body, n)) continue;
    }
    // "please send him with his uncle": what the school is asked to do with a child.
    if (/^(?:send|share)$/.test(page.tokens[sense.to - 1]?.norm ?? '') && isChild(page, sense.to)) continue;
    return true;
  }
  return false;
}

function isChild(page: Page, at: number): boolean {
  return /^(?:him|her|them|my|the|our)$/.test(page.tokens[at]?.norm ?? '')
    ? !/^(?:the|my|our)$/.test(page.tokens[at]?.norm ?? '') ||
        /^(?:son|daughter|child|kid|kids|children|boy|girl|baby)$/.test(page.tokens[at + 1]?.norm ?? '')
    : false;
}

/** "school khulcha ki bida ho": "ki" between a verb and another choice, and not "that" ("anurodh cha ki …"). */
function isAlternative(page: Page, body: readonly number[], n: number): boolean {
  const at = body[n] as number;
  const norm = (k: number) => page.tokens[at + k]?.norm ?? '';
  if (!/^(?:ki|कि)$/.test(norm(0))) return false;
  if (!/(?:ch?ha|xa|छ|ho|हो|yo|यो|chan|छन्|hola|होला|ko|को)$/.test(norm(-1))) return false;
  if (
    /^(?:anurodh|nibedan|aagraha|agraha|binti|kura|jankari|khabar|thaha|अनुरोध|निवेदन|आग्रह|बिन्ती|कुरा|जानकारी|थाहा)/.test(
      norm(-2),
    )
  )
    return false;
  const rest = body.slice(n + 1).findIndex((id) => isSeparator(page, id));
  const length = rest === -1 ? body.length - n - 1 : rest;
  return length >= 1 && length <= LONGEST_CHOICE;
}

/** Longest second choice of a question, in words. */
const LONGEST_CHOICE = 6;

/** "doctor kaha lanu parne": to whose place somebody is taken, and no question where. */
function isPlaceOf(page: Page, at: number): boolean {
  return (
    /^(?:kaha|kahaa|kahan|कहाँ)$/.test(page.tokens[at]?.norm ?? '') &&
    page.tokens[at - 1]?.kind === 'word' &&
    /^(?:la(?:nu|ne|na|ge|nchu|jan\w*|ij\w*)|jan[ue]\w*|jana|jada|gae\w*|gay\w*|dekh\w*|bas\w*|लान\S*|लैजान\S*|जान\S*|जाने|गए\S*|गयो|देखाउन\S*)$/.test(
      page.tokens[at + 1]?.norm ?? '',
    ) &&
    !page.tokens.some((t) => t.norm === '?')
  );
}

function isSentenceHead(page: Page, body: readonly number[], n: number): boolean {
  const before = body[n - 1];
  if (before === undefined) return true;
  const token = page.tokens[before];
  return (
    isSeparator(page, before) || /^(?:sir|madam|mam|maam|miss|ma'am|please|pls|plz)$/.test(token?.norm ?? '')
  );
}
