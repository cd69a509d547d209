import { type Layout, leftAt, turnInto } from './layout.ts';

/** "Absent: 9 | 12 | 30", "Late - Chandra; Gita": whatever mark stands between those of one status is a comma. */
export function foldListMarks(layout: Layout): void {
  let listed = false;
  for (let at = 0; at < layout.tokens.length; at += 1) {
    if (layout.gone.has(at)) continue;
    const token = layout.tokens[at];
    const status = layout.senses[at]?.find((s) => s.group === 'status' && s.exact && STATUSES.has(s.value));
    if (status !== undefined) {
      const after = leftAt(layout, status.to);
      const next = layout.tokens[after];
      const name = next?.kind === 'word' && mayName(layout, after);
      const led = next?.kind === 'mark' && LEADS.has(next.norm);
      listed = led || name || next?.kind === 'number';
      at = led ? after : status.to - 1;
    } else if (token?.kind === 'newline') listed = false;
    else if (listed && token?.kind === 'mark' && MARKS.has(token.norm)) {
      if (isItem(layout, at + 1)) turnInto(layout, at, ',');
      else listed = false;
    } else if (listed && layout.senses[at]?.some((s) => s.exact && OTHERS.has(s.group))) listed = false;
  }
}

const STATUSES = new Set(['absent', 'late', 'leave']);
/** What stands between a status and the list of its pupils. */
const LEADS = new Set([':', '.', '-', '•', '=', '>', ')', '|']);
const MARKS = new Set(['|', '/', ';', '+', '~', '\\']);

/** What stands in no list of pupils. */
const OTHERS = new Set(['subject', 'status', 'level', 'task', 'teach', 'notice']);

/** Longest name of a list, in words. */
const LONGEST_NAME = 3;

/** Whether a number alone, or a few words that mean nothing else, stand from the token to the next mark. */
function isItem(layout: Layout, from: number): boolean {
  let words = 0;
  for (let at = from; ; at += 1) {
    const token = layout.tokens[at];
    if (token === undefined || token.kind === 'newline' || token.kind === 'mark' || token.kind === 'emoji')
      return words > 0;
    words += 1;
    if (token.kind === 'number') {
      const next = layout.tokens[at + 1];
      return words === 1 && next?.kind !== 'word' && next?.kind !== 'number';
    }
    if (words > LONGEST_NAME || !mayName(layout, at)) return false;
  }
}

/** Whether a word means nothing else, or is written as a name ("Tara", "Maya"). */
function mayName(layout: Layout, at: number): boolean {
  const token = layout.tokens[at];
  const senses = (layout.senses[at] ?? []).filter((s) => s.exact);
  const capital = token !== undefined && token.raw !== token.norm;
  return (
    senses.length === 0 ||
    (capital && !senses.some((s) => s.group === 'label' || (OTHERS.has(s.group) && s.value !== 'learner')))
  );
}
