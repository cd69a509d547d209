import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createDrainer, type Drainer } from '#send/drain-slot.ts';
import { slotsWithWork } from '#send/lane-queries.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { SLOTS } from '#send/slots.ts';
import { wakeDue } from '#send/wake-due.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import type { Runtime } from '#src/runtime.ts';
import { buildRuntime } from '#src/runtime.ts';
import {
  addLane,
  addSchool,
  countByStatus,
  deliveriesOf,
  planMessage,
  type TestLane,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { watchStatements } from '#test/support/watch-statements.ts';

type Test = { after(fn: () => Promise<void> | void): void };

const clock = { now: Date.now, random: Math.random };
const runtime = await createTestRuntime({ after });
const { db, database } = runtime;
let slots = 100;

/** A process that sends, as far as the database and Graph can see: its own connections, pace and name. */
function startSender(t: Test, simulator: Simulator): { runtime: Runtime; drainer: Drainer } {
  const own = buildRuntime({ ...runtime.config, GRAPH_BASE_URL: simulator.url }, 'test', {
    clock,
    log: runtime.log,
  });
  const drainer = createDrainer(own, createSendBatch(own));
  t.after(async () => {
    await drainer.stop();
    await own.close();
  });
  return { runtime: own, drainer };
}

async function simulate(t: Test, options: Parameters<typeof startSimulator>[0]): Promise<Simulator> {
  const simulator = await startSimulator({ templates: 'any', ...options });
  t.after(() => simulator.close());
  return simulator;
}

async function planned(recipients: number, perSecond: number | null = null): Promise<TestLane> {
  const lane = await addLane(runtime, { slot: slots++, perSecond });
  await planMessage(runtime, await addSchool(runtime, lane), lane, { recipients });
  return lane;
}

const arrivals = (simulator: Simulator, since = 0) =>
  simulator.ledger
    .read({ limit: 100_000 })
    .messages.map((message) => message.at)
    .filter((at) => at >= since)
    .sort((a, b) => a - b);

/** The most that fell into any second. */
function busiestSecond(instants: number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, at] of instants.entries()) {
    while (instants[first]! <= at - 1_000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

test('400 messages at 80 a second: the number is used to the full and Meta never says "too fast"', async (t) => {
  const simulator = await simulate(t, { limits: { serviceWindow: false } });
  const { drainer } = startSender(t, simulator);
  const lane = await planned(400);
  // On a busy machine it takes longer than one slice.
  while (await drainer.drain(lane.slot));
  const { totals } = simulator.ledger.read();
  assert.deepEqual([totals.accepted, totals.refused], [400, 0]);
  const instants = arrivals(simulator);
  assert.ok(busiestSecond(instants) <= 80, `${busiestSecond(instants)} in one second`);
});

test('a pace is kept over a change of owner', async (t) => {
  const simulator = await simulate(t, { limits: { serviceWindow: false } });
  const [first, second] = [startSender(t, simulator), startSender(t, simulator)];
  const lane = await planned(200);
  const draining = first.drainer.drain(lane.slot);
  await waitUntil('the first has begun', () => simulator.ledger.read().totals.accepted > 0);
  await first.drainer.stop();
  await draining;
  await second.drainer.drain(lane.slot);
  const { totals } = simulator.ledger.read();
  assert.deepEqual([totals.accepted, totals.refused], [200, 0]);
});

test('after "too fast" the lane pauses for a second and goes on at half the pace', async (t) => {
  const simulator = await simulate(t, { limits: 'off' });
  const { drainer, runtime: own } = startSender(t, simulator);
  const lane = await planned(40, 20);
  simulator.chaos.set({ errors: [{ code: 130429, rate: 1 }] });
  const draining = drainer.drain(lane.slot);
  await waitUntil('Meta says so', () => simulator.ledger.read().totals.refused > 0, { everyMs: 1 });
  simulator.chaos.calm();
  const slowedAt = Date.now();
  await draining;
  await waitUntil(
    'all of it has gone',
    async () => {
      await wakeDue(own);
      await drainer.drain(lane.slot);
      return countByStatus(await deliveriesOf(database, lane)).accepted === 40;
    },
    { deadlineMs: 40_000 },
  );
  // What was on its way when chaos ended was taken, on a busy machine a while later; then nothing for a second.
  const all = arrivals(simulator, slowedAt);
  const pauses = all.map((at, nth) => at - (all[nth - 1] ?? slowedAt));
  const paused = pauses.findIndex((pause) => pause >= 900);
  assert.ok(paused >= 0, `the longest pause was ${Math.max(...pauses)} ms`);
  const later = all.slice(paused);
  assert.ok(later.length >= 20, `${later.length} went after the pause`);
  assert.ok(busiestSecond(later) <= 10, `${busiestSecond(later)} in one second`);
});

test('while Meta answers with errors a lane tries one at a time, and goes on once one is taken', async (t) => {
  const simulator = await simulate(t, { limits: 'off' });
  const { drainer } = startSender(t, simulator);
  const lane = await planned(300, 80);
  simulator.chaos.set({ errors: [{ code: 131000, rate: 1 }] });
  const draining = drainer.drain(lane.slot);
  const refused = () => simulator.ledger.read().totals.refused ?? 0;
  await waitUntil('the first burst and a try after the pause are refused', () => refused() > 50);
  simulator.chaos.calm();
  await draining;
  await waitUntil('the rest has gone', async () => {
    await drainer.drain(lane.slot);
    return (countByStatus(await deliveriesOf(database, lane)).planned ?? 0) === 0;
  });
  const { unknown = 0, accepted = 0 } = countByStatus(await deliveriesOf(database, lane));
  assert.equal(unknown + accepted, 300);
  assert.ok(unknown < 100, `${unknown} were run into the errors`);
});

test('a long line in one lane keeps no other lane of the slot waiting', async (t) => {
  const simulator = await simulate(t, { limits: 'off' });
  const { drainer } = startSender(t, simulator);
  const long = await planned(200);
  const short = await addLane(runtime, { slot: long.slot });
  await planMessage(runtime, await addSchool(runtime, short), short, { recipients: 40 });
  await drainer.drain(long.slot);
  const orderOf = (lane: TestLane) =>
    simulator.ledger.read({ phoneNumberId: lane.phoneNumberId }).messages.map((message) => message.order);
  const [ofShort, ofLong] = [orderOf(short), orderOf(long)];
  assert.deepEqual([ofShort.length, ofLong.length], [40, 200]);
  // At 80 a second the long line takes more than two seconds: the short one is through before half of it is.
  const before = ofLong.filter((order) => order < Math.max(...ofShort));
  assert.ok(before.length <= 100, `${before.length} of the long line went first`);
});

test('what comes for a lane does not wait for slow answers to another of its slot', async (t) => {
  const simulator = await simulate(t, {});
  const { runtime: own } = startSender(t, simulator);
  const [slow, quick] = [await planned(3), await addLane(runtime, { slot: slots - 1 })];
  const school = await addSchool(runtime, quick);
  const asked: string[] = [];
  const answers = Promise.withResolvers<void>();
  const send: typeof own.whatsapp.send = async (number, ...request) => {
    asked.push(number);
    if (number === slow.phoneNumberId) await answers.promise;
    return own.whatsapp.send(number, ...request);
  };
  const holding = { ...own, whatsapp: { ...own.whatsapp, send } };
  const drainer = createDrainer(holding, createSendBatch(holding));
  const draining = drainer.drain(slow.slot);
  try {
    await waitUntil('the first lane is on the wire', () => asked.length === 3);
    await planMessage(runtime, school, quick, { recipients: 2 });
    await waitUntil('the other has its answers', async () =>
      (await deliveriesOf(database, quick)).every(({ status }) => status === 'accepted'),
    );
    assert.deepEqual(countByStatus(await deliveriesOf(database, slow)), { sending: 3 });
  } finally {
    answers.resolve();
  }
  assert.equal(await draining, false);
  assert.deepEqual(countByStatus(await deliveriesOf(database, slow)), { accepted: 3 });
});

test('two processes and 20 lanes, one of them stopped in the middle: each of 2,000 is sent exactly once', async (t) => {
  const simulator = await simulate(t, { limits: 'off' });
  simulator.chaos.set({ latency: { ms: 5, tailMs: 40, tailRate: 0.05 } });
  const [one, other] = [startSender(t, simulator), startSender(t, simulator)];
  const lanes: TestLane[] = [];
  for (let i = 0; i < 20; i++) {
    const lane = await addLane(runtime, { slot: i % SLOTS, perSecond: 1_000 });
    await planMessage(runtime, await addSchool(runtime, lane), lane, { recipients: 100 });
    lanes.push(lane);
  }
  const drainAll = ({ drainer }: { drainer: Drainer }) =>
    Promise.all(Array.from({ length: SLOTS }, (_, slot) => drainer.drain(slot)));
  const working = [drainAll(one), drainAll(other)];
  await waitUntil('a good part is sent', () => simulator.ledger.read({ limit: 0 }).totals.accepted > 500);
  await one.drainer.stop();
  await Promise.all(working);
  await waitUntil(
    'nothing waits',
    async () => {
      await drainAll(other);
      return (await slotsWithWork(db)).length === 0;
    },
    { deadlineMs: 60_000 },
  );
  const { totals, messages } = simulator.ledger.read({ limit: 100_000 });
  assert.deepEqual([totals.accepted, totals.duplicates], [2_000, 0]);
  assert.equal(new Set(messages.map((message) => message.phone)).size, 2_000);
  for (const lane of lanes)
    assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), { accepted: 100 });
});

