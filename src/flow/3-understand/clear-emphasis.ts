import { beginsPiece, endsPiece, type Layout, labelOf, leftAt, leftBefore, turnInto } from './layout.ts';
import { isClassAt, recognisedAt } from './piece-heads.ts';
import type { Token } from './tokenise.ts';

/**
 * WhatsApp's *bold*, _italic_, ~struck~ and `plain` marks around words, and brackets around a whole line: they part
 * nothing, but a label between them is parted from what follows ("*HW* p 45", "[HW] p 45").
 */
export function clearEmphasis(layout: Layout): void {
  const open = new Map<string, number>();
  for (let at = 0; at < layout.tokens.length; at += 1) {
    const token = layout.tokens[at] as Token;
    if (token.kind === 'newline') open.clear();
    if (token.kind !== 'mark') continue;
    if (token.raw === '`' && layout.tokens[at + 1]?.raw === '`' && layout.tokens[at + 2]?.raw === '`') {
      for (let tick = at; layout.tokens[tick]?.raw === '`'; tick += 1) layout.gone.add(tick);
      at += 2;
      continue;
    }
    const closing = CLOSES.get(token.raw);
    const from = closing === undefined ? undefined : open.get(closing);
    if (from !== undefined && closesAt(layout, at)) {
      open.delete(closing as string);
      clearPair(layout, from, at);
    } else if (CLOSING_OF.has(token.raw) && opensAt(layout, at)) open.set(token.raw, at);
  }
}

const PAIRS: [string, string][] = [
  ['*', '*'],
  ['_', '_'],
  ['~', '~'],
  ['`', '`'],
  ['[', ']'],
  ['(', ')'],
  ['【', '】'],
  ['"', '"'],
  ['“', '”'],
];
const CLOSING_OF = new Map(PAIRS);
const CLOSES = new Map(PAIRS.map(([first, last]) => [last, first]));
/** These say how a word looks, wherever it stands; brackets and quotes say something of it. */
const LOOKS = new Set(['*', '_', '~', '`']);

function opensAt(layout: Layout, at: number): boolean {
  const token = layout.tokens[at] as Token;
  const before = layout.tokens[at - 1];
  const apart =
    !token.glued || before?.kind === 'newline' || before?.kind === 'emoji' || before?.kind === 'mark';
  const next = layout.tokens[at + 1];
  return apart && next !== undefined && next.kind !== 'newline' && (next.glued || !LOOKS.has(token.raw));
}

function closesAt(layout: Layout, at: number): boolean {
  const token = layout.tokens[at] as Token;
  return token.glued || !LOOKS.has(token.raw);
}

function clearPair(layout: Layout, from: number, to: number): void {
  const first = leftAt(layout, from + 1);
  if (first >= to || !beginsPiece(layout, from)) {
    if (LOOKS.has(layout.tokens[from]?.raw ?? '') && first < to && !headsPart(layout, first)) {
      layout.gone.add(from);
      layout.gone.add(to);
    }
    return;
  }
  // "*8* science": a number alone means something by the marks around it.
  if (first === to - 1 && layout.tokens[first]?.kind === 'number') return;
  const label = labelOf(layout, first);
  const last = leftBefore(layout, to);
  const marked = /^[:.=-]$/.test(layout.tokens[last]?.norm ?? '');
  if (label !== undefined && (label.to === to || label.to === last + 1 || (marked && label.to === last))) {
    layout.gone.add(from);
    if (marked || endsPiece(layout, to + 1)) layout.gone.add(to);
    else turnInto(layout, to, ':');
    return;
  }
  const whole = endsPiece(layout, to + 1) || (to - first <= 3 && isClassAt(layout, first));
  const all = from === 0 && to === layout.tokens.length - 1;
  if (whole && (all || layout.tokens[from]?.norm !== '"' || recognisedAt(layout, first))) {
    layout.gone.add(from);
    layout.gone.add(to);
  } else if (LOOKS.has(layout.tokens[from]?.raw ?? '')) layout.gone.add(from);
}

/** "6A *Maths* fractions": the marks part a heading from what follows. */
function headsPart(layout: Layout, at: number): boolean {
  return (
    labelOf(layout, at) !== undefined ||
    (layout.senses[at]?.some((s) => s.group === 'subject' && s.exact) ?? false) ||
    layout.tokens[at]?.kind === 'number'
  );
}
