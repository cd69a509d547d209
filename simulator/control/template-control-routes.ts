import { isObject } from '../graph/check-fields.ts';
import { readJson, readJsonList } from '../graph/read-json.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { accountFor, usualAccount } from '../numbers/keep-numbers.ts';
import { putApproved } from '../templates/keep-templates.ts';
import { pauseTemplate, setTemplateStatus } from '../templates/review-template.ts';
import type { TemplateStatus } from '../templates/template.ts';
import type { World } from '../world.ts';
import { good, wrong } from './plain-answers.ts';

/** Templates without Meta's review: put approved ones, decide on one. */
export const templateControlRoutes: readonly Route<World>[] = [
  ['PUT', '/sim/templates', putTemplates],
  ['POST', '/sim/templates/:id/review', review],
];

/** A list of definitions as for creation, each with `wabaId` where it is not the usual one; all approved. */
function putTemplates(world: World, request: SimRequest): Answer {
  const inputs = readJsonList(request);
  if (!inputs) return wrong(400, 'The body must be a JSON list of templates.');
  for (const [index, input] of inputs.entries()) {
    const mistake = putOneTemplate(world, input);
    if (mistake) return wrong(400, `Template ${index + 1}: ${mistake}`);
  }
  return good({ templates: inputs.length });
}

/** Puts one approved template; a sentence when it is wrong. */
export function putOneTemplate(world: World, input: unknown): string | null {
  const wabaId = isObject(input) && typeof input.wabaId === 'string' ? input.wabaId : usualAccount;
  const account = accountFor(world, wabaId, '');
  if (!account) return `There is no WABA ${wabaId}.`;
  const put = putApproved(world, account, input);
  return typeof put === 'string' ? put : null;
}

const events = ['APPROVED', 'REJECTED', 'PAUSED', 'DISABLED', 'PENDING_DELETION', 'ARCHIVED'];

/** `{event, reason?}`: what Meta decides about a template from now on; the webhook goes out. */
function review(world: World, request: SimRequest): Answer {
  const template = world.templates.byId.get(request.params.id!);
  if (!template) return wrong(404, 'There is no such template.');
  const body = readJson(request);
  if (!body || !events.includes(String(body.event)))
    return wrong(400, `event must be one of ${events.join(', ')}.`);
  if (body.event === 'PAUSED') pauseTemplate(world, template);
  else setTemplateStatus(world, template, body.event as TemplateStatus, String(body.reason ?? 'NONE'));
  return good({ id: template.id, status: template.status });
}
