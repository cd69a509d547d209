import type { ClassMention } from './find-classes.ts';
import type { Mark, Status } from './find-marks.ts';
import type { Break } from './find-partings.ts';
import { type Page, senseAt } from './page.ts';

/** Where the next class begins behind a token. */
export function nextClass(classes: readonly ClassMention[], at: number): number {
  return classes.find((c) => c.from > at)?.from ?? Number.POSITIVE_INFINITY;
}

/** A status or governing word, or a word that is none of these. */
export function wordAt(page: Page, at: number, sep: Break, until: number): { mark: Mark | null; to: number } {
  const token = page.tokens[at];
  if (token === undefined || token.kind === 'mark') return { mark: null, to: at + 1 };
  // "sabai chan": all are there.
  if (
    /^(?:chan|chhan|xan|छन्)$/.test(token.norm) &&
    senseAt(page, at - 1, 'status', 'all') !== undefined &&
    senseAt(page, at - 1, 'status', 'all')?.to === at
  ) {
    return { mark: { is: 'status', status: 'present', negated: false, verb: false, at, sep }, to: at + 1 };
  }
  const letter = letterStatus(page, at);
  if (letter !== null)
    return { mark: { is: 'status', status: letter, negated: false, verb: false, at, sep }, to: at + 1 };
  // "in class" names no presence where the class's name goes on ("absent in class 7B").
  const statuses = page.senses[at]?.filter((s) => s.group === 'status' && s.to <= until) ?? [];
  const nepali =
    token.deva ||
    statuses.some(
      (s) =>
        /^(?:bahek|baahek|vahek|matra|mattra|kohi|kunai|chod|chhod|chad|baheg)/.test(token.norm) && s.to > at,
    );
  const best = statuses.find((s) => s.value !== 'filler') ?? statuses[0];
  const negation = senseAt(page, at, 'word', 'not');
  if (best === undefined || (best.value === 'filler' && negation !== undefined)) {
    if (negation !== undefined) return { mark: { is: 'not', at, sep, nepali }, to: negation.to };
    if (token.kind === 'number' || isNeutral(page, at)) return { mark: null, to: at + 1 };
    return { mark: { is: 'unknown', raw: token.raw, at, to: at + 1, sep }, to: at + 1 };
  }
  if (negation !== undefined && negation.to > best.to)
    return { mark: { is: 'not', at, sep, nepali }, to: negation.to };
  switch (best.value) {
    case 'absent':
    case 'late':
    case 'leave':
    case 'present': {
      if (best.value === 'present' && isTense(page, at, best.to)) {
        return { mark: { is: 'unknown', raw: token.raw, at, to: best.to, sep }, to: best.to };
      }
      const verb = NEGATIVE_VERB.test(token.norm);
      return { mark: { is: 'status', status: best.value, negated: false, verb, at, sep }, to: best.to };
    }
    case 'attendance':
      return { mark: { is: 'title', at, sep, nepali }, to: best.to };
    case 'filler':
      return { mark: null, to: best.to };
    default:
      return { mark: { is: best.value as 'all', at, sep, nepali }, to: best.to };
  }
}

/** "A - 3, 7; L: 9": a letter before its list. */
function letterStatus(page: Page, at: number): Status | null {
  const mark = page.tokens[at + 1]?.norm;
  const parted = (mark === ':' || mark === '-') && page.tokens[at + 2]?.kind === 'number';
  const letter = page.tokens[at]?.norm;
  if (!parted || page.tokens[at - 1]?.kind === 'number') return null;
  return letter === 'a' ? 'absent' : letter === 'l' ? 'late' : letter === 'p' ? 'present' : null;
}

// "aaenan", "आएनन्": did not come, in one word.
const NEGATIVE_VERB = /^(?:aa?i?y?e?nan?|aaena|aayena|आएनन्?|आयेनन्?|आएन)$/;

/** "present tense", "simple present" are grammar. */
function isTense(page: Page, at: number, to: number): boolean {
  const next = page.tokens[to]?.norm ?? '';
  const before = page.tokens[at - 1]?.norm ?? '';
  return (
    /^(?:tense|perfect|continuous|participle|simple|indefinite|past|form)/.test(next) ||
    /^(?:simple|past|the)$/.test(before)
  );
}

/** Words of politeness, connection and address are neither pupils nor statuses. */
function isNeutral(page: Page, at: number): boolean {
  return (
    page.senses[at]?.some(
      (s) =>
        s.group === 'connect' ||
        (s.group === 'command' && ['greeting', 'thanks', 'around'].includes(s.value)) ||
        s.group === 'subject' ||
        (s.group === 'word' && s.value === 'and'),
    ) ?? false
  );
}
