import { intern } from '#lib/intern.ts';
import { type FoundWord, findDateWord } from '#nepal/date-words.ts';
import { remember } from '#nepal/remember.ts';
import { foldSound, normaliseWord } from './fold-word.ts';
import { hashWord, type WordHashes } from './hash.ts';
import type { Meaning } from './look-up-words.ts';
import { type PlainKind, plainEnd, plainKind, skipSpaces } from './plain-piece.ts';

export type TokenKind = 'word' | 'number' | 'mark' | 'newline' | 'emoji';

/** A piece of the text that keeps its place in it, so that slots are the sender's own words. */
export interface Token {
  kind: TokenKind;
  /** As typed. */
  raw: string;
  start: number;
  end: number;
  /** Lower case, NFC, Devanagari repaired, digits folded. For a mark: the mark. */
  norm: string;
  /** The sound of a word in folded Latin letters, the same for both scripts; empty for other kinds. */
  sound: string;
  /** True where no space stands between this token and the one before it. */
  glued: boolean;
  /** True for a word in Devanagari letters. */
  deva: boolean;
  /** What is known of a word wherever it stands; null for other kinds and for a word with a digit in it ("2day"). */
  known: KnownWord | null;
}

/** What is known of a word by its letters alone. It is found once and remembered, because people use few words. */
export interface KnownWord {
  norm: string;
  sound: string;
  deva: boolean;
  hashes: WordHashes;
  /** What the calendar says of it as it stands. */
  date: FoundWord | null;
  /** True where it may be part of a date. */
  dated: boolean;
  /** What the lexicon says of it; null until it is looked up. */
  meaning: Meaning | null;
  /** What rules have asked of it (`ofWord`), a place for each of them. */
  answers: unknown[];
}

