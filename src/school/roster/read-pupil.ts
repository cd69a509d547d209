import type { Language, Words } from '#templates/language.ts';
import type { Column, Columns } from './columns.ts';
import { findClasses, type SchoolClass } from './find-class.ts';
import { type Findings, remarkAt } from './problem.ts';
import {
  type Gender,
  type Reading,
  readBirthDate,
  readConsent,
  readGender,
  readIemisStudentId,
  readLanguage,
  readRoll,
  readTransferred,
} from './read-cells.ts';
import { type Contact, readContacts } from './read-contacts.ts';
import { isNothing, type PersonName, readName } from './read-name.ts';
import { cellOf } from './read-table.ts';
import type { CsvRecord } from './split-records.ts';

/** One pupil as the file has it; null is what it does not say. */
export type Pupil = PersonName & {
  line: number;
  class: SchoolClass;
  roll: number | null;
  gender: Gender | null;
  /** `YYYY-MM-DD`, Gregorian. */
  bornOn: string | null;
  iemisStudentId: string | null;
  contacts: Contact[];
  language: Language | null;
  /** Of the first contact: the answer, and the words of the file that show it. */
  consent: { answer: 'yes' | 'no'; evidence: string } | null;
};

/** What the school is and has, which a line must agree with. */
export type SchoolFacts = {
  iemisCode: string | null;
  yearName: string;
  /** Of the running academic year. */
  classes: SchoolClass[];
  /** The class of every pupil in the file, where the person has said so. */
  onlyClass: SchoolClass | null;
  today: string;
};

/** Reads one line. Null when it cannot become a pupil; what is wrong with it, or with single cells, goes into `findings`. */
export function readPupil(
  row: CsvRecord,
  columns: Columns,
  school: SchoolFacts,
  findings: Findings,
): Pupil | null {
  const { line } = row;
  const cell = (column: Column) => cellOf(row, columns, column);
  const leaveOut = (
    leftOut: 'pupil' | 'guardian' | 'cell',
    column: Column | null,
    found: string,
    say: Words,
  ) => findings.problems.push({ ...remarkAt(line, columns, column, found, say), leftOut });
  const optional = <T>(column: Column, reading: Reading<T>): T | null => {
    if (reading.ok) return reading.value;
    leaveOut('cell', column, cell(column), reading.say);
    return null;
  };

  const refusal = refuseLine(row, columns, school);
  if (refusal !== null) {
    leaveOut('pupil', refusal.column, refusal.found, refusal.say);
    return null;
  }
  const name = readPupilName(cell);
  const found = readClass(cell, school);
  if ('say' in name) leaveOut('pupil', name.column, cell(name.column), name.say);
  if ('say' in found) leaveOut('pupil', 'class', `${cell('class')} ${cell('section')}`.trim(), found.say);
  if ('say' in name || 'say' in found) return null;

  const { contacts, problems, notes } = readContacts(cell, (column) => columns.at.has(column));
  for (const { leftOut, column, found, say } of problems) leaveOut(leftOut, column, found, say);
  for (const { column, found, say } of notes)
    findings.notes.push(remarkAt(line, columns, column, found, say));
  if (readTransferred(cell('transferred')))
    findings.notes.push(remarkAt(line, columns, 'transferred', cell('transferred'), sentences.transferred));
  const answer = optional('consent', readConsent(cell('consent')));
  return {
    ...name,
    line,
    class: found,
    roll: optional('roll', readRoll(cell('roll'))),
    gender: optional('gender', readGender(cell('gender'))),
    bornOn: optional('bornOn', readBirthDate(cell('bornOn'), school.today)),
    iemisStudentId: optional('iemisStudentId', readIemisStudentId(cell('iemisStudentId'))),
    contacts,
    language: optional('language', readLanguage(cell('language'))),
    consent: answer && { answer, evidence: evidenceOf(columns, cell('consent'), line) },
  };
}

type Refusal = { column: Column | null; found: string; say: Words };

/** A line that is broken, or of another school or year, is not looked at further. */
function refuseLine(row: CsvRecord, columns: Columns, school: SchoolFacts): Refusal | null {
  const width = columns.headers.length;
  if (row.cells.slice(width).some((cell) => cell.trim() !== ''))
    return { column: null, found: row.cells.join(' '), say: sayTooWide(row.cells.length, width) };
  const code = cellOf(row, columns, 'iemisCode');
  if (school.iemisCode !== null && /^\d+$/.test(code) && code !== school.iemisCode)
    return { column: 'iemisCode', found: code, say: sayOtherSchool(school.iemisCode) };
  const [year] = /\d{4}/.exec(cellOf(row, columns, 'year')) ?? [];
  if (year !== undefined && !school.yearName.includes(year))
    return { column: 'year', found: year, say: sayOtherYear(school.yearName) };
  return null;
}

