import type { ParameterKinds } from './catalogue/define-text.ts';
import { catalogue } from './catalogue.ts';
import type { TemplateBodyKey } from './definitions.ts';
import { countCharacters } from './limits.ts';
import { say, type TextKey } from './say.ts';
import { sameInBoth } from './words/list-words.ts';

/**
 * A body as Meta keeps it, `{{1}}` for the first parameter to appear, the names of the parameters in that order, and how
 * many code points there are besides them.
 */
export type PositionalBody = { text: string; parameters: string[]; fixed: number };

/** The body of a template with its parameters numbered in the order in which this language uses them. */
export function positionalBody(key: TemplateBodyKey, language: 'en' | 'ne'): PositionalBody {
  const kept = bodies[language].get(key);
  if (kept) return kept;
  const names = Object.keys(catalogue[key].kinds);
  const marked = filledBody(key, Object.fromEntries(names.map((name) => [name, `{{${name}}}`])), language);
  const parameters: string[] = [];
  const text = marked.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => `{{${parameters.push(name)}}}`);
  const body = { text, parameters, fixed: countCharacters(text.replaceAll(/\{\{\d+\}\}/g, '')) };
  bodies[language].set(key, body);
  return body;
}

/** The body as its reader sees it. */
export function filledBody(
  key: TemplateBodyKey,
  values: Readonly<Record<string, string>>,
  language: 'en' | 'ne',
): string {
  const kinds: ParameterKinds = catalogue[key].kinds;
  const filled = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      kind === 'words' ? sameInBoth(values[name]!) : values[name]!,
    ]),
  );
  // The keys of template bodies are many types at once; the test of definitions holds the names against each other.
  return (say as (key: TextKey, values: unknown, language: 'en' | 'ne') => string)(key, filled, language);
}

const bodies: Record<'en' | 'ne', Map<TemplateBodyKey, PositionalBody>> = { en: new Map(), ne: new Map() };
