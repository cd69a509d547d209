import { hasClass, hasGrade, type Scan, senseOf, skip } from './class-scan.ts';
import type { ClassMention } from './find-classes.ts';
import { readGrade } from './read-grade.ts';
import { readSection, sectionValue } from './read-section.ts';

/** After "9 ka": "ra kha", ", B", "and C". */
export function matchNextSection(scan: Scan, at: number, first: ClassMention): ClassMention | null {
  if (first.section === undefined) return matchNextGrade(scan, at, first);
  const here = skip(scan, at, [',', '/', '&', 'and', 'ra', 'र', '+', 'n', 'तथा']);
  if (here === at) return null;
  const from = skip(scan, here, ["'", '"']);
  const section = sectionValue(scan, from);
  if (section === null || !hasClass(scan, first.grade, section)) return null;
  const next = scan.tokens[from + 1];
  if (next?.kind === 'word' && next.glued) return null;
  return {
    from,
    to: skip(scan, from + 1, ["'", '"']),
    grade: first.grade,
    section,
    labelled: first.labelled,
  };
}

const GRADES = [
  'PG',
  'ECD',
  'Nursery',
  'KG',
  'LKG',
  'UKG',
  '1',
  '2',
  '3',
  '4',
  '5',
  '6',
  '7',
  '8',
  '9',
  '10',
  '11',
  '12',
];

/** After "class 1": "to 5", "dekhi 5 samma": every grade between that the sender has. */
export function matchRange(scan: Scan, at: number, first: ClassMention): ClassMention[] | null {
  if (!first.labelled || first.section !== undefined) return null;
  const join = scan.tokens[at];
  const dash = join?.norm === '-' && join.glued && scan.tokens[at + 1]?.glued === true;
  if (!dash && !/^(?:to|till|upto|through|dekhi|देखि|bata|बाट)$/.test(join?.norm ?? '')) return null;
  const here = senseOf(scan, at + 1, 'label', 'class')?.to ?? at + 1;
  const last = readGrade(scan, here, true);
  if (last === null) return null;
  const [low, high] = [GRADES.indexOf(first.grade), GRADES.indexOf(last.value)];
  if (low === -1 || high <= low) return null;
  const to = skip(scan, last.to, ['samma', 'सम्म', 'class', 'कक्षा']);
  const between = GRADES.slice(low + 1, high + 1).filter((g) => g === last.value || hasGrade(scan, g));
  return between.map((grade) => ({ from: at, to, grade, labelled: true }));
}

/** After "class 5": "and 6", ", 7". Only where the sender has such a grade. */
function matchNextGrade(scan: Scan, at: number, first: ClassMention): ClassMention | null {
  if (!first.labelled || senseOf(scan, first.to - 1, 'label', 'class') !== undefined) return null;
  const here = skip(scan, at, [',', '/', '&', 'and', 'ra', 'र', '+', 'तथा']);
  const token = scan.tokens[here];
  if (here === at || token === undefined) return null;
  const grade = readGrade(scan, here, true);
  if (grade === null || !hasGrade(scan, grade.value)) return null;
  const section = readSection(scan, grade.to, grade.value, true);
  return {
    from: here,
    to: section?.to ?? grade.to,
    grade: grade.value,
    ...(section ? { section: section.value } : {}),
    labelled: true,
  };
}
