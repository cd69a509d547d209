import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { packDeliveryKey } from '#send/delivery-key.ts';
import { createDrainer } from '#send/drain-slot.ts';
import { slotsWithWork } from '#send/lane-queries.ts';
import { recordAccepted, recordOutcomes } from '#send/queries.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { wakeDue } from '#send/wake-due.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import type { Runtime } from '#src/runtime.ts';
import { bringStatuses } from '#test/support/bring-statuses.ts';
import {
  addLane,
  addSchool,
  countByStatus,
  type DeliveryRow,
  deliveriesOf,
  planMessage,
  type TestLane,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { openWhatsApp } from '#whatsapp/client.ts';

const simulator = await startSimulator({ limits: 'off', templates: 'any' });
after(() => simulator.close());
const runtime = await createTestRuntime({ after }, { GRAPH_BASE_URL: simulator.url });
const { db, database, time } = runtime;
const drainer = createDrainer(runtime, createSendBatch(runtime));
after(() => drainer.stop());
beforeEach(() => simulator.chaos.calm());

let slots = 100;

/** A lane in a slot of its own with one message to so many people. */
async function planned(
  wanted: Parameters<typeof planMessage>[3] = {},
  perSecond: number | null = null,
): Promise<{ lane: TestLane; school: string }> {
  const lane = await addLane(runtime, { slot: slots++, perSecond });
  const school = await addSchool(runtime, lane);
  await planMessage(runtime, school, lane, wanted);
  return { lane, school };
}

/** Drains as another process would, and ends. */
async function drainAs(other: Runtime, lane: TestLane): Promise<void> {
  const its = createDrainer(other, createSendBatch(other));
  await its.drain(lane.slot);
  await its.stop();
}

const rowsOf = (lane: TestLane) => deliveriesOf(database, lane);
const accepted = (lane: TestLane) =>
  simulator.ledger.read({ phoneNumberId: lane.phoneNumberId }).messages.toSorted((a, b) => a.order - b.order);
const laneRow = async (lane: TestLane) =>
  (
    await database.query<{ stopped_reason: string | null; stopped_until: Date | null }>(
      'SELECT stopped_reason, stopped_until FROM lane WHERE sender_id = $1',
      [lane.senderId],
    )
  )[0]!;

const keyOf = (row: DeliveryRow) => ({
  schoolId: row.school_id,
  messageId: row.message_id,
  recipientId: row.recipient_id,
  part: 0,
  attempt: row.attempt,
});

test('what Meta takes is accepted, under its id, once, with a key that comes back', async () => {
  const { lane } = await planned({ recipients: 50 });
  await drainer.drain(lane.slot);
  const rows = await rowsOf(lane);
  assert.deepEqual(countByStatus(rows), { accepted: 50 });
  const seen = new Map(accepted(lane).map((message) => [`+${message.phone}`, message]));
  assert.equal(seen.size, 50);
  for (const row of rows) {
    assert.equal(row.wamid, seen.get(row.address)?.id);
    assert.equal(seen.get(row.address)?.opaque, packDeliveryKey(keyOf(row)));
    assert.deepEqual([row.place, row.wake_at, row.error_code], [null, null, null]);
  }
});

test('the first of a batch leave while the last are not worded yet', async () => {
  const { lane } = await planned({ recipients: 60 }, 1_000);
  const { whatsapp } = runtime;
  let begun = 0;
  let whenTheFirstLeft = 0;
  const send: typeof whatsapp.send = (...request) => {
    // A connection at rest is found alive, and written to, at the end of this turn of the loop.
    if (++begun === 1) setImmediate(() => (whenTheFirstLeft = begun));
    return whatsapp.send(...request);
  };
  await drainAs({ ...runtime, whatsapp: { ...whatsapp, send } }, lane);
  assert.ok(whenTheFirstLeft < 10, `${whenTheFirstLeft} of them were worded before`);
  assert.deepEqual([begun, countByStatus(await rowsOf(lane))], [60, { accepted: 60 }]);
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

type Outcome = { status: string; detail: string | null; waitsMs: number | null; stops?: string };
const refusals: [code: number, outcome: Outcome][] = [
  [100, { status: 'failed', detail: 'content_refused', waitsMs: null }],
  [131026, { status: 'failed', detail: 'not_on_whatsapp', waitsMs: null }],
  [130403, { status: 'failed', detail: 'blocked', waitsMs: null }],
  [131050, { status: 'failed', detail: 'opted_out', waitsMs: null }],
  [132015, { status: 'failed', detail: 'template_problem', waitsMs: null }],
  [130472, { status: 'failed', detail: 'held_back', waitsMs: null }],
  [131059, { status: 'failed', detail: 'other', waitsMs: null }],
  [80007, { status: 'planned', detail: null, waitsMs: MINUTE }],
  [130429, { status: 'planned', detail: null, waitsMs: SECOND }],
  [131056, { status: 'planned', detail: null, waitsMs: 4 * SECOND }],
  [131057, { status: 'planned', detail: null, waitsMs: MINUTE }],
  [2, { status: 'unknown', detail: 'Made to fail by chaos.', waitsMs: 45 * SECOND }],
  [131000, { status: 'unknown', detail: 'Made to fail by chaos.', waitsMs: 45 * SECOND }],
  [190, { status: 'planned', detail: 'token', waitsMs: MINUTE, stops: 'token' }],
  [368, { status: 'planned', detail: 'policy', waitsMs: MINUTE, stops: 'policy' }],
  [131042, { status: 'planned', detail: 'payment', waitsMs: MINUTE, stops: 'payment' }],
  [131048, { status: 'planned', detail: 'quality', waitsMs: MINUTE, stops: 'quality' }],
];

for (const [code, expected] of refusals) {
  test(`${code}: ${expected.status}${expected.stops ? ', and the lane stops' : ''}`, async () => {
    const { lane } = await planned();
    simulator.chaos.set({ errors: [{ code, rate: 1 }] });
    const now = time.now();
    await drainer.drain(lane.slot);
    const [row] = await rowsOf(lane);
    assert.deepEqual(
      {
        status: row!.status,
        detail: row!.error_detail,
        waitsMs: row!.wake_at && row!.wake_at.getTime() - now,
        code: row!.error_code,
        place: row!.place,
      },
      { status: expected.status, detail: expected.detail, waitsMs: expected.waitsMs, code, place: null },
    );
    assert.equal((await laneRow(lane)).stopped_reason, expected.stops ?? null);
    assert.deepEqual(accepted(lane), []);
  });
}

test('a person who is not on WhatsApp is remembered', async () => {
  const { lane, school } = await planned();
  const [row] = await rowsOf(lane);
  await database.query(
    `INSERT INTO guardian (school_id, id, name, phone, opted_in) VALUES ($1, $2, 'Sita', $3, true)`,
    [school, row!.recipient_id, row!.address],
  );
  simulator.chaos.set({ errors: [{ code: 131026, rate: 1 }] });
  await drainer.drain(lane.slot);
  const [guardian] = await database.query<{ unreachable_since: Date }>(
    'SELECT unreachable_since FROM guardian WHERE id = $1',
    [row!.recipient_id],
  );
  assert.equal(guardian!.unreachable_since?.getTime(), time.now());
});

test('tried again after each wait and given up after eight tries', async () => {
  const { lane } = await planned();
  simulator.chaos.set({ errors: [{ code: 80007, rate: 1 }] });
  const refusedBefore = simulator.ledger.read().totals.refused;
  for (let turn = 1; turn <= 12; turn++) {
    await drainer.drain(lane.slot);
    time.pass(60 * MINUTE);
    await wakeDue(runtime);
  }
  const [row] = await rowsOf(lane);
  assert.deepEqual(
    [row!.status, row!.error_detail, row!.error_code, row!.attempt],
    ['failed', 'gave_up', 80007, 8],
  );
  assert.equal(simulator.ledger.read().totals.refused - refusedBefore, 8);
});

test('a send that succeeds at the third try leaves no error behind', async () => {
  const { lane } = await planned();
  simulator.chaos.set({ errors: [{ code: 131057, rate: 1 }] });
  for (let turn = 0; turn < 2; turn++) {
    await drainer.drain(lane.slot);
    time.pass(60 * MINUTE);
    await wakeDue(runtime);
  }
  simulator.chaos.calm();
  await drainer.drain(lane.slot);
  const [row] = await rowsOf(lane);
  assert.deepEqual(
    [row!.status, row!.attempt, row!.error_code, row!.error_detail],
    ['accepted', 3, null, null],
  );
  assert.equal(accepted(lane).length, 1);
});

for (const [code, reason] of [
  [190, 'token'],
  [368, 'policy'],
  [131042, 'payment'],
] as const) {
  test(`${code} stops the lane: nothing more is claimed, and all of it goes once a person resumes it`, async () => {
    const { lane } = await planned({ recipients: 500 }, 1_000);
    simulator.chaos.set({ errors: [{ code, rate: 1 }] });
    await drainer.drain(lane.slot);
    const tried = (await rowsOf(lane)).filter((row) => row.attempt > 0).length;
    const onTheWire = 100 * (runtime.config.WHATSAPP_WORKER_CONCURRENCY + 1);
    assert.ok(tried > 0 && tried <= onTheWire, `${tried} were tried`);
    assert.deepEqual(await laneRow(lane), { stopped_reason: reason, stopped_until: null });

    simulator.chaos.calm();
    time.pass(10 * MINUTE);
    await wakeDue(runtime);
    assert.ok(!(await slotsWithWork(db)).includes(lane.slot));
    await drainer.drain(lane.slot);
    assert.deepEqual(accepted(lane), [], 'it stays stopped, however often it is looked at');

    await database.query(
      `UPDATE lane SET stopped_reason = NULL, stopped_until = NULL, stopped_at = NULL WHERE sender_id = $1`,
      [lane.senderId],
    );
    await drainer.drain(lane.slot);
    assert.deepEqual(countByStatus(await rowsOf(lane)), { accepted: 500 });
    assert.equal(new Set(accepted(lane).map((m) => m.phone)).size, accepted(lane).length);
  });
}

test('stopping and resuming ten times uses up no try: eight still follow', async () => {
  const { lane } = await planned();
  const turn = async (code: number) => {
    simulator.chaos.set({ errors: [{ code, rate: 1 }] });
    await drainer.drain(lane.slot);
    await database.query('UPDATE lane SET stopped_reason = NULL, stopped_until = NULL WHERE sender_id = $1', [
      lane.senderId,
    ]);
    time.pass(60 * MINUTE);
    await wakeDue(runtime);
  };
  for (let n = 0; n < 10; n++) await turn(190);
  for (let n = 0; n < 7; n++) await turn(80007);
  assert.deepEqual([(await rowsOf(lane))[0]!.status, (await rowsOf(lane))[0]!.attempt], ['planned', 17]);
  await turn(80007);
  assert.deepEqual([(await rowsOf(lane))[0]!.status, (await rowsOf(lane))[0]!.attempt], ['failed', 18]);
});

test('a lane stopped for quality resumes by itself after six hours', async () => {
  const { lane } = await planned({ recipients: 3 });
  simulator.chaos.set({ errors: [{ code: 131048, rate: 1 }] });
  await drainer.drain(lane.slot);
  const { stopped_until: until } = await laneRow(lane);
  assert.equal(until!.getTime() - time.now(), 6 * 60 * MINUTE);
  simulator.chaos.calm();
  // Stops end by the database's clock, which no test can move.
  await database.query(`UPDATE lane SET stopped_until = now() WHERE sender_id = $1`, [lane.senderId]);
  time.pass(6 * 60 * MINUTE);
  await wakeDue(runtime);
  assert.ok((await slotsWithWork(db)).includes(lane.slot));
  await drainer.drain(lane.slot);
  assert.deepEqual(countByStatus(await rowsOf(lane)), { accepted: 3 });
  assert.deepEqual(await laneRow(lane), { stopped_reason: null, stopped_until: null });
});

test('a stopped lane holds up no other lane of its slot', async () => {
  const { lane: bad } = await planned({ recipients: 20 });
  const good = await addLane(runtime, { slot: bad.slot });
  await planMessage(runtime, await addSchool(runtime, good), good, { recipients: 40 });
  simulator.chaos.set({ errors: [{ code: 131031, rate: 1, phoneNumberId: bad.phoneNumberId }] });
  await drainer.drain(bad.slot);
  assert.equal((await laneRow(bad)).stopped_reason, 'policy');
  assert.equal(accepted(good).length, 40);
});

test('nobody listens at Graph: nothing left, so it is tried again soon', async () => {
  const { lane } = await planned();
  const whatsapp = openWhatsApp({ baseUrl: 'http://127.0.0.1:9', version: 'v26.0', token: 't' });
  const now = time.now();
  await drainAs({ ...runtime, whatsapp }, lane);
  await whatsapp.close();
  const [row] = await rowsOf(lane);
  assert.deepEqual([row!.status, row!.wake_at!.getTime() - now], ['planned', SECOND]);
  time.pass(2 * SECOND);
  await wakeDue(runtime);
  await database.query(`UPDATE lane SET released_at = now() - interval '2 seconds' WHERE sender_id = $1`, [
    lane.senderId,
  ]);
  await drainer.drain(lane.slot);
  assert.equal((await rowsOf(lane))[0]!.status, 'accepted');
  assert.equal(accepted(lane).length, 1);
});

for (const [name, chaos, taken] of [
  ['before Meta took it', { cutBeforeRate: 1 }, 0],
  ['after Meta took it', { cutAfterRate: 1 }, 1],
] as const) {
  test(`a connection cut ${name} leaves the outcome unknown, and without evidence it is not sent again`, async () => {
    const { lane } = await planned();
    simulator.chaos.set(chaos);
    const now = time.now();
    await drainer.drain(lane.slot);
    const [row] = await rowsOf(lane);
    assert.deepEqual(
      [row!.status, row!.wake_at!.getTime() - now, row!.place, row!.wamid],
      ['unknown', 45 * SECOND, null, null],
    );
    simulator.chaos.calm();
    time.pass(14 * MINUTE);
    await wakeDue(runtime);
    await drainer.drain(lane.slot);
    assert.equal(accepted(lane).length, taken);
    assert.equal((await rowsOf(lane))[0]!.status, 'unknown');
  });
}

test('an answer that never comes leaves the outcome unknown; the status of what was taken settles it', async () => {
  const { lane } = await planned();
  const impatient = openWhatsApp({
    baseUrl: simulator.url,
    version: 'v26.0',
    token: 't',
    answerTimeoutMs: 200,
  });
  simulator.chaos.set({ silenceRate: 1 });
  await drainAs({ ...runtime, whatsapp: impatient }, lane);
  await impatient.close();
  assert.equal((await rowsOf(lane))[0]!.status, 'unknown');
  const [message] = accepted(lane);
  await tell(lane, { wamid: message!.id, opaque: message!.opaque!, status: 'delivered' });
  const [row] = await rowsOf(lane);
  assert.deepEqual([row!.status, row!.wamid, row!.wake_at], ['delivered', message!.id, null]);
});

type News = {
  wamid: string;
  opaque: string;
  status: 'sent' | 'delivered' | 'read' | 'failed';
  error?: { code: number; detail: string };
};

async function tell(lane: TestLane, news: News): Promise<void> {
  const { senderId, phoneNumberId } = lane;
  await bringStatuses(runtime, [{ senderId, phoneNumberId, at: time.now(), ...news }]);
}

test('what is worth nothing any more is not sent', async () => {
  const { lane } = await planned({ recipients: 4, expiresAt: new Date(time.now()) });
  await drainer.drain(lane.slot);
  const rows = await rowsOf(lane);
  assert.deepEqual(countByStatus(rows), { expired: 4 });
  assert.deepEqual(accepted(lane), []);
});

test('a message that waited too long for its lane expires when the lane resumes', async () => {
  const { lane } = await planned({ recipients: 2, expiresAt: new Date(time.now() + 60 * MINUTE) });
  simulator.chaos.set({ errors: [{ code: 190, rate: 1 }] });
  await drainer.drain(lane.slot);
  simulator.chaos.calm();
  time.pass(61 * MINUTE);
  await wakeDue(runtime);
  await database.query('UPDATE lane SET stopped_reason = NULL, stopped_until = NULL WHERE sender_id = $1', [
    lane.senderId,
  ]);
  await drainer.drain(lane.slot);
  assert.deepEqual(countByStatus(await rowsOf(lane)), { expired: 2 });
});

const typesSent = (lane: TestLane) => accepted(lane).map((message) => message.type);

test('free-form inside the window, as a template outside', async () => {
  const open = await planned({ windowUntil: new Date(time.now() + 1) });
  const over = await planned({ windowUntil: new Date(time.now()) });
  const never = await planned({ windowUntil: null });
  for (const { lane } of [open, over, never]) await drainer.drain(lane.slot);
  assert.deepEqual(
    [typesSent(open.lane), typesSent(over.lane), typesSent(never.lane)],
    [['text'], ['template'], ['template']],
  );
});

test('Meta says at once that the window is closed: the template goes', async () => {
  const { lane } = await planned();
  simulator.chaos.set({ errors: [{ code: 131047, rate: 1 }] });
  await drainer.drain(lane.slot);
  assert.equal((await rowsOf(lane))[0]!.window_until, null);
  simulator.chaos.calm();
  await wakeDue(runtime);
  await drainer.drain(lane.slot);
  assert.equal((await rowsOf(lane))[0]!.status, 'accepted');
  assert.deepEqual(typesSent(lane), ['template']);
});

test('Meta says in a status that the window is closed: the template goes, once', async () => {
  const { lane } = await planned();
  await drainer.drain(lane.slot);
  const [message] = accepted(lane);
  const closed = { code: 131047, detail: 'Re-engagement message' };
  const news = { wamid: message!.id, opaque: message!.opaque!, status: 'failed', error: closed } as const;
  await tell(lane, news);
  await tell(lane, news);
  await wakeDue(runtime);
  await drainer.drain(lane.slot);
  await tell(lane, news);
  await wakeDue(runtime);
  await drainer.drain(lane.slot);
  assert.equal((await rowsOf(lane))[0]!.status, 'accepted');
  assert.deepEqual(typesSent(lane), ['text', 'template']);
});

test('a status of failure that is faster than the answer to the send is not undone by it', async () => {
  const { lane } = await planned();
  simulator.chaos.set({ cutAfterRate: 1 });
  await drainer.drain(lane.slot);
  const [row] = await rowsOf(lane);
  await database.query(`UPDATE delivery SET status = 'sending' WHERE recipient_id = $1`, [row!.recipient_id]);
  const [message] = accepted(lane);
  const error = { code: 131047, detail: 'Re-engagement message' };
  await tell(lane, { wamid: message!.id, opaque: message!.opaque!, status: 'failed', error });
  await recordAccepted(db, [{ key: keyOf(row!), wamid: message!.id }], new Date(time.now()));
  simulator.chaos.calm();
  await wakeDue(runtime);
  await drainer.drain(lane.slot);
  assert.deepEqual(typesSent(lane), ['text', 'template']);
});

test('an answer that comes after the delivery was called unknown still counts', async () => {
  const { lane } = await planned();
  simulator.chaos.set({ cutAfterRate: 1 });
  await drainer.drain(lane.slot);
  const [row] = await rowsOf(lane);
  await recordAccepted(db, [{ key: keyOf(row!), wamid: accepted(lane)[0]!.id }], new Date(time.now()));
  const [settled] = await rowsOf(lane);
  assert.deepEqual([settled!.status, settled!.wake_at], ['accepted', null]);
});

test('an outcome of an older try changes nothing', async () => {
  const { lane } = await planned();
  await drainer.drain(lane.slot);
  const [row] = await rowsOf(lane);
  const outcome = {
    wakeAt: null,
    errorCode: 100,
    errorDetail: 'late',
    unknownSince: null,
    closeWindow: false,
    spared: false,
  };
  await recordOutcomes(
    db,
    [{ key: { ...keyOf(row!), attempt: 0 }, status: 'failed', ...outcome }],
    new Date(time.now()),
  );
  assert.equal((await rowsOf(lane))[0]!.status, 'accepted');
});

test('an outcome of a delivery that nobody has is written without harm', async () => {
  await planned();
  const key = {
    schoolId: newId(1),
    messageId: newId(time.now()),
    recipientId: newId(1),
    part: 0,
    attempt: 1,
  };
  const rows = () =>
    database.query('SELECT d.*, d.xmin::text FROM delivery d ORDER BY message_id, recipient_id, part');
  const before = await rows();
  await recordAccepted(db, [{ key, wamid: 'wamid.x' }], new Date(time.now()));
  assert.deepEqual(await rows(), before, 'neither made nor touched anything');
});
