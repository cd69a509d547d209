import type { Words } from '../language.ts';

/**
 * What may stand at a place in a text: `typed` is a person's own words, shown as typed; `words` is a name known
 * in both languages; `count` a whole number, shown in the reader's digits; a list of words picks a wording.
 */
export type ParameterKind = 'typed' | 'words' | 'count' | readonly string[];

export type ParameterKinds = Readonly<Record<string, ParameterKind>>;

/** One text in both languages, in ICU message syntax, with the kinds of its parameters. */
export type Text<Kinds extends ParameterKinds = ParameterKinds> = Words & { kinds: Kinds };

/** The values that a text needs, by the kinds it declares. */
export type Values<Kinds extends ParameterKinds> = keyof Kinds extends never
  ? Record<string, never>
  : { [Name in keyof Kinds]: ValueOf<Kinds[Name]> };

type ValueOf<Kind> = Kind extends 'typed'
  ? string
  : Kind extends 'words'
    ? Words
    : Kind extends 'count'
      ? number
      : Kind extends readonly (infer Choice)[]
        ? Choice
        : never;

/**
 * A text of the catalogue. The kinds stand at run time too, so that a test can hold both languages against them:
 * the types of TypeScript are gone by then.
 */
export function text<const Kinds extends ParameterKinds>(kinds: Kinds, words: Words): Text<Kinds> {
  return { kinds, ...words };
}
