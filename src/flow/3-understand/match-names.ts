import { remember } from '#nepal/remember.ts';
import { foldName, normaliseWord } from './fold-word.ts';
import type { Page } from './page.ts';
import type { Pupil } from './reading.ts';

/** A pupil's name found in a text: tokens `from` up to, not including, `to`, and whom it can mean. */
export interface NameMention {
  from: number;
  to: number;
  pupils: Pupil[];
  /** True where a typing error was mended to find it. */
  loose: boolean;
  /** True where it begins with a given name, not a surname. */
  given: boolean;
}

interface NameWord {
  key: string;
  /** As it is spelt on record. */
  word: string;
  pupil: Pupil;
  /** Place in the name; 0 is the given name. */
  place: number;
}

/** A roster made ready for finding names: words of the names by their sound. */
export interface NameIndex {
  byKey: Map<string, NameWord[]>;
  keys: string[];
}

/** Makes a roster ready: Latin and Devanagari spellings of a name become the same keys. */
export function indexNames(pupils: readonly Pupil[]): NameIndex {
  if (pupils.length === 0) return NO_NAMES;
  const ready = indexes.get(pupils);
  if (ready !== undefined) return ready;
  const byKey = new Map<string, NameWord[]>();
  for (const pupil of pupils) {
    for (const name of [pupil.name, pupil.nameNe ?? '']) {
      for (const [place, word] of nameWords(name).entries()) {
        const key = nameKey(word);
        const list = byKey.get(key) ?? [];
        if (!list.some((w) => w.pupil === pupil && w.place === place)) list.push({ key, word, pupil, place });
        byKey.set(key, list);
      }
    }
  }
  const index = { byKey, keys: [...byKey.keys()] };
  indexes.set(pupils, index);
  return index;
}

const NO_NAMES: NameIndex = { byKey: new Map(), keys: [] };

/** One roster is asked for several times while a text is read. */
const indexes = new WeakMap<readonly Pupil[], NameIndex>();

/** The name that begins at a token: a given name with as many further words of the same name as follow, or a surname. */
export function nameAt(page: Page, at: number, index: NameIndex): NameMention | null {
  if (index.keys.length === 0) return null;
  const first = wordAt(page, at);
  if (first === null || first.norm.length < 2) return null;
  const exact = find(index, first.norm, false);
  const found = exact.length > 0 ? exact : find(index, first.norm, true);
  if (found.length === 0) return null;
  const given = found.filter((w) => w.place === 0);
  const meant = given.length > 0 ? given : found;
  // "Bibhan" where there is a Vivaan too: the spelling on record tells the two apart.
  const spelt = meant.filter((w) => w.word === first.norm || w.word === first.norm.replace(ENDING, ''));
  let pupils = unique((spelt.length > 0 ? spelt : meant).map((w) => w.pupil));
  let to = first.to;
  for (let more = 0; more < 4; more += 1) {
    const next = wordAt(page, to);
    if (next === null) break;
    const words = find(index, next.norm, false);
    const initial = isInitial(page, to, pupils.length > 1) ? next.norm : null;
    const both = pupils.filter(
      (p) =>
        words.some((w) => w.pupil === p && (w.place > 0 || given.length === 0)) ||
        (initial !== null && hasSurnameWith(p, initial)),
    );
    if (both.length === 0) break;
    pupils = both;
    to = initial !== null && page.tokens[next.to]?.norm === '.' ? next.to + 1 : next.to;
  }
  return { from: at, to, pupils, loose: exact.length === 0, given: given.length > 0 };
}

function hasSurnameWith(pupil: Pupil, initial: string): boolean {
  return [pupil.name, pupil.nameNe ?? ''].some((name) =>
    nameWords(name).some((w, n) => n > 0 && w.startsWith(initial)),
  );
}

/** "Sita G.": one letter that stands for a surname. */
function isInitial(page: Page, at: number, needed: boolean): boolean {
  const token = page.tokens[at];
  if (token?.kind !== 'word') return false;
  const next = page.tokens[at + 1];
  if (needed && token.norm.length === 1 && !token.deva && next?.kind !== 'word' && next?.kind !== 'number')
    return true;
  return token.deva
    ? /^[क-ह][ािीुूेो]?$/.test(token.norm) && page.tokens[at + 1]?.norm === '.'
    : /^[A-Z]$/.test(token.raw) || (token.norm.length === 1 && page.tokens[at + 1]?.norm === '.');
}

