import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime, type TestRuntime } from '#test/support/runtime.ts';
import { cleanUp, isCleanUpDue } from './clean-up.ts';
import { listMonths } from './clean-up-queries.ts';

// An evening in Kathmandu, and half past one of a night.
const EVENING = Date.parse('2026-11-20T14:00:00Z');
const NIGHT = Date.parse('2026-11-20T19:45:00Z');

/** A school, with months that reach back to October 2025 and events that reach back to August 2026. */
async function stage(t: Parameters<typeof createTestRuntime>[0]) {
  const runtime = await createTestRuntime(t, {}, { startAt: EVENING });
  const { database } = runtime;
  for (const month of ['2025-09-01', '2025-10-01', '2025-11-01'])
    await database.query(`CALL ensure_month_partition('delivery', $1::date)`, [month]);
  for (const month of ['2026-08-01', '2026-09-01'])
    await database.query(`CALL ensure_month_partition('webhook_event', $1::date)`, [month]);
  const lane = await addLane(runtime);
  return { runtime, database, lane, school: await addSchool(runtime, lane) };
}

/** A message of that moment, whose deliveries have come to these ends. */
async function was(
  { runtime, lane, school }: Awaited<ReturnType<typeof stage>>,
  at: string,
  statuses: string[],
  windowUntil?: Date | null,
): Promise<void> {
  const back = runtime.time.now();
  runtime.time.set(Date.parse(at));
  const id = await planMessage(runtime, school, lane, { recipients: statuses.length, windowUntil });
  runtime.time.set(back);
  await runtime.database.query(
    `UPDATE delivery d SET status = ($2::text[])[n.nth]::delivery_status, place = NULL
     FROM (SELECT recipient_id, row_number() OVER () AS nth FROM delivery WHERE message_id = $1) n
     WHERE d.message_id = $1 AND d.recipient_id = n.recipient_id`,
    [id, statuses],
  );
}

