import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { countManagementCall } from '../limits/management-calls.ts';
import { looksLike } from '../make-ids.ts';
import { findMedia } from '../media/keep-media.ts';
import { numberFor } from '../numbers/keep-numbers.ts';
import type { Account, BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import { shakeHands } from '../webhooks/shake-hands.ts';
import type { World } from '../world.ts';
import { isObject } from './check-fields.ts';
import { deleteMedia, showMedia } from './media-routes.ts';
import { noSuchObject } from './no-such-object.ts';
import { pickFields } from './pick-fields.ts';
import { type Problem, problem, refuse } from './problem.ts';
import { readJson } from './read-json.ts';
import { showNumberFields, usualNumberFields } from './show-number.ts';
import { editTemplate, showTemplate } from './template-routes.ts';
import { fillUpload, openUpload } from './upload-handle.ts';

/** Whatever has an id of its own: media, template, WABA, number, upload. */
export const objectRoutes: readonly Route<World>[] = [
  ['GET', '/:version/:id', show],
  ['POST', '/:version/:id', change],
  ['DELETE', '/:version/:id', remove],
  ['POST', '/:version/:id/uploads', openUpload],
];

function show(world: World, request: SimRequest): Answer {
  const id = request.params.id!;
  const media = findMedia(world, id);
  if (media) return showMedia(world, media, request);
  const fields = request.query.get('fields');
  const template = world.templates.byId.get(id);
  if (template) return { status: 200, json: showTemplate(template, fields) };
  if (looksLike('media', id) || looksLike('template', id)) return refuse(world.ids.trace(), noSuchObject(id));
  const account = world.accounts.get(id);
  if (account) return showAccount(world, account, fields);
  if (!/^\d+$/.test(id)) {
    return refuse(
      world.ids.trace(),
      problem(100, '', { message: 'Invalid phone number ID format. Must be numeric.' }),
    );
  }
  const number = numberFor(world, id);
  if (!number) return refuse(world.ids.trace(), noSuchObject(id));
  if (number.standing === 'deleted') {
    return refuse(
      world.ids.trace(),
      problem(33, 'This phone number has been deleted and is no longer accessible'),
    );
  }
  return picked(world, pickFields(showNumberFields(world, number), usualNumberFields, fields));
}

function showAccount(world: World, account: Account, fields: string | null): Answer {
  const over = countManagementCall(world, account);
  if (over) return refuse(world.ids.trace(), over);
  const all: Json = {
    id: account.id,
    name: account.name,
    timezone_id: '1',
    message_template_namespace: `sim_${account.id}`,
    account_review_status: 'APPROVED',
    business_verification_status: 'VERIFIED',
    country: 'NP',
    ownership_type: 'SELF',
    currency: 'USD',
    owner_business_info: { id: account.portfolioId, name: 'Simulated portfolio' },
  };
  return picked(world, pickFields(all, ['id', 'name', 'timezone_id', 'message_template_namespace'], fields));
}

function picked(world: World, found: Json | Problem): Answer {
  if ('code' in found && 'details' in found) return refuse(world.ids.trace(), found as Problem);
  return { status: 200, json: found };
}

async function change(world: World, request: SimRequest): Promise<Answer> {
  const id = request.params.id!;
  if (id.startsWith('upload:')) return fillUpload(world, request);
  const template = world.templates.byId.get(id);
  if (template) return editTemplate(world, template, request);
  if (looksLike('template', id) || looksLike('media', id)) return refuse(world.ids.trace(), noSuchObject(id));
  const number = numberFor(world, id);
  if (!number) return refuse(world.ids.trace(), noSuchObject(id));
  const wrong = await changeNumber(world, number, readJson(request) ?? {});
  return wrong ? refuse(world.ids.trace(), wrong) : { status: 200, json: { success: true } };
}

/** Sets a number's PIN, or its own callback after the handshake; an empty callback takes it off. */
async function changeNumber(world: World, number: BusinessNumber, body: Json): Promise<Problem | null> {
  if (body.pin !== undefined) {
    if (body.pin !== '' && !/^\d{6}$/.test(String(body.pin)))
      return problem(100, 'Param pin must have 6 digits.');
    number.pin = body.pin === '' ? null : String(body.pin);
  }
  const configuration = body.webhook_configuration;
  if (configuration === undefined) return null;
  if (!isObject(configuration)) return problem(100, 'Param webhook_configuration must be an object.');
  const { override_callback_uri: url, verify_token: token } = configuration;
  if (url === '') {
    number.callback = null;
    return null;
  }
  if (typeof url !== 'string' || !/^https?:\/\/\S+$/.test(url) || typeof token !== 'string') {
    return problem(100, 'override_callback_uri and verify_token go together.');
  }
  const failed = await shakeHands(world, url, token);
  if (failed) return problem(100, failed, { subcode: 2200 });
  number.callback = { url, verifyToken: token };
  return null;
}

function remove(world: World, request: SimRequest): Answer {
  const id = request.params.id!;
  const media = findMedia(world, id);
  return media ? deleteMedia(world, media, request) : refuse(world.ids.trace(), noSuchObject(id));
}
