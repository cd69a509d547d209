import { inBothLanguages, type Words } from '../language.ts';

/** Several words as people say them: "Aarav, Sita and Hari", "आरव, सीता र हरि". Empty for none. */
export function listWords(items: readonly Words[]): Words {
  const [only] = items;
  if (only && items.length === 1) return only;
  return inBothLanguages((language) => lists[language].format(items.map((item) => item[language])));
}

/** Words that are the same in both languages: what a person typed, a name known in one script only. */
export function sameInBoth(text: string): Words {
  return { en: text, ne: text };
}

/** A person's name; the Nepali form falls back on the only one that is known. */
export function nameWords(name: string, nameNe?: string | null): Words {
  return { en: name, ne: nameNe || name };
}

// "A, B and C" as British English and Nepal's schools write it, without the last comma.
const lists = {
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
  ne: new Intl.ListFormat('ne', { type: 'conjunction' }),
};
