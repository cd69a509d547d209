import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Tx } from '#lib/db.ts';
import { findWaiting } from '#ops/queries.ts';
import { recentSpan } from '#outbox/kept-spans.ts';
import { putBack } from '#send/budget-queries.ts';
import { placeDue, sweepExpired } from '#send/due-queries.ts';
import { findDueSpans, findQueuedSpans, slotsWithWork } from '#send/lane-queries.ts';
import { aroundToday, everySpan } from '#send/month-spans.ts';
import { type ClaimedDelivery, recordAccepted, recordOutcomes } from '#send/queries.ts';
import { lockUnknown, type UnknownSend, writeSettlements } from '#send/settlement-queries.ts';
import { findByWamid, loadFailureFacts, recordProgress, takeKnownParked } from '#status/queries.ts';
import { type Explained, explain } from '#test/support/explain.ts';
import { fillHistory } from '#test/support/fill-history.ts';
import { addLane, addSchool, planMessage, type TestLane } from '#test/support/plan-deliveries.ts';
import { createTestRuntime, type TestRuntime } from '#test/support/runtime.ts';

// Ten million take minutes: docs/decisions/0039 says how they are asked for.
const MUCH = Number(process.env.CLAIM_TEST_DELIVERIES ?? 100_000);
const LITTLE = MUCH / 10;
const COUNT = 100;
const MONTHS = 13;
// For each row its key, and what of three indexes is written anew, may be a level deeper in a larger month; and where a
// row finds no room beside its last version, each index is written.
const DEEPER = 8;

// The middle of this month, when no other is near.
const today = new Date();
const startAt = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 15, 6);

test(`behind ${MUCH} deliveries each statement reads what it reads behind ${LITTLE}, of the months it concerns`, async (t) => {
  const little = await explainAll(await openField(LITTLE));
  const much = await explainAll(await openField(MUCH));
  for (const [name, { blocks, nodes }] of Object.entries(much)) {
    const was = little[name]!.blocks;
    t.diagnostic(`${name}: ${blocks} blocks, ${was} behind a tenth of it`);
    assert.ok(
      blocks <= was + DEEPER * COUNT + 30,
      `${name} reads ${blocks} blocks, and ${was} behind a tenth of it`,
    );
    const opened = new Set(
      nodes.map((node) => node['Relation Name']).filter((of) => of?.startsWith('delivery_')),
    );
    const most = MOST_MONTHS[name] ?? 1;
    assert.ok(opened.size >= 1 && opened.size <= most, `${name} opens ${[...opened].join(', ')}`);
  }
});

// A look through what is kept: a probe each. Forty days lie in three months at most.
const MOST_MONTHS: Record<string, number> = {
  'look for what is queued': MONTHS + 4,
  'look for what is due': MONTHS + 4,
  'statuses without key': 3,
  'parked statuses': 3,
};

type Field = TestRuntime & { lane: TestLane; school: string };

async function openField(history: number): Promise<Field> {
  const runtime = await createTestRuntime({ after }, {}, { startAt });
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  await fillHistory(runtime.database.query, history);
  return { ...runtime, lane, school };
}

/** A message to so many, whose deliveries are made what `set` says. */
async function planAs(
  { database, ...field }: Field,
  set: string,
  expiresAt?: Date,
): Promise<ClaimedDelivery[]> {
  const { lane, school } = field;
  const id = await planMessage({ ...field }, school, lane, {
    recipients: COUNT,
    ...(expiresAt && { expiresAt }),
  });
  return database.query<ClaimedDelivery>(`UPDATE delivery SET ${set} WHERE message_id = $1 RETURNING *`, [
    id,
  ]);
}

const keyOf = (row: ClaimedDelivery) => ({
  schoolId: row.school_id,
  messageId: row.message_id,
  recipientId: row.recipient_id,
  part: row.part,
  attempt: 1,
});

async function explainAll(field: Field): Promise<Record<string, Explained>> {
  const { database, time, lane } = field;
  const now = new Date(time.now());
  const past = `'${now.toISOString()}'::timestamptz - interval '1 hour'`;
  await planAs(field, 'place = place');
  const sending = await planAs(field, `status = 'sending', attempt = 1`);
  const accepted = await planAs(
    field,
    `status = 'accepted', place = NULL, attempt = 1, wamid = 'wamid.' || recipient_id`,
  );
  const unknown = await planAs(
    field,
    `status = 'unknown', place = NULL, wake_at = ${past}, unknown_since = ${past}`,
  );
  await planAs(field, `place = NULL, wake_at = ${past}`);
  const [expired] = await planAs(field, 'place = place', new Date(now.getTime() - 1_000));
  const wamids = accepted.map((row) => `wamid.${row.recipient_id}`);
  await database.query(
    `INSERT INTO parked_status (sender_id, wamid, status, at, parked_at) SELECT $1, w, 'sent', $2, $2 FROM unnest($3::text[]) AS w`,
    [lane.senderId, now, wamids],
  );
  await database.query('VACUUM ANALYZE');

  const span = aroundToday(now.getTime());
  const recent = recentSpan(now.getTime());
  const months = everySpan(now.getTime(), MONTHS);
  const failed = {
    status: 'failed',
    wakeAt: null,
    errorCode: 1,
    errorDetail: 'x',
    unknownSince: null,
  } as const;
  const sends = unknown.map(
    (row): UnknownSend => ({
      ...keyOf(row),
      unknownSince: 0,
      isUrgent: false,
      choice: 'again',
      numberTells: true,
    }),
  );
  const statements: Record<string, (tx: Tx) => Promise<unknown>> = {
    beat: (tx) => findWaiting(tx, { now, cameBefore: now, parkedSince: now, among: span }),
    slots: (tx) => slotsWithWork(tx, span),
    'look for what is queued': (tx) => findQueuedSpans(tx, months),
    'look for what is due': (tx) => findDueSpans(tx, months, now),
    accept: (tx) =>
      recordAccepted(
        tx,
        sending.map((row) => ({ key: keyOf(row), wamid: `wamid.${row.recipient_id}` })),
        now,
      ),
    refuse: (tx) =>
      recordOutcomes(
        tx,
        sending.map((row) => ({ key: keyOf(row), ...failed, closeWindow: false, spared: false })),
        now,
      ),
    'put back': (tx) =>
      putBack(
        tx,
        sending.map((delivery) => ({ delivery, until: now })),
        now,
      ),
    'look at unknown sends': (tx) => lockUnknown(tx, now, 2_000, span),
    settle: (tx) =>
      writeSettlements(
        tx,
        sends.map((send) => ({ send, settlement: { kind: 'again', because: 'not_taken' } })),
        now,
      ),
    'place what is due': (tx) => placeDue(tx, now, COUNT, span),
    expire: (tx) => sweepExpired(tx, now, [{ school_id: field.school, id: expired!.message_id }]),
    statuses: (tx) =>
      recordProgress(
        tx,
        accepted.map((row) => ({
          id: row.recipient_id,
          key: keyOf(row),
          wamid: 'wamid.x',
          status: 'delivered',
          deliveredAt: now.getTime(),
        })),
      ),
    failures: (tx) => loadFailureFacts(tx, accepted.map(keyOf)),
    'statuses without key': (tx) => findByWamid(tx, wamids, recent),
    'parked statuses': (tx) => takeKnownParked(tx, now, COUNT, recent),
  };
  const explained: Record<string, Explained> = {};
  for (const [name, work] of Object.entries(statements)) explained[name] = await explain(field, work);
  return explained;
}
