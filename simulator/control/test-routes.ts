import { mergeChaos } from '../chaos/merge-chaos.ts';
import { readJson } from '../graph/read-json.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { clearLedger, readLedger } from '../ledger/read-ledger.ts';
import type { World } from '../world.ts';
import { good, wrong } from './plain-answers.ts';
import { readSpan } from './read-span.ts';

/** What tests use: ledger, chaos, clock. */
export const testRoutes: readonly Route<World>[] = [
  ['GET', '/ledger', (world, { query }) => good(readLedger(world, filterOf(query)))],
  [
    'DELETE',
    '/ledger',
    (world) => {
      clearLedger(world);
      return good({ cleared: true });
    },
  ],
  ['GET', '/chaos', (world) => good(world.chaos.now)],
  ['PUT', '/chaos', putChaos],
  ['GET', '/sim/clock', (world) => good(showClock(world))],
  ['PUT', '/sim/clock', putClock],
];

function filterOf(query: URLSearchParams) {
  const since = query.get('since');
  return {
    phoneNumberId: query.get('phoneNumberId') ?? undefined,
    phone: query.get('phone')?.replace(/\D/g, '') ?? undefined,
    opaque: query.get('opaque') ?? undefined,
    since: since === null ? undefined : Number(since) || Date.parse(since),
    limit: Math.min(100_000, Number(query.get('limit')) || 1_000),
  };
}

function putChaos(world: World, request: SimRequest): Answer {
  const input = readJson(request);
  if (input === null) return wrong(400, 'The body must be a JSON object.');
  const mistake = mergeChaos(world, input);
  return mistake ? wrong(400, mistake) : good(world.chaos.now);
}

function showClock(world: World) {
  const now = world.clock.now();
  return { now, iso: new Date(now).toISOString(), frozen: world.clock.frozen, waiting: world.clock.waiting };
}

/** `{move: "1h"}` moves forward, `{at: "2026-12-01T06:00:00Z"}` moves there, `{frozen: true}` stops time. */
function putClock(world: World, request: SimRequest): Answer {
  const input = readJson(request);
  if (input === null) return wrong(400, 'The body must be a JSON object.');
  if (input.frozen !== undefined && typeof input.frozen !== 'boolean')
    return wrong(400, 'frozen must be true or false.');
  let move = 0;
  if (input.move !== undefined) {
    const span = readSpan(input.move);
    if (span === null) return wrong(400, 'move must be milliseconds or a word such as 90s, 1h or 7d.');
    move = span;
  } else if (input.at !== undefined) {
    const at = typeof input.at === 'number' ? input.at : Date.parse(String(input.at));
    if (Number.isNaN(at)) return wrong(400, 'at must be a date.');
    move = at - world.clock.now();
    if (move < 0) return wrong(400, 'The clock only moves forward.');
  }
  if (typeof input.frozen === 'boolean') world.clock.freeze(input.frozen);
  if (move > 0) world.clock.move(move);
  return good(showClock(world));
}
