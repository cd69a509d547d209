import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { packDeliveryKey } from '#send/delivery-key.ts';
import { createDrainer } from '#send/drain-slot.ts';
import { type LeasedLane, leaseLanes, releaseLanes, slotsWithWork } from '#send/lane-queries.ts';
import { claimBatch } from '#send/queries.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { wakeDue } from '#send/wake-due.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { bringStatuses } from '#test/support/bring-statuses.ts';
import {
  addLane,
  addSchool,
  countByStatus,
  type DeliveryRow,
  deliveriesOf,
  endLease,
  planMessage,
  type TestLane,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const simulator = await startSimulator({ limits: 'off' });
after(() => simulator.close());
const runtime = await createTestRuntime({ after }, { GRAPH_BASE_URL: simulator.url });
const { db, database } = runtime;

let slots = 100;

/** A lane with something to send, in a slot of its own. */
async function busyLane(recipients = 1, priority = 2): Promise<TestLane> {
  const lane = await addLane(runtime, { slot: slots++ });
  await planMessage(runtime, await addSchool(runtime, lane), lane, { recipients, priority });
  return lane;
}

async function lease(lane: TestLane, owner: string): Promise<LeasedLane | undefined> {
  return (await leaseLanes(db, lane.slot, owner, 20)).find((one) => one.sender_id === lane.senderId);
}

const drainer = createDrainer(runtime, createSendBatch(runtime));
after(() => drainer.stop());
const drain = (slot: number) => drainer.drain(slot);

const sentTo = (lane: TestLane) =>
  simulator.ledger.read({ phoneNumberId: lane.phoneNumberId }).messages.map((m) => `+${m.phone}`);

test('a lane with nothing to send is not taken', async () => {
  assert.equal(await lease(await addLane(runtime), 'a'), undefined);
});

test('one owner at a time; who holds a lane keeps it and its fence', async () => {
  const lane = await busyLane();
  const taken = await lease(lane, 'a');
  assert.deepEqual([taken?.changed_hands, taken?.released_ms_ago], [true, null]);
  assert.equal(await lease(lane, 'b'), undefined);
  const renewed = await lease(lane, 'a');
  assert.deepEqual([renewed?.fence, renewed?.changed_hands], [taken?.fence, false]);
});

test('renewing puts the end of the lease off', async () => {
  const lane = await busyLane();
  await lease(lane, 'a');
  const until = async () =>
    (
      await database.query<{ left: number }>(
        `SELECT extract(epoch FROM lease_until - now())::float8 AS left FROM lane WHERE sender_id = $1`,
        [lane.senderId],
      )
    )[0]!.left;
  await database.query(`UPDATE lane SET lease_until = now() + interval '1 second' WHERE sender_id = $1`, [
    lane.senderId,
  ]);
  await lease(lane, 'a');
  assert.ok((await until()) > 15);
});

test('many that ask at once: exactly one gets the lane', async () => {
  const lane = await busyLane();
  const asked = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((owner) => lease(lane, owner)));
  assert.equal(asked.filter(Boolean).length, 1);
});

test('a lease that ended is taken over under a higher fence', async () => {
  const lane = await busyLane();
  const first = await lease(lane, 'a');
  await endLease(database, lane);
  const second = await lease(lane, 'b');
  assert.equal(second?.changed_hands, true);
  assert.ok(second!.fence > first!.fence);
  assert.equal(await lease(lane, 'a'), undefined, 'the old owner does not get it back');
});

test('a lane given back is taken at once, and the next owner learns how long ago', async () => {
  const lane = await busyLane();
  await lease(lane, 'a');
  await releaseLanes(db, 'a', [lane.senderId]);
  const next = await lease(lane, 'b');
  assert.ok(next?.released_ms_ago !== null && next!.released_ms_ago >= 0 && next!.released_ms_ago < 5_000);
});

test('nobody gives back what another holds', async () => {
  const lane = await busyLane();
  await lease(lane, 'a');
  await releaseLanes(db, 'b', [lane.senderId]);
  assert.equal(await lease(lane, 'b'), undefined);
});

test('a stopped lane is not taken before its time, and not without a person where no time is given', async () => {
  const lane = await busyLane();
  const stop = (until: string | null) =>
    database.query(
      `UPDATE lane SET stopped_reason = 'quality', stopped_until = now() + $2::interval WHERE sender_id = $1`,
      [lane.senderId, until],
    );
  await stop('1 minute');
  assert.equal(await lease(lane, 'a'), undefined);
  await stop(null);
  assert.equal(await lease(lane, 'a'), undefined);
  assert.ok(!(await slotsWithWork(db)).includes(lane.slot), 'the sweeper leaves it alone');
  await stop('-1 second');
  assert.equal((await lease(lane, 'a'))?.sender_id, lane.senderId);
});