function readPupilName(cell: (column: Column) => string): PersonName | { column: Column; say: Words } {
  const main = readName(cell('name'));
  const nepali = readName(cell('nameNe'));
  if (main.is === 'unreadable') return { column: 'name', say: sentences.name };
  if (nepali.is === 'unreadable') return { column: 'nameNe', say: sentences.name };
  if (main.is === 'none' && nepali.is === 'none') return { column: 'name', say: sentences.noName };
  return {
    name: (main.is === 'name' ? main.value.name : null) ?? (nepali.is === 'name' ? nepali.value.name : null),
    nameNe:
      (nepali.is === 'name' ? nepali.value.nameNe : null) ?? (main.is === 'name' ? main.value.nameNe : null),
  };
}

function readClass(
  cell: (column: Column) => string,
  { classes, onlyClass }: SchoolFacts,
): SchoolClass | { say: Words } {
  const said = cell('class');
  if (isNothing(said)) return onlyClass ?? { say: sayNoClass(classes) };
  const found = findClasses(said, cell('section'), classes);
  if (onlyClass !== null) return found.includes(onlyClass) ? onlyClass : { say: sayOtherClass(onlyClass) };
  const [one] = found;
  if (one === undefined) return { say: sayUnknownClass(classes) };
  return found.length === 1 ? one : { say: saySeveralClasses(found) };
}

/** What the ledger keeps as the words of an imported consent: they stand in the school's own list. */
function evidenceOf(columns: Columns, cell: string, line: number): string {
  return `“${columns.headers[columns.at.get('consent')!]}”: “${cell}” (line ${line} of the school’s list)`;
}

const list = (classes: readonly SchoolClass[]) => classes.map(({ code }) => code).join(', ');

function sayTooWide(cells: number, width: number): Words {
  return {
    en: `The line has ${cells} cells and the header ${width}; please put quotation marks around a cell that has a comma in it.`,
    ne: `शीर्षकमा ${width} कोठा छन् तर यो पङ्क्तिमा ${cells}; अल्पविराम भएको कोठालाई कृपया उद्धरण चिह्न (" ") भित्र राख्नुहोस्।`,
  };
}

function sayOtherSchool(code: string): Words {
  return {
    en: `This is the code of another school; yours is ${code}.`,
    ne: `यो अर्को विद्यालयको कोड हो; तपाईंको विद्यालयको कोड ${code} हो।`,
  };
}

function sayOtherYear(year: string): Words {
  return {
    en: `This is another academic year, and now it is ${year}; please take the list of this year.`,
    ne: `यो अर्को शैक्षिक वर्ष हो, अहिले ${year} हो; कृपया यस वर्षको सूची लिनुहोस्।`,
  };
}

function sayNoClass(classes: SchoolClass[]): Words {
  return {
    en: `Please write the class, one of ${list(classes)}.`,
    ne: `कृपया कक्षा लेख्नुहोस्, यीमध्ये एउटा: ${list(classes)}।`,
  };
}

function sayUnknownClass(classes: SchoolClass[]): Words {
  return {
    en: `The school has no such class this year; please write one of ${list(classes)}, or add the class first.`,
    ne: `यस वर्ष विद्यालयमा यो कक्षा छैन; कृपया यीमध्ये एउटा लेख्नुहोस्: ${list(classes)}, वा पहिले कक्षा थप्नुहोस्।`,
  };
}

function saySeveralClasses(found: SchoolClass[]): Words {
  return {
    en: `This can be ${list(found)}; please write which.`,
    ne: `यो ${list(found)} मध्ये जुन पनि हुन सक्छ; कृपया कुन हो लेख्नुहोस्।`,
  };
}

function sayOtherClass({ code }: SchoolClass): Words {
  return {
    en: `This is not ${code}, the class you named for the whole file; please correct one of the two.`,
    ne: `यो तपाईंले पूरै फाइलका लागि भन्नुभएको कक्षा ${code} होइन; कृपया दुईमध्ये एउटा सच्याउनुहोस्।`,
  };
}

const sentences = {
  noName: {
    en: 'Please write the name of the pupil, or delete the line.',
    ne: 'कृपया विद्यार्थीको नाम लेख्नुहोस्, नभए यो पङ्क्ति हटाउनुहोस्।',
  },
  name: {
    en: 'A name has letters only; please correct it, or convert it to Unicode if it is in Preeti.',
    ne: 'नाममा अक्षर मात्र हुन्छ; कृपया सच्याउनुहोस्, प्रीतिमा भए युनिकोडमा बदल्नुहोस्।',
  },
  transferred: {
    en: 'The pupil is marked as transferred and was taken all the same; please check whether the pupil is still with you.',
    ne: 'यो विद्यार्थी सरुवा भएको जनाइए पनि लिइएको छ; अझै यहीँ पढ्नुहुन्छ कि हुनुहुन्न, कृपया हेर्नुहोस्।',
  },
} satisfies Record<string, Words>;
