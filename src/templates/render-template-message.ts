import { buttonId } from './button-ids.ts';
import { type ChosenTemplate, chooseTemplate } from './choose-template.ts';
import { type TemplateDefinition, type TemplateName, templateDefinitions } from './definitions.ts';
import { fitTemplateParameter, onOneLine } from './fit-template-parameter.ts';
import type { Language } from './language.ts';
import { countCharacters, limits } from './limits.ts';
import { mediaOfNotice, type Notice } from './notice.ts';
import { noticeText } from './notice-text.ts';
import type { TemplateComponent, TemplatePayload } from './payload.ts';
import { registeredName } from './register-templates.ts';
import { filledBody, positionalBody } from './template-body.ts';
import { defaultTemplateLanguages, type TemplateLanguages } from './template-languages.ts';

/**
 * A notice as a template message, with the text that its reader sees. `short` when not all of it fits: `rest` is
 * what is still unread, to be sent free-form when the reader taps "read it all" or writes anything.
 */
export type RenderedTemplate =
  | { kind: 'whole'; payload: TemplatePayload; text(): string }
  | { kind: 'short'; payload: TemplatePayload; text(): string; rest: string };

/** A notice for a reader outside the 24-hour window. `reference` goes into the ids of the buttons. */
export function renderTemplateMessage(
  notice: Notice,
  language: Language,
  reference: string,
  languages: TemplateLanguages = defaultTemplateLanguages,
): RenderedTemplate {
  const { words, code } = languages[language];
  const chosen = chooseTemplate(notice, language === 'both' ? words : language);
  const whole = fitValues(templateDefinitions[chosen.name], chosen.values, words);
  const more = templateDefinitions[chosen.name].more;
  // What a template cannot carry is behind the button of the one with a button.
  const isBehindButton = mediaOfNotice(notice).length > 0 && !chosen.header;
  const isShort = whole.rest !== null || isBehindButton;
  const name = isShort && more ? more : chosen.name;
  const fitted = isShort && more ? fitValues(templateDefinitions[more], chosen.values, words) : whole;
  const payload = payloadOf({ ...chosen, name, values: fitted.values }, words, code, reference);
  const text = () => filledBody(templateDefinitions[name].body, fitted.values, words);
  if (isBehindButton) return { kind: 'short', payload, text, rest: noticeText(notice, language) };
  // The template with the button has other fixed words than the one without, so the rest may differ in its length.
  if (fitted.rest === null) return { kind: 'whole', payload, text };
  return { kind: 'short', payload, text, rest: fitted.rest || noticeText(notice, language) };
}

type Fitted = { values: Record<string, string>; rest: string | null };

/**
 * The values so that the filled body keeps Meta's limit. The long one gives way first; names give way only where
 * they would leave it no room (then `rest` is empty, and all is to be told again).
 */
function fitValues(
  definition: TemplateDefinition,
  values: Readonly<Record<string, string>>,
  words: 'en' | 'ne',
): Fitted {
  const { parameters, fixed } = positionalBody(definition.body, words);
  const names = parameters.filter((name) => name !== definition.long);
  const roomForNames = limits.templateBody - fixed - (definition.long ? LEAST_ROOM_FOR_LONG : 0);
  const fitted: Record<string, string> = {};
  let used = fixed;
  let namesCut = false;
  const isCrowded =
    names.reduce((sum, name) => sum + countCharacters(onOneLine(values[name]!)), 0) > roomForNames;
  for (const name of names) {
    const room = isCrowded ? Math.floor(roomForNames / names.length) : Number.POSITIVE_INFINITY;
    const value = fitTemplateParameter(values[name]!, room);
    fitted[name] = value.kind === 'fits' ? value.text : value.short;
    namesCut ||= value.kind === 'needsShortForm';
    used += countCharacters(fitted[name]);
  }
  if (!definition.long) return { values: fitted, rest: namesCut ? '' : null };
  const long = fitTemplateParameter(values[definition.long]!, limits.templateBody - used);
  fitted[definition.long] = long.kind === 'fits' ? long.text : long.short;
  if (namesCut) return { values: fitted, rest: '' };
  return { values: fitted, rest: long.kind === 'fits' ? null : long.rest };
}

// A short form needs a few sentences of the sender's words to be worth reading.
const LEAST_ROOM_FOR_LONG = 300;

function payloadOf(
  { name, values, header }: ChosenTemplate,
  words: 'en' | 'ne',
  code: string,
  reference: string,
): TemplatePayload {
  const definition = templateDefinitions[name];
  const components: TemplateComponent[] = [];
  if (header && definition.header) components.push({ type: 'header', parameters: [header] });
  const { parameters } = positionalBody(definition.body, words);
  components.push({
    type: 'body',
    parameters: parameters.map((parameter) => ({ type: 'text', text: values[parameter]! })),
  });
  for (const [index, action] of (definition.buttons ?? []).entries()) {
    components.push({
      type: 'button',
      sub_type: 'quick_reply',
      index: String(index),
      parameters: [{ type: 'payload', payload: buttonId(action, reference) }],
    });
  }
  return {
    type: 'template',
    template: { name: registeredName(name, words), language: { code }, components },
  };
}

/** The templates of a notice, for the plan that shows what waits for Meta's approval. */
export function templateNamesOf(notice: Notice): TemplateName[] {
  const { name } = chooseTemplate(notice, 'en');
  const { more } = templateDefinitions[name];
  return more ? [name, more] : [name];
}
