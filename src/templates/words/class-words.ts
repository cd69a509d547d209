import { toDevanagariDigits } from '#nepal/digits.ts';
import { inBothLanguages, type Words } from '../language.ts';
import { listWords } from './list-words.ts';

/**
 * The name of a class on record (`5A`, `10B`, `LKGA`, `NurseryA`, `5Rose`), or of a grade (`5`, `LKG`): "Class 5A",
 * "कक्षा ५ क". Sections A to D are क to घ, as teachers write them (understanding.md); other sections stay as on record.
 */
export function classWords(onRecord: string): Words {
  const [, grade, section = ''] = /^(\d{1,2})\s*(.*)$/.exec(onRecord) ?? [];
  if (grade) {
    return {
      en: `Class ${grade}${section.length > 1 ? ` ${section}` : section}`,
      ne: `कक्षा ${toDevanagariDigits(grade)}${sectionInNepali(section)}`,
    };
  }
  for (const [name, words] of Object.entries(beforeGradeOne)) {
    if (!onRecord.toLowerCase().startsWith(name.toLowerCase())) continue;
    const rest = onRecord.slice(name.length).trim();
    return { en: `${words.en}${rest ? ` ${rest}` : ''}`, ne: `${words.ne}${sectionInNepali(rest)}` };
  }
  return { en: onRecord, ne: toDevanagariDigits(onRecord) };
}

/** Children with their classes, for a guardian of one or several: "*Aarav Sharma* (Class 5A) and *Sita Sharma* (LKG)". */
export function childrenWords(children: readonly { name: Words; class: string }[]): Words {
  return listWords(
    children.map((child) => {
      const inClass = classWords(child.class);
      return inBothLanguages((language) => `*${child.name[language]}* (${inClass[language]})`);
    }),
  );
}

/** The whole school as an audience. */
export const wholeSchool: Words = { en: 'the whole school', ne: 'पूरै विद्यालय' };

const beforeGradeOne: Record<string, Words> = {
  Nursery: { en: 'Nursery', ne: 'नर्सरी' },
  LKG: { en: 'LKG', ne: 'एलकेजी' },
  UKG: { en: 'UKG', ne: 'युकेजी' },
  KG: { en: 'KG', ne: 'केजी' },
  PG: { en: 'Playgroup', ne: 'प्लेग्रुप' },
  Playgroup: { en: 'Playgroup', ne: 'प्लेग्रुप' },
  ECD: { en: 'ECD', ne: 'बाल विकास' },
  PPC: { en: 'Pre-primary', ne: 'पूर्व प्राथमिक' },
};

const sections: Record<string, string> = { A: 'क', B: 'ख', C: 'ग', D: 'घ' };

function sectionInNepali(section: string): string {
  if (section === '') return '';
  return ` ${sections[section.toUpperCase()] ?? toDevanagariDigits(section)}`;
}
