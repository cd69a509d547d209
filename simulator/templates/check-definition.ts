import { checkList, checkText, firstProblem, isObject } from '../graph/check-fields.ts';
import { type Problem, problem } from '../graph/problem.ts';
import type { Json } from '../people/message.ts';
import { checkButtons } from './check-buttons.ts';
import { templateLanguages } from './languages.ts';
import { variablesIn } from './variables.ts';

export type Definition = {
  name: string;
  language: string;
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  parameterFormat: 'POSITIONAL' | 'NAMED';
  components: Json[];
};

const categories = ['MARKETING', 'UTILITY', 'AUTHENTICATION'] as const;
const mediaFormats = ['IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION', 'GIF'];

/** Checks a template as its creation does: name, language, category, and each component (cloud-api.md section 2). */
export function checkDefinition(body: Json): Definition | Problem {
  if (typeof body.name !== 'string') return refused('The parameter name is required.');
  if (!/^[a-z0-9_]{1,512}$/.test(body.name)) {
    return refused('A template name has up to 512 lower case letters, digits and underscores.');
  }
  const language = String(body.language);
  if (!templateLanguages.has(language))
    return refused(`Param language is not a supported language: "${language}".`);
  const category = categories.find((one) => one === String(body.category).toUpperCase());
  if (!category) return refused(`Param category must be one of {${categories.join(', ')}}.`);
  const parameterFormat = String(body.parameter_format ?? 'positional').toUpperCase();
  if (parameterFormat !== 'POSITIONAL' && parameterFormat !== 'NAMED') {
    return refused('Param parameter_format must be one of {POSITIONAL, NAMED}.');
  }
  const wrong = checkComponents(body.components, category, parameterFormat);
  return (
    wrong ?? { name: body.name, language, category, parameterFormat, components: body.components as Json[] }
  );
}

/** Checks the components of a template. */
export function checkComponents(
  components: unknown,
  category: Definition['category'],
  format: Definition['parameterFormat'],
): Problem | null {
  const wrong = checkList('components', components, 1, 10);
  if (wrong) return refused(wrong.details);
  const all = components as Json[];
  const types = all.map((component) => String(component.type).toUpperCase());
  if (new Set(types).size !== types.length) return refused('Each component may appear once.');
  if (!types.includes('BODY')) return refused('A template needs a BODY component.');
  return firstProblem(all, (component, index) => {
    switch (types[index]) {
      case 'HEADER':
        return checkHeader(component, format);
      case 'BODY':
        return category === 'AUTHENTICATION' && component.text === undefined
          ? null
          : checkBody(component, format);
      case 'FOOTER':
        return checkFooter(component);
      case 'BUTTONS':
        return checkButtons(component.buttons);
      case 'CAROUSEL':
      case 'LIMITED_TIME_OFFER':
        return null;
      default:
        return refused(`Unknown component type "${String(component.type)}".`);
    }
  });
}

/** A refusal of the management API: code 100 with the reason for people. */
export function refused(reason: string, subcode?: number): Problem {
  return problem(100, reason, { subcode, message: 'Invalid parameter', forPeople: reason });
}

function checkHeader(header: Json, format: Definition['parameterFormat']): Problem | null {
  const kind = String(header.format ?? 'TEXT').toUpperCase();
  if (mediaFormats.includes(kind)) {
    if (kind === 'LOCATION') return null;
    const handles = isObject(header.example) ? header.example.header_handle : undefined;
    return Array.isArray(handles) && handles.length > 0
      ? null
      : refused(`A header of format ${kind} needs example.header_handle.`, 2388273);
  }
  if (kind !== 'TEXT') return refused(`Unknown header format "${kind}".`);
  const wrong = checkText('Header text', header.text, 60);
  if (wrong) return refused(wrong.details);
  const variables = variablesIn(String(header.text));
  if (variables.length > 1) return refused('A header takes one variable at most.');
  return checkExamples('header', variables, header.example, format);
}

function checkBody(body: Json, format: Definition['parameterFormat']): Problem | null {
  const wrong = checkText('Body text', body.text, 1_024);
  if (wrong) return refused(wrong.details);
  const text = String(body.text).trim();
  if (/^\{\{\w+\}\}|\{\{\w+\}\}$/.test(text)) {
    return refused('Variables cannot stand at the start or the end of the template.', 2388299);
  }
  const variables = variablesIn(text);
  const order = checkOrder(variables, format);
  return order ?? checkExamples('body', variables, body.example, format);
}

function checkFooter(footer: Json): Problem | null {
  if (footer.text === undefined && footer.code_expiration_minutes !== undefined) {
    const minutes = Number(footer.code_expiration_minutes);
    return minutes >= 1 && minutes <= 90
      ? null
      : refused('code_expiration_minutes must be between 1 and 90.');
  }
  const wrong = checkText('Footer text', footer.text, 60);
  if (wrong) return refused(wrong.details);
  return variablesIn(String(footer.text)).length > 0 ? refused('A footer takes no variables.') : null;
}

function checkOrder(variables: string[], format: Definition['parameterFormat']): Problem | null {
  if (format === 'NAMED') {
    return variables.every((name) => /^[a-z_][a-z0-9_]*$/.test(name))
      ? null
      : refused('Named variables have lower case letters, digits and underscores.');
  }
  const numbers = [...new Set(variables)].map(Number);
  return numbers.every((number, index) => number === index + 1)
    ? null
    : refused('Positional variables must be {{1}}, {{2}}, … in order.');
}

function checkExamples(
  part: 'header' | 'body',
  variables: string[],
  example: unknown,
  format: Definition['parameterFormat'],
): Problem | null {
  const names = new Set(variables);
  if (names.size === 0) return null;
  const given = isObject(example) ? example : {};
  if (format === 'NAMED') {
    const listed = given[`${part}_text_named_params`];
    const known = Array.isArray(listed) ? new Set(listed.map((one: Json) => one.param_name)) : new Set();
    return [...names].every((name) => known.has(name))
      ? null
      : refused(`Each variable of the ${part} needs an example in ${part}_text_named_params.`, 2388043);
  }
  const list = given[`${part}_text`];
  const first: unknown = part === 'body' && Array.isArray(list) && Array.isArray(list[0]) ? list[0] : list;
  return Array.isArray(first) && first.length >= names.size
    ? null
    : refused(`Each variable of the ${part} needs an example in ${part}_text.`, 2388043);
}
