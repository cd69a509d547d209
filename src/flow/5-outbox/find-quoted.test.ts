import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inSchool } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { olderSpan, recentSpan } from '#outbox/kept-spans.ts';
import { findQuoted } from '#outbox/quoted-queries.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const DAY = 24 * 60 * 60 * 1_000;
const MONTHS = 13;
const runtime = await createTestRuntime({ after });
const { database, db, time } = runtime;
const lane = await addLane(runtime);
const school = await addSchool(runtime, lane);

/** A message of that age, which Meta took. */
async function wasSent(days: number): Promise<{ message: string; wamid: string }> {
  const now = time.now();
  time.set(now - days * DAY);
  const message = await planMessage(runtime, school, lane);
  time.set(now);
  const wamid = `wamid.of ${days} days ago`;
  await database.query('UPDATE delivery SET wamid = $2 WHERE message_id = $1', [message, wamid]);
  return { message, wamid };
}

const find = (of: string, wamid: string, spanOf: typeof recentSpan) =>
  inSchool(db, of, (tx) => findQuoted(tx, of, { senderId: lane.senderId, wamid }, spanOf(time.now())));
const older = (now: number) => olderSpan(now, MONTHS);

test('a message that is quoted is found by the id that Meta gave it, however old it is', async () => {
  for (const days of [0, 1, 33, 39, 41, 100, 300, 390]) {
    const { message, wamid } = await wasSent(days);
    const found = [await find(school, wamid, recentSpan), await find(school, wamid, older)];
    const [first, second] = days < 40 ? found : found.reverse();
    assert.deepEqual([first?.message_id, second], [message, undefined], `${days} days`);
  }
});

test('another school finds nothing', async () => {
  const { wamid } = await wasSent(2);
  assert.equal(await find(await addSchool(runtime, lane), wamid, recentSpan), undefined);
});

test('a text that came to the number is no message of ours', async () => {
  const { wamid } = await wasSent(3);
  const at = time.now();
  await database.query(
    `INSERT INTO inbound_message (sender_id, wamid, id, event_id, request_id, person, type, payload, sent_at, school_id)
     VALUES ($1, $2, $3, $3, 'test', '+9779800000001', 'text', '{}', $4, $5)`,
    [lane.senderId, wamid, newId(at), new Date(at), school],
  );
  assert.equal(await find(school, wamid, recentSpan), undefined);
});
