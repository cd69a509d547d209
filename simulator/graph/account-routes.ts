import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { countManagementCall } from '../limits/management-calls.ts';
import { accountFor } from '../numbers/keep-numbers.ts';
import type { Account } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import { shakeHands } from '../webhooks/shake-hands.ts';
import type { World } from '../world.ts';
import { noSuchObject } from './no-such-object.ts';
import { pageOf } from './page-of.ts';
import { problem, refuse } from './problem.ts';
import { readJson } from './read-json.ts';
import { listNumber } from './show-number.ts';

/** What hangs on a WABA besides templates: numbers, subscribed apps. */
export const accountRoutes: readonly Route<World>[] = [
  ['GET', '/:version/:id/phone_numbers', withAccount(listNumbers)],
  ['GET', '/:version/:id/subscribed_apps', withAccount(listSubscriptions)],
  ['POST', '/:version/:id/subscribed_apps', withAccount(subscribe)],
  ['DELETE', '/:version/:id/subscribed_apps', withAccount(unsubscribe)],
];

type Handle = (world: World, account: Account, request: SimRequest) => Answer | Promise<Answer>;

function withAccount(handle: Handle): (world: World, request: SimRequest) => Answer | Promise<Answer> {
  return (world, request) => {
    const id = request.params.id!;
    const account = accountFor(world, id);
    if (!account) return refuse(world.ids.trace(), noSuchObject(id));
    const over = countManagementCall(world, account);
    return over ? refuse(world.ids.trace(), over) : handle(world, account, request);
  };
}

function listNumbers(world: World, account: Account, request: SimRequest): Answer {
  const { page, paging } = pageOf([...account.numbers], request, (number) => number.id);
  return { status: 200, json: { data: page.map((number) => listNumber(world, number)), paging } };
}

/** The simulator's one app, as it stands in subscriptions. */
function appEntry(world: World, account: Account): Json {
  const { appId } = world.settings;
  const entry: Json = {
    whatsapp_business_api_data: {
      id: appId,
      name: 'Simulated app',
      link: `https://www.facebook.com/games/?app_id=${appId}`,
    },
  };
  if (account.callback) entry.override_callback_uri = account.callback.url;
  return entry;
}

function listSubscriptions(world: World, account: Account): Answer {
  return { status: 200, json: { data: account.subscribed ? [appEntry(world, account)] : [] } };
}

/** Subscribes the app; an override callback must pass the handshake first. Without one, any old one goes. */
async function subscribe(world: World, account: Account, request: SimRequest): Promise<Answer> {
  const body = readJson(request) ?? {};
  const url = body.override_callback_uri ?? request.query.get('override_callback_uri') ?? undefined;
  const token = body.verify_token ?? request.query.get('verify_token') ?? undefined;
  if (url === undefined) {
    account.callback = null;
    account.subscribed = true;
    return { status: 200, json: { success: true } };
  }
  if (typeof url !== 'string' || !/^https?:\/\/\S+$/.test(url) || typeof token !== 'string') {
    return refuse(world.ids.trace(), problem(100, 'override_callback_uri and verify_token go together.'));
  }
  const failed = await shakeHands(world, url, token);
  if (failed) return refuse(world.ids.trace(), problem(100, failed, { subcode: 2200 }));
  account.callback = { url, verifyToken: token };
  account.subscribed = true;
  return { status: 200, json: { success: true, data: [appEntry(world, account)] } };
}

function unsubscribe(_world: World, account: Account): Answer {
  account.subscribed = false;
  account.callback = null;
  return { status: 200, json: { success: true } };
}
