import { type Page, senseAt } from './page.ts';
import type { Token } from './tokenise.ts';

/** How strongly a token is parted from the one before: not at all, by a comma or dash, by a full stop, by a line. */
export type Break = 0 | 1 | 2 | 3;

const SENTENCE = new Set(['।', ';', '!', '?', '॥']);
const WEAK = new Set([',', '•', '*', '/', '-', '=', '>', '~', '_', '+', '\\', ':', '|', '^', '#']);
const ABBREVIATIONS = new Set(
  'mr mrs ms dr rs st vs etc opt eng sub std math sci soc comp env sec cls gr fig eq vol jr sr e g i approx govt tel ph डा श्री सुश्री प्रा नं पृ प्र रो क्र रु वि के सं हो'.split(
    ' ',
  ),
);

/** The break before each token; a token that only separates carries the break of what follows it. */
export function findBreaks(page: Page): Break[] {
  const breaks: Break[] = [];
  let strength: Break = 3;
  for (const [i, token] of page.tokens.entries()) {
    const own = strengthOf(page, i, token);
    if (own === 0) {
      breaks.push(strength);
      strength = 0;
    } else {
      breaks.push(strength);
      strength = Math.max(strength, own) as Break;
    }
  }
  return breaks;
}

/** Whether a token stands between pieces of text and belongs to neither. */
export function isSeparator(page: Page, at: number): boolean {
  const token = page.tokens[at];
  return token !== undefined && strengthOf(page, at, token) > 0;
}

function strengthOf(page: Page, at: number, token: Token): Break {
  if (token.kind === 'newline') return 3;
  if (token.kind === 'emoji') return 1;
  if (token.kind !== 'mark') return 0;
  const { norm } = token;
  if (SENTENCE.has(norm)) return 2;
  if (norm === '.') return isFullStop(page, at) ? 2 : 0;
  if (norm === '|') return 2;
  if (!WEAK.has(norm)) return 0;
  const next = page.tokens[at + 1];
  const before = page.tokens[at - 1];
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
      return norm === '-' && before?.kind === 'word' && isHead(page, at - 1)
        ? 1
        : norm === '='
          ? headStrength(page, at)
          : 0;
    // "x + y", "3 - 1" stay together; a dash or slash between words parts them.
    if ((norm === '+' || norm === '=' || norm === '^') && !isHead(page, at - 1)) return 0;
    if (norm === '-' && before?.kind === 'number' && next?.kind === 'number') return 0;
    if (norm === '/' && before?.kind === 'number' && next?.kind === 'number' && (token.glued || next.glued))
      return 0;
    return 1;
  }
  return 1;
}

function headStrength(page: Page, at: number): Break {
  return isHead(page, at - 1) ? 1 : 0;
}

/** Whether a label or subject ends at the token, so that a mark after it separates ("hw-p45", "Topic=plants"). */
function isHead(page: Page, at: number): boolean {
  for (let from = Math.max(0, at - 3); from <= at; from += 1) {
    const sense = page.senses[from]?.find(
      (s) => s.to === at + 1 && (s.group === 'label' || s.group === 'subject') && s.value !== 'roll',
    );
    if (sense !== undefined) return true;
  }
  return false;
}

/** "Ex A & B." and "section B." end a sentence; "Usha K.C." does not. */
function isListedLetter(page: Page, at: number): boolean {
  const letter = page.tokens[at - 1];
  if (letter?.kind !== 'word' || letter.norm.length !== 1) return false;
  const before = page.tokens[at - 2];
  if (before === undefined) return false;
  const listed =
    before.norm === '&' ||
    before.norm === '-' ||
    before.norm === ',' ||
    before.norm === '/' ||
    before.norm === 'and' ||
    before.norm === 'ra';
  return (
    listed ||
    (page.senses[at - 2]?.some((s) => s.group === 'work' || (s.group === 'label' && s.value === 'section')) ??
      false)
  );
}

function isFullStop(page: Page, at: number): boolean {
  const before = page.tokens[at - 1];
  const next = page.tokens[at + 1];
  if (before === undefined || next === undefined || next.kind === 'newline') return true;
  if (next.norm === '.' || before.norm === '.') return true;
  if (page.classes.some((c) => c.to === at) && (!next.glued || next.kind === 'mark')) return true;
  if (isListedLetter(page, at) && !next.glued) return true;
  if (before.kind === 'word' && (before.norm.length === 1 || ABBREVIATIONS.has(before.norm))) return false;
  if (!next.glued) {
    const short =
      next.kind === 'number' &&
      ['work', 'label'].some((group) =>
        page.senses[at - 1]?.some(
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
    ? !(senseAt(page, at - 1, 'subject') && senseAt(page, at + 1, 'subject'))
    : before.kind === 'number' && next.kind === 'word' && next.norm.length >= 2 && !before.glued;
}
