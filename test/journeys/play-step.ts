import assert from 'node:assert/strict';
import type { Language, Words } from '#templates/language.ts';
import { readPhones, type Seen, type Tappable } from './read-phones.ts';
import type { TalkStage } from './stage-talk.ts';
import { isStaff, namesOfOthers, type Talker, type Who } from './talking-school.ts';

/**
 * Words that a message holds: the same for every reader, or by the reader's language (a reader of both has both, but
 * reads what is too short for that, such as a button, in Nepali).
 */
export type Holds = readonly (string | Words | { short: Words })[];

/** Who does what. */
export type Act =
  | { by: Who; says: string }
  /** The newest button of this action or with this title. */
  | { by: Who; taps: string }
  /** In reply to the newest message that holds these words. */
  | { by: Who; quotes: string; says: string }
  /** Nobody does anything, but something happens to the processes. */
  | { meanwhile: () => Promise<void> };

/**
 * Something done, what its doer is answered, and what arrives on which other phones. Nothing else arrives anywhere.
 * `untilSent`: what an undo window holds back is waited for, too
 */
export type Step = Act & { hears?: Holds; arrives?: Partial<Record<Who, Holds>>; untilSent?: true };

/** The same for several readers. */
export function to(readers: readonly Who[], holds: Holds): Partial<Record<Who, Holds>> {
  return Object.fromEntries(readers.map((who) => [who, holds]));
}

/** Plays steps one after another, each to its end. */
export async function play(stage: TalkStage, ...steps: Step[]): Promise<void> {
  for (const step of steps) await playOne(stage, step);
}

async function playOne(stage: TalkStage, step: Step): Promise<void> {
  const before = readPhones(stage);
  await act(stage, step, before);
  await stage.quiet(step.untilSent);
  const arrived = newsSince(before, readPhones(stage));

  const expected = new Map(Object.entries(step.arrives ?? {}) as [Who, Holds][]);
  if ('by' in step && step.hears) expected.set(step.by, step.hears);
  for (const [who, { phone, language }] of Object.entries(stage.school.people) as [Who, Talker][]) {
    const holds = expected.get(who);
    const seen = withoutReports(who, arrived.get(phone) ?? [], holds !== undefined);
    arrived.delete(phone);
    assert.equal(seen.length, holds ? 1 : 0, `${who} ${saw(seen)}, after ${JSON.stringify(step)}`);
    if (holds) checkWords(who, language, seen[0]!, holds, stage);
  }
  assert.deepEqual([...arrived.keys()], [], 'phones of nobody');
}

// How a message did is told to its writer some time later, in the middle of other rows; or at once, where they ask.
function withoutReports(who: Who, seen: Seen[], isAnswered: boolean): Seen[] {
  const isReport = ({ words }: Seen) => isStaff(who) && words.startsWith('📬');
  const others = seen.filter((one) => !isReport(one));
  return isAnswered && others.length === 0 ? seen.slice(-1) : others;
}

async function act(stage: TalkStage, step: Step, phones: Map<string, Seen[]>): Promise<void> {
  if ('meanwhile' in step) return step.meanwhile();
  const { phone } = stage.school.people[step.by];
  const shows = phones.get(phone) ?? [];
  const say = (said: Parameters<typeof stage.simulator.people.say>[2]) =>
    stage.simulator.people.say(phone, stage.school.phoneNumberId, said);
  if ('taps' in step) {
    const [message, tapped] = findTap(shows, step.taps);
    say({ ...tapped.sends, context: { id: message.id } });
    return;
  }
  typed(stage).push(step.says);
  if (!('quotes' in step)) return void say(step.says);
  const quoted = shows.findLast(({ words }) => words.includes(step.quotes));
  assert.ok(quoted, `${step.by} has a message that says ${step.quotes}`);
  say({ type: 'text', text: { body: step.says }, context: { id: quoted.id } });
}

function findTap(shows: Seen[], what: string): [Seen, Tappable] {
  for (const message of shows.toReversed()) {
    const tapped = message.taps.find(({ id, title }) => id.startsWith(`${what}:`) || title === what);
    if (tapped) return [message, tapped];
  }
  throw new Error(`no button "${what}" came:\n${shows.map(({ words }) => words).join('\n---\n')}`);
}

function newsSince(before: Map<string, Seen[]>, after: Map<string, Seen[]>): Map<string, Seen[]> {
  const known = new Set([...before.values()].flat().map(({ id }) => id));
  const entries = [...after].map(([phone, seen]): [string, Seen[]] => [
    phone,
    seen.filter(({ id }) => !known.has(id)),
  ]);
  return new Map(entries.filter(([, seen]) => seen.length > 0));
}

/** It holds what it should, in its reader's language, and reads well. */
function checkWords(who: Who, language: Language, seen: Seen, holds: Holds, stage: TalkStage): void {
  const { words } = seen;
  const languages = languagesOf(language, seen);
  for (const part of holds)
    for (const one of languages) {
      const text = wordsOf(part, language === 'both' ? 'ne' : one, one);
      assert.ok(words.includes(text), `${who} reads “${text}” in:\n${words}`);
    }
  for (const name of namesOfOthers(who))
    assert.ok(!words.includes(name), `${who} reads of ${name} in:\n${words}`);
  const ours = withoutTyped(words, stage);
  const scripts = { en: LATIN, ne: DEVANAGARI };
  for (const one of ['en', 'ne'] as const)
    assert.equal(
      scripts[one].test(ours),
      languages.includes(one),
      `${who}, who reads ${languages.join(' and ')}, in:\n${words}`,
    );
  assert.doesNotMatch(words, SLIPS, `${who} reads a whole sentence`);
}

function wordsOf(part: Holds[number], ifShort: 'en' | 'ne', otherwise: 'en' | 'ne'): string {
  if (typeof part === 'string') return part;
  return 'short' in part ? part.short[ifShort] : part[otherwise];
}

/** A template has one language: who reads both gets it in Nepali. */
function languagesOf(language: Language, { type }: Seen): readonly ('en' | 'ne')[] {
  if (language !== 'both') return [language];
  return type === 'template' ? ['ne'] : ['en', 'ne'];
}

const LATIN = /[A-Za-z]/;
const DEVANAGARI = /\p{Script=Devanagari}/u;
// What a text shows where a value was missing or stood in the wrong place.
const SLIPS = /undefined|null|NaN|[{}]|\[object|,\s*,|\(\s*\)|“\s*”|[^\S\n] [.,।]|\.\s*\.(?!\.)/;

const typedSoFar = new WeakMap<TalkStage, string[]>();

function typed(stage: TalkStage): string[] {
  const texts = typedSoFar.get(stage) ?? [];
  typedSoFar.set(stage, texts);
  return texts;
}

/** What people typed stays as they typed it, whoever reads it. */
function withoutTyped(words: string, stage: TalkStage): string {
  const own = new Set(typed(stage).flatMap((text) => text.match(WORD) ?? []));
  return words.replaceAll(WORD, (word) => (own.has(word) ? '' : word));
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

function saw(seen: Seen[]): string {
  return seen.length === 0 ? 'got nothing' : `got:\n${seen.map(({ words }) => words).join('\n---\n')}\n`;
}
