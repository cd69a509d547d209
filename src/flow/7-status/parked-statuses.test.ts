import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { SenderStatus } from '#inbox/sweep-events.ts';
import { recordAccepted } from '#send/queries.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { dropParkedStatuses, joinParkedStatuses } from './parked-statuses.ts';
import { recordStatuses } from './record-statuses.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

const runtime = await createTestRuntime({ after });
const lane = await addLane(runtime);
const schoolId = await addSchool(runtime, lane);

/** A status without our key, as of a message that nobody knows yet. */
async function arrives(wamid: string, status: SenderStatus['status'] = 'delivered'): Promise<void> {
  const at = runtime.time.now();
  const { senderId, phoneNumberId } = lane;
  await runtime.db
    .transaction()
    .execute((tx) => recordStatuses(runtime, tx, [{ senderId, phoneNumberId, wamid, status, at }]));
}

/** The message of that id becomes known: its send was accepted. */
async function isAccepted(wamid: string): Promise<() => Promise<string>> {
  const messageId = await planMessage(runtime, schoolId, lane);
  const [row] = await runtime.database.query<{ recipient_id: string }>(
    `UPDATE delivery SET status = 'sending', place = NULL, attempt = 1 WHERE message_id = $1 RETURNING recipient_id`,
    [messageId],
  );
  const key = { schoolId, messageId, recipientId: row!.recipient_id, part: 0, attempt: 1 };
  await recordAccepted(runtime.db, [{ key, wamid }], new Date(runtime.time.now()));
  return async () => {
    const sql = 'SELECT status FROM delivery WHERE message_id = $1';
    return (await runtime.database.query<{ status: string }>(sql, [messageId]))[0]!.status;
  };
}

const parked = async () =>
  (await runtime.database.query<{ wamid: string }>('SELECT wamid FROM parked_status ORDER BY wamid')).map(
    (row) => row.wamid,
  );

test('a parked status whose message becomes known within the minute is joined at once', async () => {
  await arrives('wamid.soon');
  runtime.time.pass(59_000);
  const status = await isAccepted('wamid.soon');
  assert.equal(await joinParkedStatuses(runtime), 1);
  assert.deepEqual([await status(), await parked()], ['delivered', []]);
});

test('one whose message becomes known later is joined when all are looked through', async () => {
  await arrives('wamid.late');
  runtime.time.pass(DAY_MS);
  const status = await isAccepted('wamid.late');
  assert.equal(await joinParkedStatuses(runtime), 0);
  assert.deepEqual(await dropParkedStatuses(runtime), { joined: 1, dropped: 0 });
  assert.deepEqual([await status(), await parked()], ['delivered', []]);
});

test('one that nobody has claimed for three days is dropped; younger ones stay', async () => {
  await arrives('wamid.old');
  runtime.time.pass(2 * DAY_MS);
  await arrives('wamid.young');
  assert.deepEqual(await dropParkedStatuses(runtime), { joined: 0, dropped: 0 });
  runtime.time.pass(DAY_MS + 1);
  assert.deepEqual(await dropParkedStatuses(runtime), { joined: 0, dropped: 1 });
  assert.deepEqual(await parked(), ['wamid.young']);
});
