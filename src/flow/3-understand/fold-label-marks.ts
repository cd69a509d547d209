import { beginsPiece, type Layout, labelOf, leftAt, turnInto } from './layout.ts';
import type { Sense } from './look-up-words.ts';

/** "Sub. Health", "HW => p 4", "Topic.- Force", "Absent! 3, 5": whatever mark a writer has behind labels is a colon. */
export function foldLabelMarks(layout: Layout): void {
  let stopped = false;
  const commas = countCommas(layout) >= 2;
  for (let at = 0; at < layout.tokens.length; at += 1) {
    if (layout.gone.has(at)) continue;
    const label = headLabel(layout, at);
    if (label === undefined) continue;
    const first = leftAt(layout, label.to);
    const end = markEnd(layout, first, commas);
    if (end === first) continue;
    const next = leftAt(layout, end);
    if (layout.tokens[next] === undefined || layout.tokens[next]?.kind === 'newline') continue;
    if (label.value === 'lesson' && layout.tokens[next]?.kind === 'number') continue;
    const mark = layout.tokens[first]?.norm;
    const single = end === first + 1;
    if (single && mark === ':') continue;
    // "गृ.का. छैन": the last stop of a label with stops is one of its letters, unless other labels end in stops.
    if (single && mark === '.' && layout.tokens[label.to - 2]?.norm === '.' && !stopped) {
      layout.gone.add(first);
      continue;
    }
    if (labelOf(layout, next) !== undefined) continue;
    if (mark === '.') stopped = true;
    turnInto(layout, first, ':');
    for (let more = first + 1; more < end; more += 1) layout.gone.add(more);
    at = end - 1;
  }
}

/** A label at the head of a piece. */
function headLabel(layout: Layout, at: number): Sense | undefined {
  const label = labelOf(layout, at);
  return label !== undefined && beginsPiece(layout, at) ? label : undefined;
}

/** How many labels have a comma behind them and no other label. */
function countCommas(layout: Layout): number {
  let count = 0;
  for (const at of layout.tokens.keys()) {
    if (layout.tokens[at]?.norm !== ',') continue;
    for (let from = Math.max(0, at - 4); from < at; from += 1) {
      const label = headLabel(layout, from);
      if (label?.to === at && labelOf(layout, at + 1) === undefined) count += 1;
    }
  }
  return count;
}

/** Where the marks behind a label end. */
function markEnd(layout: Layout, from: number, commas: boolean): number {
  let at = from;
  while (at < layout.tokens.length && (layout.gone.has(at) || isMark(layout, at, at === from, commas)))
    at += 1;
  return at;
}

function isMark(layout: Layout, at: number, first: boolean, commas: boolean): boolean {
  const token = layout.tokens[at];
  if (token?.kind !== 'mark') return false;
  return (first ? FIRST : MORE).has(token.norm) || (first && commas && token.norm === ',');
}

const FIRST = new Set([
  '.',
  ':',
  ';',
  '!',
  '-',
  '=',
  '>',
  '•',
  '~',
  ')',
  ']',
  '|',
  '#',
  '।',
  '/',
  '*',
  '_',
  '…',
]);
const MORE = new Set(['.', ':', '-', '=', '>', '•', '~', '*', '_']);
