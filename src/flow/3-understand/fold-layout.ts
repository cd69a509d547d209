import { clearEmphasis } from './clear-emphasis.ts';
import { clearLastWords } from './clear-last-words.ts';
import { clearNumbering } from './clear-numbering.ts';
import { foldLabelMarks } from './fold-label-marks.ts';
import { foldListMarks } from './fold-list-marks.ts';
import type { Layout } from './layout.ts';
import type { Sense } from './look-up-words.ts';
import { partLines } from './part-lines.ts';
import type { Token } from './tokenise.ts';

/**
 * The habits that people have of setting out a message (numbered parts, bold labels, "Sub. Health", " / " between
 * parts) as one: a line for each part, a colon behind each label; a slot is part of such a message and keeps its marks but those of bold
 * and italic. Gives the same list where nothing was folded.
 */
export function foldLayout(tokens: Token[], senses: readonly Sense[][], part: 'text' | 'slot'): Token[] {
  // In a slot only marks are folded, and most have none.
  if (part === 'slot' && !tokens.some(({ kind }) => kind === 'mark')) return tokens;
  const layout: Layout = { tokens: [...tokens], senses, gone: new Set() };
  if (part === 'text') {
    collapseRuns(layout);
    clearNumbering(layout);
  }
  clearEmphasis(layout);
  if (part === 'text') {
    foldListMarks(layout);
    partLines(layout);
    foldLabelMarks(layout);
    clearLastWords(layout);
  }
  if (layout.gone.size === 0 && layout.tokens.every((token, at) => token === tokens[at])) return tokens;
  const folded: Token[] = [];
  let glued = true;
  for (const [at, token] of layout.tokens.entries()) {
    if (layout.gone.has(at)) {
      glued &&= token.glued;
      continue;
    }
    folded.push(glued || !token.glued ? token : { ...token, glued: false });
    glued = true;
  }
  return folded;
}

/** "//", "||", "=>", "--", " *** ": one mark; one with a point is an arrow. */
function collapseRuns(layout: Layout): void {
  const { tokens, gone } = layout;
  for (let at = 0; at < tokens.length; at += 1) {
    const first = tokens[at] as Token;
    if (first.kind !== 'mark' || !RUN.has(first.norm)) continue;
    let to = at + 1;
    while (tokens[to]?.glued && tokens[to]?.kind === 'mark' && RUN.has(tokens[to]?.norm ?? '')) to += 1;
    const alone = !first.glued || tokens[at - 1]?.kind === 'newline';
    const stars = LOOKS.has(first.norm) && !(alone && !tokens[to]?.glued);
    if (to - at >= 2 && !stars) {
      const last = tokens[to - 1] as Token;
      const raw = last.norm === '>' && first.norm !== '>' ? '→' : first.raw;
      const norm = first.norm === '/' || first.norm === '|' ? '|' : '•';
      tokens[at] = { ...first, raw, norm, end: last.end };
      for (let more = at + 1; more < to; more += 1) gone.add(more);
    }
    // The marks of bold go one by one, since an arrow may stand behind them ("*Notice* -> …").
    if (!stars) at = to - 1;
  }
}

const RUN = new Set(['/', '|', '=', '-', '>', '<', '•', '*', '_', '~', '+', '#']);
/** These stand around a word in bold or italic. */
const LOOKS = new Set(['*', '_', '~']);
