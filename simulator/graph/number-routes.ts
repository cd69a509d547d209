import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { numberFor } from '../numbers/keep-numbers.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import { personWith } from '../people/keep-people.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { checkText, isObject } from './check-fields.ts';
import { internationalPhone } from './find-recipient.ts';
import { noSuchObject } from './no-such-object.ts';
import { type Problem, problem, refuse } from './problem.ts';
import { readJson } from './read-json.ts';
import { deregister, register } from './register-number.ts';

/** What hangs on a number: profile, blocked users, registration, settings. */
export const numberGraphRoutes: readonly Route<World>[] = [
  ['GET', '/:version/:id/whatsapp_business_profile', withNumber(showProfile)],
  ['POST', '/:version/:id/whatsapp_business_profile', withNumber(changeProfile)],
  ['GET', '/:version/:id/block_users', withNumber(listBlocked)],
  [
    'POST',
    '/:version/:id/block_users',
    withNumber((world, number, body) => block(world, number, body, true)),
  ],
  [
    'DELETE',
    '/:version/:id/block_users',
    withNumber((world, number, body) => block(world, number, body, false)),
  ],
  ['POST', '/:version/:id/register', withNumber(register)],
  ['POST', '/:version/:id/deregister', withNumber(deregister)],
];

type Handle = (world: World, number: BusinessNumber, body: Json, request: SimRequest) => Json | Problem;

/** Finds the number, reads the body, and turns a problem into Meta's error object. */
function withNumber(handle: Handle): (world: World, request: SimRequest) => Answer {
  return (world, request) => {
    const id = request.params.id!;
    const number = numberFor(world, id);
    if (!number) return refuse(world.ids.trace(), noSuchObject(id));
    const body = readJson(request);
    if (body === null) return refuse(world.ids.trace(), problem(100, 'The body is not a JSON object.'));
    const answered = handle(world, number, body, request);
    if ('code' in answered && typeof answered.code === 'number') {
      return refuse(world.ids.trace(), answered as Problem);
    }
    return { status: 200, json: answered };
  };
}

const profileFields = [
  'about',
  'address',
  'description',
  'email',
  'profile_picture_url',
  'websites',
  'vertical',
];

const verticals =
  'OTHER AUTO BEAUTY APPAREL EDU ENTERTAIN EVENT_PLAN FINANCE GROCERY GOVT HOTEL HEALTH NONPROFIT PROF_SERVICES RETAIL TRAVEL RESTAURANT ALCOHOL ONLINE_GAMBLING PHYSICAL_GAMBLING OTC_DRUGS'.split(
    ' ',
  );

/**
 * The profile, both as the OpenAPI file has it (inside `business_profile`) and flat, as the live API answers
 * and the published clients read it.
 */
function showProfile(_world: World, number: BusinessNumber, _body: Json, { query }: SimRequest): Json {
  const asked = query.get('fields')?.split(',') ?? profileFields;
  const shown: Json = { messaging_product: 'whatsapp' };
  for (const field of asked) if (number.profile[field] !== undefined) shown[field] = number.profile[field];
  return { data: [{ ...shown, business_profile: shown }] };
}

function changeProfile(_world: World, number: BusinessNumber, body: Json): Json | Problem {
  if (body.messaging_product !== 'whatsapp')
    return problem(100, 'The parameter messaging_product is required.');
  const wrong =
    checkText('about', body.about, 139, { optional: true, code: 100 }) ??
    checkLoose('address', body.address, 256) ??
    checkLoose('description', body.description, 256) ??
    checkLoose('email', body.email, 128) ??
    checkWebsites(body.websites);
  if (wrong) return wrong;
  if (body.vertical !== undefined && !verticals.includes(String(body.vertical))) {
    return problem(100, `Param vertical must be one of {${verticals.join(', ')}}.`);
  }
  for (const field of profileFields) if (body[field] !== undefined) number.profile[field] = body[field];
  if (typeof body.profile_picture_handle === 'string') {
    number.profile.profile_picture_url = `https://pps.whatsapp.net/v/${encodeURIComponent(body.profile_picture_handle)}`;
  }
  return { success: true };
}

/** A text that may be emptied. */
function checkLoose(name: string, value: unknown, most: number): Problem | null {
  return value === '' ? null : checkText(name, value, most, { optional: true, code: 100 });
}

function checkWebsites(websites: unknown): Problem | null {
  if (websites === undefined) return null;
  const fits =
    Array.isArray(websites) &&
    websites.length <= 2 &&
    websites.every((one) => typeof one === 'string' && one.length <= 256 && /^(https?:\/\/\S+)?$/.test(one));
  return fits ? null : problem(100, 'Param websites takes up to 2 addresses of up to 256 characters.');
}

function listBlocked(_world: World, number: BusinessNumber): Json {
  const data = [...number.blockedPeople].map((phone) => ({ messaging_product: 'whatsapp', wa_id: phone }));
  return { data, paging: { cursors: { after: '', before: '' } } };
}

function block(world: World, number: BusinessNumber, body: Json, on: boolean): Json | Problem {
  if (body.messaging_product !== 'whatsapp')
    return problem(100, 'The parameter messaging_product is required.');
  const users = body.block_users;
  if (!Array.isArray(users) || users.length === 0)
    return problem(100, 'The parameter block_users is required.');
  const done: Json[] = [];
  for (const one of users) {
    const input = isObject(one) ? String(one.user) : '';
    const phone = internationalPhone(input, number);
    if (phone === null) return problem(131009, `block_users has no valid user: ${input}`);
    personWith(world, phone);
    if (on) number.blockedPeople.add(phone);
    else number.blockedPeople.delete(phone);
    done.push({ input, wa_id: phone });
  }
  return { messaging_product: 'whatsapp', block_users: { [on ? 'added_users' : 'removed_users']: done } };
}
