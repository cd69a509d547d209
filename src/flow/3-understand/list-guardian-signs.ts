import { asksInWords } from './asks-in-words.ts';
import { type Page, senseAt } from './page.ts';
import type { Said } from './said.ts';

/** What a text of a guardian speaks of. */
export interface Signs {
  question: boolean;
  /** True where a question mark or a question word stands, not only a request. */
  asks: boolean;
  telling: boolean;
  words: number;
  has: (value: string) => boolean;
}

/** What the words of a text of a guardian speak of, and whether it asks or tells. */
export function readSigns(said: Said): Signs {
  const { page, body } = said;
  const values = new Set<string>();
  let asked = -1;
  for (const at of body) {
    // "… bhayo ki bhaena" asks; its words tell nothing.
    const phrase = page.senses[at]?.find((s) => s.group === 'guardian' && s.value === 'question' && s.exact);
    if (phrase !== undefined && phrase.to - at >= 2) asked = phrase.to;
    for (const sense of page.senses[at] ?? []) {
      if (sense.value === 'telling' && (at < asked || isLookedUp(page, body, at))) continue;
      if (
        sense.group === 'guardian' &&
        (sense.exact || sense.to - sense.from > 1 || (page.tokens[at]?.norm.length ?? 0) >= 6)
      )
        values.add(sense.value);
      if (sense.group === 'label' && sense.value === 'homework' && sense.exact) values.add('homework');
    }
  }
  const mark = page.tokens.some((t) => t.norm === '?');
  const asks = mark || asksInWords(page, body);
  return {
    question: asks,
    asks: mark,
    telling: values.has('telling'),
    words: body.filter((at) => page.tokens[at]?.kind === 'word').length,
    has: (value) => values.has(value),
  };
}

/** "attendance herdinu na", "can you tell me the homework, she forgot to write it": the record is asked for all the same. */
function isLookedUp(page: Page, body: readonly number[], at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  const has = (value: string) => body.some((id) => senseAt(page, id, 'guardian', value)?.exact === true);
  if (/^(?:her(?:i)?dinu(?:s|hos|hola)?|हेरिदिनु(?:स्|होस्|होला)?)$/.test(norm))
    return (has('attendance') || has('result')) && !has('homework');
  return FORGOT.test(norm) && has('homework') && body.some((id) => isRequest(page, id));
}

const FORGOT = /^(?:forgot|birsi?yo|birse(?:cha|ko)?|बिर्सियो|बिर्स्यो|बिर्सेछ)$/;

/** "tell me", "what is", "pathaidinu": somebody asks for it. */
function isRequest(page: Page, at: number): boolean {
  return /^(?:tell|send|share|what|whats|what's|know|give|bhanidinu|bhandinu|pathaidinu|pathaidinus|k|ke|के|पठाइदिनु|पठाइदिनुहोस्|पठाइदिनुहोला|भनिदिनु|भनिदिनुहोस्|भनिदिनुहोला)$/.test(
    page.tokens[at]?.norm ?? '',
  );
}
