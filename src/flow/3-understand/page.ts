import { cutSlot } from './cut-slot.ts';
import { type ClassMention, findClasses } from './find-classes.ts';
import type { DateMention, Direction } from './find-dates.ts';
import { createDates } from './find-dates.ts';
import { type Break, findPartings } from './find-partings.ts';
import { foldLayout } from './fold-layout.ts';
import { lookUpWords, type Sense } from './look-up-words.ts';
import { once } from './once.ts';
import { withOwnWords } from './own-words.ts';
import type { UnderstandInput } from './reading.ts';
import { type Token, tokenise } from './tokenise.ts';

/** A text with everything that was recognised in it. All positions are token numbers. */
export interface Page {
  text: string;
  /** As they stand in the text, before its layout was folded. */
  typed: readonly Token[];
  tokens: Token[];
  senses: Sense[][];
  classes: ClassMention[];
  /** How strongly each token parts what stands on both sides of it; 0 for what belongs to a piece itself. */
  partings: Break[];
  /** ISO, Gregorian, of Kathmandu. */
  today: string;
  dates(direction: Direction): DateMention[];
  /** The class that a token is part of. */
  classAt(at: number): ClassMention | undefined;
  /** The date to come that a token is part of. */
  dateAt(at: number): DateMention | undefined;
}

/** Reads the words of a text once, for every reader that follows, and its dates when they are first asked for. */
export function openPage(
  text: string,
  input: UnderstandInput,
  typed: Token[] = tokenise(text),
  part: 'text' | 'slot' = 'text',
): Page {
  const found = lookUpWords(typed);
  const tokens = foldLayout(typed, found, part);
  const senses = withOwnWords(tokens, tokens === typed ? found : lookUpWords(tokens), input.ownWords);
  const classes = findClasses(tokens, senses, input.classes);
  const classAt = byToken(classes, tokens.length);
  const dates = createDates(text, tokens, input.today, input.role === 'guardian');
  const dateAt = once(() => byToken(dates('future'), tokens.length));
  // Plain values and no getters: an object with getters is slow to read, and a page is read more than anything else.
  return {
    text,
    typed,
    tokens,
    senses,
    classes,
    partings: findPartings(tokens, senses, classAt),
    today: input.today,
    dates,
    classAt: (at) => classAt[at],
    dateAt: (at) => dateAt()[at],
  };
}

/** Reads what stands in a slot of a reading of a text as a text of its own, which nobody has set out. */
export type OpenSlot = (slot: string) => Page;

/** Opens each slot once, however many rules ask about it. */
export function slotOpener(input: UnderstandInput, { text, typed }: Page): OpenSlot {
  const opened = new Map<string, Page>();
  return (slot) => {
    const known = opened.get(slot);
    if (known !== undefined) return known;
    const page = openPage(slot, input, cutSlot(slot, text, typed), 'slot');
    opened.set(slot, page);
    return page;
  };
}

function byToken<T extends { from: number; to: number }>(mentions: readonly T[], count: number): ByToken<T> {
  if (mentions.length === 0) return NOTHING;
  const found = new Array<T | undefined>(count).fill(undefined);
  for (const mention of mentions) found.fill(mention, mention.from, mention.to);
  return found;
}

/** What each token is part of. */
type ByToken<T> = readonly (T | undefined)[];
const NOTHING: readonly undefined[] = [];

/** The longest sense of a group that begins at a token, of one value if that is given. */
export function senseAt(page: Page, at: number, group: string, value?: string): Sense | undefined {
  const senses = page.senses[at];
  if (senses === undefined) return undefined;
  // By hand, because nothing is asked as often.
  for (let n = 0; n < senses.length; n += 1) {
    const sense = senses[n] as Sense;
    if (sense.group === group && (value === undefined || sense.value === value)) return sense;
  }
  return undefined;
}

/** The token numbers `from` up to, not including, `to`. */
export function idsOf(from: number, to: number): number[] {
  const ids: number[] = [];
  for (let at = from; at < to; at += 1) ids.push(at);
  return ids;
}

/** How many token numbers of `ids`, from place `n` on, are below `to`. */
export function countBelow(ids: readonly number[], n: number, to: number): number {
  let count = 0;
  while (n + count < ids.length && (ids[n + count] as number) < to) count += 1;
  return count;
}

/** The place in ascending token numbers of the first that is not below `at`. */
export function placeOf(ids: readonly number[], at: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