/** A word of a text as part of a name: "B.K." and "B K" are one, case endings are left off. */
function wordAt(page: Page, at: number): { norm: string; to: number } | null {
  const token = page.tokens[at];
  if (token?.kind !== 'word') return null;
  const second = page.tokens[at + 1]?.norm === '.' ? at + 2 : at + 1;
  if (SHORTENED.has(token.norm)) return { norm: token.norm, to: second };
  if (token.norm.length > 2) return { norm: token.norm, to: at + 1 };
  const next = page.tokens[second];
  if (next?.kind === 'word' && next.norm.length <= 2 && isInitials(token.norm + next.norm)) {
    const dot = page.tokens[second + 1];
    return { norm: token.norm + next.norm, to: dot?.norm === '.' && dot.glued ? second + 2 : second + 1 };
  }
  return { norm: token.norm, to: at + 1 };
}

/** Only in a long name is one wrong letter a typing error and not another name (Sujal and Sujan, Rohan and Roshan). */
const LONG_NAME = 7;

function isInitials(joined: string): boolean {
  return /^(?:bk|kc|gc|vk|jb|विक|केसी|जीसी|बिक|जिसी|वीके|बिके)$/.test(joined);
}

/** The keys by which a word of a text can be a name: as it stands, and without its case ending. */
const nameKeys = remember((norm: string): string[] =>
  unique([norm, norm.replace(ENDING, '')].filter((word) => word.length >= 2).map(nameKey)),
);

const ENDING = /(?:लाई|ले|को|का|की|मा|हरू|सँग|संग|lai|le|ko|ka|'s)$/u;

function find(index: NameIndex, norm: string, loose: boolean): NameWord[] {
  for (const key of nameKeys(norm)) {
    const direct = index.byKey.get(key);
    if (direct !== undefined) return direct;
    if (!loose || key.length < LONG_NAME) continue;
    const near = index.keys.filter((k) => k.length >= LONG_NAME - 1 && k[0] === key[0] && isNear(k, key));
    if (near.length === 1) return index.byKey.get(near[0] as string) ?? [];
    if (near.length > 1) return near.flatMap((k) => index.byKey.get(k) ?? []);
  }
  return [];
}

const nameWords = remember((name: string): string[] => {
  const words = name.match(/[\p{L}\p{M}\u200c\u200d]+/gu)?.map(normaliseWord) ?? [];
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1);
    if (before !== undefined && before.length <= 2 && word.length <= 2 && isInitials(before + word)) {
      joined[joined.length - 1] = before + word;
    } else joined.push(word);
  }
  return joined;
});

const nameKey = remember((word: string): string =>
  isInitials(word) ? (INITIALS[word] ?? word) : foldName(SHORTENED.get(word) ?? word),
);

/** "Md. Irfan", "Mo. Irfan": given names that are mostly written short, and their other spellings. */
const SHORTENED = new Map(
  'md mo mohd moh mohammed mohamed mohamad muhammad muhammed muhamad मो मोह मोहमद मुहम्मद महम्मद'
    .split(' ')
    .map((word) => [word, 'mohammad']),
);

const INITIALS: Record<string, string> = {
  विक: 'bk',
  बिक: 'bk',
  वीके: 'bk',
  बिके: 'bk',
  vk: 'bk',
  केसी: 'kc',
  जीसी: 'gc',
  जिसी: 'gc',
};

function isNear(a: string, b: string): boolean {
  // One more vowel at the end is another person: Nirmal and Nirmala.
  if (Math.abs(a.length - b.length) > 1 || /[aiou]$/.test(a) !== /[aiou]$/.test(b)) return false;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail += 1;
  const restA = a.slice(head, a.length - tail);
  const restB = b.slice(head, b.length - tail);
  return (
    (restA.length <= 1 && restB.length <= 1) ||
    (restA.length === 2 && restA[0] === restB[1] && restA[1] === restB[0])
  );
}

function unique<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
