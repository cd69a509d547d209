import { findDateWord } from '#nepal/date-words.ts';
import { hasGrade, isRoman, type Scan, senseOf } from './class-scan.ts';
import { wordSet } from './word-set.ts';

/** "Notice for VII:", "suchana 9 lai", "for 7 students": a grade that a message is for, without the word class. */
export function isAddressee(scan: Scan, at: number, to: number, grade: string): boolean {
  const { tokens } = scan;
  const before = tokens[at - 1]?.norm ?? '';
  const next = tokens[to]?.norm ?? '';
  // "To 10: …" at the head of the text.
  if (at === 1 && before === 'to' && next === ':') return hasGrade(scan, grade);
  const told = [1, 2, 3, 4, 5].some((k) => senseOf(scan, at - k, 'notice', 'command') !== undefined);
  if (ADDRESSING.has(before)) return told && (CLOSES.has(next) || isRoman(tokens[at]) || to >= tokens.length);
  if (at > 0 && !told) return false;
  const lagi =
    OF.has(next) &&
    (/^(?:lagi|लागि|abhibhawak|अभिभावक|bidyarthi|विद्यार्थी|विद्यार्थीहरू|students|parents)/.test(
      tokens[to + 1]?.norm ?? '',
    ) ||
      senseOf(scan, to + 1, 'notice', 'parents')?.exact === true);
  return (lagi || /^(?:lai|लाई)$/.test(next)) && hasGrade(scan, grade);
}

const ADDRESSING = wordSet('for to of');
const CLOSES = wordSet(': , & / - and ra र lai लाई student students parent parents guardian guardians only');
const OF = wordSet('ko ka को का');

/** "ganit 8: …", "Science 9 - …": a grade the sender has, between its subject and a mark at the head of the text. */
export function isGradeOfSubject(scan: Scan, at: number, to: number, grade: string): boolean {
  if (at > 4 || scan.tokens[at]?.kind !== 'number' || !/^[:=]$/.test(scan.tokens[to]?.norm ?? ''))
    return false;
  for (let from = Math.max(0, at - 3); from < at; from += 1) {
    const subject = senseOf(scan, from, 'subject');
    if (subject?.exact === true && subject.to === at && isHead(scan, from)) return hasGrade(scan, grade);
  }
  return false;
}

/** "6 ko hajiri: …", "9 attendance", "attendance of 9: …": a grade beside the word for the roll call, at a clause's head. */
export function isGradeOfAttendance(scan: Scan, at: number, to: number, grade: string): boolean {
  const { tokens } = scan;
  if (tokens[at]?.kind !== 'number') return false;
  const joined = OF.has(tokens[to]?.norm ?? '');
  const title = senseOf(scan, joined ? to + 1 : to, 'status', 'attendance');
  const before = tokens[at - 1];
  if (title?.exact === true) return (joined || hasGrade(scan, grade)) && isClauseHead(scan, at);
  const led = before?.norm === 'of' || before?.norm === 'for' ? at - 1 : at;
  const titled = [1, 2].some((k) => senseOf(scan, led - k, 'status', 'attendance')?.to === led);
  return (
    titled && (led < at ? tokens[to]?.kind !== 'word' : tokens[to]?.norm === ':') && hasGrade(scan, grade)
  );
}

/** "8 ma health: …", "9 computer: …": a grade the sender has, at the head of the text before its subject. */
export function isHeadGrade(scan: Scan, at: number, to: number, grade: string): boolean {
  const { tokens, senses } = scan;
  const next = tokens[to];
  const place =
    /^(?:ma|मा)$/.test(next?.norm ?? '') ||
    (OF.has(next?.norm ?? '') && OF_CLASS.test(tokens[to + 1]?.norm ?? ''));
  if (place && isClauseHead(scan, at)) return hasGrade(scan, grade);
  if (at > 4 || !isHead(scan, at)) return false;
  const boxed = BOX.test(`${tokens[at - 1]?.norm}${next?.norm}`);
  const joined = boxed || OF.has(next?.norm ?? '');
  const subject = senseOf(scan, joined ? to + 1 : to, 'subject');
  if (subject?.exact === true) {
    const numbered = tokens.some(
      (t, k) => t.kind === 'newline' && tokens[k + 1]?.norm === String(Number(grade) + 1),
    );
    const marked = /^[:=-]$/.test(tokens[subject.to]?.norm ?? '');
    return (
      !numbered &&
      (hasGrade(scan, grade) || (marked && !/^(?:first|second|third|one)$/.test(tokens[at]?.norm ?? '')))
    );
  }
  return isRoman(tokens[at]) && hasGrade(scan, grade) && (senses[to] ?? []).every((s) => s.group !== 'work');
}