/** What a text is cut into, in the order in which it is tried; whatever is left and no space is a mark. */
const PIECES = [
  /\r\n|[\n\r\u2028\u2029]/u, // a line break
  // A digit that is said ("2day", "every1").
  /(?=[2esan])(?<![\p{L}\p{M}\p{Nd}])(?:2(?:day|dy|moro|morow|morrow|mrw|mro|nite|night)|(?:every|evry|evri|some|any)1|no1)(?![\p{L}\p{M}\p{Nd}])/iu,
  /(?<![^\s\p{L}\p{M}\p{Nd}.!,।])[:;=]-?[)(DPpd](?=$|[\s.!,।])/u, // a smile
  /\p{Nd}+(?:\.\p{Nd}+)*(?:\ufe0f?\u20e3)?/u, // a number
  /(?!\p{Nd})[\p{L}\p{M}\u200c\u200d]+(?:['’](?:s|S|t|T|re|ve|ll|m|d)(?![\p{L}\p{M}]))?/u, // a word
  /(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|[\u{1F3FB}-\u{1F3FF}]|\u200d|\ufe0f|\u20e3)+/u, // emoji
];
// Numbered groups and one pattern, because a match with named ones costs half as much again.
const PIECE = new RegExp(`${PIECES.map(({ source }) => `(${source})`).join('|')}|\\S`, 'giu');

/** Longest word that is looked at letter by letter; a longer run of letters is not a word of any language here. */
const LONGEST_WORD = 64;

/** Cuts a text into tokens in one pass. Spaces are not tokens; line breaks are. `plainEnd` may leave all to the pattern. */
export function tokenise(text: string, endOf: typeof plainEnd = plainEnd): Token[] {
  const tokens: Token[] = [];
  let previousEnd = -1;
  let at = skipSpaces(text, 0);
  while (at < text.length) {
    const end = endOf(text, at);
    if (end > at) pushPlain(tokens, plainKind(text, at), text.slice(at, end), at, at === previousEnd);
    previousEnd = end > at ? end : pushByPattern(tokens, text, at, previousEnd);
    at = skipSpaces(text, previousEnd);
  }
  return tokens;
}

/** Adds the next piece of whatever kind from a place on; returns where it ends, which is behind the text for none. */
function pushByPattern(tokens: Token[], text: string, at: number, previousEnd: number): number {
  PIECE.lastIndex = at;
  const match = PIECE.exec(text);
  if (match === null) return text.length;
  const [raw, newline, speak, smile, number, word, emoji] = match;
  const start = match.index;
  const glued = start === previousEnd;
  if (speak !== undefined) pushSpeak(tokens, raw, start, glued);
  else if (word !== undefined) pushPlain(tokens, 'word', raw, start, glued);
  else if (number !== undefined) pushPlain(tokens, 'number', raw, start, glued);
  else if (newline !== undefined) tokens.push(plain('newline', raw, start, glued, '\n'));
  else if (smile !== undefined && !closesBracket(text, start, raw))
    tokens.push(plain('emoji', raw, start, glued, raw));
  else if (emoji !== undefined) tokens.push(plain('emoji', raw, start, glued, raw));
  else pushPlain(tokens, 'mark', raw, start, glued);
  return start + raw.length;
}

function pushPlain(tokens: Token[], kind: PlainKind, raw: string, start: number, glued: boolean): void {
  if (kind === 'word') pushWord(tokens, raw, start, glued);
  else tokens.push(plain(kind, raw, start, glued, kind === 'number' ? foldNumber(raw) : foldMark(raw)));
}

const foldNumber = remember(normaliseWord);

/** "(see page 4;)": the bracket closes one that was opened, and nobody smiles. */
function closesBracket(text: string, start: number, raw: string): boolean {
  return raw.endsWith(')') && text.lastIndexOf('(', start) > text.lastIndexOf(')', start - 1);
}

/** "2day", "every1": a digit that is said is a word, and the same word as when it is spelt out. */
function pushSpeak(tokens: Token[], raw: string, start: number, glued: boolean): void {
  const lower = raw.toLowerCase();
  const norm = SPOKEN[lower.startsWith('2') ? lower.slice(0, 3) : lower.slice(0, 2)] ?? lower;
  tokens.push({ ...plain('word', raw, start, glued, norm), sound: foldSound(norm) });
}

const SPOKEN: Record<string, string> = {
  '2da': 'today',
  '2dy': 'today',
  '2mo': 'tomorrow',
  '2mr': 'tomorrow',
  '2ni': 'tonight',
  ev: 'everyone',
  so: 'someone',
  an: 'anyone',
  no: 'none',
};

const EXCEPT = 'बाहेक';

// A trailing visarga is the colon of Devanagari keyboards (नेपालीः), so it is left out of the word.
function pushWord(tokens: Token[], raw: string, start: number, glued: boolean): void {
  const colon = raw.length > 2 && raw.endsWith('ः');
  const body = colon ? raw.slice(0, -1) : raw;
  // "तिलकबाहेक सबै": a word of its own that is written behind a name.
  if (body.length > EXCEPT.length + 1 && body.endsWith(EXCEPT)) {
    const name = body.length - EXCEPT.length;
    pushWord(tokens, body.slice(0, name), start, glued);
    pushWord(tokens, EXCEPT, start + name, true);
    return;
  }
  const known = knowWord(body.length <= LONGEST_WORD ? body : body.slice(0, LONGEST_WORD));
  const { norm, sound, deva } = known;
  tokens.push({ kind: 'word', raw: body, start, end: start + body.length, norm, sound, glued, deva, known });
  if (colon) tokens.push(plain('mark', 'ः', start + body.length, true, ':'));
}

const knowWord = remember((word: string): KnownWord => {
  const norm = intern(normaliseWord(word));
  const sound = intern(foldSound(norm));
  return {
    norm,
    sound,
    deva: /\p{Script=Devanagari}/u.test(word),
    hashes: hashWord(norm, sound),
    date: findDateWord(word),
    dated: isDated(word),
    meaning: null,
    answers: [],
  };
});

/** Whether a word is one of the calendar ("today's"), or may be an English day in Devanagari (फ्राइडे, टुमरो). */
function isDated(word: string): boolean {
  if (/डे|टुम/.test(word)) return true;
  return word.split(/['’]/).some((part) => findDateWord(part) !== null || findDateWord(`${part}ः`) !== null);
}

function plain(kind: TokenKind, raw: string, start: number, glued: boolean, norm: string): Token {
  return { kind, raw, start, end: start + raw.length, norm, sound: '', glued, deva: false, known: null };
}

function foldMark(raw: string): string {
  const code = raw.charCodeAt(0);
  if (code < 0x80 && code !== 0x22 && code !== 0x60) return raw;
  if ('–—−‒―'.includes(raw)) return '-';
  if ('।॥|'.includes(raw)) return raw === '|' ? '|' : '।';
  if ('“”„«»"'.includes(raw)) return '"';
  if ('‘’‚`´'.includes(raw)) return "'";
  if ('：﹕'.includes(raw)) return ':';
  if ('，、'.includes(raw)) return ',';
  if (raw === '…') return '.';
  if ('•●▪◦‣·○■►▶➤➢✓✔→⇒➡'.includes(raw)) return '•';
  return raw;
}
