import { IntlMessageFormat } from 'intl-messageformat';
import { digitsFor } from '#nepal/digits.ts';
import type { Text, Values } from './catalogue/define-text.ts';
import { catalogue } from './catalogue.ts';
import { inBothLanguages, type Language, oneAboveTheOther, type Words } from './language.ts';

/** The name of every text that people see. */
export type TextKey = keyof typeof catalogue;

/** A reason why somebody was not reached: each has its sentence, `outcome.REASON`. */
export type SendOutcome =
  Extract<TextKey, `outcome.${string}`> extends `outcome.${infer Reason}` ? Reason : never;

/** The values that the text of this name needs. */
export type TextValues<Key extends TextKey> =
  (typeof catalogue)[Key] extends Text<infer Kinds> ? Values<Kinds> : never;

/**
 * A text of the catalogue with its values filled in. For `both`: Nepali, a blank line, English.
 * Numbers appear in the reader's digits; words that a person typed stay as typed. Throws when a value is missing,
 * since the types make that a bug.
 */
export function say<Key extends TextKey>(key: Key, values: TextValues<Key>, language: Language): string {
  return language === 'both' ? oneAboveTheOther(sayWords(key, values)) : render(key, values, language);
}

/** A line within a longer text: for `both`, Nepali and English right under each other. */
export function sayLine<Key extends TextKey>(key: Key, values: TextValues<Key>, language: Language): string {
  return language === 'both' ? oneAboveTheOther(sayWords(key, values), '\n') : render(key, values, language);
}

/** The text in both languages, to be set into another text. */
export function sayWords<Key extends TextKey>(key: Key, values: TextValues<Key>): Words {
  return inBothLanguages((language) => render(key, values, language));
}

type Compiled = (values: Record<string, unknown>) => string;

const compiled: Record<'en' | 'ne', Map<TextKey, Compiled>> = { en: new Map(), ne: new Map() };

function render(key: TextKey, values: Record<string, unknown>, language: 'en' | 'ne'): string {
  let format = compiled[language].get(key);
  if (!format) {
    format = compile(catalogue[key], language);
    compiled[language].set(key, format);
  }
  return format(values);
}

function compile(text: Text, language: 'en' | 'ne'): Compiled {
  if (Object.keys(text.kinds).length === 0) {
    const fixed = String(new IntlMessageFormat(text[language], language).format());
    return () => fixed;
  }
  const format = new IntlMessageFormat(text[language], language, undefined, { formatters });
  const plain = compilePlain(text, format.getAst(), language);
  if (plain) return plain;
  const wordNames = Object.keys(text.kinds).filter((name) => text.kinds[name] === 'words');
  return (values) => {
    const filled: Record<string, string> = { ...(values as Record<string, string>) };
    for (const name of wordNames) filled[name] = (values as Record<string, Words>)[name]![language];
    return String(format.format(filled));
  };
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** A text of words and values alone, without plurals or choices: filled in a tenth of the formatter's time. */
function compilePlain(text: Text, ast: Ast, language: 'en' | 'ne'): Compiled | undefined {
  if (!ast.every((element) => element.type === LITERAL || element.type === ARGUMENT)) return undefined;
  const pieces = ast.map((element) =>
    element.type === LITERAL ? { fixed: element.value } : { name: (element as { value: string }).value },
  );
  return (values) => {
    let filled = '';
    for (const { fixed, name } of pieces) {
      if (name === undefined) {
        filled += fixed;
        continue;
      }
      const value = text.kinds[name] === 'words' ? (values[name] as Words)[language] : values[name];
      if (value === undefined) throw new Error(`the value "${name}" of a text is missing`);
      filled += String(value);
    }
    return filled;
  };
}

const LITERAL = 0;
const ARGUMENT = 1;

// Intl's number formatter is slow to call and groups digits (१,२३४); a count of people reads better without.
type Formatters = NonNullable<NonNullable<ConstructorParameters<typeof IntlMessageFormat>[3]>['formatters']>;

const pluralRules: Record<string, Intl.PluralRules> = {};

const plainNumbers = {
  en: { format: (value: number) => digitsFor('en', value) },
  ne: { format: (value: number) => digitsFor('ne', value) },
} as Record<string, unknown> as Record<'en' | 'ne', Intl.NumberFormat>;

const formatters: Formatters = {
  getNumberFormat: (locales) => plainNumbers[String(locales) === 'ne' ? 'ne' : 'en'],
  getDateTimeFormat: (locales, options) => new Intl.DateTimeFormat(locales, options),
  getPluralRules: (locales, options) => {
    const rules = `${locales} ${options?.type}`;
    pluralRules[rules] ??= new Intl.PluralRules(locales, options);
    return pluralRules[rules];
  },
};
