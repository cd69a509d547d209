import { hasClass, type Scan, senseOf, skip } from './class-scan.ts';
import { sectionValue } from './read-section.ts';
import { wordSet } from './word-set.ts';

/** A grade: 1 to 12 in digits of any script, in words or Roman numerals, or a named year (Nursery, LKG, …). */
export function readGrade(scan: Scan, at: number, labelled: boolean): { value: string; to: number } | null {
  const token = scan.tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number') {
    const value = Number(token.norm);
    if (!(value >= 1 && value <= 12) || !/^\d{1,2}$/.test(token.norm)) return null;
    // "6B ko class 1 baje" is the hour.
    if (OF_TIME.has(tokenAfter(scan, at))) return null;
    const ordinal = scan.tokens[at + 1];
    const isOrdinal = ordinal?.glued === true && ['st', 'nd', 'rd', 'th'].includes(ordinal.norm);
    return { value: String(value), to: isOrdinal ? at + 2 : at + 1 };
  }
  if (token.kind !== 'word') return null;
  const sense = senseOf(scan, at, 'grade');
  if (sense === undefined || isBeing(scan, at)) return null;
  if (!sense.exact && !(sense.to - at === 1 && /^\D/.test(sense.value) && token.norm.length >= 6))
    return null;
  // A Roman numeral of one letter is a class only after a class word.
  if (!labelled && /^[ivx]$/.test(token.norm) && !isRomanClass(scan, at, sense.value)) return null;
  return { value: sense.value, to: sense.to };
}

const OF_TIME = wordSet('baje bajey bje बजे am pm min mins minute minutes hour hours :');

/** "bholi extra class cha": the word for six is also "is", unless a section or an ending follows. */
function isBeing(scan: Scan, at: number): boolean {
  if (!/^(?:chh?a|xa|छ)$/.test(scan.tokens[at]?.norm ?? '')) return false;
  return (
    sectionValue(scan, at + 1) === null &&
    !/^(?:ma|ko|ka|lai|ra|class|kaksha|मा|को|का|लाई|र|कक्षा|:)$/.test(scan.tokens[at + 1]?.norm ?? '')
  );
}

/** "V A", "X-B", "V 'B'": a single Roman letter before a section of the school. */
function isRomanClass(scan: Scan, at: number, grade: string): boolean {
  const here = skip(scan, at + 1, ['-', "'", '"', '(']);
  const section = sectionValue(scan, here);
  const single = scan.tokens[at]?.raw === scan.tokens[at]?.raw.toUpperCase() || here > at + 1;
  if (section === null || !single) return false;
  // "V 'A' English: …" at the head is a class, the sender's or not.
  return hasClass(scan, grade, section) || (at === 0 && /^['"(]$/.test(scan.tokens[1]?.norm ?? ''));
}

function tokenAfter(scan: Scan, at: number): string {
  const next = scan.tokens[at + 1];
  const minutes = scan.tokens[at + 2];
  return next?.norm === ':' && !(minutes?.kind === 'number' && minutes.glued) ? '' : (next?.norm ?? '');
}
