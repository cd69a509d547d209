import { beginsPiece, type Layout, leftBefore, turnInto } from './layout.ts';
import { recognisedAt, tellsStatusOnly } from './piece-heads.ts';
import type { Token } from './tokenise.ts';

/** "1. …", "(2) …", "क) …", "iii) …" before a part: tokens `from` up to, not including, `to`. */
interface Numeral {
  from: number;
  to: number;
}

/** Takes the numbers off a text that is written as a numbered list of its parts; each begins a line of its own. */
export function clearNumbering(layout: Layout): void {
  for (const series of SERIES) {
    const [first] = series;
    if (!layout.tokens.some((token) => token.norm === first)) continue;
    const found = findSeries(layout, series);
    if (found.length < 2 || !isOfParts(layout, found)) continue;
    for (const { from, to } of found) {
      const before = layout.tokens[leftBefore(layout, from)];
      for (let at = from; at < to; at += 1) layout.gone.add(at);
      if (before === undefined || before.kind === 'newline') continue;
      layout.gone.delete(from);
      turnInto(layout, from, '\n');
    }
    return;
  }
}

const SERIES: string[][] = [
  ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
  ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'],
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'],
  ['क', 'ख', 'ग', 'घ', 'ङ', 'च', 'छ', 'ज'],
];

/** The numerals of one series in their order, from the first on. */
function findSeries(layout: Layout, series: readonly string[]): Numeral[] {
  const found: Numeral[] = [];
  for (let at = 0; at < layout.tokens.length && found.length < series.length; at += 1) {
    const numeral = numeralAt(layout, at, series[found.length] as string);
    if (numeral === null) continue;
    found.push(numeral);
    at = numeral.to - 1;
  }
  return found;
}

function numeralAt(layout: Layout, at: number, wanted: string): Numeral | null {
  const token = layout.tokens[at] as Token;
  const bracket = token.norm === '(' || token.norm === '[';
  const value = bracket ? layout.tokens[at + 1] : token;
  if (value === undefined || value.norm !== wanted) return null;
  const before = layout.tokens[at - 1];
  if (token.glued && before !== undefined && before.kind !== 'newline' && before.kind !== 'emoji')
    return null;
  if (value.raw.includes('\u20e3')) return { from: at, to: at + 1 };
  const mark = at + (bracket ? 2 : 1);
  const end = layout.tokens[mark];
  const next = layout.tokens[mark + 1];
  if (end?.kind !== 'mark' || !end.glued || next === undefined || next.kind === 'newline') return null;
  if (!(bracket ? ')]' : '.):-/').includes(end.norm)) return null;
  // "1-5", "1/8" and "1:30" are no numbers of a list, nor is "1. 5"; and a letter needs its bracket.
  if (!bracket && end.norm !== ')' && (value.kind !== 'number' || (next.kind === 'number' && next.glued))) {
    if (value.kind !== 'word' || end.norm !== '.' || !isAtLine(layout, at)) return null;
  }
  if (end.norm !== ')' && end.norm !== ']' && !isAtLine(layout, at) && !beginsPiece(layout, at)) return null;
  const bracketed = next.norm === ')' || next.norm === '-' || next.norm === '.';
  return { from: at, to: bracketed && next.glued ? mark + 2 : mark + 1 };
}

function isAtLine(layout: Layout, at: number): boolean {
  const before = layout.tokens[at - 1];
  return before === undefined || before.kind === 'newline' || before.kind === 'emoji';
}

/** Whether the numbers count parts of a message, which they do from its head; rolls and exercises are numbered too. */
function isOfParts(layout: Layout, found: readonly Numeral[]): boolean {
  let known = leftBefore(layout, found[0]?.from ?? 0) === -1 ? 2 : 0;
  let marked = 0;
  for (const [n, { to }] of found.entries()) {
    if (tellsStatusOnly(layout, to, found[n + 1]?.from ?? layout.tokens.length)) marked += 1;
    else if (recognisedAt(layout, to)) known += 1;
  }
  return known >= 2 && marked * 2 < found.length;
}
