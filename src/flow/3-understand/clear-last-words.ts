import { type Layout, leftBefore } from './layout.ts';
import { wordSet } from './word-set.ts';

/** "10A math sir", "exelent hajur": a friendly word at the end of a text, behind what ends a slot, is said to nobody's name. */
export function clearLastWords(layout: Layout): void {
  let at = leftBefore(layout, layout.tokens.length);
  while (at > 0 && layout.tokens[at]?.kind !== 'word') at = leftBefore(layout, at);
  while (at > 1 && FRIENDLY.has(layout.tokens[at]?.norm ?? '') && endsSlot(layout, at)) {
    layout.gone.add(at);
    at = leftBefore(layout, at);
  }
}

const FRIENDLY = wordSet('hai hajur sir mam madam maam miss है हजुर सर मिस म्याम म्याडम');

/** Whether a class, a subject or a verdict ends before a token. */
function endsSlot(layout: Layout, at: number): boolean {
  const before = leftBefore(layout, at);
  const token = layout.tokens[before];
  if (token?.kind === 'number') return true;
  if (token?.kind !== 'word') return false;
  if (layout.tokens[before - 1]?.kind === 'number' && SECTION.test(token.norm)) return true;
  for (let from = Math.max(0, before - 3); from <= before; from += 1)
    if (layout.senses[from]?.some((s) => SLOTS.has(s.group) && s.to === before + 1)) return true;
  return FRIENDLY.has(token.norm);
}

const SECTION = /^(?:[a-h]|ka|kha|ga|gha|क|ख|ग|घ)$/;
const SLOTS = new Set(['subject', 'level', 'label']);
