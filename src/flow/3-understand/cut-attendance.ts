import { isItem } from './bind-statuses.ts';
import { isSeparator } from './find-breaks.ts';
import type { Mark } from './find-marks.ts';
import type { Break } from './find-partings.ts';
import { type Page, placeOf, senseAt } from './page.ts';

/**
 * The tokens of an update that speak of attendance ("absent 4 and 5 today"): each status with the rolls and pupils
 * beside it, and the rest of its clause. They go to the note and into no other slot.
 */
export function attendanceIds(
  page: Page,
  body: readonly number[],
  breaks: readonly Break[],
  marks: readonly Mark[],
): number[] {
  const cut = new Set<number>();
  for (const { first, last } of listsOf(marks)) {
    const list = marks.slice(first, last + 1);
    if (!list.some((m) => isRollOrName(m) || isWhole(m))) continue;
    const from = withRollLabel(page, (marks[first] as Mark).at);
    const to = clauseEnd(page, body, breaks, endOf(page, marks[last] as Mark));
    for (let n = placeOf(body, from); n < body.length && (body[n] as number) < to; n += 1)
      cut.add(body[n] as number);
  }
  return [...cut];
}

/** "roll 6 absent": from the word that says what the number is. */
function withRollLabel(page: Page, at: number): number {
  const label = [1, 2, 3].find((back) => senseAt(page, at - back, 'label', 'roll')?.to === at);
  return label === undefined ? at : at - label;
}

/** The list that each status or title stands in, by the places of its first and last mark; each list once. */
function listsOf(marks: readonly Mark[]): { first: number; last: number }[] {
  const firsts: number[] = [];
  for (const [n, mark] of marks.entries())
    firsts.push(belongs(marks[n - 1], mark) ? (firsts[n - 1] as number) : n);
  const lists: { first: number; last: number }[] = [];
  let last = marks.length - 1;
  for (let n = marks.length - 1; n >= 0; n -= 1) {
    const mark = marks[n] as Mark;
    const first = firsts[n] as number;
    const known = lists.at(-1)?.first === first && lists.at(-1)?.last === last;
    if ((mark.is === 'status' || mark.is === 'title') && !known) lists.push({ first, last });
    if (!belongs(mark, mark)) last = n - 1;
  }
  return lists;
}

/** Whether a mark stands in the same list, so that no sentence or line parts the two. */
function belongs(mark: Mark | undefined, later: Mark): boolean {
  return (
    mark !== undefined && later.sep < 2 && mark.is !== 'unknown' && !(mark.is === 'not' && later.sep > 0)
  );
}

function isRollOrName(mark: Mark): boolean {
  return isItem(mark) && mark.is !== 'unknown';
}

function isWhole(mark: Mark): boolean {
  return (
    mark.is === 'all' ||
    mark.is === 'none' ||
    mark.is === 'rest' ||
    mark.is === 'title' ||
    mark.is === 'count'
  );
}

function endOf(page: Page, mark: Mark): number {
  if (!('raw' in mark)) return mark.at + 1;
  const end = (page.tokens[mark.at]?.start ?? 0) + mark.raw.length;
  let to = mark.at + 1;
  while (to < page.tokens.length && (page.tokens[to]?.start ?? 0) < end) to += 1;
  return to;
}

/** Where the clause ends that begins before: at a sentence's end, a label or a subject. */
function clauseEnd(page: Page, body: readonly number[], breaks: readonly Break[], from: number): number {
  for (let n = placeOf(body, from); n < body.length; n += 1) {
    const at = body[n] as number;
    if ((breaks[at] ?? 0) >= 2 || isOther(page, at)) return at;
    if (isSeparator(page, at) && page.tokens[at]?.norm !== ',') return at;
  }
  return page.tokens.length;
}

function isOther(page: Page, at: number): boolean {
  return (
    senseAt(page, at, 'subject')?.exact === true ||
    senseAt(page, at, 'label', 'homework') !== undefined ||
    senseAt(page, at, 'label', 'topic') !== undefined ||
    senseAt(page, at, 'teach', 'before') !== undefined
  );
}
