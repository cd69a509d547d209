import { isSeparator } from './find-breaks.ts';
import { isLabelMark } from './find-label.ts';
import type { Break } from './find-partings.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import type { Part } from './read-update.ts';
import { wordSet } from './word-set.ts';

/**
 * Whether a subject's word is one of what was taught: its sender does not teach that subject, and the word heads nothing
 * but stands in the middle ("a debate on social media" of an English teacher, "yoga ra pranayam" of one who teaches health).
 */
export function isTopicWord(
  page: Page,
  subject: Sense,
  part: Part,
  taught: readonly string[],
  gap: Break,
): boolean {
  if (taught.length === 0 || taught.includes(subject.value) || part.subject !== undefined) return false;
  const { from, to } = subject;
  if (isLabelMark(page, to) || isPlace(page, to)) return false;
  const and = senseAt(page, to, 'word', 'and');
  if (and !== undefined && isContent(page, and.to)) return true;
  if (gap > 0 || part.ids.at(-1) !== from - 1) return false;
  if (ABOUT.has(page.tokens[from - 1]?.norm ?? '')) return true;
  return (
    isContent(page, from - 1) && (isContent(page, to) || senseAt(page, to, 'teach', 'after') !== undefined)
  );
}

/** "science ma", "विज्ञानमा", "ganit ko": it says in which lesson. */
function isPlace(page: Page, to: number): boolean {
  return (
    /^(?:ma|मा|ko|को|period|class|lesson|ghanti)$/.test(page.tokens[to]?.norm ?? '') ||
    /(?:मा|को)$/u.test(page.tokens[to - 1]?.norm ?? '')
  );
}

/** What stands before a thing that is spoken of. */
const ABOUT = wordSet('on about of a an the his her their our between against with as into using and ra र');

/** A word that is part of what was taught: no class, day, subject or label, no verb of teaching and none that only joins. */
function isContent(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token?.kind !== 'word' || isSeparator(page, at)) return false;
  if (page.classAt(at) !== undefined || page.dateAt(at) !== undefined) return false;
  return !page.senses[at]?.some((s) => s.exact && NO_CONTENT.has(s.group));
}

const NO_CONTENT = wordSet('subject label teach connect work status');
