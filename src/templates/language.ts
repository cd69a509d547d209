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

/**
 * Texts for a reader of `both`: Nepali above English, once when they are the same. Between whole texts stands a
 * blank line, between two short lines of one text a line break.
 */
export function oneAboveTheOther(texts: Words, between: '\n\n' | '\n' = '\n\n'): string {
  return texts.en === texts.ne ? texts.ne : `${texts.ne}${between}${texts.en}`;
}

/** A whole text by one rule: once for a reader of one language, Nepali above English for a reader of both. */
export function forReader(language: Language, build: (language: 'en' | 'ne') => string): string {
  return language === 'both' ? oneAboveTheOther(inBothLanguages(build)) : build(language);
}
