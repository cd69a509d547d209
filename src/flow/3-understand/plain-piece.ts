/**
 * Most of what people type are plain words, numbers and marks, and those are cut letter by letter in a fraction of the
 * time that a pattern takes. Whatever might be more than that (an emoji, "4.2", "it's", "2day", a smile) is left to the
 * pattern of tokenise.ts, which says what a piece is; plain-piece.test.ts holds the two to one answer.
 */

export type PlainKind = 'word' | 'number' | 'mark';

const SPACE = 1;
const LATIN = 2;
const DEVANAGARI = 3;
const DIGIT = 4;
const MARK = 5;

/** What each character up to the last of Devanagari is; 0 for what the pattern must look at. */
const KINDS = Uint8Array.from({ length: 0x980 }, (_, code) => kindOf(String.fromCharCode(code)));

function kindOf(letter: string): number {
  if (/[ \t]/.test(letter)) return SPACE;
  if (/[a-z]/i.test(letter)) return LATIN;
  if (/[0-9\u0966-\u096f]/.test(letter)) return DIGIT;
  // A colon, semicolon or equals sign may begin a smile, and an apostrophe belongs to a word.
  if (/[!-/?@[-`{-~<>।॥]/.test(letter) && letter !== "'") return MARK;
  return letter >= '\u0900' && /[\p{L}\p{M}]/u.test(letter) ? DEVANAGARI : 0;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < KINDS.length ? (KINDS[code] as number) : 0;
}

/** The first place from `at` on where no space or tab stands. */
export function skipSpaces(text: string, at: number): number {
  let here = at;
  while (here < text.length && kindAt(text, here) === SPACE) here += 1;
  return here;
}

/** Where the plain word, number or mark at a place ends; the place itself where it is not plain. */
export function plainEnd(text: string, at: number): number {
  const kind = kindAt(text, at);
  if (kind === MARK) return at + 1;
  if (kind === LATIN || kind === DEVANAGARI) return wordEnd(text, at);
  return kind === DIGIT ? numberEnd(text, at) : at;
}

/** What a plain piece is that begins at a place. */
export function plainKind(text: string, at: number): PlainKind {
  const kind = kindAt(text, at);
  if (kind === DIGIT) return 'number';
  return kind === MARK ? 'mark' : 'word';
}

function wordEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && isLetter(kindAt(text, end))) end += 1;
  if (end === text.length) return end;
  const next = text.charCodeAt(end);
  // "it's", "every1"
  if (next === APOSTROPHE || next === ONE) return at;
  return next === COLON || next === SEMICOLON || next === EQUALS || isPlainOrLine(text, end) ? end : at;
}

function numberEnd(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && kindAt(text, end) === DIGIT) end += 1;
  if (end === text.length) return end;
  const next = text.charCodeAt(end);
  // "4.2", "2day"
  if (next === STOP || (text.charCodeAt(at) === TWO && kindAt(text, end) === LATIN)) return at;
  return next === COLON ||
    next === SEMICOLON ||
    next === EQUALS ||
    next === APOSTROPHE ||
    isPlainOrLine(text, end)
    ? end
    : at;
}

function isLetter(kind: number): boolean {
  return kind === LATIN || kind === DEVANAGARI;
}

function isPlainOrLine(text: string, at: number): boolean {
  return kindAt(text, at) !== 0 || text.charCodeAt(at) === LINE;
}

const LINE = 0x0a;
const APOSTROPHE = 0x27;
const STOP = 0x2e;
const ONE = 0x31;
const TWO = 0x32;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const EQUALS = 0x3d;
