import { findDates } from '#nepal/parse-date.ts';
import type { Token } from './tokenise.ts';

export type Direction = 'future' | 'past';

/** A date in the text: tokens `from` up to, not including, `to`. */
export interface DateMention {
  from: number;
  to: number;
  /** ISO, Gregorian; null where there is no such day. */
  iso: string | null;
  kind: 'relative' | 'weekday' | 'day' | 'month-day' | 'full';
  /** The postposition glued to it (सम्म in आइतबारसम्म). */
  suffix: string;
}

/** The dates of a text in terms of its tokens. A weekday or a day without a year is looked for in the direction. */
export function datesOf(text: string, tokens: Token[], today: string, direction: Direction): DateMention[] {
  const mentions: DateMention[] = [];
  let at = 0;
  for (const date of findDates(text, { today, direction })) {
    while (at < tokens.length && (tokens[at] as Token).end <= date.start) at += 1;
    let to = at;
    while (to < tokens.length && (tokens[to] as Token).start < date.end) to += 1;
    if (to > at) mentions.push({ from: at, to, iso: date.iso, kind: date.kind, suffix: date.suffix });
    at = Math.max(at, to);
  }
  return mentions;
}
