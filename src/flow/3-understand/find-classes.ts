import { splitRecord } from './class-records.ts';
import { hasGrade, type Scan, senseOf, skip } from './class-scan.ts';
import {
  isAddressee,
  isGradeOfAttendance,
  isGradeOfRolls,
  isGradeOfSubject,
  isHeadGrade,
} from './grade-alone.ts';
import type { Sense } from './look-up-words.ts';
import { isGluedRoman, matchGluedRoman } from './match-glued-roman.ts';
import { matchNextSection, matchRange } from './next-classes.ts';
import { readGrade } from './read-grade.ts';
import { readSection, sectionValue } from './read-section.ts';
import type { Token } from './tokenise.ts';
import { wordSet } from './word-set.ts';

/** A class named in the text: tokens `from` up to, not including, `to`. */
export interface ClassMention {
  from: number;
  to: number;
  grade: string;
  section?: string;
  /** True where a word says that it is a class ("class 5", "grade five A"), or its name cannot be anything else. */
  labelled: boolean;
}

/** Every class in a text, in order; lists such as "9 ka ra kha" and "5A, 5B" give one mention a class. */
export function findClasses(tokens: Token[], senses: Sense[][], classes: readonly string[]): ClassMention[] {
  const mentions: ClassMention[] = [];
  let scan: Scan | undefined;
  let at = 0;
  while (at < tokens.length) {
    if (!mayBegin(tokens[at] as Token, senses[at] as Sense[])) {
      at += 1;
      continue;
    }
    scan ??= { tokens, senses, records: classes.map(splitRecord) };
    const mention = matchClass(scan, at);
    if (mention === null) {
      at += 1;
      continue;
    }
    mentions.push(mention);
    at = mention.to;
    const range = matchRange(scan, at, mention);
    if (range !== null) {
      mentions.push(...range);
      at = (range.at(-1) as ClassMention).to;
      continue;
    }
    for (
      let more = matchNextSection(scan, at, mention);
      more !== null;
      more = matchNextSection(scan, at, mention)
    ) {
      mentions.push(more);
      at = more.to;
    }
  }
  return mentions;
}

const LAST_GRADE = 12;

/** Only a number of a grade, a grade in words and the words "class" and "section" begin a class; few tokens are one of these. */
function mayBegin(token: Token, senses: readonly Sense[]): boolean {
  if (token.kind === 'number' ? Number(token.norm) <= LAST_GRADE : isGluedRoman(token)) return true;
  for (const { group, value } of senses)
    if (group === 'grade' || (group === 'label' && (value === 'class' || value === 'section'))) return true;
  return false;
}

function matchClass(scan: Scan, at: number): ClassMention | null {
  return (
    matchLabelled(scan, at) ??
    matchSectionFirst(scan, at) ??
    matchGluedRoman(scan, at, at) ??
    matchBare(scan, at)
  );
}

/** "class 5 A", "कक्षा ९ ख", "grade seven A", "Class: V 'B'", "class 9 ko section A". */
function matchLabelled(scan: Scan, at: number): ClassMention | null {
  const label = senseOf(scan, at, 'label', 'class');
  if (label === undefined) return null;
  let here = skip(scan, label.to, [':', '-', '.', '=', "'", '"', '(', 'no', 'ko', 'number', 'को']);
  const grade = readGrade(scan, here, true);
  const glued = matchGluedRoman(scan, at, here);
  if (glued !== null) return glued;
  if (grade === null || (isOwned(scan, label, here) && isCounted(scan, here, grade.to))) return null;
  here = grade.to;
  const section = readSection(scan, here, grade.value, true);
  return {
    from: at,
    to: section?.to ?? here,
    grade: grade.value,
    ...(section ? { section: section.value } : {}),
    labelled: true,
  };
}

/** "class ko …", "कक्षाका …": something that belongs to the class follows. */
function isOwned(scan: Scan, label: Sense, here: number): boolean {
  return label.ended || /^(?:ko|को)$/.test(scan.tokens[here - 1]?.norm ?? '');
}

/** "class ko 2 jana", "कक्षाका एक विद्यार्थी": how many of a class, and not which class. */
function isCounted(scan: Scan, at: number, to: number): boolean {
  const next = scan.tokens[to]?.norm ?? '';
  return (
    COUNTED.has(next) ||
    (/^(?:ek|euta|eak|एक|एउटा|one)$/.test(scan.tokens[at]?.norm ?? '') && PUPIL.test(next))
  );
}