/** An owner claimed `count` of a lane's deliveries and vanished before a word of it was written. */
async function abandon(lane: TestLane, count: number): Promise<void> {
  const held = await lease(lane, 'who dies');
  await claimBatch(db, [{ sender_id: lane.senderId, fence: held!.fence, count }]);
  await endLease(database, lane);
}

/** Another owner drains it. The lease runs by the database's clock, which this test's clock has left behind. */
async function takeOver(lane: TestLane): Promise<void> {
  await drain(lane.slot);
  await database.query('UPDATE delivery SET unknown_since = $1 WHERE sender_id = $2', [
    new Date(runtime.time.now()),
    lane.senderId,
  ]);
}

test('what a dead owner had on the wire is not sent by the next one; the rest is', async () => {
  const lane = await busyLane(12);
  await abandon(lane, 5);
  await drain(lane.slot);
  const rows = await deliveriesOf(database, lane);
  assert.deepEqual(countByStatus(rows), { unknown: 5, accepted: 7 });
  assert.deepEqual(
    sentTo(lane).toSorted(),
    rows
      .filter((row) => row.status === 'accepted')
      .map((row) => row.address)
      .toSorted(),
  );
});

test('leftovers are found even when the lane was given back and nothing else waits in it', async () => {
  const lane = await busyLane(3);
  await abandon(lane, 3);
  await releaseLanes(db, 'who dies', [lane.senderId]);
  assert.ok((await slotsWithWork(db)).includes(lane.slot), 'the sweeper sees that there is something');
  await drain(lane.slot);
  assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), { unknown: 3 });
});

function tell(
  row: DeliveryRow,
  lane: TestLane,
  status: 'sent' | 'delivered' | 'read',
  attempt = row.attempt,
) {
  const opaque = packDeliveryKey({
    schoolId: row.school_id,
    messageId: row.message_id,
    recipientId: row.recipient_id,
    part: 0,
    attempt,
  });
  const { senderId, phoneNumberId } = lane;
  const at = runtime.clock.now();
  return bringStatuses(runtime, [
    { senderId, phoneNumberId, wamid: `wamid.${row.recipient_id}`, status, at, opaque },
  ]);
}

test('a late status settles what a dead owner left, and it is never sent again', async () => {
  const lane = await busyLane(3, 0);
  await abandon(lane, 3);
  await drain(lane.slot);
  for (const row of await deliveriesOf(database, lane)) await tell(row, lane, 'sent');
  runtime.time.pass(3_600_000);
  await wakeDue(runtime);
  await drain(lane.slot);
  const rows = await deliveriesOf(database, lane);
  assert.deepEqual(countByStatus(rows), { sent: 3 });
  assert.deepEqual(
    new Set(rows.map((row) => row.wamid)),
    new Set(rows.map((r) => `wamid.${r.recipient_id}`)),
  );
  assert.deepEqual(sentTo(lane), []);
});

test('without a status, what is urgent is sent again after a minute, not before', async () => {
  const lane = await busyLane(3, 0);
  await abandon(lane, 3);
  await takeOver(lane);
  runtime.time.pass(59_000);
  await wakeDue(runtime);
  assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), { unknown: 3 });
  runtime.time.pass(1_000);
  await wakeDue(runtime);
  await drain(lane.slot);
  const rows = await deliveriesOf(database, lane);
  assert.deepEqual(countByStatus(rows), { accepted: 3 });
  assert.deepEqual(new Set(rows.map((row) => row.attempt)), new Set([2]));
  assert.equal(sentTo(lane).length, 3);
});

test('without a status, anything else is set aside as unsettled, and a proof that it came still counts', async () => {
  const lane = await busyLane(2, 2);
  await abandon(lane, 2);
  await takeOver(lane);
  runtime.time.pass(13 * 60_000);
  await wakeDue(runtime);
  assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), { unknown: 2 }, 'statuses may be late');
  runtime.time.pass(2 * 60_000);
  await wakeDue(runtime);
  await drain(lane.slot);
  const [one, other] = await deliveriesOf(database, lane);
  assert.deepEqual([one!.status, one!.error_detail, one!.wake_at], ['failed', 'unsettled', null]);
  assert.deepEqual(sentTo(lane), []);
  await tell(other!, lane, 'delivered');
  assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), { failed: 1, delivered: 1 });
});

test('a status of the first try, come while the second waits in the lane, keeps the second from going', async () => {
  const lane = await busyLane(1, 0);
  await abandon(lane, 1);
  await takeOver(lane);
  runtime.time.pass(61_000);
  await wakeDue(runtime);
  const [waiting] = await deliveriesOf(database, lane);
  assert.equal(waiting!.status, 'planned');
  await tell(waiting!, lane, 'sent', 1);
  await drain(lane.slot);
  assert.deepEqual(countByStatus(await deliveriesOf(database, lane)), { sent: 1 });
  assert.deepEqual(sentTo(lane), []);
});
