import { indexAfter } from './limits.ts';

/**
 * A long text in parts of at most `limit` code points each, in order, cut where a reader would pause: between
 * paragraphs, else lines, sentences, words. Only white space at a cut is dropped. A word longer than a part is cut
 * between two graphemes (a letter with its signs); only a grapheme longer than a part, or white space that carries a
 * sign of its own, is ever cut itself.
 */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const cut = cutIndex(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return parts;
}

/**
 * Where to end a part of at most `limit` code points (at least 1), as an index in UTF-16 units. The text's length
 * when it fits whole. Pauses in the first half of the part are passed over, so that parts do not become crumbs.
 */
export function cutIndex(text: string, limit: number): number {
  const end = indexAfter(text, 0, limit);
  if (end === text.length) return end;
  // One more character, so that a pause right at the limit is seen.
  const window = text.slice(0, end + 1);
  for (const pause of pauses) {
    const at = lastPause(window, pause, end);
    if (at > end / 2) return at;
  }
  const anySpace = lastPause(window, space, end);
  return anySpace > 0 ? anySpace : graphemeBoundary(text, end);
}

const paragraph = /\n[^\S\n]*\n/gu;
const line = /\n/gu;
const sentence = /[।॥.!?…]["'”’)*_]*\s/gu;
const space = /\s/gu;
const pauses = [paragraph, line, sentence, space];

const graphemes = new Intl.Segmenter('ne', { granularity: 'grapheme' });

/** The index right after the last pause whose white space begins at or before `end`; 0 when there is none. */
function lastPause(window: string, pause: RegExp, end: number): number {
  let last = 0;
  for (const match of window.matchAll(pause)) {
    const after = match.index + match[0].length;
    if (after - 1 <= end) last = Math.min(after, end);
  }
  return last;
}

function graphemeBoundary(text: string, end: number): number {
  const containing = graphemes.segment(text.slice(0, end + LONGEST_LOOK_AHEAD)).containing(end);
  return containing && containing.index > 0 ? containing.index : end;
}

// Whether a grapheme begins at `end` depends on what stands before it and on the character itself.
const LONGEST_LOOK_AHEAD = 2;
