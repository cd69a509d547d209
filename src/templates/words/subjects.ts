import type { Words } from '../language.ts';

/** The subjects by the codes of the understanding contract, as report cards of Nepal's schools name them. */
export const subjectNames = {
  nepali: { en: 'Nepali', ne: 'नेपाली' },
  english: { en: 'English', ne: 'अंग्रेजी' },
  mathematics: { en: 'Mathematics', ne: 'गणित' },
  science: { en: 'Science', ne: 'विज्ञान' },
  social: { en: 'Social Studies', ne: 'सामाजिक अध्ययन' },
  computer: { en: 'Computer', ne: 'कम्प्युटर' },
  health: { en: 'Health', ne: 'स्वास्थ्य' },
  moral: { en: 'Moral Education', ne: 'नैतिक शिक्षा' },
  optional_math: { en: 'Optional Mathematics', ne: 'ऐच्छिक गणित' },
  account: { en: 'Account', ne: 'लेखा' },
  economics: { en: 'Economics', ne: 'अर्थशास्त्र' },
  occupation: { en: 'Occupation and Trade', ne: 'पेसा तथा व्यवसाय' },
  local: { en: 'Local Subject', ne: 'स्थानीय विषय' },
  grammar: { en: 'Grammar', ne: 'व्याकरण' },
  drawing: { en: 'Drawing', ne: 'चित्रकला' },
  dance: { en: 'Dance', ne: 'नृत्य' },
  music: { en: 'Music', ne: 'सङ्गीत' },
  gk: { en: 'General Knowledge', ne: 'सामान्य ज्ञान' },
  environment: { en: 'Environment', ne: 'वातावरण' },
  other: { en: 'Other subject', ne: 'अन्य विषय' },
} satisfies Record<string, Words>;

export type SubjectCode = keyof typeof subjectNames;

/** How well the class understood, kindly put, for teachers and parents alike. */
export const understandingWords = {
  excellent: { en: 'very good', ne: 'धेरै राम्रो' },
  good: { en: 'good', ne: 'राम्रो' },
  average: { en: 'fair', ne: 'ठिकै' },
  weak: { en: 'needs more practice', ne: 'अझै अभ्यास चाहिन्छ' },
} satisfies Record<string, Words>;

export type Understanding = keyof typeof understandingWords;
