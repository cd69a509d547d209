import { daysBetween } from '#nepal/calendar.ts';
import { toAsciiDigits } from '#nepal/digits.ts';
import { parseDate } from '#nepal/parse-date.ts';
import { foldNepali } from '#nepal/text.ts';
import type { Language, Words } from '#templates/language.ts';
import { isNothing } from './read-name.ts';

/** The value of a cell, `null` when it says nothing, or why it cannot be taken and what to do. */
export type Reading<T> = { ok: true; value: T | null } | { ok: false; say: Words };

export type Gender = 'female' | 'male' | 'other';

export function readGender(cell: string): Reading<Gender> {
  return readWord(cell, genders, sentences.gender);
}

/** The language of the messages to this pupil's guardians; `both` is Nepali with English below. */
export function readLanguage(cell: string): Reading<Language> {
  return readWord(cell, languages, sentences.language);
}

/** Whether the guardian has agreed to messages on WhatsApp. Only a clear yes is one. */
export function readConsent(cell: string): Reading<'yes' | 'no'> {
  return readWord(cell, consents, sentences.consent);
}

/** Whether IEMIS says that the pupil went to another school. */
export function readTransferred(cell: string): boolean {
  const reading = readConsent(cell);
  return reading.ok && reading.value === 'yes';
}

/** A roll number, 1 to 9999. `5.0` is what Excel makes of 5. */
export function readRoll(cell: string): Reading<number> {
  if (isNothing(cell)) return none;
  const digits = /^(\d{1,4})(?:\.0+)?$/.exec(toAsciiDigits(cell));
  const roll = Number(digits?.[1]);
  return roll > 0 ? { ok: true, value: roll } : { ok: false, say: sentences.roll };
}

/** The pupil's id in IEMIS: digits, kept as text (nepal.md section 3). A number that Excel has rounded is refused. */
export function readIemisStudentId(cell: string): Reading<string> {
  if (isNothing(cell)) return none;
  const digits = toAsciiDigits(cell).replace(/^'|\s/g, '');
  return /^\d{5,20}$/.test(digits)
    ? { ok: true, value: digits }
    : { ok: false, say: sentences.iemisStudentId };
}

/**
 * A date of birth, as `YYYY-MM-DD` of the Gregorian calendar. IEMIS writes Bikram Sambat without padding
 * (`2072-3-13`, nepal.md section 3); which calendar is meant follows from the year, and the age must be that of a pupil.
 */
export function readBirthDate(cell: string, today: string): Reading<string> {
  if (isNothing(cell)) return none;
  const text = toAsciiDigits(cell);
  // Excel writes month and day in either order; nobody is guessed younger or older.
  const [, first, second] = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}$/.exec(text) ?? [];
  if (Number(first) <= 12 && Number(second) <= 12 && first !== second)
    return { ok: false, say: sentences.dayOrMonth };
  const date = parseDate(text, { today, direction: 'past' });
  if (!date.ok) return { ok: false, say: date.reason === 'no-such-day' ? date.say : sentences.birthDate };
  if (date.kind !== 'full') return { ok: false, say: sentences.birthDate };
  const years = daysBetween(date.iso, today) / 365.25;
  return years >= YOUNGEST && years <= OLDEST
    ? { ok: true, value: date.iso }
    : { ok: false, say: sentences.age };
}

// ECD centres take children of three; grown-ups come back for grades 11 and 12.
const YOUNGEST = 2;
const OLDEST = 40;

const none = { ok: true, value: null } as const;

function readWord<T>(cell: string, words: Map<string, T>, say: Words): Reading<T> {
  const value = words.get(wordKey(cell));
  if (value !== undefined) return { ok: true, value };
  return isNothing(cell) ? none : { ok: false, say };
}

function wordKey(text: string): string {
  return foldNepali(text).replace(/[\s.]/g, '');
}

function wordMap<T extends string>(words: Record<T, string[]>): Map<string, T> {
  return new Map(
    Object.entries<string[]>(words).flatMap(([value, all]) => all.map((word) => [wordKey(word), value as T])),
  );
}

const genders = wordMap<Gender>({
  female: ['f', 'female', 'girl', 'महिला', 'छात्रा', 'बालिका', 'केटी', 'स्त्री'],
  male: ['m', 'male', 'boy', 'पुरुष', 'छात्र', 'बालक', 'केटा'],
  other: ['o', 'other', 'others', 'third gender', 'अन्य', 'तेस्रो लिङ्गी'],
});

const languages = wordMap<Language>({
  ne: ['ne', 'np', 'nepali', 'नेपाली'],
  en: ['en', 'eng', 'english', 'अङ्ग्रेजी', 'अंग्रेजी'],
  both: ['both', 'nepali and english', 'english and nepali', 'दुवै', 'दुबै'],
});

const consents = wordMap<'yes' | 'no'>({
  yes: [
    'yes',
    'y',
    'true',
    '1',
    'agreed',
    'ok',
    '✓',
    '✔',
    'ho',
    'cha',
    'chha',
    'हो',
    'छ',
    'सहमत',
    'दिएको',
    'मञ्जुर',
  ],
  no: ['no', 'n', 'false', '0', 'not agreed', 'x', '✗', 'hoina', 'chaina', 'होइन', 'छैन', 'असहमत', 'नदिएको'],
});

const sentences = {
  gender: {
    en: 'Please write F, M or Other.',
    ne: 'कृपया छात्रा, छात्र वा अन्य लेख्नुहोस्।',
  },
  language: {
    en: 'Messages go out in Nepali, English or Both; please write one of these.',
    ne: 'सन्देश नेपाली, अङ्ग्रेजी वा दुवैमा जान्छ; कृपया यीमध्ये एउटा लेख्नुहोस्।',
  },
  consent: {
    en: 'Please write Yes where the guardian has agreed and No where not; until then the guardian counts as not asked.',
    ne: 'अभिभावक सहमत हुनुहुन्छ भने “छ”, हुनुहुन्न भने “छैन” लेख्नुहोस्; त्यतिन्जेल सहमति नलिएको मानिन्छ।',
  },
  roll: {
    en: 'A roll number is a whole number from 1 to 9999; please correct it or leave the cell empty.',
    ne: 'रोल नम्बर १ देखि ९९९९ सम्मको पूर्ण अङ्क हो; कृपया सच्याउनुहोस् वा कोठा खाली राख्नुहोस्।',
  },
  iemisStudentId: {
    en: 'An id of IEMIS is digits only, and Excel spoils long ones; please format the column as Text and copy the id again.',
    ne: 'IEMIS को आईडीमा अङ्क मात्र हुन्छ र Excel ले लामो अङ्क बिगार्छ; कोलमलाई Text बनाएर आईडी फेरि राख्नुहोस्।',
  },
  birthDate: {
    en: 'This is no date of birth we can read; please write year, month and day, like 2072-3-13.',
    ne: 'यो जन्म मिति बुझिएन; कृपया साल, महिना, गते २०७२-३-१३ जसरी लेख्नुहोस्।',
  },
  dayOrMonth: {
    en: 'Day and month could be either way round here; please write the year first, like 2072-3-13.',
    ne: 'यहाँ गते र महिना कुन हो भन्ने प्रस्ट छैन; कृपया साल पहिले, २०७२-३-१३ जसरी लेख्नुहोस्।',
  },
  age: {
    en: 'Nobody of that age is a pupil; please check the year.',
    ne: 'यो उमेरको विद्यार्थी हुँदैन; कृपया साल जाँच्नुहोस्।',
  },
} satisfies Record<string, Words>;
