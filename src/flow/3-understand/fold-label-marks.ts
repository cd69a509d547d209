import { beginsPiece, type Layout, leftAt, turnInto } from './layout.ts';
import type { Sense } from './look-up-words.ts';

/** "Sub. Health", "HW => p 4", "Topic.- Force", "Absent! 3, 5": whatever mark a writer has behind labels is a colon. */
export function foldLabelMarks(layout: Layout): void {
  let stopped = false;
  for (let at = 0; at < layout.tokens.length; at += 1) {
    if (layout.gone.has(at)) continue;
    const label = headLabel(layout, at);
    if (label === undefined) continue;
    const first = leftAt(layout, label.to);
    const end = markEnd(layout, first);
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
    if (headLabel(layout, next, true) !== undefined) continue;
    if (mark === '.') stopped = true;
    turnInto(layout, first, ':');
    for (let more = first + 1; more < end; more += 1) layout.gone.add(more);
    at = end - 1;
  }
}

/** A label or a status of a roll call at the head of a piece. */
function headLabel(layout: Layout, at: number, anywhere = false): Sense | undefined {
  const label = layout.senses[at]?.find(
    (s) =>
      (s.group === 'label' && s.value !== 'roll') ||
      (s.group === 'status' && s.exact && STATUSES.has(s.value)),
  );
  return label !== undefined && (anywhere || beginsPiece(layout, at)) ? label : undefined;
}

const STATUSES = new Set(['absent', 'late', 'leave']);

/** Where the marks behind a label end. */
function markEnd(layout: Layout, from: number): number {
  let at = from;
  while (at < layout.tokens.length && (layout.gone.has(at) || isMark(layout, at, at === from))) at += 1;
  return at;
}

function isMark(layout: Layout, at: number, first: boolean): boolean {
  const token = layout.tokens[at];
  return token?.kind === 'mark' && (first ? FIRST : MORE).has(token.norm);
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
