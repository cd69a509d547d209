import { remember } from '#nepal/remember.ts';
import { foldSound, normaliseWord } from './fold-word.ts';
import { isLexiconSound, isLexiconWord } from './lexicon.ts';
import { ofWord } from './of-word.ts';
import { type Token, tokenise } from './tokenise.ts';

/**
 * Whether a text was typed in Preeti, a font that shows Latin letters as Devanagari (`ljBfno` is विद्यालय; nepal.md
 * section 6). It cannot be told from the letters alone, so the words are turned into Devanagari and looked up: it is
 * Preeti where they become Nepali words and are no words as they stand. It is never decoded for sending.
 */
export function isPreeti(text: string, tokens: readonly Token[] = tokenise(text)): boolean {
  if (/[\u0900-\u097f]/.test(text) || ROLL_LETTERS.test(text)) return false;
  let words = 0;
  let nepali = 0;
  let latin = 0;
  let odd = 0;
  let from = 0;
  while ((tokens[from]?.start ?? LONGEST_LOOK) < LONGEST_LOOK) {
    const to = pieceEnd(tokens, from);
    const first = tokens[from] as Token;
    const alone = to === from + 1;
    const plain = alone && first.raw.length === first.norm.length && isPlainWord(first);
    const kind = plain ? 'latin' : kindOf(alone ? first.raw : text.slice(first.start, tokens[to - 1]?.end));
    from = to;
    if (kind === 'sign') continue;
    words += 1;
    if (kind === 'latin') latin += 1;
    else if (kind === 'nepali') nepali += 1;
    else if (kind === 'odd') odd += 1;
    // So many words as they stand are words that the rest cannot outweigh them.
    if (latin >= nepali + odd + (tokens.length - from)) return false;
  }
  if (nepali + odd <= latin) return false;
  return nepali >= 2 || (nepali === 1 && (words === 1 || odd >= 1));
}

/** Where what stands without a space ends that begins at a token. */
function pieceEnd(tokens: readonly Token[], from: number): number {
  let to = from + 1;
  while (tokens[to]?.glued && tokens[to - 1]?.kind !== 'newline' && tokens[to]?.kind !== 'newline') to += 1;
  return to;
}

/** "1p 2p 3a": three rolls with a letter each, which the keys of Preeti could write, too. */
const ROLL_LETTERS = /(?:(?:^|[\s,])\d{1,2}\s?[pal](?=[\s,]|$)){3}/i;

const LONGEST_LOOK = 600;

// A capital or a sign inside a word: `u[xsfo{`, `k|Zg`.
const ODD = /[a-z][A-Z]|[A-Za-z][[\]{}|\\;'"/?][A-Za-z]|[[\]{}|\\]/;

/** Whether a word of nothing but Latin letters is one of the lexicon; most words are, and need no closer look. */
const isPlainWord = ofWord((norm) => /^[a-z]+$/.test(norm) && isLexiconWord(norm));

/** What a word is: `sign` for one without a letter, `none` for one that is neither Nepali in Preeti nor of any language. */
const kindOf = remember((word: string): 'latin' | 'nepali' | 'odd' | 'none' | 'sign' => {
  if (!/[A-Za-z]/.test(word)) return 'sign';
  if (isLatinWord(word)) return 'latin';
  if (isNepaliInPreeti(word)) return 'nepali';
  return ODD.test(word) ? 'odd' : 'none';
});

function isLatinWord(word: string): boolean {
  const plain = /^["'(]*([A-Za-z']+)["').,!?:]*$/.exec(word)?.[1];
  return plain !== undefined && isLexiconWord(normaliseWord(plain));
}

function isNepaliInPreeti(word: string): boolean {
  for (const form of [word, word.replace(/[.,]+$/, '')]) {
    const nepali = normaliseWord(fromPreeti(form)).replace(/[।,]+$/u, '');
    if ([...nepali].length >= 2 && /^[\u0900-\u097f]+$/.test(nepali) && isLexiconSound(foldSound(nepali)))
      return true;
  }
  return false;
}

/** The keys of the Preeti layout. Half letters carry a halant. */
const KEYS: Record<string, string> = {
  a: 'ब', b: 'द', c: 'अ', d: 'म', e: 'भ', f: 'ा', g: 'न', h: 'ज', i: 'ष्', j: 'व', k: 'प', l: 'ि', n: 'ल',
  o: 'य', p: 'उ', q: 'त्र', r: 'च', s: 'क', t: 'त', u: 'ग', v: 'ख', w: 'ध', x: 'ह', y: 'थ', z: 'श',
  A: 'ब्', B: 'द्य', C: 'ऋ', D: 'म्', E: 'भ्', F: 'ँ', G: 'न्', H: 'ज्', I: 'क्ष्', J: 'व्', K: 'प्', L: 'ी', M: 'ः',
  N: 'ल्', O: 'इ', P: 'ए', Q: 'त्त', R: 'च्', S: 'क्', T: 'त्', U: 'ग्', V: 'ख्', W: 'ध्', X: 'ह्', Y: 'थ्', Z: 'श्',
  '1': 'ज्ञ', '2': 'द्द', '3': 'घ', '4': 'द्ध', '5': 'छ', '6': 'ट', '7': 'ठ', '8': 'ड', '9': 'ढ', '0': 'ण',
  '[': 'ृ', ']': 'े', '}': 'ै', '\\': '्', '|': '्र', ';': 'स', ':': 'स्', "'": 'ु', '"': 'ू', '+': 'ं',
  '.': '।', '>': 'श्र', '/': 'र', '?': 'रु', '`': 'ञ', '~': 'ञ्', '=': '.', '-': '(', _: ')',
  '!': '१', '@': '२', '#': '३', $: '४', '%': '५', '^': '६', '&': '७', '*': '८', '(': '९', ')': '०',
}; // biome-ignore format: the table reads as the keyboard

function fromPreeti(word: string): string {
  const joined = word.replace(/em/g, '\u{1}').replace(/km/g, '\u{2}');
  let out = '';
  for (const letter of joined) {
    if (letter === '\u{1}') out += 'झ';
    else if (letter === '\u{2}') out += 'फ';
    else out += letter === '{' ? '{' : (KEYS[letter] ?? letter);
  }
  return (
    out
      // The short i is typed before its letter, the r above it behind.
      .replace(/ि((?:[क-ह]्)*[क-ह])/gu, '$1ि')
      .replace(/((?:[क-ह]्)*[क-ह][\u093e-\u094c]*[ँं]?)\{/gu, 'र्$1')
      .replace(/्ा/gu, '')
      .replace(/अा/gu, 'आ')
      .replace(/ाे/gu, 'ो')
      .replace(/ाै/gu, 'ौ')
      .replace(/आे/gu, 'ओ')
  );
}
