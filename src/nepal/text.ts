import { toAsciiDigits } from './digits.ts';

/**
 * Nepali text with its letters written one way: NFC, and the vowels that phones and old converters leave in pieces
 * put together (ा+े → ो, ा+ै → ौ, अ+ा → आ), which NFC does not do. Changes nothing a reader can see.
 * Keep what people wrote through this; search with `foldNepali`. Source: nepal.md sections 4 and 6.
 */
export function normaliseNepali(text: string): string {
  if (!nonLatin.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(signInPieces, (pieces) => wholeSign[pieces]!)
    .replace(vowelInPieces, (pieces) => wholeVowel[pieces]!);
}

/**
 * A key for comparing and searching, never for showing: two spellings of one Nepali word fold to the same key.
 * Digits become ASCII, letters lower case, spaces single; joiners, nukta, visarga and nasal signs go (ँ ं and the
 * nasal that a following stop implies, so मंगल = मङ्गल); इ/ई, उ/ऊ, श/ष/स and ब/व are one letter each.
 * Latin words pass in lower case; `foldRoman` compares their spellings. Source: nepal.md section 6.
 */
export function foldNepali(text: string): string {
  const plain = toAsciiDigits(text).toLowerCase();
  const folded = nonLatin.test(plain) ? foldDevanagari(plain) : plain;
  return folded.replace(spaces, ' ').trim();
}

/**
 * A key for Nepali written in Latin letters, in which one word has many spellings (bholi, vholi; chha, xa):
 * aa = a, ee = i, oo = u, chh = ch = x, sh = s, v = w = b, z = j, ph = f, ksh = ksy = x before a consonant,
 * doubled letters single. Meant for single words in lower or upper case. Source: nepal.md section 6.
 */
export function foldRoman(word: string): string {
  return word
    .toLowerCase()
    .replace(/k(?:sh|sy|chh?)|x(?=[b-df-hj-np-tv-z])/g, 'ks')
    .replace(/chh|x/g, 'ch')
    .replace(/sh/g, 's')
    .replace(/ph/g, 'f')
    .replace(/ee/g, 'i')
    .replace(/oo/g, 'u')
    .replace(/[vw]/g, 'b')
    .replace(/z/g, 'j')
    .replace(/([a-z])\1+/g, '$1');
}

const nonLatin = /[\u0250-\u{10ffff}]/u;
const spaces = /[\s\u200b]+/g;

// Vowel signs are written as escapes here, because alone they cannot be read:
// 093e ा, 0947 े, 0948 ै, 094b ो, 094c ौ, 093f ि, 0940 ी, 0941 ु, 0942 ू, 094d halant, 093c nukta, 0901 ँ, 0902 ं, 0903 ः.
const wholeSign: Record<string, string> = {
  '\u093e\u0947': '\u094b',
  '\u093e\u0948': '\u094c',
  '\u0947\u093e': '\u094b',
  '\u0948\u093e': '\u094c',
};
const signInPieces = new RegExp(Object.keys(wholeSign).join('|'), 'g');
const wholeVowel: Record<string, string> = {
  'अ\u093e': 'आ',
  'अ\u094b': 'ओ',
  'अ\u094c': 'औ',
  'आ\u0947': 'ओ',
  'आ\u0948': 'औ',
  'ए\u0947': 'ऐ',
};
const vowelInPieces = new RegExp(Object.keys(wholeVowel).join('|'), 'g');

const sameLetter: Record<string, string> = {
  ई: 'इ',
  '\u0940': '\u093f',
  ऊ: 'उ',
  '\u0942': '\u0941',
  श: 'स',
  ष: 'स',
  व: 'ब',
};
const oneOfSeveral = new RegExp(Object.keys(sameLetter).join('|'), 'g');
const silentSigns = /\u200c|\u200d|\u093c|\u0901|\u0902|\u0903/g;
const finalHalant = /\u094d+(?![\p{L}\p{M}])/gu;
// Strictly each row of stops has its own nasal, but न् is written before any of them (कन्चनपुर).
const impliedNasal = /(?:[ङञणन]\u094d)+(?=[क-घच-झट-ढत-ध])|(?:म\u094d)+(?=[प-भ])/g;

function foldDevanagari(text: string): string {
  return normaliseNepali(text.normalize('NFD').replace(silentSigns, ''))
    .replace(oneOfSeveral, (letter) => sameLetter[letter]!)
    .replace(finalHalant, '')
    .replace(/ङ(?!\u094d)/g, 'ङ\u094dग')
    .replace(impliedNasal, '');
}