const count = async ({ database }: TestRuntime, from: string) =>
  (await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`))[0]!.n;

test('old months go, their totals stay, and a second run changes nothing', async (t) => {
  const staged = await stage(t);
  const { runtime, database, school } = staged;
  await was(staged, '2025-09-10T06:00:00Z', ['read', 'delivered', 'sent', 'failed', 'withdrawn', 'expired']);
  await was(staged, '2025-09-11T06:00:00Z', ['read', 'read'], null);
  await was(staged, '2025-10-11T06:00:00Z', ['read']);
  const cleaned = await cleanUp(runtime);
  assert.deepEqual([cleaned.dropped, cleaned.open], [['webhook_event 2026-08', 'delivery 2025-09'], []]);
  const totals = await database.query(`SELECT * FROM month_total`);
  const september = {
    school_id: school,
    month: totals[0]!.month,
    kind: 'announcement',
    ...{ messages: '2', deliveries: '8', delivered: '4', read: '3', sent: '1', failed: '1', withdrawn: '1' },
    ...{ expired: '1', templates: '2', free_form: '3' },
  };
  assert.deepEqual(totals, [september]);
  assert.deepEqual(
    (await listMonths(runtime.db, 'delivery')).slice(0, 2),
    ['2025-10-01', '2025-11-01'],
    'thirteen whole months and the present one are kept',
  );
  assert.deepEqual([await count(runtime, 'message'), await count(runtime, 'delivery')], [1, 1]);
  const again = await cleanUp(runtime);
  assert.deepEqual(again, { dropped: [], open: [], rows: 0 });
  assert.deepEqual(await database.query(`SELECT * FROM month_total`), [september]);
});

test('what has not come to its end keeps its month: what only waits expires first, the rest stays', async (t) => {
  const staged = await stage(t);
  const { runtime, database } = staged;
  await was(staged, '2025-09-10T06:00:00Z', ['planned', 'unknown', 'read']);
  const processed = newId(Date.parse('2026-08-05T06:00:00Z'));
  const open = newId(Date.parse('2026-08-06T06:00:00Z'));
  await database.query(
    `INSERT INTO webhook_event (id, posts, processed_at) VALUES ($1, '', now()), ($2, '', NULL)`,
    [processed, open],
  );
  const cleaned = await cleanUp(runtime);
  assert.deepEqual(cleaned.open, ['webhook_event 2026-08', 'delivery 2025-09']);
  assert.equal(cleaned.rows, 1, 'what is done in a month that is kept goes by itself');
  assert.deepEqual(await database.query('SELECT id FROM webhook_event'), [{ id: open }]);
  assert.equal(await count(runtime, `delivery WHERE status = 'expired'`), 1);
  assert.equal(await count(runtime, 'message'), 1);

  await database.query(`UPDATE delivery SET status = 'failed' WHERE status = 'unknown'`);
  await database.query(`UPDATE webhook_event SET processed_at = now()`);
  assert.deepEqual((await cleanUp(runtime)).dropped, ['webhook_event 2026-08', 'delivery 2025-09']);
  const [total] = await database.query('SELECT deliveries, expired, failed, read FROM month_total');
  assert.deepEqual(total, { deliveries: '3', expired: '1', failed: '1', read: '1' });
});

test('deliveries of a month without a partition are added up and go, too, and stay while one is open', async (t) => {
  const staged = await stage(t);
  const { runtime, database } = staged;
  await was(staged, '2025-07-31T23:59:59.999Z', ['read', 'failed']);
  await was(staged, '2025-08-01T00:00:00Z', ['delivered']);
  await was(staged, '2025-08-20T06:00:00Z', ['unknown', 'read']);
  await was(staged, '2025-08-21T06:00:00Z', ['read']);
  assert.equal(await count(runtime, 'delivery_default'), 6);
  const cleaned = await cleanUp(runtime);
  assert.deepEqual(
    [cleaned.dropped.filter((one) => one.startsWith('delivery')), cleaned.open],
    [['delivery 2025-09', 'delivery_default 2025-07'], ['delivery_default 2025-08']],
  );
  await database.query(`UPDATE delivery SET status = 'failed' WHERE status = 'unknown'`);
  assert.deepEqual((await cleanUp(runtime)).dropped, ['delivery_default 2025-08']);
  assert.equal(await count(runtime, 'delivery_default'), 0);
  assert.deepEqual(
    await database.query(
      `SELECT to_char(month, 'YYYY-MM') AS month, messages, deliveries, delivered, read, failed FROM month_total ORDER BY 1`,
    ),
    [
      { month: '2025-07', messages: '1', deliveries: '2', delivered: '1', read: '1', failed: '1' },
      { month: '2025-08', messages: '3', deliveries: '4', delivered: '3', read: '2', failed: '1' },
    ],
  );
  assert.deepEqual(await cleanUp(runtime), { dropped: [], open: [], rows: 0 });
});

test('whom a portfolio reached and a lane was ahead with is forgotten once it does not count any more', async (t) => {
  const { runtime, database, lane } = await stage(t);
  const hours = (n: number) => new Date(EVENING + n * 60 * 60_000);
  await database.query(
    `INSERT INTO portfolio_reach SELECT id, 'over', $1::timestamptz FROM portfolio UNION ALL SELECT id, 'counts', $2::timestamptz FROM portfolio`,
    [hours(-1), hours(1)],
  );
  await database.query('UPDATE portfolio SET reached = 2');
  const other = await addLane(runtime);
  for (const [{ senderId }, released] of [
    [lane, hours(-25)],
    [other, hours(-1)],
  ] as const) {
    await database.query(`INSERT INTO lane_pairs VALUES ($1, '{"+9779800000000": [1, 2, 3]}')`, [senderId]);
    await database.query('UPDATE lane SET released_at = $2 WHERE sender_id = $1', [senderId, released]);
  }
  await cleanUp(runtime);
  assert.deepEqual(await database.query('SELECT address FROM portfolio_reach'), [{ address: 'counts' }]);
  assert.deepEqual(await database.query('SELECT reached FROM portfolio'), [{ reached: 1 }]);
  assert.deepEqual(await database.query('SELECT sender_id FROM lane_pairs'), [{ sender_id: other.senderId }]);
});

test('several processes at once, and one that was cut off before, count every delivery once', async (t) => {
  const staged = await stage(t);
  const { runtime, database } = staged;
  await was(
    staged,
    '2025-09-10T06:00:00Z',
    Array.from({ length: 300 }, () => 'read'),
  );
  // A run that ends before its transaction does.
  await assert.rejects(
    runtime.db.transaction().execute(async (tx) => {
      await tx.executeQuery({ sql: `SELECT drop_delivery_month('2025-09-01')`, parameters: [] } as never);
      throw new Error('cut off');
    }),
    /cut off/,
  );
  assert.equal(await count(runtime, 'delivery'), 300);
  await Promise.all([cleanUp(runtime), cleanUp(runtime), cleanUp(runtime)]);
  assert.equal(await count(runtime, 'delivery'), 0);
  const [total] = await database.query('SELECT messages, deliveries FROM month_total');
  assert.deepEqual(total, { messages: '1', deliveries: '300' });
});

test('old texts, drafts, runs and samples go in batches; what is young or open stays', async (t) => {
  const { runtime, database, lane, school } = await stage(t);
  const text = (at: string, handled: boolean, n: number) =>
    database.query(
      `INSERT INTO inbound_message (sender_id, wamid, id, event_id, request_id, person, type, payload, sent_at, handled_at)
       SELECT $1, $2 || g, uuid_v7_floor($3::timestamptz + g * interval '1 ms'), $4, 'r', 'p', 'text', '{}', $3, CASE WHEN $5 THEN now() END FROM generate_series(1, $6) g`,
      [lane.senderId, `${at}${handled}`, at, school, handled, n],
    );
  await text('2025-09-10T06:00:00Z', true, 4_500);
  await text('2025-09-10T06:00:00Z', false, 1);
  await text('2025-10-10T06:00:00Z', true, 1);
  await database.query(
    `INSERT INTO draft (school_id, person_id, awaiting, reading, asked_at)
     VALUES ($1, $1, 'x', '{}', $2::timestamptz - interval '8 days'), ($1, $3, 'x', '{}', $2)`,
    [school, new Date(EVENING), lane.senderId],
  );
  await database.query(
    `INSERT INTO metric_sample (name, at, value) VALUES ('x', $1::timestamptz - interval '61 days', 1), ('x', $1, 1)`,
    [new Date(EVENING)],
  );
  await database.query(
    `INSERT INTO set_aside (id, event_id, kind, reason, fragment, at) VALUES ($1, $1, 'malformed', 'x', '{}', $2::timestamptz - interval '92 days')`,
    [school, new Date(EVENING)],
  );
  const { rows } = await cleanUp(runtime);
  assert.equal(rows, 4_503);
  const left = await Promise.all(
    ['inbound_message', 'draft', 'metric_sample', 'set_aside'].map((table) => count(runtime, table)),
  );
  assert.deepEqual(left, [2, 1, 1, 0]);
});

test('it is due once a night, and by day only where no night has seen it for three days', async (t) => {
  const { runtime } = await stage(t);
  const { time } = runtime;
  assert.equal(await isCleanUpDue(runtime), true, 'never yet');
  await cleanUp(runtime);
  assert.equal(await isCleanUpDue(runtime), false);
  time.set(NIGHT);
  assert.equal(await isCleanUpDue(runtime), true);
  await cleanUp(runtime);
  assert.equal(await isCleanUpDue(runtime), false);
  time.pass(24 * 60 * 60_000);
  assert.equal(await isCleanUpDue(runtime), true);
  time.pass(12 * 60 * 60_000);
  assert.equal(await isCleanUpDue(runtime), false, 'the next night will do');
  time.pass(3 * 24 * 60 * 60_000);
  assert.equal(await isCleanUpDue(runtime), true);
});
