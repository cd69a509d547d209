import { clearPoliteness } from './clear-politeness.ts';
import { findBreaks } from './find-breaks.ts';
import { openPage } from './page.ts';
import type { Reading, UnderstandInput } from './reading.ts';
import { surprise } from './second-reader/doubt-reading.ts';
import { reachesFamilies, readByRules, understand } from './understand.ts';

/** How one word of a text was read. */
export interface WordReading {
  word: string;
  /** The key it was looked up by: its sound in folded Latin letters, or itself. */
  key: string;
  /** "group:meaning" of every sense; "~" after one that a typing error hid, "+2" after one of two words. */
  senses: string[];
  /** What rules found here: a class, a date, or politeness that is left out. */
  found: string[];
}

export interface Explanation {
  words: WordReading[];
  reading: Reading;
  /** How unlikely the second reader finds what the rules read, in natural logarithms; null where it is not asked. */
  surprise: number | null;
}

/** Shows how each word of a text was read, and the reading that came of it. */
export function explain(input: UnderstandInput): Explanation {
  const page = openPage(input.text, input);
  const body = new Set(clearPoliteness(page, findBreaks(page)));
  const words = page.tokens.flatMap((token, at) => {
    if (token.kind === 'newline') return [];
    const senses = (page.senses[at] ?? []).map((s) => {
      const length = s.to - s.from;
      return `${s.group}:${s.value}${length > 1 ? `+${length}` : ''}${s.exact ? '' : '~'}`;
    });
    const found: string[] = [];
    for (const c of page.classes)
      if (c.from <= at && at < c.to) found.push(`class ${c.grade}${c.section ?? ''}`);
    for (const d of page.dates('future'))
      if (d.from <= at && at < d.to && d.iso !== null) found.push(`date ${d.iso}`);
    if (!body.has(at)) found.push('politeness');
    return [{ word: token.raw, key: token.sound || token.norm, senses, found }];
  });
  const ruled = readByRules(input);
  return {
    words,
    reading: understand(input),
    surprise: reachesFamilies(ruled) ? surprise(page, ruled, input.role) : null,
  };
}
