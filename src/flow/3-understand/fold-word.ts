import { toAsciiDigits } from '#nepal/digits.ts';
import { normaliseNepali } from '#nepal/text.ts';

/**
 * One spelling for what people write in many. Two foldings, both linear in the word:
 * `normaliseWord` repairs typing and encoding, `foldSound` brings Devanagari and romanised Nepali to one key
 * (nepal.md section 6: aa>a, ee>i, oo>u, chh/ch/x>ch, sh>s, v/w>b, z>j, ph>f, doubled letters).
 */
const ZERO_WIDTH = /\u00ad|[\u200b-\u200d]|\u2060|\ufeff|\ufe0e|\ufe0f|\u20e3|\u093c/g;

/** Lower case, letters written one way, joiners dropped, digits of any script in ASCII. */
export function normaliseWord(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  return toAsciiDigits(
    normaliseNepali(word)
      .replace(ZERO_WIDTH, '')
      .replace(/[’‘`´]/g, "'")
      .toLowerCase(),
  );
}

/** The sound of a normalised word in folded Latin letters; the same for गणित, ganit and gaanit. */
export function foldSound(norm: string): string {
  const latin = /[\u0900-\u097F]/.test(norm) ? romanise(norm) : norm;
  return foldLatin(latin);
}

const CONSONANTS: Record<string, string> = {
  क: 'k', ख: 'kh', ग: 'g', घ: 'gh', ङ: 'ng', च: 'ch', छ: 'ch', ज: 'j', झ: 'jh', ञ: 'n',
  ट: 't', ठ: 'th', ड: 'd', ढ: 'dh', ण: 'n', त: 't', थ: 'th', द: 'd', ध: 'dh', न: 'n',
  प: 'p', फ: 'ph', ब: 'b', भ: 'bh', म: 'm', य: 'y', र: 'r', ल: 'l', व: 'b', श: 's', ष: 's', स: 's', ह: 'h', ळ: 'l',
}; // biome-ignore format: the table reads as the alphabet
const VOWELS: Record<string, string> = {
  अ: 'a', आ: 'a', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ऋ: 'ri', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au', ऑ: 'o', ॐ: 'om',
}; // biome-ignore format: the table reads as the alphabet
const SIGNS: Record<string, string> = {
  'ा': 'a', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'ृ': 'ri', 'े': 'e', 'ै': 'ai', 'ो': 'o', 'ौ': 'au', 'ॉ': 'o', 'ॅ': 'e',
}; // biome-ignore format: the table reads as the alphabet
const VIRAMA = '्';
/** Stands for the unwritten vowel until it is known whether it is heard. */
const INHERENT = '@';

function romanise(word: string): string {
  // Conjuncts that are not said as they are spelt.
  const letters = word.replaceAll('ज्ञ', 'ग्य').replaceAll('क्ष', 'छ');
  let out = '';
  for (let i = 0; i < letters.length; i += 1) {
    const letter = letters[i] as string;
    const consonant = CONSONANTS[letter];
    if (consonant === undefined) {
      out += VOWELS[letter] ?? SIGNS[letter] ?? (letter === 'ं' ? 'n' : isAsciiOrOther(letter) ? letter : '');
      continue;
    }
    out += consonant;
    const next = letters[i + 1];
    if (next === VIRAMA || (next !== undefined && SIGNS[next] !== undefined)) continue;
    // The inherent vowel is silent at the end of a word (गणित) but after a conjunct (कार्य).
    if (next === undefined && i > 0 && letters[i - 1] !== VIRAMA) continue;
    out += INHERENT;
  }
  return dropInherent(out);
}

/** The inherent vowel is silent between a vowel with one consonant and one consonant with a vowel: सोमबार is sombar. */
function dropInherent(word: string): string {
  if (!word.includes(INHERENT)) return word;
  const silent = word.replace(
    /(?<=[aeiou@](?:ng|[kgcjtdpb]h|ch|jh|th|dh|[a-z]))@(?=(?:[kgcjtdpb]h|[b-df-hj-np-tv-z])[aeiou])/g,
    '',
  );
  return silent.replaceAll(INHERENT, 'a');
}

function isAsciiOrOther(letter: string): boolean {
  return letter < '\u0900' || letter > '\u097F';
}

function foldLatin(word: string): string {
  return foldLetters(word).replace(/(?<=^.{4,})a$/, '');
}

function foldLetters(word: string): string {
  return word
    .replace(/[^a-z0-9\p{L}]/gu, '')
    .replace(/kshy?|ksy|kchh?y?|chh|ch|x/g, 'C')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c/g, 'k')
    .replace(/C/g, 'c')
    .replace(/sh/g, 's')
    .replace(/ph/g, 'f')
    .replace(/z/g, 'j')
    .replace(/q/g, 'k')
    .replace(/[vw]/g, 'b')
    .replace(/ee/g, 'i')
    .replace(/oo/g, 'u')
    .replace(/([aeiou])y(?=[ei])/g, '$1')
    .replace(/iy(?=[aeou])/g, 'i')
    .replace(/(.)\1+/g, '$1');
}

/**
 * The key of a person's name: what spellings of one name differ in is taken out (Vivek and Bibek, Poudel and Paudel,
 * Tshering and Chhiring, Mamata and Mamta, Hemanta and Hemant), what tells two names apart is kept (Sabin and Sabina, Kiran and Karan).
 */
export function foldName(norm: string): string {
  const latin = /[\u0900-\u097F]/.test(norm)
    ? romanise(norm)
    : norm.replace(/tsh|ts(?=[eiy])/g, 'ch').replace(/ks(?!h)/g, 'ksh');
  return foldLetters(latin)
    .replace(/yal$/, 'el')
    .replace(/(?<=^.{2,})aya$/, 'ay')
    .replace(/([kgtdbpj])h/g, '$1')
    .replace(/f/g, 'p')
    .replace(/ou|au/g, 'o')
    .replace(/ai|e/g, 'i')
    .replace(/(?<=[aiou][b-df-hj-np-tv-z])a(?=[b-df-hj-np-tv-z][aiou])/g, '')
    .replace(/(.)\1+/g, '$1')
    .replace(/sb[ao]/g, 'so')
    .replace(/(?<=[b-df-hj-np-tv-z])y(?=[aou])/g, 'i')
    .replace(/(?<=.{2}[b-df-hj-np-tv-z]{2})[ao]$/, '');
}
