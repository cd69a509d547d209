import { foldSound } from './fold-word.ts';
import { LEXICON } from './lexicon.ts';
import { mend, mendSound } from './mend-word.ts';

export interface Key {
  key: string;
  exact: boolean;
  /** True where a case ending was taken off, after which no further word of the phrase may follow. */
  last: boolean;
}

export function findKeys(norm: string, sound: string, deva: boolean): Key[] {
  const found: Key[] = [];
  addIfKnown(found, norm, sound, true, false);
  for (const [stem, sound] of stemsOf(norm, deva)) addIfKnown(found, stem, sound, true, true);
  if (found.length > 0 || LEXICON.known.has(norm) || LEXICON.known.has(`~${sound}`)) return found;
  // "garni", "lyaunay", "banauney": the ending of what is to be done, as it is spoken.
  const spoken = deva ? norm : norm.replace(/(?<=[aeioulrkhtdbpn])n(?:i|ey|ay|ei|ae)$/, 'ne');
  if (spoken !== norm) addIfKnown(found, spoken, foldSound(spoken), true, false);
  if (found.length > 0) return found;
  for (const key of mend(norm, '=')) found.push({ key, exact: false, last: false });
  for (const key of mendSound(sound, deva)) found.push({ key, exact: false, last: false });
  if (found.length > 0) return found;
  for (const [stem, sound] of stemsOf(norm, deva)) {
    if (LEXICON.known.has(stem) || LEXICON.known.has(`~${sound}`) || stem.length < SHORTEST_ENDED) continue;
    for (const key of [...mend(stem, '='), ...mendSound(sound, deva)])
      found.push({ key, exact: false, last: true });
  }
  return found;
}

/** A shorter word with an ending is more often a name (Suman's) than a slip of another word. */
const SHORTEST_ENDED = 7;

function addIfKnown(found: Key[], norm: string, sound: string, exact: boolean, last: boolean): void {
  const exactKey = /^[a-z]/.test(norm) && (LEXICON.keys.has(`=${norm}`) || LEXICON.known.has(norm));
  for (const key of [`=${norm}`, `~${sound}`]) {
    // An English word is not the Nepali word that sounds like it ("not" and नोट).
    if (key[0] === '~' && exactKey && !LEXICON.romanised.has(norm)) continue;
    // Nor is पानी the word पनि that sounds like it.
    if (key[0] === '~' && isHomophone(norm)) continue;
    if (key.length > 1 && LEXICON.keys.has(key) && !found.some((k) => k.key === key))
      found.push({ key, exact, last });
  }
}

/** A known Devanagari word that only sounds like one of the lexicon. */
function isHomophone(norm: string): boolean {
  return norm > '\u0900' && LEXICON.known.has(norm) && !LEXICON.devanagari.has(norm);
}

// Endings of case, number and stress: -ma, -ko, -lai, … stand on the word in both scripts.
const DEVA_ENDING =
  /(?:हरूको|हरुको|हरूका|हरुका|हरूलाई|हरुलाई|हरूले|हरुले|हरूमा|हरुमा|हरू|हरु|को|का|की|कै|ले|लाई|लाइ|मै|मा|बाट|देखि|सम्म|भित्र|सँग|संग|पनि|नै|चाहिँ|तर्फ|अघि|पछि|ज्यू)$/u;
const LATIN_ENDING =
  /(?:haruko|haruka|harulai|harule|haruma|haru|ko|ka|ki|kai|le|lai|ma|bata|dekhi|samma|bhitra|sanga|pani|nai|chai|chahi|jyu|'s|s)$/;

/** The word without one and without two endings, with the sound of each stem. */
function stemsOf(norm: string, deva: boolean): [string, string][] {
  const stems: [string, string][] = [];
  const ending = deva ? DEVA_ENDING : LATIN_ENDING;
  let stem = norm;
  for (let i = 0; i < 2; i += 1) {
    const shorter = stem.replace(ending, '');
    if (shorter === stem || shorter.length < (deva ? 2 : 3)) break;
    stem = shorter;
    stems.push([stem, foldSound(stem)]);
  }
  return stems;
}