const COUNTED = wordSet('jana jna janale janalai wata ota vata जना जनाले जनालाई वटा ओटा');
const PUPIL =
  /^(?:bidyarthi|vidyarthi|bachch?a|keta|keti|student|students|boy|girl|विद्यार्थी|बच्चा|बालक|बालिका)/;

/** "section A of class 5". */
function matchSectionFirst(scan: Scan, at: number): ClassMention | null {
  const label = senseOf(scan, at, 'label', 'section');
  if (label === undefined) return null;
  const section = sectionValue(scan, label.to);
  if (section === null) return null;
  const of = skip(scan, label.to + 1, ['of', 'class', 'grade']);
  const grade = of > label.to + 1 ? readGrade(scan, of, true) : null;
  return grade === null ? null : { from: at, to: grade.to, grade: grade.value, section, labelled: true };
}

/** "5A", "9 kha", "ten B", "vii-a", "LKG", "तीन कक्षामा", "5 class". */
function matchBare(scan: Scan, at: number): ClassMention | null {
  const before = scan.tokens[at - 1];
  if (before !== undefined && isPartOfNumber(scan, at)) return null;
  const grade = readGrade(
    scan,
    at,
    ADDRESSING.has(before?.norm ?? '') && /^[VX]$/.test(scan.tokens[at]?.raw ?? ''),
  );
  if (grade === null) return null;
  const named = /^\D/.test(grade.value);
  const section = readSection(scan, grade.to, grade.value, named);
  if (section !== null) {
    const after = senseOf(scan, section.to, 'label', 'class');
    return {
      from: at,
      to: after?.to ?? section.to,
      grade: grade.value,
      section: section.value,
      labelled: named,
    };
  }
  // "5 ra 6 kaksha": the word class stands behind the last of a list.
  const join = skip(scan, grade.to, [',', '/', '&', 'and', 'ra', 'र', '+', 'तथा']);
  const second = join > grade.to && scan.tokens[at]?.kind === 'number' ? readGrade(scan, join, true) : null;
  if (
    second !== null &&
    hasGrade(scan, grade.value) &&
    senseOf(scan, second.to, 'label', 'class') !== undefined &&
    !gradeFollows(scan, second.to + 1)
  )
    return { from: at, to: grade.to, grade: grade.value, labelled: true };
  if (
    isAddressee(scan, at, grade.to, grade.value) ||
    isHeadGrade(scan, at, grade.to, grade.value) ||
    isGradeOfAttendance(scan, at, grade.to, grade.value) ||
    isGradeOfRolls(scan, at, grade.to, grade.value) ||
    isGradeOfSubject(scan, at, grade.to, grade.value)
  )
    return { from: at, to: grade.to, grade: grade.value, labelled: true };
  const after = senseOf(scan, grade.to, 'label', 'class');
  const isClass =
    after !== undefined && scan.tokens[grade.to]?.norm !== 'std' && !gradeFollows(scan, after.to);
  if (isClass) return { from: at, to: after.to, grade: grade.value, labelled: true };
  return named ? { from: at, to: grade.to, grade: grade.value, labelled: true } : null;
}

const ADDRESSING = wordSet('for to of');

/** Whether the number at `at` belongs to something before it: "page 5", "q 2 a", "4.5", "2083/5". */
function isPartOfNumber(scan: Scan, at: number): boolean {
  const before = scan.tokens[at - 1] as Token;
  if (before.kind === 'word' && !before.deva && scan.tokens[at]?.kind === 'number' && scan.tokens[at]?.glued)
    return true;
  const dotted = before.norm === '.' || before.norm === ':' || before.norm === '-' ? at - 2 : at - 1;
  const word = scan.senses[dotted] ?? [];
  if (
    word.some(
      (s) =>
        (s.group === 'work' || (s.group === 'label' && /^(lesson|roll)$/.test(s.value))) &&
        s.to === dotted + 1,
    )
  )
    return true;
  return (
    before.kind === 'mark' &&
    '/.'.includes(before.norm) &&
    scan.tokens[at - 2]?.kind === 'number' &&
    before.glued &&
    // "mangsir 4/ 9b …": behind a space another thing begins.
    scan.tokens[at]?.glued === true
  );
}

function gradeFollows(scan: Scan, at: number): boolean {
  const next = skip(scan, at, [':', '-']);
  return readGrade(scan, next, true) !== null;
}
