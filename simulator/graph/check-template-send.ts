import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import { renderTemplate } from '../templates/render-template.ts';
import { findTemplate } from '../templates/shelf.ts';
import type { Template } from '../templates/template.ts';
import { variablesIn } from '../templates/variables.ts';
import type { World } from '../world.ts';
import { checkText, firstProblem, isObject, lengthOf } from './check-fields.ts';
import { checkMediaMessage, type MediaType } from './check-media-message.ts';
import type { Recipient } from './find-recipient.ts';
import { type Problem, problem } from './problem.ts';

/** The template a message names, or what is wrong with it or with its parameters. */
export function checkTemplateSend(
  world: World,
  number: BusinessNumber,
  content: Json,
  recipient: Recipient,
): { template: Template | null } | Problem {
  const { name, language } = content;
  const missing = checkText("template['name']", name, 512);
  if (missing) return missing;
  if (!isObject(language) || typeof language.code !== 'string') {
    return problem(131008, "Required parameter is missing: template['language']['code']");
  }
  if (
    content.components !== undefined &&
    !(Array.isArray(content.components) && content.components.every(isObject))
  ) {
    return problem(100, "Param template['components'] must be a list of objects.");
  }
  const template = findTemplate(world.templates, number.account.id, String(name), language.code);
  if (!template) {
    if (world.settings.templates === 'any') return { template: null };
    return problem(132001, `template name (${String(name)}) does not exist in ${language.code}`);
  }
  const wrong =
    checkStatus(world, template, language.code) ??
    checkRecipient(template, recipient) ??
    checkParameters(world, number, template, (content.components ?? []) as Json[]) ??
    checkLength(template, content);
  return wrong ?? { template };
}

function checkStatus(world: World, template: Template, code: string): Problem | null {
  switch (world.chaos.now.templates[template.name] ?? template.status) {
    case 'APPROVED':
      return null;
    case 'PAUSED':
      return problem(
        132015,
        'Template is paused due to low quality so it cannot be sent in a template message.',
      );
    case 'DISABLED':
      return problem(
        132016,
        'Template was paused too many times due to low quality and is now permanently disabled.',
      );
    default:
      return problem(132001, `template name (${template.name}) is not approved in ${code}`);
  }
}

/** Codes go to phone numbers only. */
function checkRecipient(template: Template, recipient: Recipient): Problem | null {
  return template.category === 'AUTHENTICATION' && recipient.byUserId
    ? problem(131062, 'Authentication templates cannot be sent to a business-scoped user id.')
    : null;
}

function checkParameters(
  world: World,
  number: BusinessNumber,
  template: Template,
  parts: Json[],
): Problem | null {
  return firstProblem(template.components, (component) => {
    switch (String(component.type).toUpperCase()) {
      case 'HEADER':
        return checkHeader(world, number, template, component, parametersOf(parts, 'header'));
      case 'BODY':
        return checkTexts(template, 'body', bodyVariables(template, component), parametersOf(parts, 'body'));
      case 'BUTTONS':
        return firstProblem(component.buttons as Json[], (button, index) =>
          checkButton(template, button, index, parts),
        );
      default:
        return null;
    }
  });
}

/** An authentication template's text is Meta's; its one variable is the code. */
function bodyVariables(template: Template, body: Json): string[] {
  return template.category === 'AUTHENTICATION' && body.text === undefined
    ? ['1']
    : variablesIn(String(body.text));
}

function checkHeader(
  world: World,
  number: BusinessNumber,
  template: Template,
  header: Json,
  given: Json[],
): Problem | null {
  const format = String(header.format ?? 'TEXT').toLowerCase();
  if (format === 'text') return checkTexts(template, 'header', variablesIn(String(header.text)), given);
  if (given.length !== 1) return mismatch('header', given.length, 1);
  const parameter = given[0]!;
  const object = parameter[format];
  if (String(parameter.type).toLowerCase() !== format || !isObject(object)) {
    const received = String(parameter.type ?? 'unknown').toUpperCase();
    return problem(132012, `header: Format mismatch, expected ${format.toUpperCase()}, received ${received}`);
  }
  if (format === 'location') return null;
  return checkMediaMessage(world, number, (format === 'gif' ? 'video' : format) as MediaType, object);
}

