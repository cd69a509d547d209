/** What a person reads: English, Nepali, or Nepali with English below it. Chosen per person, per school at first. */
export type Language = 'en' | 'ne' | 'both';

/** One thing in both languages: the name of a subject, a class, a day. */
export type Words = { en: string; ne: string };

/** The words in the reader's language; for `both` side by side, Nepali first, once when they are the same. */
export function wordsIn(language: Language, words: Words): string {
  if (language !== 'both') return words[language];
  return words.en === words.ne ? words.ne : `${words.ne} / ${words.en}`;
}

/** Both languages built by one rule, for words that are put together from other words. */
export function inBothLanguages(build: (language: 'en' | 'ne') => string): Words {
  return { en: build('en'), ne: build('ne') };
}

/** Whole texts for `both`: Nepali, a blank line, English; once when they are the same. */
export function oneAboveTheOther(texts: Words): string {
  return texts.en === texts.ne ? texts.ne : `${texts.ne}\n\n${texts.en}`;
}