/** "[6] computer: …", "(6) computer". */
const BOX = /^(?:\[\]|\(\)|\{\}|\*\*|__)$/;

/** "9: 3, 4 absent", "9 ko 3 ra 4 gayal", "9 roll 3 late": a grade at the head, parted from the rolls of its roll call. */
export function isGradeOfRolls(scan: Scan, at: number, to: number, grade: string): boolean {
  const { tokens } = scan;
  if (tokens[at]?.kind !== 'number' || at > 4 || !hasGrade(scan, grade) || !isHead(scan, at)) return false;
  const next = tokens[to]?.norm ?? '';
  const roll = senseOf(scan, to, 'label', 'roll');
  const parted =
    /^(?:[:=-]|ko|ka|को|का)$/.test(next) && tokens[to + 1]?.kind === 'number' && !tokens[to]?.glued;
  const colon = next === ':' && tokens[to + 1]?.kind === 'number' && !tokens[to + 1]?.glued;
  if (isRange(scan, at, to)) return false;
  if (!parted && !colon && tokens[roll?.to ?? -1]?.kind !== 'number') return false;
  return tokens.some(
    (_, k) => k > to && scan.senses[k]?.some((s) => s.group === 'status' && AWAY.has(s.value) && s.exact),
  );
}

/** "9 - 12 absent" may be from one to the other; "9 - 3, 4 absent" is not. */
function isRange(scan: Scan, at: number, to: number): boolean {
  return scan.tokens[to]?.norm === '-' && Number(scan.tokens[to + 1]?.norm) > Number(scan.tokens[at]?.norm);
}

const AWAY = new Set(['absent', 'late', 'leave']);

/** "9 ka sabai", "9 ko roll 4": whom a class has. */
const OF_CLASS = /^(?:sabai|bidyarthi|bidyarthiharu|students?|roll|सबै|विद्यार्थी|विद्यार्थीहरू|रोल)$/;

/** Whether a clause begins here, but for greetings and a day: "hijo 9 ma …", "…, 9 ma …". */
function isClauseHead(scan: Scan, at: number): boolean {
  // "mangsir 9 ma": the day of a month.
  if (findDateWord(scan.tokens[at - 1]?.norm ?? '')?.word.is === 'month') return false;
  for (let k = at - 1; k >= 0; k -= 1) {
    const token = scan.tokens[k];
    if (token?.kind === 'newline' || /^[.;।!:-]$/.test(token?.norm ?? '')) return true;
    if (token?.norm === ',') return scan.tokens[k - 1]?.kind !== 'number';
    const small = scan.senses[k]?.some(
      (s) =>
        s.group === 'connect' || (s.group === 'command' && (s.value === 'greeting' || s.value === 'around')),
    );
    const day = token?.kind === 'number' || findDateWord(token?.norm ?? '') !== null;
    if (!small && !day) return false;
  }
  return true;
}

/** Whether only greetings, small words and marks stand before. */
function isHead(scan: Scan, at: number): boolean {
  for (let k = 0; k < at; k += 1) {
    const token = scan.tokens[k];
    const small = scan.senses[k]?.some(
      (s) =>
        s.group === 'connect' || (s.group === 'command' && (s.value === 'greeting' || s.value === 'around')),
    );
    if (token?.kind === 'word' && !small) return false;
    if (token?.kind === 'number') return false;
  }
  return true;
}
