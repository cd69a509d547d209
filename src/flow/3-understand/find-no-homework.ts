import { isSeparator } from './find-breaks.ts';
import { isLabelMark, isOfSomebody } from './find-label.ts';
import { countBelow, type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** "no homework", "gharkaam chaina", "hw aaja kehi chaina", "hw dieko chaina". */
export function noHomework(
  page: Page,
  ids: readonly number[],
  n: number,
  buffer: readonly number[],
): { ids: number[]; keep: number; next: number } | null {
  const at = ids[n] as number;
  const label = senseAt(page, at, 'label', 'homework');
  if (label === undefined || isOfSomebody(page, at)) return null;
  const before = buffer.at(-1);
  const denied = before !== undefined && before === at - 1 && isNothing(page, before, at);
  // "I didn't give any homework today"
  const refused = refusedFrom(page, buffer);
  if (refused !== -1) {
    let next = n + countBelow(ids, n, label.to);
    while (next < ids.length && isTailWord(page, ids[next] as number)) next += 1;
    return { ids: [...buffer.slice(refused), ...ids.slice(n, next)], keep: refused, next };
  }
  // "no hw" at the end of a line or before an emoji heads nothing.
  const closed = denied && endsHere(page, ids, n, label.to);
  if (isLabelMark(page, label.to) && !closed) return null;
  const afterLabel = n + countBelow(ids, n, label.to);
  if (before !== undefined && denied) {
    let next = afterLabel;
    while (next < ids.length && isTailWord(page, ids[next] as number)) next += 1;
    return { ids: [before, ...ids.slice(n, next)], keep: buffer.length - 1, next };
  }
  let next = afterLabel;
  // "गृ.का. छैन": its last full stop is not a part of the label as the lexicon has it.
  if (page.tokens[label.to]?.norm === '.' && page.tokens[label.to]?.glued && ids[next] === label.to)
    next += 1;
  // "hw nil" is a label and its value; "gharkaam chaina" is a phrase.
  if (VALUE.has(page.tokens[ids[next] ?? -1]?.norm ?? '')) return null;
  for (let steps = 0; steps < 4 && next < ids.length; steps += 1) {
    const here = ids[next] as number;
    const nothing = page.senses[here]?.find((s) => s.group === 'word' && s.value === 'nothing');
    if (nothing !== undefined) {
      const stop = next + countBelow(ids, next, nothing.to);
      // "kunai pani gharkaam chaina": of no kind.
      let keep = buffer.length;
      while (keep > 0 && ANY.has(page.tokens[buffer[keep - 1] as number]?.norm ?? '')) keep -= 1;
      return { ids: [...buffer.slice(keep), ...ids.slice(n, stop)], keep, next: stop };
    }
    if (!isTailWord(page, here)) return null;
    next += 1;
  }
  return null;
}

/** Whether nothing follows a label on its line, or in its part of the text. */
function endsHere(page: Page, ids: readonly number[], n: number, to: number): boolean {
  const after = page.tokens[to]?.kind;
  if (after === 'newline' || after === 'emoji') return true;
  let next = n + countBelow(ids, n, to);
  while (next < ids.length && isSeparator(page, ids[next] as number)) next += 1;
  return next >= ids.length;
}

/** Where in the run "(I) didn't give any" begins that stands before the label; -1 where it does not. */
function refusedFrom(page: Page, buffer: readonly number[]): number {
  const norms = buffer.map((id) => page.tokens[id]?.norm ?? '');
  let from = norms.length;
  while (from > 0 && ANY_OF.has(norms[from - 1] ?? '')) from -= 1;
  if (from === 0 || !/^(?:give|given|gave|giving|assign|assigned|set)$/.test(norms[from - 1] ?? ''))
    return -1;
  from -= 1;
  if (!/^(?:not|didn't|didnt|haven't|havent|hasn't|never|don't|dont)$/.test(norms[from - 1] ?? '')) return -1;
  from -= 1;
  while (from > 0 && /^(?:i|we|did|have|has|do)$/.test(norms[from - 1] ?? '')) from -= 1;
  return from;
}

const ANY_OF = wordSet('any them you out a the some much');

const VALUE = wordSet('nil nill none nothing zero निल शून्य');
const ANY = wordSet('kunai kehi pani any koi kuni कुनै केही केहि पनि कोही');

function isNothing(page: Page, at: number, end: number): boolean {
  return page.senses[at]?.some((s) => s.group === 'word' && s.value === 'nothing' && s.to === end) ?? false;
}

function isTailWord(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  if (page.dateAt(at)?.iso === page.today) return true;
  return /^(?:today|is|was|given|aaja|aja|lai|ta|ko|kehi|kei|pani|nai|ni|chai|नै|चाहिँ|आज|केही|पनि|लाई|त|को|है|hai|दिएको|दिइएको|dieko|diyeko|diiyeko)$/.test(
    norm,
  );
}
