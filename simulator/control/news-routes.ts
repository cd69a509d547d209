import { isObject } from '../graph/check-fields.ts';
import { readJson } from '../graph/read-json.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { accountFor, usualAccount } from '../numbers/keep-numbers.ts';
import type { Quality } from '../numbers/number.ts';
import { tellAccount, tellTemplateQuality } from '../webhooks/tell-account.ts';
import type { World } from '../world.ts';
import { good, wrong } from './plain-answers.ts';

/** News from Meta that nobody sent: any webhook field, and a template's quality. */
export const newsRoutes: readonly Route<World>[] = [
  ['POST', '/sim/news', tellNews],
  ['POST', '/sim/templates/:id/quality', changeQuality],
];

/** `{field, value, wabaId?}`: posts that field (`account_alerts`, `business_capability_update`, …) as given. */
function tellNews(world: World, request: SimRequest): Answer {
  const body = readJson(request);
  if (!body || typeof body.field !== 'string' || !isObject(body.value)) {
    return wrong(400, 'The body must be {field, value, wabaId?}.');
  }
  const account = accountFor(world, String(body.wabaId ?? usualAccount), '');
  if (!account) return wrong(400, 'wabaId must be a string of digits.');
  tellAccount(world, account, body.field, body.value);
  return good({ told: body.field });
}

const qualities: readonly Quality[] = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN'];

function changeQuality(world: World, request: SimRequest): Answer {
  const template = world.templates.byId.get(request.params.id!);
  if (!template) return wrong(404, 'There is no such template.');
  const quality = qualities.find((one) => one === readJson(request)?.quality);
  if (!quality) return wrong(400, `quality must be one of ${qualities.join(', ')}.`);
  const account = world.accounts.get(template.accountId);
  if (account) tellTemplateQuality(world, account, template, template.quality, quality);
  template.quality = quality;
  return good({ id: template.id, quality });
}
