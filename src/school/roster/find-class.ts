import { foldNepali } from '#nepal/text.ts';

/** A class section of the running academic year, as on record. */
export type SchoolClass = { id: string; code: string; grade: string; section: string };

/**
 * The classes of the school that a cell can mean: one for "5A", "Class 5 'A'", "कक्षा ५ क", "V-A", or for a grade with
 * one section; several for a grade without its section; none for a class the school has not got. `ECD/PPC` of IEMIS
 * (nepal.md section 3) is any class before grade 1.
 * @param section the cell of a column of its own, or empty
 */
export function findClasses(cell: string, section: string, classes: readonly SchoolClass[]): SchoolClass[] {
  const said = classKey(cell);
  if (said === '') return [];
  const exact = classes.filter(({ code }) => classKey(code) === said);
  const found = exact.length > 0 ? exact : classes.filter((one) => isSaid(said, one));
  const ofCell = found.length > 0 || !beforeSchool.has(said) ? found : classes.filter(isBeforeGradeOne);
  const sectionSaid = sectionKey(section);
  if (sectionSaid === '') return ofCell;
  // A grade that is not divided has no section on record, whatever IEMIS writes.
  return ofCell.filter(
    (one) => sectionKey(one.section) === sectionSaid || (ofCell.length === 1 && one.section === ''),
  );
}

/** Every way of writing the grade, with what follows it as the section or nothing. */
function isSaid(said: string, { grade, section }: SchoolClass): boolean {
  return namesOf(grade).some((name) => {
    if (!said.startsWith(name)) return false;
    const rest = said.slice(name.length);
    // "1" is not the beginning of "11".
    if (/\d$/.test(name) && /^\d/.test(rest)) return false;
    return rest === '' || sectionKey(rest) === sectionKey(section);
  });
}

/** The grade's names, the longest first: "x" must not take what "xi" means. */
function namesOf(grade: string): string[] {
  const key = classKey(grade);
  const names = grades.find((all) => all.includes(key)) ?? [key];
  return [...names].sort((a, b) => b.length - a.length);
}

function isBeforeGradeOne({ grade }: SchoolClass): boolean {
  return !/^\d+$/.test(classKey(grade));
}

/** Folded, without the word "class", spaces and signs; "05" is "5". */
function classKey(text: string): string {
  return foldNepali(text)
    .replace(classWord, ' ')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .replace(/^0+(?=\d)/, '');
}

function sectionKey(text: string): string {
  const key = foldNepali(text)
    .replace(sectionWord, ' ')
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
  return key === 'na' || key === 'null' ? '' : (lettersOfSections[key] ?? key);
}

const classWord = new RegExp(`^\\s*(?:class|grade|standard|std|${foldNepali('कक्षा')})(?![a-z])`, 'u');
const sectionWord = new RegExp(
  `^\\s*(?:section|sec|${foldNepali('सेक्सन')}|${foldNepali('वर्ग')})(?![a-z])`,
  'u',
);

// क ख ग घ and their Roman names are A B C D (understanding.md, "Class and subject").
const lettersOfSections: Record<string, string> = {
  ...{ क: 'a', ख: 'b', ग: 'c', घ: 'd', ङ: 'e' },
  ...{ ka: 'a', kha: 'b', ga: 'c', gha: 'd' },
};

const grades: string[][] = [
  ['nursery', 'nur', 'nursary', 'नर्सरी'],
  ['lkg', 'lowerkg', 'kg1', 'एलकेजी'],
  ['ukg', 'upperkg', 'kg2', 'युकेजी'],
  ['kg', 'kindergarten', 'केजी'],
  ['pg', 'playgroup', 'प्लेग्रुप'],
  ['ecd', 'ppc', 'eced', 'ecdppc', 'बालविकास', 'बालविकासकेन्द्र'],
  ['1', 'one', 'i', 'एक'],
  ['2', 'two', 'ii', 'दुई'],
  ['3', 'three', 'iii', 'तीन'],
  ['4', 'four', 'iv', 'चार'],
  ['5', 'five', 'v', 'पाँच'],
  ['6', 'six', 'vi', 'छ'],
  ['7', 'seven', 'vii', 'सात'],
  ['8', 'eight', 'viii', 'आठ'],
  ['9', 'nine', 'ix', 'नौ'],
  ['10', 'ten', 'x', 'दश'],
  ['11', 'eleven', 'xi', 'एघार'],
  ['12', 'twelve', 'xii', 'बाह्र'],
].map((names) => names.map(classKey));

const beforeSchool = new Set(
  [
    'ecd',
    'ppc',
    'eced',
    'ecdppc',
    'preprimary',
    'pre-primary',
    'बाल विकास',
    'बाल विकास केन्द्र',
    'पूर्व प्राथमिक',
  ].map(classKey),
);
