import { isSeparator } from './find-breaks.ts';
import type { ClassMention } from './find-classes.ts';
import { isLabelMark } from './find-label.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** A class and a subject side by side that stand behind what is said of them, and the tokens they take up. */
export interface LateHeading {
  from: number;
  to: number;
  mention: ClassMention;
  subject: Sense;
}

const JOINT = wordSet('ko को ma मा ki class kaksha कक्षा , - :');
const OPENS = /^(?:\(|for|of|was|is|ko|lagi|in|to)$/;
const LEADS = wordSet("that this it yo thats that's");

/**
 * "… (6B science)", "… that's the hw for 6B soc.", "…\n8A math": the only class of a text, with a subject beside it,
 * where the text does not begin with either; null where there is none.
 */
export function findLateHeading(page: Page, body: readonly number[]): LateHeading | null {
  const [mention, ...others] = page.classes;
  const words = body.filter((id) => !isSeparator(page, id));
  const [first] = words;
  if (mention === undefined || others.length > 0 || first === undefined) return null;
  if (mention.from <= first + NEAR || headsText(page, words)) return null;
  const pair = beside(page, mention);
  if (pair === null) return null;
  let from = Math.min(mention.from, pair.from);
  let to = Math.max(mention.to, pair.to);
  const before = page.tokens[from - 1];
  if (!isSeparator(page, from - 1) && !OPENS.test(before?.norm ?? '')) return null;
  const bracket = before?.norm === '(';
  const next = page.tokens[to];
  if (next !== undefined && !isSeparator(page, to) && !(bracket && next.norm === ')') && next.norm !== '.')
    return null;
  // A mark behind it makes it the head of what follows.
  if (
    !bracket &&
    next !== undefined &&
    next.kind !== 'newline' &&
    next.kind !== 'emoji' &&
    isLabelMark(page, to)
  )
    return null;
  if (bracket) to += next?.norm === ')' ? 1 : 0;
  if (next?.kind === 'newline' && body.some((id) => id > to && !isSeparator(page, id))) return null;
  if (!isSeparator(page, from - 1)) {
    from -= 1;
    if (LEADS.has(page.tokens[from - 1]?.norm ?? '') && /^(?:is|was)$/.test(page.tokens[from]?.norm ?? ''))
      from -= 1;
  }
  return { from, to, mention, subject: pair };
}

/** How many words at the head of a text are its heading. */
const NEAR = 2;

/** Whether a subject stands at the head of a text, or as a heading further on. */
function headsText(page: Page, words: readonly number[]): boolean {
  return words.some((id, n) => {
    const subject = senseAt(page, id, 'subject');
    return (
      subject?.exact === true && (n <= 1 || isLabelMark(page, subject.to)) && !isLastOf(page, subject.to)
    );
  });
}

function isLastOf(page: Page, to: number): boolean {
  return page.tokens.slice(to).every((_, k) => isSeparator(page, to + k));
}

/** The subject right before or behind a class. */
function beside(page: Page, mention: ClassMention): Sense | null {
  const skip = (at: number, step: 1 | -1) => {
    let here = at;
    while (JOINT.has(page.tokens[here]?.norm ?? '')) here += step;
    return here;
  };
  const behind = senseAt(page, skip(mention.to, 1), 'subject');
  if (behind?.exact) return behind;
  const end = skip(mention.from - 1, -1) + 1;
  for (let from = Math.max(0, end - 3); from < end; from += 1) {
    const before = page.senses[from]?.find((s) => s.group === 'subject' && s.exact && s.to === end);
    if (before !== undefined) return before;
  }
  return null;
}
