import { foldNepali, normaliseNepali } from '#nepal/text.ts';
import { looksLikePreeti } from './detect-preeti.ts';

/** A name as written in Latin letters, in Devanagari, or both. Never both null. */
export type PersonName = { name: string | null; nameNe: string | null };

/** `none` is an empty cell or one filled with `Na`, `-` or `null` (nepal.md section 3); `unreadable` has signs no name has. */
export type NameReading = { is: 'name'; value: PersonName } | { is: 'none' } | { is: 'unreadable' };

/** Reads the name in a cell: spaces single, a name in capitals alone as names are written, Devanagari one way. */
export function readName(cell: string): NameReading {
  const text = normaliseNepali(cell)
    .replace(/\s+/g, ' ')
    .replace(/^[\s,.*]+|[\s,*]+$/g, '');
  if (isNothing(text)) return { is: 'none' };
  if (
    text.length > LONGEST_NAME ||
    !onlyNameSigns.test(text) ||
    looksLikePreeti(text) ||
    !/\p{L}{2}|\p{L}\p{M}/u.test(text)
  )
    return { is: 'unreadable' };
  if (/\p{Script=Devanagari}/u.test(text)) return { is: 'name', value: { name: null, nameNe: text } };
  return { is: 'name', value: { name: writeAsName(text), nameNe: null } };
}

/** What people and IEMIS write for "nothing". */
export function isNothing(text: string): boolean {
  return /^(?:n\.?\/?a\.?|nil|null|none|no|not available|x{2,}|-+|–|\.+|0+|छैन)?$/i.test(text.trim());
}

/** For comparing names, never for showing: without dots and spelling variants of Nepali letters. */
export function nameKey(name: string): string {
  return foldNepali(name.replace(/[.'’\-()]/g, ' '));
}

const LONGEST_NAME = 100;
const onlyNameSigns = /^(?:[\p{L}\p{M} .'’()-]|\u200c|\u200d)+$/u;

/** Capitals alone, or none at all, are how a form was filled in; `Asmita TAMANG` is one name from two forms. */
function writeAsName(text: string): string {
  const isOneCase = text === text.toUpperCase() || text === text.toLowerCase();
  return text.replace(/[\p{L}\p{M}]+/gu, (word) =>
    isOneCase || /^\p{Lu}{3,}$/u.test(word) ? writeWord(word) : word,
  );
}

// Surnames that are initials: Khatri Chhetri, Gharti Chhetri, Bishwakarma, Gurung Thapa and the like.
const initials = new Set(['KC', 'GC', 'BC', 'DC', 'CK', 'RC', 'BK', 'GT', 'GM', 'OC']);

function writeWord(word: string): string {
  const capitals = word.toUpperCase();
  return initials.has(capitals) ? capitals : capitals[0]! + word.slice(1).toLowerCase();
}