test('a stopped drainer claims nothing more and hands its lanes back at once', async (t) => {
  const simulator = await simulate(t, { limits: 'off' });
  simulator.chaos.set({ latency: { ms: 20, tailMs: 0, tailRate: 0 } });
  const { drainer } = startSender(t, simulator);
  const lane = await planned(1_000, 1_000);
  const draining = drainer.drain(lane.slot);
  await waitUntil('it has begun', () => simulator.ledger.read({ limit: 0 }).totals.accepted > 0);
  await drainer.stop();
  await draining;
  const counts = countByStatus(await deliveriesOf(database, lane));
  assert.equal(counts.sending, undefined, 'what was on the wire is written down');
  assert.equal(counts.accepted! + counts.planned!, 1_000);
  const [row] = await database.query<{ lease_until: Date | null }>(
    'SELECT lease_until FROM lane WHERE sender_id = $1',
    [lane.senderId],
  );
  assert.equal(row!.lease_until, null);
});

const LOOKS_THROUGH = 'the sender stopped in the middle';

test('a lane that comes back to the same process is not looked through for what it left, unless it left something', async (t) => {
  const simulator = await simulate(t, { limits: 'off' });
  const { runtime: own } = startSender(t, simulator);
  const sendBatch = createSendBatch(own);
  let isBroken = false;
  const drainer = createDrainer(own, (...batch) =>
    isBroken ? Promise.reject(new Error('nothing of it was written')) : sendBatch(...batch),
  );
  const lane = await addLane(runtime, { slot: slots++, perSecond: null });
  const school = await addSchool(runtime, lane);
  const looksOfNextDrain = async () => {
    await planMessage(runtime, school, lane, { recipients: 3 });
    const watched = watchStatements(own);
    await drainer.drain(lane.slot);
    return watched.stop().filter(({ sql }) => sql.includes(LOOKS_THROUGH)).length;
  };
  assert.equal(await looksOfNextDrain(), 1, 'somebody else may have had it');
  assert.equal(await looksOfNextDrain(), 0);
  isBroken = true;
  const draining = looksOfNextDrain();
  await waitUntil(
    'the batch that broke off is found',
    async () => countByStatus(await deliveriesOf(database, lane)).unknown === 3,
  );
  isBroken = false;
  assert.equal(await draining, 1);
  assert.equal(await looksOfNextDrain(), 0);
  assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), { accepted: 9, unknown: 3 });
});

test('a database that breaks off every connection in the middle loses no outcome', async (t) => {
  const simulator = await simulate(t, { limits: 'off' });
  simulator.chaos.set({
    latency: { ms: 5, tailMs: 0, tailRate: 0 },
    errors: [{ code: 131026, rate: 0.2 }],
  });
  const { drainer } = startSender(t, simulator);
  const lane = await planned(1_500, 1_000);
  let over = false;
  const draining = (async () => {
    while ((await slotsWithWork(db).catch(() => [lane.slot])).includes(lane.slot))
      await drainer.drain(lane.slot).catch(() => {});
    over = true;
  })();
  for (const sent of [200, 600]) {
    await waitUntil('a part is sent', () => simulator.ledger.read({ limit: 0 }).totals.accepted >= sent);
    await database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'chautari'`,
    );
  }
  await waitUntil('it gets to the end', () => over, { deadlineMs: 40_000 });
  await draining;
  const counts = countByStatus(await deliveriesOf(database, lane));
  const { totals } = simulator.ledger.read({ limit: 0 });
  assert.equal(totals.duplicates, 0);
  assert.deepEqual(counts, { accepted: totals.accepted, failed: 1_500 - totals.accepted });
});
