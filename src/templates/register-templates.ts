import { type TemplateDefinition, type TemplateName, templateDefinitions } from './definitions.ts';
import { say } from './say.ts';
import { positionalBody } from './template-body.ts';
import { defaultTemplateLanguages, type TemplateLanguages } from './template-languages.ts';

/** What `POST /{WABA}/message_templates` takes (cloud-api.md section 2). */
export type TemplateRegistration = {
  name: string;
  language: string;
  category: 'UTILITY';
  components: RegisteredComponent[];
};

type RegisteredComponent =
  | { type: 'HEADER'; format: 'IMAGE' | 'DOCUMENT'; example: { header_handle: [string] } }
  | { type: 'BODY'; text: string; example: { body_text: [string[]] } }
  | { type: 'FOOTER'; text: string }
  | { type: 'BUTTONS'; buttons: { type: 'QUICK_REPLY'; text: string }[] };

/** Handles of example files, from Meta's Resumable Upload; templates with a header cannot be created without. */
export type HeaderHandles = { IMAGE: string; DOCUMENT: string };

/** A template's name at Meta. The wording is part of it, since both wordings may have to share one language code. */
export function registeredName(name: TemplateName, words: 'en' | 'ne'): string {
  return `${name}_${words}`;
}

/** Every template to create, once per wording that some reader gets. */
export function templateRegistrations(
  handles: HeaderHandles,
  languages: TemplateLanguages = defaultTemplateLanguages,
): TemplateRegistration[] {
  const codes = new Map(
    Object.values(languages).map((variant) => [`${variant.words} ${variant.code}`, variant]),
  );
  return [...codes.values()].flatMap(({ words, code }) =>
    (Object.keys(templateDefinitions) as TemplateName[]).map((name) => ({
      name: registeredName(name, words),
      language: code,
      category: 'UTILITY' as const,
      components: componentsOf(templateDefinitions[name], words, handles),
    })),
  );
}

function componentsOf(
  definition: TemplateDefinition,
  words: 'en' | 'ne',
  handles: HeaderHandles,
): RegisteredComponent[] {
  const { header, footer, buttons } = definition;
  const body = positionalBody(definition.body, words);
  const example = body.parameters.map((name) => definition.examples[name]![words]);
  const components: RegisteredComponent[] = [];
  if (header)
    components.push({ type: 'HEADER', format: header, example: { header_handle: [handles[header]] } });
  components.push({ type: 'BODY', text: body.text, example: { body_text: [example] } });
  if (footer) components.push({ type: 'FOOTER', text: say('template.footer', {}, words) });
  if (buttons) {
    components.push({
      type: 'BUTTONS',
      buttons: buttons.map((action) => ({ type: 'QUICK_REPLY', text: say(`button.${action}`, {}, words) })),
    });
  }
  return components;
}
