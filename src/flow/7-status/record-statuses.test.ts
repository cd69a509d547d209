import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import type { SenderStatus } from '#inbox/sweep-events.ts';
import { type DeliveryKey, packDeliveryKey } from '#send/delivery-key.ts';
import { recordAccepted } from '#send/queries.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { joinParkedStatuses } from './parked-statuses.ts';
import { recordStatuses } from './record-statuses.ts';

const runtime = await createTestRuntime({ after });
const lane = await addLane(runtime);
const schoolId = await addSchool(runtime, lane);
const began = runtime.time.now();

type Sent = { key: DeliveryKey; wamid: string };
type Row = {
  status: string;
  wamid: string | null;
  wake_at: Date | null;
  error_code: number | null;
  sent_at: Date | null;
  delivered_at: Date | null;
  read_at: Date | null;
  failed_at: Date | null;
};

let made = 0;

/** A delivery that has been claimed for its first try and stands where a test wants it. */
async function delivery(status = 'accepted', wamid: string | null = `wamid.${++made}`): Promise<Sent> {
  const messageId = await planMessage(runtime, schoolId, lane);
  const [row] = await runtime.database.query<{ recipient_id: string }>(
    `UPDATE delivery SET status = $2::delivery_status, place = NULL, attempt = 1, wamid = $3 WHERE message_id = $1 RETURNING recipient_id`,
    [messageId, status, wamid],
  );
  const key = { schoolId, messageId, recipientId: row!.recipient_id, part: 0, attempt: 1 };
  return { key, wamid: wamid ?? `wamid.${++made}` };
}

async function rowOf({ key }: Sent): Promise<Row> {
  const rows = await runtime.database.query<Row>('SELECT * FROM delivery WHERE message_id = $1', [
    key.messageId,
  ]);
  return rows[0]!;
}

type Word = SenderStatus['status'];

const news = (sent: Sent, status: Word, over: Partial<SenderStatus> = {}): SenderStatus => ({
  senderId: lane.senderId,
  phoneNumberId: lane.phoneNumberId,
  wamid: sent.wamid,
  status,
  at: began,
  opaque: packDeliveryKey(sent.key),
  ...(status === 'failed' ? { error: { code: 131053, detail: 'test' } } : {}),
  ...over,
});

const record = (statuses: SenderStatus[]) =>
  runtime.db.transaction().execute((tx) => recordStatuses(runtime, tx, statuses));

// Delivered and read are proofs; a failure stands against a mere `sent`.
const farthest = (words: Word[]): string =>
  (['read', 'delivered', 'failed', 'sent'] as const).find((word) => words.includes(word)) ?? 'accepted';

test('statuses in any order, in any batches and any number of copies lead to the same end', async () => {
  const word = fc.constantFrom<Word>('sent', 'delivered', 'read', 'failed');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
      async (batches) => {
        const sent = await delivery();
        for (const batch of batches) await record(batch.map((status) => news(sent, status)));
        const words = batches.flat();
        const row = await rowOf(sent);
        assert.equal(row.status, farthest(words));
        assert.equal(row.failed_at !== null, row.status === 'failed');
        assert.deepEqual([row.wake_at, row.wamid], [null, sent.wamid]);
      },
    ),
    { numRuns: 60 },
  );
});

test('the first word of each kind gives its time, however late it comes', async () => {
  const sent = await delivery();
  const at = (seconds: number) => ({ at: began + seconds * 1_000 });
  await record([news(sent, 'read', at(9)), news(sent, 'delivered', at(5)), news(sent, 'delivered', at(4))]);
  await record([news(sent, 'sent', at(1)), news(sent, 'read', at(8))]);
  const { status, sent_at, delivered_at, read_at } = await rowOf(sent);
  const times = [sent_at, delivered_at, read_at].map((time) => (time!.getTime() - began) / 1_000);
  assert.deepEqual([status, ...times], ['read', 1, 4, 9]);
});

test('where "delivered" never comes, "read" says it all', async () => {
  const sent = await delivery();
  await record([news(sent, 'read')]);
  assert.equal((await rowOf(sent)).status, 'read');
});

for (const status of ['sending', 'unknown', 'planned']) {
  test(`a proof that comes while the delivery is ${status} settles it, and the late answer changes nothing`, async () => {
    const sent = await delivery(status, null);
    await record([news(sent, 'delivered')]);
    const before = await rowOf(sent);
    assert.deepEqual([before.status, before.wamid], ['delivered', sent.wamid]);
    await recordAccepted(runtime.db, [sent], new Date(began));
    assert.equal((await rowOf(sent)).status, 'delivered');
  });
}

test('statuses of many deliveries in one batch each find their own', async () => {
  const all = await Promise.all(Array.from({ length: 30 }, () => delivery()));
  const words: Word[] = ['sent', 'delivered', 'read', 'failed'];
  await record(all.map((sent, n) => news(sent, words[n % 4]!)));
  for (const [n, sent] of all.entries()) assert.equal((await rowOf(sent)).status, words[n % 4]);
});