function checkTexts(template: Template, part: string, variables: string[], given: Json[]): Problem | null {
  const names = [...new Set(variables)];
  if (names.length !== given.length) return mismatch(part, given.length, names.length);
  for (const [index, parameter] of given.entries()) {
    const type = String(parameter.type ?? '').toLowerCase();
    if (type === 'currency' || type === 'date_time') {
      if (isObject(parameter[type]) && typeof (parameter[type] as Json).fallback_value === 'string') continue;
      return problem(132012, `${part}: ${type} needs a fallback_value`);
    }
    if (type !== 'text') return problem(132012, `${part}: parameter ${index + 1} must be of type text`);
    if (parameter.text === undefined || parameter.text === '') {
      return problem(131008, `Parameter of type text is missing text value in ${part} at ${index}`);
    }
    if (template.parameterFormat === 'NAMED' && !names.includes(String(parameter.parameter_name))) {
      return problem(
        132008,
        `${part}: parameter_name ${String(parameter.parameter_name)} is not in the template`,
      );
    }
    if (/[\n\t]| {5,}/.test(String(parameter.text))) {
      return problem(
        132018,
        'Param text cannot have new-line/tab characters or more than 4 consecutive spaces',
      );
    }
    // Meta does not say which characters its policy forbids; control characters surely are among them.
    if (/\p{Cc}/u.test(String(parameter.text))) {
      return problem(132007, `${part}: parameter ${index + 1} has characters that are not allowed`);
    }
  }
  return null;
}

function checkButton(template: Template, button: Json, index: number, parts: Json[]): Problem | null {
  const type = String(button.type).toUpperCase();
  const part = parts.find(
    (one) => String(one.type).toLowerCase() === 'button' && Number(one.index ?? Number.NaN) === index,
  );
  const given = Array.isArray(part?.parameters) ? (part.parameters as Json[]) : [];
  if (part && String(part.sub_type).toLowerCase() !== subTypeOf(type)) {
    return problem(132012, `buttons: Button at index ${index} is ${type}, received ${String(part.sub_type)}`);
  }
  const needs =
    (type === 'URL' && variablesIn(String(button.url)).length > 0) || type === 'COPY_CODE' || type === 'OTP';
  if (needs && given.length === 0 && template.category !== 'AUTHENTICATION') {
    return problem(131008, `buttons: Button at index ${index} of type ${type} requires a parameter`);
  }
  const payload = given[0]?.payload;
  if (payload !== undefined) return checkText('Button payload', payload, 256);
  return null;
}

function subTypeOf(type: string): string {
  if (type === 'OTP') return 'url';
  return type === 'PHONE_NUMBER' ? 'phone_number' : type.toLowerCase();
}

function checkLength(template: Template, content: Json): Problem | null {
  const { body, header } = renderTemplate(template, content);
  if (lengthOf(body) > 1_024)
    return problem(132005, 'The body is longer than 1024 characters with its parameters.');
  const text = header?.text;
  return typeof text === 'string' && lengthOf(text) > 60
    ? problem(132005, 'The header is longer than 60 characters with its parameters.')
    : null;
}

function parametersOf(parts: Json[], type: string): Json[] {
  const part = parts.find((one) => String(one.type).toLowerCase() === type);
  return Array.isArray(part?.parameters) ? (part.parameters as Json[]) : [];
}

function mismatch(part: string, received: number, expected: number): Problem {
  return problem(
    132000,
    `${part}: number of localizable_params (${received}) does not match the expected number of params (${expected})`,
  );
}
