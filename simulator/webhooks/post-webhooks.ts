import type { World } from '../world.ts';
import { type Carrier, openCarrier } from './carry-posts.ts';
import { encodeBody, signBody } from './encode-body.ts';
import { retryAfter } from './retry-schedule.ts';
import { type Update, writeEnvelope } from './write-envelope.ts';

/** Everything about webhooks on their way out. */
export type Webhooks = {
  /** One lane per callback address. */
  lanes: Map<string, Lane>;
  totals: {
    posted: number;
    taken: number;
    failed: number;
    dropped: number;
    updates: number;
    unheard: number;
  };
  /** How many wait on the clock: POSTs for their next try, and updates that are withheld. */
  waiting: number;
  idle: (() => void)[];
};

type Lane = {
  url: string;
  carrier: Carrier;
  pending: Update[];
  /** So many of `pending`, from its beginning, have been posted: taking them out one by one would move all the others. */
  begun: number;
  inFlight: number;
  timer: NodeJS.Timeout | null;
};

/** How much of a body the wire log keeps; a batch of a thousand is longer than anyone reads. */
const mostShown = 32_768;

export const noWebhooks = (): Webhooks => ({
  lanes: new Map(),
  totals: { posted: 0, taken: 0, failed: 0, dropped: 0, updates: 0, unheard: 0 },
  waiting: 0,
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
  if (held > 0) later(world, held, () => queue(world, laneFor(world, url), update));
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
    lane.begun = 0;
  }
  await Promise.all([...world.webhooks.lanes.values()].map((lane) => lane.carrier.close()));
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
  const lane: Lane = {
    url,
    carrier: openCarrier(new URL(url), world.settings.webhooks),
    pending: [],
    begun: 0,
    inFlight: 0,
    timer: null,
  };
  world.webhooks.lanes.set(url, lane);
  return lane;
}

function queue(world: World, lane: Lane, update: Update) {
  lane.pending.push(update);
  const { batchSize, batchWaitMs } = world.settings.webhooks;
  if (waitingIn(lane) >= batchSize) return flush(world, lane);
  lane.timer ??= setTimeout(() => {
    lane.timer = null;
    flush(world, lane);
  }, batchWaitMs);
}

function flush(world: World, lane: Lane) {
  const { batchSize, concurrency } = world.settings.webhooks;
  while (waitingIn(lane) > 0 && lane.inFlight < concurrency) {
    const batch = reorder(world, takeFirst(lane, batchSize));
    const { duplicateRate } = world.chaos.now.webhooks;
    post(world, lane, batch, 0);
    if (duplicateRate > 0 && world.random() < duplicateRate) post(world, lane, batch, 0);
  }
}

/** Updates of a lane that have not been posted yet. */
export function waitingIn(lane: Lane): number {
  return lane.pending.length - lane.begun;
}

function takeFirst(lane: Lane, count: number): Update[] {
  const first = lane.pending.slice(lane.begun, lane.begun + count);
  lane.begun += first.length;
  if (lane.begun * 2 >= lane.pending.length) {
    lane.pending.splice(0, lane.begun);
    lane.begun = 0;
  }
  return first;
}

function reorder(world: World, batch: Update[]): Update[] {
  const { reorderRate } = world.chaos.now.webhooks;
  if (reorderRate === 0 || world.random() >= reorderRate) return batch;
  return batch.reverse();
}

/** Posts a batch. An answer that is not 200 (or none) posts it again by the schedule, for seven days. */
function post(world: World, lane: Lane, batch: Update[], attempt: number) {
  const { webhooks, clock, settings } = world;
  const body = encodeBody(writeEnvelope(batch));
  const signature = signBody(settings.appSecret, body);
  const shown = body.length > mostShown ? Buffer.from(body).toString('latin1', 0, mostShown) : body;
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
      },
      {
        summary: () => summarise(batch),
        request: () => ({
          headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
          body: shown,
        }),
        response: () => ({ body: answer }),
      },
    );
    if (status === 200) taken(world, batch);
    else tryAgain(world, lane, batch, attempt);
    flush(world, lane);
    if (isIdle(world)) for (const done of webhooks.idle.splice(0)) done();
  };
  lane.carrier.post(body, signature, over);
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
  later(world, wait, () => post(world, lane, batch, attempt + 1));
}

function later(world: World, ms: number, what: () => void) {
  world.webhooks.waiting += 1;
  world.clock.after(ms, () => {
    world.webhooks.waiting -= 1;
    what();
  });
}

function isIdle(world: World): boolean {
  for (const lane of world.webhooks.lanes.values()) {
    if (waitingIn(lane) > 0 || lane.inFlight > 0) return false;
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
