import { isSeparator } from './find-breaks.ts';
import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

/** Tokens `from` up to, not including, `to`. */
export interface Span {
  from: number;
  to: number;
}

/** What is meant, and what was said by mistake. */
export interface Pair {
  right: Span;
  wrong: Span | null;
}

const NOT = /^(?:not|isn't|wasn't)$/;
/** "do not write", "they are not absent": no word is denied for another. */
const VERB = wordSet(
  'do does did can could will would shall should must may need have has had are were am why',
);
const NEPALI_NOT = /^(?:ho[ei]na|haina|हैन|होइन|होईन)$/;
const IS = wordSet('ho हो');

/**
 * "X not Y", "not Y but X", "Y hoina X", "X ho, Y haina", "X instead of Y", "Y should be X", "Y -> X", "change Y to X".
 * In English the denied word follows "not", in Nepali it stands before it. Null where none of these is said, or more
 * than one.
 */
export function findPair(page: Page): Pair | null {
  const { tokens } = page;
  const end = tokens.length;
  const at = (word: RegExp, from = 0) => tokens.findIndex((t, i) => i >= from && word.test(t.norm));
  const denials = tokens.filter((t) => NOT.test(t.norm) || NEPALI_NOT.test(t.norm)).length;
  if (denials > 1) return null;

  const not = at(NOT);
  if (VERB.has(tokens[not - 1]?.norm ?? '')) return null;
  if (not !== -1) {
    const before = trim(page, { from: 0, to: not });
    const after = trim(page, { from: not + 1, to: end });
    if (before !== null) return pair(before, after);
    const cut = tokens.findIndex(
      (t, i) => i > not + 1 && (t.norm === ',' || /^(?:but|it's|its)$/.test(t.norm)),
    );
    return cut === -1
      ? null
      : pair(trim(page, { from: cut + 1, to: end }), trim(page, { from: not + 1, to: cut }));
  }
  const denied = at(NEPALI_NOT);
  if (denied !== -1) {
    const after = trim(page, { from: denied + 1, to: end });
    if (after !== null) return pair(after, trim(page, { from: lastCut(page, denied) + 1, to: denied }));
    const cut = lastCut(page, denied);
    return cut === -1
      ? null
      : pair(trim(page, { from: 0, to: cut }), trim(page, { from: cut + 1, to: denied }));
  }
  return findTurn(page);
}

/** Forms without a denial. */
function findTurn(page: Page): Pair | null {
  const { tokens } = page;
  const end = tokens.length;
  for (const [i, { norm }] of tokens.entries()) {
    const next = tokens[i + 1]?.norm;
    if (norm === 'instead' && next === 'of')
      return pair(trim(page, { from: 0, to: i }), trim(page, { from: i + 2, to: end }));
    if (norm === 'should' && next === 'be')
      return pair(trim(page, { from: i + 2, to: end }), trim(page, { from: 0, to: i }));
    if (tokens[i]?.raw === '→')
      return pair(trim(page, { from: i + 1, to: end }), trim(page, { from: 0, to: i }));
  }
  const first = trim(page, { from: 0, to: end });
  if (first === null || !/^(?:change|replace)$/.test(tokens[first.from]?.norm ?? '')) return null;
  const to = tokens.findIndex((t, i) => i > first.from && /^(?:to|with|by)$/.test(t.norm));
  return to === -1
    ? null
    : pair(trim(page, { from: to + 1, to: end }), trim(page, { from: first.from + 1, to }));
}

function pair(right: Span | null, wrong: Span | null): Pair | null {
  return right === null || wrong === null ? null : { right, wrong };
}

/** The last comma or "ho" before a place: what is denied begins after it. */
function lastCut(page: Page, before: number): number {
  return page.tokens.findLastIndex((t, i) => i < before && (t.norm === ',' || IS.has(t.norm)));
}

const FRAME = wordSet(
  "sorry oops correction mistake galti i mean meant it it's its is was this that the for please pls but ho ko ka ki lai lagi ma tyo yo सच्याइएको सच्याएको गल्ती हो को का लाई लागि मा यो त्यो",
);

/** Leaves out separators and small words at both ends. */
function trim(page: Page, { from, to }: Span): Span | null {
  const small = (at: number) => isSeparator(page, at) || FRAME.has(page.tokens[at]?.norm ?? '');
  let [first, last] = [from, to];
  while (first < last && small(first)) first += 1;
  while (first < last && small(last - 1)) last -= 1;
  return first < last ? { from: first, to: last } : null;
}
