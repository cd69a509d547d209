import { hasClass, hasSection, type Scan, senseOf, skip } from './class-scan.ts';
import type { Token } from './tokenise.ts';
import { wordSet } from './word-set.ts';

/** The section after a grade: "A", "'B'", "(क)", "-ka", "ko section A", "Rose" where the school has it. */
export function readSection(
  scan: Scan,
  at: number,
  grade: string,
  labelled: boolean,
): { value: string; to: number } | null {
  const { tokens } = scan;
  let here = skip(
    scan,
    at,
    ['-', "'", '"', '(', ':', 'ko', 'को', ',', '.', 'ka', 'का'].slice(0, labelled ? 10 : 5),
  );
  const label = senseOf(scan, skip(scan, here, ['ka', 'का', 'ko', 'को', 'of', ',']), 'label', 'section');
  if (label !== undefined) {
    here = skip(scan, label.to, [':', '-', "'", '"', '.', '(', '=']);
    const value = sectionValue(scan, here);
    return value === null ? null : { value, to: skip(scan, here + 1, ["'", '"', ')']) };
  }
  const joined = joinedSection(scan, at, grade, labelled);
  if (joined !== null) return joined;
  const named = labelled || joinsSection(scan, at, grade);
  here = skip(scan, at, ['-', "'", '"', '(', '.', '/'].slice(0, named ? 6 : 4));
  const value = sectionValue(scan, here);
  if (value === null) return null;
  const token = tokens[here] as Token;
  const next = tokens[here + 1];
  if (next?.kind === 'word' && next.glued) return null;
  const glued = token.glued && here === at;
  const quoted = here > at;
  const onRecord = hasClass(scan, grade, value);
  if (!labelled && !onRecord) {
    // "Q.No. 1(a), 2(b)": parts of questions.
    if (tokens[here - 1]?.norm === '(' && token.raw === token.norm && !token.deva) return null;
    // "3D shapes", "5 a day", "10 a.m.": only a plain class form counts where the school has no such class.
    if (/^[23]$/.test(grade) && value === 'D') return null;
    // "7 kha . 3 anupasthit": at the head, before a mark, it is a section also where the sender has no such class.
    const heads = at === 1 && token.norm.length > 2 && (next === undefined || next.kind !== 'word');
    if (!(glued || quoted || token.deva || heads || /^[A-H]$/.test(token.raw))) return null;
    if (token.norm === 'ka' && !quoted) return null;
  }
  // "class 10 ka sabai bidyarthi": of class 10, not section ka.
  if (token.norm === 'ka' && !glued && !quoted && isAddresseeAt(scan, here + 1)) return null;
  if (token.norm === 'a' && next?.norm === '.' && tokens[here + 2]?.norm.startsWith('m')) return null;
  if (!labelled && token.norm === 'a' && token.raw === 'a' && !glued && !quoted && at > 2)
    if (!(onRecord && isAlone(scan, at - 1, here + 1))) return null;
  const sectionWord = senseOf(scan, skip(scan, here + 1, ["'", '"', ')']), 'label', 'section');
  const to =
    sectionWord !== undefined && sectionValue(scan, sectionWord.to) === null ? sectionWord.to : here + 1;
  return { value, to: skip(scan, to, ["'", '"', ')']) };
}

/** "…\nvi a\n…": a grade and its section with marks or ends of lines on both sides. */
function isAlone(scan: Scan, from: number, to: number): boolean {
  const parts = (at: number) => {
    const token = scan.tokens[at];
    return (
      token === undefined ||
      token.kind === 'newline' ||
      token.kind === 'emoji' ||
      (token.kind === 'mark' && token.norm !== '.')
    );
  };
  return parts(from - 1) && parts(to);
}

/** "6.A", "6/A" at the head of a piece: a section that the sender has, with nothing but the mark between. */
function joinsSection(scan: Scan, at: number, grade: string): boolean {
  const { tokens } = scan;
  const mark = tokens[at];
  const letter = tokens[at + 1];
  if (!mark?.glued || !letter?.glued || !'./'.includes(mark.norm)) return false;
  const before = tokens[at - 2];
  const small = letter.raw === letter.norm && !letter.deva;
  if (small && before !== undefined && before.kind !== 'newline') return false;
  const next = tokens[at + 2];
  if (next?.glued && (next.kind === 'word' || next.kind === 'number')) return false;
  const heads = before === undefined || before.kind !== 'word' || !/^\p{Ll}/u.test(before.raw);
  return (heads || next?.kind !== 'word') && hasClass(scan, grade, letter.norm);
}

/** "class 5 ko A", "9 ko kha", "कक्षा ५ को क": a section of that grade that the sender has. */
function joinedSection(
  scan: Scan,
  at: number,
  grade: string,
  labelled: boolean,
): { value: string; to: number } | null {
  const { tokens } = scan;
  const token = tokens[at + 1];
  if (!OF.has(tokens[at]?.norm ?? '') || token === undefined || (!labelled && at > NEAR_HEAD)) return null;
  if (!/^(?:[A-H]|ka|kha|ga|gha|क|ख|ग|घ)$/.test(token.deva ? token.norm : token.raw)) return null;
  const value = sectionValue(scan, at + 1);
  if (value === null || !hasClass(scan, grade, value)) return null;
  return { value, to: senseOf(scan, at + 2, 'label', 'section')?.to ?? at + 2 };
}

const OF = wordSet('ko को');

/** Last place in a text, in tokens, where a number and its section may stand without the word class. */
const NEAR_HEAD = 4;

const SECTIONS: Record<string, string> = {
  क: 'A', ख: 'B', ग: 'C', घ: 'D', ङ: 'E', च: 'F',
  ka: 'A', kha: 'B', ga: 'C', gha: 'D', nga: 'E',
  ए: 'A', बी: 'B', बि: 'B', सी: 'C', सि: 'C', डी: 'D', डि: 'D',
}; // biome-ignore format: one script a line

// With a case ending on it: कक्षा ५ कमा, 9 khama, "5A's".
const SECTION_ENDING = /(?:को|का|की|मा|लाई|ले|ko|ma|lai|le|'s)$/u;

export function sectionValue(scan: Scan, at: number): string | null {
  const token = scan.tokens[at];
  if (token?.kind !== 'word') return null;
  if (/^[a-h]$/.test(token.norm)) return token.norm.toUpperCase();
  const named = SECTIONS[token.norm];
  if (named !== undefined) return named;
  const stem = token.norm.replace(SECTION_ENDING, '');
  if (stem !== token.norm && (SECTIONS[stem] !== undefined || /^[a-h]$/.test(stem))) {
    return SECTIONS[stem] ?? stem.toUpperCase();
  }
  if (hasSection(scan, token.norm)) return token.raw.charAt(0).toUpperCase() + token.norm.slice(1);
  return null;
}

function isAddresseeAt(scan: Scan, at: number): boolean {
  return scan.senses[at]?.some((s) => s.group === 'notice' && s.value === 'parents') ?? false;
}
