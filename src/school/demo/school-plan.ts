/** The school that the demo shows: its place, its classes and its posts. Invented, like everyone in it. */

export const demoSchool = {
  name: 'Shree Chautari Secondary School',
  nameNe: 'श्री चौतारी माध्यमिक विद्यालय',
  type: 'community',
  /** Nine digits (nepal.md section 3); none of the 77 districts is 99, so no school has it. */
  iemisCode: '990010001',
  province: 'Koshi',
  district: 'Sunsari',
  localLevel: 'Itahari Sub-Metropolitan City',
  languages: ['ne', 'en'],
} as const;

export type Grade = (typeof grades)[number];
export const grades = ['Nursery', 'LKG', 'UKG', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;

/** The larger grades have a section B; `pupils` is what the class is about. */
export const demoClasses: { grade: Grade; section: 'A' | 'B'; pupils: number }[] = [
  { grade: 'Nursery', section: 'A', pupils: 15 },
  { grade: 'LKG', section: 'A', pupils: 16 },
  { grade: 'UKG', section: 'A', pupils: 17 },
  { grade: '1', section: 'A', pupils: 18 },
  { grade: '2', section: 'A', pupils: 17 },
  { grade: '3', section: 'A', pupils: 19 },
  { grade: '4', section: 'A', pupils: 21 },
  { grade: '5', section: 'A', pupils: 16 },
  { grade: '5', section: 'B', pupils: 15 },
  { grade: '6', section: 'A', pupils: 17 },
  { grade: '6', section: 'B', pupils: 16 },
  { grade: '7', section: 'A', pupils: 22 },
  { grade: '8', section: 'A', pupils: 15 },
  { grade: '8', section: 'B', pupils: 15 },
  { grade: '9', section: 'A', pupils: 20 },
  { grade: '10', section: 'A', pupils: 21 },
];

/** Subject codes are those of understanding.md; `grades` is where the school teaches them. */
export const demoSubjects: { code: string; name: string; nameNe: string; grades: readonly Grade[] }[] = [
  { code: 'nepali', name: 'Nepali', nameNe: 'नेपाली', grades },
  { code: 'english', name: 'English', nameNe: 'अङ्ग्रेजी', grades },
  { code: 'mathematics', name: 'Mathematics', nameNe: 'गणित', grades },
  { code: 'science', name: 'Science and Technology', nameNe: 'विज्ञान तथा प्रविधि', grades: from('4', '10') },
  { code: 'social', name: 'Social Studies', nameNe: 'सामाजिक अध्ययन', grades: from('4', '10') },
  { code: 'environment', name: 'Our Surroundings', nameNe: 'हाम्रो सेरोफेरो', grades: from('1', '3') },
  {
    code: 'health',
    name: 'Health and Physical Education',
    nameNe: 'स्वास्थ्य तथा शारीरिक शिक्षा',
    grades: from('4', '8'),
  },
  { code: 'moral', name: 'Moral Education', nameNe: 'नैतिक शिक्षा', grades: from('6', '8') },
  { code: 'local', name: 'Local Curriculum', nameNe: 'स्थानीय पाठ्यक्रम', grades: from('4', '8') },
  { code: 'computer', name: 'Computer Science', nameNe: 'कम्प्युटर विज्ञान', grades: from('4', '10') },
  { code: 'account', name: 'Accountancy', nameNe: 'लेखा', grades: from('9', '10') },
  { code: 'optional_math', name: 'Optional Mathematics', nameNe: 'ऐच्छिक गणित', grades: from('9', '10') },
  { code: 'drawing', name: 'Drawing', nameNe: 'चित्रकला', grades: from('Nursery', '3') },
  { code: 'music', name: 'Music', nameNe: 'सङ्गीत', grades: from('Nursery', '5') },
];

export type Post = {
  role: 'admin' | 'teacher' | 'accountant';
  title: string;
  /** Own class first; the office teaches none. */
  classes: string[];
  /** Main subject first. */
  subjects: string[];
  language: 'ne' | 'en' | 'both';
  gender?: 'female' | 'male';
};

/** Who works at the school; the teacher of 5A teaches mathematics first. */
export const demoPosts: Post[] = [
  { role: 'admin', title: 'principal', classes: [], subjects: [], language: 'both' },
  { role: 'accountant', title: 'accountant', classes: [], subjects: [], language: 'ne' },
  ...ownClass('NurseryA', ['nepali', 'english', 'mathematics', 'drawing'], { gender: 'female' }),
  ...ownClass('LKGA', ['english', 'nepali', 'mathematics', 'drawing'], { gender: 'female' }),
  ...ownClass('UKGA', ['nepali', 'english', 'mathematics', 'drawing'], { gender: 'female' }),
  ...ownClass('1A', ['nepali', 'english', 'mathematics', 'environment', 'drawing'], { gender: 'female' }),
  ...ownClass('2A', ['english', 'nepali', 'mathematics', 'environment', 'drawing'], {}),
  ...ownClass('3A', ['mathematics', 'nepali', 'english', 'environment', 'drawing'], {}),
  ...ownClass('4A', ['nepali'], { also: ['5A', '5B'] }),
  ...ownClass('5A', ['mathematics'], { also: ['5B', '4A'] }),
  ...ownClass('5B', ['english'], { also: ['5A', '4A'], language: 'en' }),
  ...ownClass('6A', ['science'], { also: ['6B', '7A'] }),
  ...ownClass('6B', ['mathematics'], { also: ['6A', '7A'] }),
  ...ownClass('7A', ['social', 'moral'], { also: ['6A', '6B', '8A', '8B'] }),
  ...ownClass('8A', ['english'], { also: ['8B', '7A', '6A', '6B'], language: 'both' }),
  ...ownClass('8B', ['nepali'], { also: ['8A', '7A', '6A', '6B'] }),
  ...ownClass('9A', ['mathematics', 'optional_math'], { also: ['10A'] }),
  ...ownClass('10A', ['science'], { also: ['9A', '8A', '8B'], language: 'both' }),
  ...subjectTeacher(['science', 'social'], ['4A', '5A', '5B']),
  ...subjectTeacher(['mathematics'], ['8A', '8B']),
  ...subjectTeacher(['english'], ['10A', '9A'], 'en'),
  ...subjectTeacher(['nepali'], ['9A', '10A']),
  ...subjectTeacher(['social'], ['10A', '9A']),
  ...subjectTeacher(['account'], ['9A', '10A']),
  ...subjectTeacher(['computer'], ['4A', '5A', '5B', '6A', '6B', '7A', '8A', '8B', '9A', '10A'], 'both'),
  ...subjectTeacher(['health', 'local'], ['4A', '5A', '5B', '6A', '6B', '7A', '8A', '8B']),
  ...subjectTeacher(['music'], ['NurseryA', 'LKGA', 'UKGA', '1A', '2A', '3A', '4A', '5A', '5B']),
];

function from(first: Grade, last: Grade): readonly Grade[] {
  return grades.slice(grades.indexOf(first), grades.indexOf(last) + 1);
}

function ownClass(
  code: string,
  subjects: string[],
  more: { also?: string[]; language?: Post['language']; gender?: Post['gender'] },
): Post[] {
  const classes = [code, ...(more.also ?? [])];
  return [
    {
      role: 'teacher',
      title: 'class teacher',
      classes,
      subjects,
      language: more.language ?? 'ne',
      gender: more.gender,
    },
  ];
}

function subjectTeacher(subjects: string[], classes: string[], language: Post['language'] = 'ne'): Post[] {
  return [{ role: 'teacher', title: 'subject teacher', classes, subjects, language }];
}
