import type { Language, Words } from './language.ts';
import { sayLine } from './say.ts';

/** What is worth saying of how a message will go; what is absent is not. */
export type Outlook = {
  /** When the last parent has it. */
  lastAt?: Words;
  /** Parents who wait for room in the day's limit, and until when. */
  later?: { parents: number; by: Words };
  /** Parents who cannot have it before it is worth nothing. */
  never?: number;
  cost?: { rupees: Words; free: number; messages: number };
};

/** The outlook in one line of short sentences; empty when there is nothing to say. */
export function outlookText({ lastAt, later, never, cost }: Outlook, language: Language): string {
  const say: Saying[] = [];
  if (lastAt) say.push((l) => sayLine('teacher.echo.lastAt', { time: lastAt }, l));
  if (later) say.push((l) => sayLine('teacher.echo.later', { parents: later.parents, time: later.by }, l));
  if (never) say.push((l) => sayLine('teacher.echo.never', { parents: never }, l));
  if (cost?.free) say.push((l) => sayLine('teacher.echo.costAfterFree', cost, l));
  else if (cost) say.push((l) => sayLine('teacher.echo.cost', { rupees: cost.rupees }, l));
  const line = (l: 'en' | 'ne') => say.map((sentence) => sentence(l)).join(' ');
  if (say.length === 0) return '';
  return language === 'both' ? `${line('ne')}\n${line('en')}` : line(language);
}

type Saying = (language: 'en' | 'ne') => string;
