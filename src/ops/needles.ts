import type { PersonToErase } from '#ops/erase-queries.ts';

/** What a person is found by in texts. */
export type Needles = {
  /** Numbers and ids as they stand in rows: `+97798…`, a business-scoped user id. */
  numbers: string[];
  /** What is looked for inside longer texts: full names, and the number in each of its writings. The longest first. */
  inTexts: string[];
  /** Names of one word: found only where they stand alone as a value, since inside a sentence they may be another word. */
  alone: string[];
};

const NEPAL = '+977';
const NATIONAL_DIGITS = 10;

/**
 * @param given what the person was named by; a number is looked for even when no row has it
 * @param shared numbers that somebody else of the school has, too, and that stay
 */
export function needlesOf(people: PersonToErase[], given: string, shared: string[] = []): Needles {
  const names = people.flatMap(({ names }) => names.map((name) => name.trim()).filter((name) => name !== ''));
  const numbers = new Set(people.flatMap(({ phone, user_id: userId }) => [phone, userId]).filter(isKnown));
  if (given.startsWith('+')) numbers.add(given);
  for (const number of shared) numbers.delete(number);
  const written = [...numbers].flatMap(writings);
  const isWhole = (name: string) => /\s/.test(name);
  return {
    numbers: [...numbers],
    inTexts: [...new Set([...names.filter(isWhole).flatMap(asInFileNames), ...written])].sort(
      (a, b) => b.length - a.length,
    ),
    alone: [...new Set(names.filter((name) => !isWhole(name)))],
  };
}

// What stands in the place of the spaces when a file is named after a person.
const JOINED_BY = ['_', '-', '.', '+'];

/** Asha Rai → itself, and Asha_Rai as in the names of files. */
function asInFileNames(name: string): string[] {
  const words = name.split(/\s+/);
  return [name, ...JOINED_BY.map((sign) => words.join(sign))];
}

/** +9779812345678 → itself, without the plus, and as people in Nepal write it. */
function writings(number: string): string[] {
  if (!number.startsWith('+')) return [number];
  const national = number.slice(NEPAL.length);
  const isNepali = number.startsWith(NEPAL) && national.length === NATIONAL_DIGITS;
  return [number, number.slice(1), ...(isNepali ? [national] : [])];
}

function isKnown(value: string | null): value is string {
  return value !== null && !value.startsWith('erased:');
}

/** As a pattern of PostgreSQL that finds any of them; null when there is none. */
export function patternOf(texts: string[]): string | null {
  return texts.length === 0 ? null : texts.map(escapeForPattern).join('|');
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/[^\p{L}\p{M}\p{N}\s]/gu, '\\$&');
}

/** As it stands in the text of JSON. */
export function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
