import { drawTrouble } from '../chaos/chaos.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { numberFor } from '../numbers/keep-numbers.ts';
import type { Json } from '../people/message.ts';
import { findTemplate } from '../templates/shelf.ts';
import type { World } from '../world.ts';
import { isObject } from './check-fields.ts';
import { markRead } from './mark-read.ts';
import { problem, refuse } from './problem.ts';
import { readJson } from './read-json.ts';
import { sendMessage } from './send-message.ts';

/** POST …/messages: send, mark as read, show typing. */
export const messageRoutes: readonly Route<World>[] = [
  ['POST', '/:version/:id/messages', handleMessages],
  ['POST', '/:version/:id/marketing_messages', handleMarketing],
];

function handleMessages(world: World, request: SimRequest): Answer {
  const body = readJson(request);
  if (body === null) return refuse(world.ids.trace(), problem(100, 'The body is not a JSON object.'));
  const id = request.params.id!;
  if (body.status !== undefined) {
    const marked = markRead(world, id, body);
    return 'code' in marked ? refuse(world.ids.trace(), marked) : { status: 200, json: marked };
  }
  return send(world, id, body);
}

/** The Marketing Messages API takes marketing templates only (cloud-api.md section 6). */
function handleMarketing(world: World, request: SimRequest): Answer {
  const body = readJson(request);
  if (body === null) return refuse(world.ids.trace(), problem(100, 'The body is not a JSON object.'));
  if (body.type !== 'template')
    return refuse(world.ids.trace(), problem(131055, 'Only templates can be sent here.'));
  const account = numberFor(world, request.params.id!)?.account;
  const named = isObject(body.template) ? body.template : {};
  const code = isObject(named.language) ? String(named.language.code) : '';
  const template = account ? findTemplate(world.templates, account.id, String(named.name), code) : null;
  if (template && template.category !== 'MARKETING') {
    return refuse(world.ids.trace(), problem(134100, 'The template is not a marketing template.'));
  }
  return send(world, request.params.id!, body);
}

function send(world: World, id: string, body: Json): Answer {
  const { errors, cutAfterRate, silenceRate } = world.chaos.now;
  if (errors.length > 0) {
    const phone = isObject(body) && typeof body.to === 'string' ? body.to.replace(/\D/g, '') : null;
    const trouble = drawTrouble(errors, world.random, { phoneNumberId: id, phone });
    if (trouble) {
      world.ledger.totals.refused += 1;
      return refuse(world.ids.trace(), problem(trouble.code, trouble.details ?? 'Made to fail by chaos.'));
    }
  }
  const sent = sendMessage(world, id, body);
  if ('code' in sent) {
    world.ledger.totals.refused += 1;
    return refuse(world.ids.trace(), sent);
  }
  if (cutAfterRate > 0 && world.random() < cutAfterRate) return { cut: true };
  if (silenceRate > 0 && world.random() < silenceRate) return { silence: true };
  return { status: 200, json: sent.answer };
}
