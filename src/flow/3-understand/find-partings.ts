import type { ClassMention } from './find-classes.ts';
import type { Sense } from './look-up-words.ts';
import type { Token } from './tokenise.ts';

/** How strongly two tokens are parted: not at all, by a comma or dash, by a full stop, by a line. */
export type Break = 0 | 1 | 2 | 3;

const SENTENCE = new Set(['।', ';', '!', '?', '॥']);
const WEAK = new Set([',', '•', '*', '/', '-', '=', '>', '~', '_', '+', '\\', ':', '|', '^', '#']);
const ABBREVIATIONS = new Set(
  'mr mrs ms dr rs st vs etc opt eng sub std math sci soc comp env sec cls gr fig eq vol jr sr e g i approx govt tel ph डा श्री सुश्री प्रा नं पृ प्र रो क्र रु वि के सं हो'.split(
    ' ',
  ),
);

/** How strongly each token parts what stands on both sides of it; 0 for what belongs to a piece itself. */
export function findPartings(
  tokens: readonly Token[],
  senses: readonly Sense[][],
  classAt: readonly (ClassMention | undefined)[],
): Break[] {
  const marked = { tokens, senses, classAt };
  const partings = tokens.map((token, at) => partingOf(marked, at, token));
  joinBrackets(marked, partings);
  return partings;
}

/** "sight words (he, she, it)": the commas between brackets part nothing, but for labels and subjects in them. */
function joinBrackets(marked: Marked, partings: Break[]): void {
  for (let open = marked.tokens.length - 1; open >= 0; open -= 1) {
    if (marked.tokens[open]?.norm !== '(') continue;
    let close = open + 1;
    while (close < open + LONGEST_BRACKET && isListed(marked, close)) close += 1;
    if (marked.tokens[close]?.norm !== ')') continue;
    for (let at = open + 1; at < close; at += 1) partings[at] = 0;
  }
}

/** Longest list between brackets, in tokens. */
const LONGEST_BRACKET = 16;

/** Whether a token can stand in a list between brackets: a word that names no slot, subject or day, or a comma. */
function isListed(marked: Marked, at: number): boolean {
  const token = marked.tokens[at];
  if (token === undefined || token.norm === ')' || token.norm === '(') return false;
  if (token.kind === 'mark') return token.norm === ',' || token.norm === '/' || token.norm === '&';
  if (token.norm === 'it' && token.raw !== 'IT') return true;
  const senses = marked.senses[at] ?? [];
  return (
    token.kind === 'word' &&
    !senses.some(
      (s) =>
        s.exact && s.value !== 'filler' && ['label', 'subject', 'status', 'task', 'work'].includes(s.group),
    )
  );
}

/** A text with its words and classes recognised. */
interface Marked {
  tokens: readonly Token[];
  senses: readonly Sense[][];
  /** The class that a token is part of. */
  classAt: readonly (ClassMention | undefined)[];
}

function partingOf(marked: Marked, at: number, token: Token): Break {
  if (token.kind === 'newline') return 3;
  if (token.kind === 'emoji') return 1;
  if (token.kind !== 'mark') return 0;
  const { norm } = token;
  if (SENTENCE.has(norm)) return 2;
  if (norm === '.') return isFullStop(marked, at) ? 2 : 0;
  if (norm === '|') return 2;
  if (!WEAK.has(norm)) return 0;
  const next = marked.tokens[at + 1];
  const before = marked.tokens[at - 1];
  const inside = token.glued && next?.glued === true;
  if (norm === ',' || norm === ':') {
    // "2,4,6", "a,b,c" and "10:30" are one thing.
    const pair = (kind: 'number' | 'word') => before?.kind === kind && next?.kind === kind;
    const letters = pair('word') && before?.norm.length === 1 && next?.norm.length === 1;
    // "questions 1, 2 and 3"
    return (inside && (pair('number') || letters)) || (norm === ',' && pair('number')) ? 0 : 1;
  }
  if (norm === '+' || norm === '=' || norm === '/' || norm === '^' || norm === '-' || norm === '>') {
    if (inside)
      return norm === '-' && before?.kind === 'word' && isHead(marked, at - 1)
        ? 1
        : norm === '='
          ? headStrength(marked, at)
          : 0;
    // "x + y", "3 - 1" stay together; a dash or slash between words parts them.
    if ((norm === '+' || norm === '=' || norm === '^') && !isHead(marked, at - 1)) return 0;
    if (norm === '-' && before?.kind === 'number' && next?.kind === 'number') return 0;
    if (norm === '/' && before?.kind === 'number' && next?.kind === 'number' && (token.glued || next.glued))
      return 0;
    return 1;
  }
  return 1;
}

