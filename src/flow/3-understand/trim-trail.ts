import { closesRange } from './closes-range.ts';
import { endsPiece, isLooseMark } from './find-breaks.ts';
import { endsQuote } from './find-taught.ts';
import { isWordList } from './lists-words.ts';
import { type Page, senseAt } from './page.ts';
import { closesLesson } from './past-tail.ts';
import type { Trim } from './trim-ids.ts';
import { wordSet } from './word-set.ts';

/** The first token of the connecting words that end here, or -1 for none. */
export function trailStart(page: Page, tail: number, first: number, how: Trim): number {
  if (isWordList(page, tail) || endsQuote(page, tail)) return -1;
  if (isLooseMark(page, tail)) return tail;
  if (how === 'homework') {
    const given = givenStart(page, tail, first);
    // "hw: not given"
    if (
      given !== -1 &&
      !isOwnGiven(page, given, first) &&
      senseAt(page, given - 1, 'word', 'nothing')?.to !== tail + 1
    )
      return given;
    // "…, give me on friday"
    if (page.tokens[tail]?.norm === 'me' && /^(?:giv|give|show)$/.test(page.tokens[tail - 1]?.norm ?? ''))
      return tail - 1;
    // "… saarnu parnechha": that it has to be done.
    if (MUST.has(page.tokens[tail]?.norm ?? '') && /(?:nu|नु)$/.test(page.tokens[tail - 1]?.norm ?? ''))
      return tail;
  }
  if (how !== 'full') return isLightTail(page, tail) ? tail : -1;
  // "nadi ko pani," is water and "katha bhanne," what was done; before a verb these words only join.
  if (CONTENT_AT_END.has(page.tokens[tail]?.norm ?? '') && (endsPiece(page, tail) || isJoinedTo(page, tail)))
    return -1;
  if (closesRange(page, tail, first)) return -1;
  if (closesLesson(page, tail, first)) return tail;
  for (let start = Math.max(first, tail - 3); start <= tail; start += 1) {
    if (senseAt(page, start, 'connect', 'own')?.to === tail + 1) return -1;
    const found = page.senses[start]?.some(
      (s) =>
        s.to === tail + 1 &&
        ((s.group === 'connect' && s.value === 'trail') || (s.group === 'teach' && s.value === 'after')),
    );
    if (found) return start;
  }
  return -1;
}

const CONTENT_AT_END = wordSet('pani bhanne vanne भन्ने tara');

/** "jun ra tara padhaye": the second of two things. */
function isJoinedTo(page: Page, tail: number): boolean {
  return senseAt(page, tail - 1, 'word', 'and') !== undefined && page.tokens[tail - 2]?.kind === 'word';
}

/** "गृहकार्य … दिइएको छ", "hw … diyeko cha hai": that it was given is not what was given. */
function givenStart(page: Page, tail: number, first: number): number {
  for (let start = Math.max(first + 1, tail - 3); start <= tail; start += 1) {
    const given = page.senses[start]?.some(
      (s) => s.group === 'teach' && s.value === 'given' && s.exact && s.to === tail + 1,
    );
    if (given) return start;
  }
  return -1;
}

/** "No homework given", "the diagram I gave": here the verb belongs to what stands before it. */
function isOwnGiven(page: Page, given: number, first: number): boolean {
  return (
    page.tokens[given - 1]?.norm === 'i' ||
    (page.tokens[first]?.norm === 'no' && page.tokens[given]?.norm === 'given')
  );
}

const MUST = wordSet('parcha parchha parxa parnecha parnechha parnexa पर्छ पर्नेछ');

/** "Ex 10.2 as HW": what joined the slot to the label behind it. */
function isLightTail(page: Page, tail: number): boolean {
  // "herdinu hola hai ta"
  const norm = page.tokens[tail]?.norm ?? '';
  if (norm === 'hai' || norm === 'है' || (norm === 'ta' && page.tokens[tail - 1]?.norm === 'hai')) return true;
  return (
    senseAt(page, tail, 'word', 'and') !== undefined ||
    /^(?:as|for|lai|jun|which|लाई|जुन)$/.test(page.tokens[tail]?.norm ?? '')
  );
}
