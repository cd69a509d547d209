import { Pool } from 'undici';
import type { World } from '../world.ts';
import { buildEnvelope, type Update } from './build-envelope.ts';
import { encodeBody, signBody } from './encode-body.ts';
import { retryAfter } from './retry-schedule.ts';

/** Everything about webhooks on their way out. */
export type Webhooks = {
  /** One lane per callback address. */
  lanes: Map<string, Lane>;
  pools: Map<string, Pool>;
  totals: {
    posted: number;
    taken: number;
    failed: number;
    dropped: number;
    updates: number;
    unheard: number;
  };
  idle: (() => void)[];
};

type Lane = {
  url: string;
  origin: string;
  path: string;
  pending: Update[];
  inFlight: number;
  timer: NodeJS.Timeout | null;
};

/** Bytes of a body that the wire log keeps; a batch of a thousand is longer than anyone reads. */
const mostShown = 32_768;

const longestCloseMs = 500;

export const noWebhooks = (): Webhooks => ({
  lanes: new Map(),
  pools: new Map(),
  totals: { posted: 0, taken: 0, failed: 0, dropped: 0, updates: 0, unheard: 0 },
  idle: [],
});

/** Queues an update for the callback it belongs to; without one it is counted as unheard. */
export function postUpdate(world: World, update: Update) {
  const url = callbackFor(world, update);
  if (url === null) {
    world.webhooks.totals.unheard += 1;
    return;
  }
  world.webhooks.totals.updates += 1;
  const held = world.chaos.now.webhooks.withholdMs;
  if (held > 0) world.clock.after(held, () => queue(world, laneFor(world, url), update));
  else queue(world, laneFor(world, url), update);
}

/** Resolves when nothing is on its way: what remains waits for a retry or for the clock. */
export function webhooksIdle(world: World): Promise<void> {
  if (isIdle(world)) return Promise.resolve();
  return new Promise((done) => world.webhooks.idle.push(done));
}

export async function closeWebhooks(world: World): Promise<void> {
  for (const lane of world.webhooks.lanes.values()) {
    if (lane.timer) clearTimeout(lane.timer);
    lane.pending.length = 0;
  }
  const closed = Promise.all([...world.webhooks.pools.values()].map((pool) => pool.destroy()));
  // A pool that is still connecting may never say that it is closed.
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([closed, new Promise((done) => (timer = setTimeout(done, longestCloseMs)))]);
  clearTimeout(timer);
}

/** Number's override, then the WABA's, then the app's; account and template news always go to the app's. */
function callbackFor(world: World, update: Update): string | null {
  const account = update.kind === 'account' ? update.account : update.number.account;
  if (world.settings.webhooks.requireSubscription && !account.subscribed) return null;
  if (update.kind === 'account') return world.settings.callbackUrl;
  return update.number.callback?.url ?? account.callback?.url ?? world.settings.callbackUrl;
}

function laneFor(world: World, url: string): Lane {
  const known = world.webhooks.lanes.get(url);
  if (known) return known;
  const { origin, pathname, search } = new URL(url);
  const lane: Lane = { url, origin, path: pathname + search, pending: [], inFlight: 0, timer: null };
  world.webhooks.lanes.set(url, lane);
  return lane;
}

function queue(world: World, lane: Lane, update: Update) {
  lane.pending.push(update);
  const { batchSize, batchWaitMs } = world.settings.webhooks;
  if (lane.pending.length >= batchSize) return flush(world, lane);
  lane.timer ??= setTimeout(() => {
    lane.timer = null;
    flush(world, lane);
  }, batchWaitMs);
}

function flush(world: World, lane: Lane) {
  const { batchSize, concurrency } = world.settings.webhooks;
  while (lane.pending.length > 0 && lane.inFlight < concurrency) {
    const batch = reorder(world, lane.pending.splice(0, batchSize));
    const { duplicateRate } = world.chaos.now.webhooks;
    post(world, lane, batch, 0);
    if (duplicateRate > 0 && world.random() < duplicateRate) post(world, lane, batch, 0);
  }
}

function reorder(world: World, batch: Update[]): Update[] {
  const { reorderRate } = world.chaos.now.webhooks;
  if (reorderRate === 0 || world.random() >= reorderRate) return batch;
  return batch.reverse();
}

/** Posts a batch. An answer that is not 200 (or none) posts it again by the schedule, for seven days. */
function post(world: World, lane: Lane, batch: Update[], attempt: number) {
  const { webhooks, clock, settings } = world;
  const body = encodeBody(buildEnvelope(batch));
  const signature = signBody(settings.appSecret, body);
  const began = performance.now();
  lane.inFlight += 1;
  webhooks.totals.posted += 1;
  const over = (status: number, answer: string) => {
    lane.inFlight -= 1;
    world.wire.note(
      {
        at: clock.now(),
        direction: 'out',
        method: 'POST',
        path: lane.url,
        status,
        ms: Math.round((performance.now() - began) * 10) / 10,
        signature,
        request: {
          headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
          body: body.toString('latin1', 0, mostShown),
        },
        response: { body: answer },
      },
      () => summarise(batch),
    );
    if (status === 200) taken(world, batch);
    else tryAgain(world, lane, batch, attempt);
    flush(world, lane);
    if (isIdle(world)) for (const done of webhooks.idle.splice(0)) done();
  };
  send(world, lane, body, signature).then(
    ({ status, answer }) => over(status, answer),
    (error: Error) => over(0, error.message),
  );
}

async function send(world: World, lane: Lane, body: Buffer, signature: string) {
  const response = await poolFor(world, lane.origin).request({
    method: 'POST',
    path: lane.path,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'facebookexternalua',
      accept: '*/*',
      'x-hub-signature-256': signature,
    },
    body,
  });
  const answer = await response.body.text();
  return { status: response.statusCode, answer: answer.slice(0, 2_000) };
}

function poolFor(world: World, origin: string): Pool {
  const known = world.webhooks.pools.get(origin);
  if (known) return known;
  const { concurrency, timeoutMs } = world.settings.webhooks;
  const pool = new Pool(origin, {
    connections: concurrency,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  world.webhooks.pools.set(origin, pool);
  return pool;
}

function taken(world: World, batch: Update[]) {
  world.webhooks.totals.taken += 1;
  for (const update of batch) if (update.kind !== 'account') update.onTaken?.();
}

function tryAgain(world: World, lane: Lane, batch: Update[], attempt: number) {
  const wait = retryAfter(attempt);
  if (wait === null) {
    world.webhooks.totals.dropped += batch.length;
    return;
  }
  world.webhooks.totals.failed += 1;
  world.clock.after(wait, () => post(world, lane, batch, attempt + 1));
}

function isIdle(world: World): boolean {
  for (const lane of world.webhooks.lanes.values()) {
    if (lane.pending.length > 0 || lane.inFlight > 0) return false;
  }
  return true;
}

function summarise(batch: Update[]): string {
  const first = batch[0]!;
  const what =
    first.kind === 'account'
      ? first.field
      : first.kind === 'statuses'
        ? `status ${String(first.item.status)}`
        : `message ${String(first.item.type)}`;
  return batch.length === 1 ? what : `${what} and ${batch.length - 1} more`;
}
