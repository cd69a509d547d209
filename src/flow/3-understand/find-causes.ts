import type { Mark } from './find-marks.ts';
import { type indexNames, nameAt } from './match-names.ts';
import { ofWord } from './of-word.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

// "barsha le garda", "पानी परेर": a cause and no pupil.
export const CAUSE = wordSet(
  'parekole parekale pareko पर्यो परेकोले परेकाले परेको हुँदा le ले garda गर्दा parera परेर bhaera bhayera भएर karan कारण parda पर्दा due',
);

/** "पानी परेकोले", "mama ko bihe ma gayeko le": where a cause of a few words ends that begins here; -1 for none. */
export function causeEnd(page: Page, at: number, index: ReturnType<typeof indexNames>): number {
  // "jwaro bhayera bida", "leave liyeka chan": a verb that goes with the status.
  if (isHelping(page.tokens[at])) return isAway(page, at) ? -1 : at + 1;
  const family = isRelative(page.tokens[at]);
  for (let k = 0; k < LONGEST_CAUSE; k += 1) {
    const here = at + k;
    if (page.tokens[here]?.kind !== 'word') return -1;
    if (
      BECAUSE.has(page.tokens[here + 1]?.norm ?? '') &&
      /(?:eko|eka|eki|एको|एका|एकी|ेको|ेका)$/.test(page.tokens[here]?.norm ?? '')
    )
      return here + 2;
    if (k > 0 && isVerbOfCause(page.tokens[here]))
      return /^(?:le|ले)$/.test(page.tokens[here + 1]?.norm ?? '') ? here + 2 : here + 1;
    const plain = (page.senses[here] ?? []).every(
      (s) =>
        (s.group !== 'status' && s.group !== 'number') ||
        !s.exact ||
        s.value === 'filler' ||
        // "aama birami bhayera": somebody else is ill.
        (family && s.value === 'leave'),
    );
    if (!plain || senseAt(page, here, 'word', 'and') !== undefined) return -1;
    if (k > 0 && nameAt(page, here, index) !== null) return -1;
    const cause = page.senses[here + 1]?.find(
      (s) => s.group === 'guardian' && s.value === 'cause-after' && s.exact,
    );
    if (cause !== undefined) return cause.to;
  }
  return -1;
}

const BECAUSE = wordSet('le ले hunale हुनाले');

/** "आएको छैन": the verb that helps a status elsewhere is half of one here. */
function isAway(page: Page, at: number): boolean {
  const away = senseAt(page, at, 'status', 'absent');
  return away?.exact === true && away.to > at + 1;
}

const HELPING =
  /^(?:li[ye]+k[aio]|lek[aio]|li[ye]*ra|basek[aio]|basera|baseki|magek[aio]|magera|ga(?:ye|e|ya)?k[aio]|gayera|parera|parek[aio]|lagera|lagek[aio]|bha(?:ye|e)?k[aio]|aayera|aaera|ayera|bhayera|bhaera|vayera|vaera|bhara|rahek[aio]|pug(?:yo|e|in|i|eko|eka|eki|echan)|aaipug(?:yo|e|in|i)|पुग्यो|पुगे|पुगिन्|पुगेको|पुगेका|लिएका|लिएको|लिएकी|लिएर|बसेका|बसेको|मागेका|मागेको|गएका|गएको|गएर|परेर|परेको|लागेर|लागेको|आएर|आएको|भएर|भएका|भएको|रहेका|रहेको)$/;
const RELATIVE =
  /^(?:aama|ama|aamako|mummy|mummyko|mami|buwa|buba|baba|bau|papa|dad|mom|mother|father|his|her|their|hajur\w+|kaka|mama|didi|dai|आमा|आमाको|बुवा|बुबा|बाबा|ममी|बुवाको|बुबाको|हजुर\S+|काका|मामा|दिदी|दाइ)$/;

const isHelping = ofWord((word) => HELPING.test(word));
const isRelative = ofWord((word) => RELATIVE.test(word));

/** Longest cause that is stepped over, in words. */
const LONGEST_CAUSE = 6;

/** "gayera", "bhachiyera", "गएकाले": a verb that says why or after what. */
const isVerbOfCause = ofWord(
  (word) =>
    /^[a-z]{3,}era$|^[a-z]{2,}(?:ekole|ekale)$|(?:एर|ेर|एकोले|एकाले|एकीले|ेकोले|ेकाले)$/u.test(word) &&
    !NO_VERB.test(word),
);

const NO_VERB = /^(?:chh?[ao]dera|छोडेर|छाडेर|बाहेक|camera|sabera|abera|अबेर|सबेर|फेर|थेर)$/;

/** "on leave for the quiz contest", "absent due to a wedding": where the reason ends that begins here; -1 for none. */
export function purposeEnd(
  page: Page,
  at: number,
  marks: readonly Mark[],
  index: ReturnType<typeof indexNames>,
): number {
  const norm = page.tokens[at]?.norm ?? '';
  const purpose =
    PURPOSE.has(norm) ||
    (norm === 'for' && /^(?:the|a|an|his|her|their|some|family)$/.test(page.tokens[at + 1]?.norm ?? ''));
  if (!purpose || !marks.some((m) => m.is === 'status')) return -1;
  let to = at + 1;
  while (to < page.tokens.length && to < at + LONGEST_REASON && page.tokens[to]?.kind === 'word') {
    const ends =
      senseAt(page, to, 'word', 'and') !== undefined ||
      page.senses[to]?.some((s) => s.group === 'status' && s.value !== 'filler' && s.value !== 'count') ||
      nameAt(page, to, index) !== null;
    if (ends) break;
    to += 1;
  }
  return to;
}

const PURPOSE = wordSet('due because since owing');

/** Longest reason that is stepped over, in words. */
const LONGEST_REASON = 9;

const NOT_THERE = wordSet(
  'chaina chainan chhaina chhainan xaina xainan thiena thienan thiyena thiyenan छैन छैनन छैनन् थिएन थिएनन थिएनन्',
);

/** Whether a text may say of rolls or pupils that they are not there, without a word of attendance. */
export function saysMissing(page: Page): boolean {
  return (
    page.tokens.some((token) => NOT_THERE.has(token.norm)) &&
    !page.senses.some((list) => list.some((s) => s.group === 'label' && s.value === 'homework'))
  );
}

/** "roll 1 ra 3 chaina" at the end of its clause: those are not there, if the text may say so (`saysMissing`). */
export function isMissing(page: Page, at: number, marks: readonly Mark[]): boolean {
  const last = marks.at(-1);
  if (last?.is !== 'rolls' && last?.is !== 'pupils') return false;
  if (!NOT_THERE.has(page.tokens[at]?.norm ?? '')) return false;
  const next = page.tokens[at + 1];
  const ends = next?.kind !== 'word' || /^(?:hai|है|aaja|aja|आज|sir|miss)$/.test(next.norm);
  return ends;
}
