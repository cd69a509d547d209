import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import { findTemplate } from '../templates/shelf.ts';
import type { Template } from '../templates/template.ts';
import type { World } from '../world.ts';
import { checkText, isObject } from './check-fields.ts';
import type { Recipient } from './find-recipient.ts';
import { type Problem, problem } from './problem.ts';

/** The template a message names, or what is wrong with it. */
export function checkTemplateSend(
  world: World,
  number: BusinessNumber,
  content: Json,
  _recipient: Recipient,
): { template: Template | null } | Problem {
  const { name, language } = content;
  const missing = checkText("template['name']", name, 512);
  if (missing) return missing;
  if (!isObject(language) || typeof language.code !== 'string') {
    return problem(131008, "Required parameter is missing: template['language']['code']");
  }
  const template = findTemplate(world.templates, number.account.id, String(name), language.code);
  if (template) return { template };
  if (world.settings.templates === 'any') return { template: null };
  return problem(132001, `template name (${String(name)}) does not exist in ${language.code}`);
}
