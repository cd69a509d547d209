import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { createDrainer } from '#send/drain-slot.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { wakeDue } from '#send/wake-due.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { bringStatuses } from '#test/support/bring-statuses.ts';
import {
  addLane,
  addSchool,
  deliveriesOf,
  planMessage,
  type TestLane,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { type DoorRow, insertEvents, writeDoor } from '#webhook/queries.ts';

const simulator = await startSimulator({ limits: 'off', templates: 'any' });
after(() => simulator.close());
const runtime = await createTestRuntime({ after }, { GRAPH_BASE_URL: simulator.url });
const { database, time } = runtime;
const drainer = createDrainer(runtime, createSendBatch(runtime));
after(() => drainer.stop());
beforeEach(async () => {
  simulator.chaos.calm();
  await database.query('DELETE FROM webhook_door');
});

const HOUR = 3_600_000;
const at = (ms: number) => new Date(time.now() + ms);

const DOOR = newId(time.now());

/** What a process that takes webhooks, the same unless told otherwise, writes down of itself now. */
const door = (over: Partial<DoorRow> = {}) =>
  writeDoor(runtime.db, {
    id: DOOR,
    openedAt: at(-HOUR),
    beatAt: at(0),
    keptAt: at(0),
    brokenAt: null,
    closedAt: null,
    ...over,
  });

/** Two messages of a school: one that WhatsApp took, and after it one whose outcome is unknown. */
async function oneTakenOneUnknown(
  chaos = { cutBeforeRate: 1 } as Record<string, unknown>,
): Promise<TestLane> {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  await planMessage(runtime, school, lane);
  await drainer.drain(lane.slot);
  await tellAll(lane);
  simulator.chaos.set(chaos);
  await planMessage(runtime, school, lane);
  await drainer.drain(lane.slot);
  simulator.chaos.calm();
  assert.deepEqual(await statuses(lane), ['sent', 'unknown']);
  return lane;
}

const statuses = async (lane: TestLane) =>
  (await deliveriesOf(database, lane)).map((row) => row.status).toSorted();
const taken = (lane: TestLane) => simulator.ledger.read({ phoneNumberId: lane.phoneNumberId }).messages;

/** WhatsApp tells "sent" of everything it has taken on the number. */
async function tellAll({ senderId, phoneNumberId }: TestLane): Promise<void> {
  const messages = simulator.ledger.read({ phoneNumberId }).messages;
  await bringStatuses(
    runtime,
    messages.map(({ id, opaque }) => ({
      senderId,
      phoneNumberId,
      wamid: id,
      status: 'sent' as const,
      at: time.now(),
      opaque: opaque!,
    })),
  );
}

async function look(lane: TestLane): Promise<void> {
  await wakeDue(runtime);
  await drainer.drain(lane.slot);
}

for (const chaos of [{ cutBeforeRate: 1 }, { errors: [{ code: 131000, rate: 1 }] }]) {
  test(`silence while webhooks come: it goes again, once (${Object.keys(chaos)})`, async () => {
    const lane = await oneTakenOneUnknown(chaos);
    time.pass(44_000);
    await door();
    await look(lane);
    assert.deepEqual(await statuses(lane), ['sent', 'unknown']);
    time.pass(1_000);
    await look(lane);
    assert.deepEqual(await statuses(lane), ['sent', 'unknown'], 'the process may be gone since it said so');
    time.pass(5_000);
    await door();
    await look(lane);
    assert.deepEqual(await statuses(lane), ['accepted', 'sent']);
    assert.equal(taken(lane).length, 2);
    await tellAll(lane);
    assert.deepEqual(await statuses(lane), ['sent', 'sent']);
  });
}

test('a status that comes at last settles it, and nothing goes again', async () => {
  const lane = await oneTakenOneUnknown({ cutAfterRate: 1 });
  time.pass(44_000);
  await tellAll(lane);
  await door();
  time.pass(HOUR);
  await look(lane);
  assert.deepEqual(await statuses(lane), ['sent', 'sent']);
  assert.equal(taken(lane).length, 2);
});

test('a status of the first try that comes while the second waits for its place takes it out', async () => {
  const lane = await oneTakenOneUnknown({ cutAfterRate: 1 });
  time.pass(46_000);
  await door();
  await wakeDue(runtime);
  assert.deepEqual(await statuses(lane), ['planned', 'sent']);
  await tellAll(lane);
  await drainer.drain(lane.slot);
  assert.deepEqual(await statuses(lane), ['sent', 'sent']);
  assert.equal(taken(lane).length, 2);
});

const noEvidence: [why: string, over: (sinceThen: Date) => Partial<DoorRow>][] = [
  ['the process had just started', (openedAt) => ({ openedAt })],
  ['it could not keep an event since', (brokenAt) => ({ brokenAt })],
  ['nothing has come in', () => ({ keptAt: null })],
  ['a process crashed since', (beatAt) => ({ beatAt })],
];

for (const [why, over] of noEvidence) {
  test(`no evidence, so it waits: ${why}`, async () => {
    const lane = await oneTakenOneUnknown();
    time.pass(46_000);
    await door(over(at(-20_000)));
    await look(lane);
    assert.deepEqual(await statuses(lane), ['sent', 'unknown']);
    assert.equal(taken(lane).length, 1);
  });
}

test('no evidence while what came before the silence was over still waits to be read: the status may be among it', async () => {
  const lane = await oneTakenOneUnknown();
  time.pass(46_000);
  await door();
  const event = { id: newId(time.now() - 1_500), posts: Buffer.alloc(0), postCount: 0, onlyStatuses: true };
  await insertEvents(runtime.db, [event]);
  await look(lane);
  assert.deepEqual(await statuses(lane), ['sent', 'unknown']);
  await database.query('UPDATE webhook_event SET processed_at = now()');
  time.pass(15_000);
  await look(lane);
  assert.deepEqual(await statuses(lane), ['accepted', 'sent']);
});

test('no evidence while a process is silent that may hang with the status at its door', async () => {
  const lane = await oneTakenOneUnknown();
  time.pass(40_000);
  await door({ id: newId(time.now()) });
  time.pass(6_000);
  await door();
  await look(lane);
  assert.deepEqual(await statuses(lane), ['sent', 'unknown']);
});

test('a process that crashed is a break until the next one opens, and no longer', async () => {
  const lane = await oneTakenOneUnknown();
  await door({ beatAt: at(-1_000) });
  time.pass(1_000);
  const next = { id: newId(time.now()), openedAt: at(0) };
  time.pass(122_000);
  await door({ ...next, beatAt: at(0) });
  await look(lane);
  assert.deepEqual(await statuses(lane), ['accepted', 'sent']);
});

test('a process that ended as it should is no break', async () => {
  const lane = await oneTakenOneUnknown();
  await door({ beatAt: at(1_000), closedAt: at(1_000) });
  time.pass(46_000);
  await door({ id: newId(time.now()) });
  await look(lane);
  assert.deepEqual(await statuses(lane), ['accepted', 'sent']);
});

test('a school whose number has told of nothing is not taken at its silence', async () => {
  const lane = await addLane(runtime);
  await planMessage(runtime, await addSchool(runtime, lane), lane);
  simulator.chaos.set({ cutBeforeRate: 1 });
  await drainer.drain(lane.slot);
  simulator.chaos.calm();
  time.pass(100_000);
  await door();
  await look(lane);
  assert.deepEqual(await statuses(lane), ['unknown']);
});

test('without evidence it is set aside at the end, or goes again where the school wants that', async () => {
  const [aside, again] = [await oneTakenOneUnknown(), await oneTakenOneUnknown()];
  await database.query(`UPDATE school SET unsettled = 'again' WHERE sender_id = '${again.senderId}'`);
  time.pass(900_000);
  await look(aside);
  await look(again);
  assert.deepEqual(await statuses(aside), ['failed', 'sent']);
  assert.deepEqual(await statuses(again), ['accepted', 'sent']);
});