function headStrength(marked: Marked, at: number): Break {
  return isHead(marked, at - 1) ? 1 : 0;
}

/** Whether a label or subject ends at the token, so that a mark after it separates ("hw-p45", "Topic=plants"). */
function isHead(marked: Marked, at: number): boolean {
  for (let from = Math.max(0, at - 3); from <= at; from += 1) {
    const sense = marked.senses[from]?.find(
      (s) => s.to === at + 1 && (s.group === 'label' || s.group === 'subject') && s.value !== 'roll',
    );
    if (sense !== undefined) return true;
  }
  return false;
}

/** "Ex A & B." and "section B." end a sentence; "Usha K.C." does not. */
function isListedLetter(marked: Marked, at: number): boolean {
  const letter = marked.tokens[at - 1];
  if (letter?.kind !== 'word' || letter.norm.length !== 1) return false;
  const before = marked.tokens[at - 2];
  if (before === undefined) return false;
  const listed =
    before.norm === '&' ||
    before.norm === '-' ||
    before.norm === ',' ||
    before.norm === '/' ||
    before.norm === 'and' ||
    before.norm === 'to' ||
    before.norm === 'dekhi' ||
    before.norm === 'देखि' ||
    before.norm === 'ra';
  return (
    listed ||
    (marked.senses[at - 2]?.some(
      (s) => s.group === 'work' || (s.group === 'label' && s.value === 'section'),
    ) ??
      false)
  );
}

/** "गृ.का. छैन": the last stop of a label that is written with stops. */
function endsAbbreviation(marked: Marked, at: number): boolean {
  if (marked.tokens[at - 2]?.norm !== '.') return false;
  return (
    marked.senses[at - 3]?.some((s) => s.group === 'label' && s.value === 'homework' && s.to === at) ?? false
  );
}

/** "p. 71, Q. 3-6": the letter is short for a place in the book. */
function isNumbered(marked: Marked, at: number): boolean {
  return (
    marked.tokens[at + 1]?.kind === 'number' &&
    (marked.senses[at - 1]?.some((s) => s.group === 'work' && s.to === at) ?? false)
  );
}

function isFullStop(marked: Marked, at: number): boolean {
  const before = marked.tokens[at - 1];
  const next = marked.tokens[at + 1];
  if (before === undefined || next === undefined || next.kind === 'newline') return true;
  if (next.norm === '.' || before.norm === '.') return true;
  if (endsAbbreviation(marked, at)) return false;
  if (marked.classAt[at - 1]?.to === at && (!next.glued || next.kind === 'mark')) return true;
  if (isListedLetter(marked, at) && !next.glued && !isNumbered(marked, at)) return true;
  if (before.kind === 'word' && (before.norm.length === 1 || ABBREVIATIONS.has(before.norm))) return false;
  if (isShortened(before, next)) return false;
  if (!next.glued) {
    const short =
      next.kind === 'number' &&
      ['work', 'label'].some((group) =>
        marked.senses[at - 1]?.some(
          (s) =>
            s.group === group &&
            s.to === at &&
            (group === 'work' || s.value === 'roll' || s.value === 'lesson'),
        ),
      );
    return !short;
  }
  if (next.kind === 'mark' || next.kind === 'emoji') return true;
  // "done.Homework": a stop without a space after a whole word.
  return before.kind === 'word' && next.kind === 'word' && before.norm.length >= 3 && next.norm.length >= 2
    ? !(isSubject(marked, at - 1) && isSubject(marked, at + 1))
    : before.kind === 'number' && next.kind === 'word' && next.norm.length >= 2 && !before.glued;
}

const SHORTENED = new Set(
  'ex exc exer no nos ch chp chap pg pgs pp q qs qn qns qno ques para les lsn wk hw ht ref ans pr prob sol अ अभ्या पेज ले परि'.split(
    ' ',
  ),
);

/** "Ex. A & B", "ch. 5", "no. 3": a word of a book cut short, before a number, a letter or a small word. */
function isShortened(before: Token, next: Token): boolean {
  if (before.kind !== 'word' || !SHORTENED.has(before.norm)) return false;
  if (next.kind === 'number') return true;
  return (
    next.kind === 'word' &&
    !/^(?:hw|cw)$/.test(next.norm) &&
    (next.norm.length <= 2 || (!next.deva && next.raw === next.norm))
  );
}

function isSubject(marked: Marked, at: number): boolean {
  return marked.senses[at]?.some((s) => s.group === 'subject') ?? false;
}
