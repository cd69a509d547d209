import { asDateNumber, asDateWord, type DateToken } from '#nepal/date-tokens.ts';
import type { Token } from './tokenise.ts';

/**
 * The words and numbers of a text for the calendar, which has looked each word up before; null where the calendar
 * cuts the text otherwise ("today's", "4.2", an emoji of several parts).
 */
export function sameTokens(tokens: readonly Token[]): DateToken[] | null {
  const same: DateToken[] = [];
  for (const token of tokens) {
    const { kind, raw, start } = token;
    if (kind === 'word') {
      if (token.known === null || raw.includes("'") || raw.includes('’')) return null;
      same.push(asDateWord(raw, start, token.known.date));
    } else if (kind === 'number') {
      if (token.norm.length !== raw.length || raw.includes('.')) return null;
      same.push(asDateNumber(raw, start));
    } else if (kind === 'emoji' ? OF_PARTS.test(raw) : raw === 'ः') return null;
  }
  return same;
}

const OF_PARTS = /[\p{M}\u200d]/u;
