import type { Sense } from './look-up-words.ts';
import type { Token } from './tokenise.ts';

/** The marks of a text while they are folded. Tokens keep their numbers until all is folded; `gone` are left out then. */
export interface Layout {
  tokens: Token[];
  senses: readonly Sense[][];
  gone: Set<number>;
}

/** What names a slot of a form, a line or a roll call; "roll" names none. */
export function labelOf(layout: Layout, at: number): Sense | undefined {
  return layout.senses[at]?.find(
    (s) =>
      (s.group === 'label' && s.value !== 'roll') ||
      (s.group === 'status' && s.exact && STATUSES.has(s.value)),
  );
}

const STATUSES = new Set(['absent', 'late', 'leave', 'present']);

/** The next token that is left, from `at` on. */
export function leftAt(layout: Layout, at: number): number {
  let here = at;
  while (layout.gone.has(here)) here += 1;
  return here;
}

/** The token that is left before `at`; -1 at the head. */
export function leftBefore(layout: Layout, at: number): number {
  let here = at - 1;
  while (layout.gone.has(here)) here -= 1;
  return here;
}

/** Whether nothing but a mark, an emoji or the end of a line stands before a token. */
export function beginsPiece(layout: Layout, at: number): boolean {
  const before = layout.tokens[leftBefore(layout, at)];
  if (before === undefined || before.kind === 'newline' || before.kind === 'emoji') return true;
  return before.kind === 'mark' && !NO_PARTING.has(before.norm);
}

/** Whether a token, or the end, ends a piece before it. */
export function endsPiece(layout: Layout, at: number): boolean {
  const next = layout.tokens[leftAt(layout, at)];
  if (next === undefined || next.kind === 'newline' || next.kind === 'emoji') return true;
  return next.kind === 'mark' && !NO_PARTING.has(next.norm);
}

const NO_PARTING = new Set(["'", '"', '(', ')', '[', ']', '{', '}', '%', '&', '@', '₹', '$', '√', '°']);

/** Makes a token another mark, or the end of a line. */
export function turnInto(layout: Layout, at: number, norm: string): void {
  const kind = norm === '\n' ? 'newline' : 'mark';
  const token = layout.tokens[at] as Token;
  layout.tokens[at] = { ...token, kind, norm, sound: '', deva: false, known: null };
}
