import { isSeparator } from './find-breaks.ts';
import { findPair, type Span } from './find-pair.ts';
import { openPage, type Page } from './page.ts';
import { exchange } from './put-right.ts';
import { isComplete } from './read-daily-update.ts';
import type { DailyUpdate, Draft, UnderstandInput, Update } from './reading.ts';
import { understand } from './understand.ts';

/**
 * What a text makes of what its writer sent before: "6A not 5A", "hw p46 not p45", "kaksha 6 ko ho, 5 haina" put one
 * thing right; in reply to the echo (`quoted`) also "hw p46", or the whole text anew. Null where it corrects nothing,
 * or where it could correct two things. Pure, and never throws.
 */
export function readCorrection(input: UnderstandInput, previous: Draft, quoted: boolean): Draft | null {
  const page = openPage(input.text, input);
  const pair = findPair(page);
  if (pair !== null) {
    const found = exchange(page, input, previous, pair);
    return found.length === 1 ? (found[0] as Draft) : null;
  }
  return quoted || ANNOUNCED.test(input.text) ? sayAnew(page, input, previous) : null;
}

/** Whether a text has the form of a correction, so that it is worth looking up what it may correct. */
export function looksLikeCorrection(text: string): boolean {
  return ANNOUNCED.test(text) || PAIRED.test(text);
}

/** Whether a text is nothing but one thing in place of another, so that it is hardly meant by itself. */
export function isBareCorrection(input: UnderstandInput): boolean {
  const pair = findPair(openPage(input.text, input));
  return pair !== null && [pair.right, pair.wrong].every((s) => s === null || s.to - s.from <= LONGEST_BARE);
}

const LONGEST_BARE = 4;

const ANNOUNCED = /^\W*(?:correction|sachy?a(?:eko|yeko|iyeko|une)|सच्याइएको|सच्याएको|सच्याउने)[\s:,-]/iu;
const PAIRED =
  /(?:^|[\s,])(?:not|instead of|should be|ho[ei]na|haina|होइन|हैन|होईन)(?=$|[\s,.!।])|->|→|(?:^|\s)(?:change|replace)\s/iu;

/** The slots a reply gives take the place of those that were sent; what it does not speak of stays. */
function sayAnew(page: Page, input: UnderstandInput, previous: Draft): Draft | null {
  const text = input.text.replace(ANNOUNCED, '');
  const { id: _, ...anew } = understand({ ...input, text, ...defaultsOf(input, previous) });
  if (previous.intent === 'daily_update') {
    const alone = classAlone(page);
    if (alone !== null) return exchangeClass(page, input, previous, alone);
    return anew.intent === 'daily_update' ? merge(previous, anew) : null;
  }
  if (previous.intent === 'attendance') return anew.intent === 'attendance' ? anew : null;
  if (previous.intent !== 'announcement' && previous.intent !== 'direct') return null;
  if (SAYS_NOTHING.has(anew.intent) || words(page) < FEWEST_WORDS) return null;
  const own = anew.intent === 'announcement' ? anew.text : text.trim();
  // Any words may be meant as the new text, so its writer sees it once more before it goes.
  return { ...previous, text: own, ask: 'confirm' };
}

const SAYS_NOTHING = new Set<string>(['confirm', 'cancel', 'status', 'greeting', 'thanks', 'help']);
const FEWEST_WORDS = 3;

/** Unless it says otherwise, a correction is for the class and subject of what it corrects. */
function defaultsOf(input: UnderstandInput, previous: Draft): Partial<UnderstandInput> {
  const of = 'classes' in previous ? previous.classes : undefined;
  const [own] = of ?? ('class' in previous && previous.class ? [previous.class] : []);
  const classes = own === undefined ? input.classes : [own, ...input.classes.filter((c) => c !== own)];
  const subjects = previous.intent === 'daily_update' ? subjectsOf(previous) : (input.subjects ?? []);
  return { classes, subjects };
}

function subjectsOf({ updates }: DailyUpdate): string[] {
  return updates.flatMap((u) => (u.subject ? [u.subject] : []));
}

function merge(previous: DailyUpdate, anew: DailyUpdate): DailyUpdate | null {
  const saysClass = !(anew.defaulted ?? []).includes('class');
  const { class: _c, classes: _cs, defaulted: _d, ...rest } = previous;
  const placed = saysClass ? anew : previous;
  const slots = {
    ...(placed.class === undefined ? {} : { class: placed.class }),
    ...(placed.classes === undefined ? {} : { classes: placed.classes }),
  };
  const updates = mergeUpdates(previous.updates, anew.updates);
  if (updates === null) return null;
  const ask = saysClass && anew.ask === 'class' ? 'class' : updates.every(isComplete) ? null : 'topic';
  return { ...rest, ...slots, updates, ask: ask ?? (anew.ask === 'confirm' ? 'confirm' : null) };
}

function mergeUpdates(before: Update[], anew: Update[]): Update[] | null {
  const [only] = before;
  if (before.length === 1 && anew.length === 1 && only !== undefined)
    return [{ ...only, ...(anew[0] as Update) }];
  if (anew.some((u) => u.subject === undefined)) return null;
  const kept = before.map((u) => ({ ...u, ...anew.find((a) => a.subject === u.subject) }));
  return [...kept, ...anew.filter((a) => !before.some((u) => u.subject === a.subject))];
}

/** A reply that is only the name of a class. */
function classAlone(page: Page): Span | null {
  const [mention] = page.classes;
  if (mention === undefined || page.classes.length !== 1) return null;
  const rest = page.tokens.some(
    (token, at) =>
      (at < mention.from || at >= mention.to) &&
      !isSeparator(page, at) &&
      !/^(?:it's|its|it|is|was|for|ko|lai|lagi|ho|class|kaksha|को|लाई|लागि|हो|कक्षा)$/.test(token.norm),
  );
  return rest ? null : { from: mention.from, to: mention.to };
}

function exchangeClass(page: Page, input: UnderstandInput, previous: Draft, right: Span): Draft | null {
  const found = exchange(page, input, previous, { right, wrong: null });
  return found.length === 1 ? (found[0] as Draft) : null;
}

function words(page: Page): number {
  return page.tokens.filter((t) => t.kind === 'word').length;
}