test('what a large batch says of one delivery is put together, however far apart it stands', async () => {
  const messageId = await planMessage(runtime, schoolId, lane, { recipients: 450 });
  const rows = await runtime.database.query<{ recipient_id: string }>(
    `UPDATE delivery SET status = 'accepted', place = NULL, attempt = 1 WHERE message_id = $1 RETURNING recipient_id`,
    [messageId],
  );
  const all = rows.map(({ recipient_id }): Sent => {
    const key = { schoolId, messageId, recipientId: recipient_id, part: 0, attempt: 1 };
    return { key, wamid: `wamid.${++made}` };
  });
  const words: Word[] = ['read', 'sent', 'delivered'];
  await record(words.flatMap((word) => all.map((sent) => news(sent, word))));
  const came = await runtime.database.query(
    `SELECT status, count(*)::int AS count, count(DISTINCT wamid)::int AS wamids FROM delivery
     WHERE message_id = $1 AND sent_at = delivered_at AND delivered_at = read_at GROUP BY 1`,
    [messageId],
  );
  assert.deepEqual(came, [{ status: 'read', count: 450, wamids: 450 }]);
});

test('a status without our key is found by its wamid', async () => {
  const sent = await delivery();
  await record([news(sent, 'delivered', { opaque: undefined })]);
  assert.equal((await rowOf(sent)).status, 'delivered');
});

test("another program's key is no key of ours", async () => {
  const sent = await delivery();
  await record([news(sent, 'delivered', { opaque: 'order-17' })]);
  assert.equal((await rowOf(sent)).status, 'delivered');
});

const parked = async (wamid: string) =>
  (await runtime.database.query('SELECT 1 FROM parked_status WHERE wamid = $1', [wamid])).length;

test('a status that nobody knows yet is parked, and joined when its message is known', async () => {
  const sent = await delivery('sending', null);
  for (const status of ['delivered', 'sent', 'delivered'] as const)
    await record([news(sent, status, { opaque: undefined })]);
  assert.equal(await parked(sent.wamid), 2);
  assert.equal(await joinParkedStatuses(runtime), 0, 'still nobody knows it');
  await recordAccepted(runtime.db, [sent], new Date(began));
  assert.equal(await joinParkedStatuses(runtime), 2);
  assert.deepEqual([(await rowOf(sent)).status, await parked(sent.wamid)], ['delivered', 0]);
});

test('a parked failure comes with its code', async () => {
  const sent = await delivery('sending', null);
  await record([news(sent, 'failed', { opaque: undefined })]);
  await recordAccepted(runtime.db, [sent], new Date(began));
  await joinParkedStatuses(runtime);
  const { status, error_code } = await rowOf(sent);
  assert.deepEqual([status, error_code], ['failed', 131053]);
});

const BUSY = { error: { code: 131057, detail: 'in maintenance' } };

test('a failure that passes plans another try; its copies and a late "sent" leave that be', async () => {
  const sent = await delivery();
  await record([news(sent, 'failed', BUSY)]);
  const planned = await rowOf(sent);
  assert.equal(planned.status, 'planned');
  assert.ok(planned.wake_at!.getTime() > runtime.time.now(), 'a while later');
  await record([news(sent, 'failed', BUSY)]);
  await record([news(sent, 'sent')]);
  const { status, wake_at } = await rowOf(sent);
  assert.deepEqual([status, wake_at], ['planned', planned.wake_at]);
});

test('a planned retry is taken back by the proof that the first try came', async () => {
  const sent = await delivery();
  await record([news(sent, 'failed', BUSY)]);
  await record([news(sent, 'delivered')]);
  const { status, wake_at, error_code } = await rowOf(sent);
  assert.deepEqual([status, wake_at, error_code], ['delivered', null, null]);
});

test('the failure of an earlier try says nothing of the one under way', async () => {
  const sent = await delivery('sending');
  await runtime.database.query('UPDATE delivery SET attempt = 2 WHERE message_id = $1', [sent.key.messageId]);
  await record([news(sent, 'failed')]);
  assert.equal((await rowOf(sent)).status, 'sending');
});

test('what was taken back or has expired is not revived by a mere "sent", but by a proof', async () => {
  for (const status of ['withdrawn', 'expired']) {
    const sent = await delivery(status);
    await record([news(sent, 'sent')]);
    assert.equal((await rowOf(sent)).status, status);
    await record([news(sent, 'delivered')]);
    assert.equal((await rowOf(sent)).status, 'delivered');
  }
});

test('statuses of messages we never sent are kept aside and harm nobody', async () => {
  const stranger = {
    key: { schoolId, messageId: schoolId, recipientId: schoolId, part: 0, attempt: 1 },
    wamid: 'w',
  };
  await record([news(stranger, 'delivered'), news(stranger, 'failed')]);
  assert.equal(await parked('w'), 0, 'with our key there is nothing to wait for');
});

test('two processes that record the same deliveries in opposite orders both succeed', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => delivery()));
  const statuses = all.map((sent) => news(sent, 'delivered'));
  await Promise.all([record(statuses), record([...statuses].reverse()), record(statuses)]);
  for (const sent of all) assert.equal((await rowOf(sent)).status, 'delivered');
});

test('a failure that concerns the number stops its lane', async () => {
  const own = await addLane(runtime);
  const sent = await delivery();
  await record([
    news(sent, 'failed', { senderId: own.senderId, error: { code: 131042, detail: 'payment' } }),
  ]);
  const [row] = await runtime.database.query('SELECT stopped_reason FROM lane WHERE sender_id = $1', [
    own.senderId,
  ]);
  assert.deepEqual(row, { stopped_reason: 'payment' });
  assert.equal((await rowOf(sent)).status, 'planned', 'it waits for the lane');
});
