import { foldNepali } from '#nepal/text.ts';
import type { Words } from '#templates/language.ts';

/** What is read of a list of pupils. Everything else (address, caste, disability, age) stays in the file. */
export type Column = keyof typeof aliases;

/** Which column of the file is what; `ignored` are the headers that nothing is read from. */
export type Columns = { at: Map<Column, number>; headers: string[]; ignored: string[] };

/** The known columns of a row that may be the header; a header is one that names the pupil. Two columns for one thing are refused. */
export function findColumns(cells: readonly string[]): Columns | { refused: Words } | null {
  const at = new Map<Column, number>();
  const ignored: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const column = columnOf.get(headerKey(cell));
    const other = column && at.get(column);
    if (column === undefined) ignored.push(cell.trim());
    else if (other === undefined) at.set(column, place);
    else if (at.has('name')) return { refused: sayTwice(cells[other]!.trim(), cell.trim()) };
  }
  if (!at.has('name')) return null;
  return {
    at,
    headers: cells.map((cell) => cell.replace(/\s+/g, ' ').trim()),
    ignored: ignored.filter(Boolean),
  };
}

// Headers of `Student_Namewise_Report` and of the CSV variant of IEMIS are those of nepal.md section 3.
const aliases = {
  name: [
    ...['Full Name', 'FullName', 'Name', 'Student Name', 'Name of Student', 'Student', 'Students', 'Pupil'],
    ...[
      'Pupil Name',
      'Name of Pupil',
      'नाम',
      'नाम थर',
      'पूरा नाम',
      'विद्यार्थी',
      'विद्यार्थीको नाम',
      'विद्यार्थीको नाम थर',
    ],
    ...['विद्यार्थीको पूरा नाम', 'बालबालिकाको नाम'],
  ],
  nameNe: [
    'Name (Nepali)',
    'Name in Nepali',
    'Nepali Name',
    'नाम (नेपाली)',
    'नाम नेपालीमा',
    'नेपाली नाम',
    'नेपालीमा नाम',
  ],
  class: ['Class', 'Current Class', 'Grade', 'Standard', 'Std', 'कक्षा', 'हालको कक्षा'],
  section: ['Section', 'Sec', 'सेक्सन', 'वर्ग', 'समूह', 'खण्ड'],
  roll: ['Roll', 'Roll No', 'Roll Number', 'रोल', 'रोल नं', 'रोल न', 'रोल नम्बर'],
  gender: ['Gender', 'Sex', 'लिङ्ग'],
  bornOn: [
    ...[
      'DOB',
      'DOB (BS)',
      'DOB (AD)',
      'Date of Birth',
      'Date of Birth (BS)',
      'Date of Birth (AD)',
      'Birth Date',
    ],
    ...['जन्म मिति', 'जन्म मिति (वि.सं.)'],
  ],
  iemisStudentId: ['Student Id', 'IEMIS Student Id', 'IEMIS Id', 'विद्यार्थी आईडी', 'विद्यार्थी परिचय नम्बर'],
  iemisCode: ['IEMIS Code', 'EMIS Code', 'School Code', 'विद्यालय कोड', 'आईइएमआईएस कोड'],
  fatherName: [
    'Father Name',
    "Father's Name",
    'Father',
    'Name of Father',
    'बाबुको नाम',
    'बुबाको नाम',
    'बुवाको नाम',
    'बाबु',
    'बुबा',
  ],
  motherName: ['Mother Name', "Mother's Name", 'Mother', 'Name of Mother', 'आमाको नाम', 'आमा'],
  guardianName: [
    ...[
      'Guardian Name',
      "Guardian's Name",
      'Guardian',
      'Parent Name',
      "Parent's Name",
      'Parent',
      'Name of Guardian',
    ],
    ...['अभिभावकको नाम', 'अभिभावक', 'संरक्षकको नाम', 'संरक्षक'],
  ],
  phone: [
    ...[
      'Guardian Contact Number',
      'Guardian Contact',
      'Guardian Phone',
      'Guardian Mobile',
      'Phone',
      'Phone No',
    ],
    ...['Phone Number', 'Mobile', 'Mobile No', 'Mobile Number', 'Contact', 'Contact No', 'Contact Number'],
    ...['Parent Phone', 'WhatsApp', 'WhatsApp Number', 'फोन', 'फोन नं', 'फोन नम्बर', 'मोबाइल', 'मोबाइल नं'],
    ...['मोबाइल नम्बर', 'सम्पर्क', 'सम्पर्क नं', 'सम्पर्क नम्बर', 'अभिभावकको फोन', 'अभिभावकको मोबाइल', 'ह्वाट्सएप नम्बर'],
    ...['अभिभावकको फोन नम्बर', 'अभिभावकको मोबाइल नम्बर', 'अभिभावकको सम्पर्क नम्बर'],
  ],
  fatherPhone: [
    ...[
      'Father Phone',
      "Father's Phone",
      'Father Mobile',
      'Father Contact',
      'Father Contact Number',
      'Father Phone Number',
    ],
    ...['बाबुको फोन', 'बाबुको मोबाइल', 'बाबुको फोन नम्बर', 'बुबाको फोन', 'बुबाको मोबाइल', 'बुबाको फोन नम्बर'],
  ],
  motherPhone: [
    ...[
      'Mother Phone',
      "Mother's Phone",
      'Mother Mobile',
      'Mother Contact',
      'Mother Contact Number',
      'Mother Phone Number',
    ],
    ...['आमाको फोन', 'आमाको मोबाइल', 'आमाको फोन नम्बर'],
  ],
  language: ['Language', 'Message Language', 'Language of Messages', 'भाषा', 'सन्देशको भाषा'],
  consent: ['Consent', 'WhatsApp Consent', 'Agreed', 'Opted In', 'Opt In', 'सहमति', 'ह्वाट्सएप सहमति', 'मञ्जुरी'],
  year: ['Year', 'Academic Year', 'शैक्षिक वर्ष', 'शैक्षिक सत्र'],
  transferred: ['Is Transferred', 'Transferred', 'सरुवा'],
} as const;

/** Letters and digits alone, folded: "Guardian  Contact-Number:" is "Guardian Contact Number". */
export function headerKey(header: string): string {
  return foldNepali(header).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

const columnOf = new Map(
  Object.entries(aliases).flatMap(([column, names]) =>
    names.map((name) => [headerKey(name), column as Column]),
  ),
);

function sayTwice(one: string, other: string): Words {
  return {
    en: `The columns “${one}” and “${other}” say the same thing; please remove or rename one of them.`,
    ne: `“${one}” र “${other}” कोलमको अर्थ एउटै हो; कृपया एउटा हटाउनुहोस् वा नाम फेर्नुहोस्।`,
  };
}
