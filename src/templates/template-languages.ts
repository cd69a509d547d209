import type { Language } from './language.ts';

/** For each reader: which wording of a template, and the language code under which Meta has approved it. */
export type TemplateLanguages = Record<Language, { words: 'en' | 'ne'; code: string }>;

/**
 * Nepali (`ne`) is not a language of Meta's templates, so the Nepali wording is registered under another code:
 * `hi`, also written in Devanagari. Where a reviewer refuses that, a school sets `{ words: 'en', code: 'en' }` for
 * `ne` and its readers get the English frame with Nepali values. Source: cloud-api.md section 5.
 * A template is in one language, so a reader of both gets the Nepali wording.
 */
export const defaultTemplateLanguages: TemplateLanguages = {
  en: { words: 'en', code: 'en' },
  ne: { words: 'ne', code: 'hi' },
  both: { words: 'ne', code: 'hi' },
};
