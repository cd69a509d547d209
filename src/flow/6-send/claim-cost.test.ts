import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { lowestId } from '#lib/ids.ts';
import { leaseLanes } from '#send/lane-queries.ts';
import { aroundToday } from '#send/month-spans.ts';
import { claimBatch, recordAccepted } from '#send/queries.ts';
import { createQueueSpan } from '#send/queue-span.ts';
import { type Explained, explain } from '#test/support/explain.ts';
import { fillHistory } from '#test/support/fill-history.ts';
import { addLane, addSchool, planMessage, type TestLane } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';

// Ten million take minutes: docs/decisions/0032 says how they are asked for.
const HISTORY = Number(process.env.CLAIM_TEST_DELIVERIES ?? 100_000);
const COUNT = 100;
// For each row its place in the queue, its key and itself; what is accepted, or finds no room beside its last version,
// gets a new one in every index.
const MOST_BLOCKS = { lease: 60, claim: 16 * COUNT, accept: 16 * COUNT };
const DAY = 24 * 60 * 60 * 1_000;

// The middle of this month, when no other is near.
const today = new Date();
const startAt = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 15, 6);
const runtime = await createTestRuntime({ after }, {}, { startAt });
const { db, database, time } = runtime;

async function hold(lane: TestLane) {
  const leased = await leaseLanes(db, lane.slot, 'me', 600);
  const { fence } = leased.find((one) => one.sender_id === lane.senderId)!;
  return [{ sender_id: lane.senderId, fence, count: COUNT }];
}

test(`behind ${HISTORY} deliveries of a year a claim reads one index of one month, and few blocks for each row`, async (t) => {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  await fillHistory(database.query, HISTORY);
  await planMessage(runtime, school, lane, { recipients: 2_000 });
  await database.query('ANALYZE delivery');
  const plans = await explainAll(await hold(lane));
  for (const [name, { blocks, nodes }] of Object.entries(plans)) {
    t.diagnostic(`${name}: ${blocks} blocks`);
    assert.ok(blocks <= MOST_BLOCKS[name as Step], `${name} reads ${blocks} blocks`);
    const opened = nodes.map((node) => node['Relation Name']).filter((of) => of?.startsWith('delivery_'));
    assert.deepEqual([...new Set(opened)], [monthOf(time.now())], `${name} opens no other month`);
    for (const node of nodes)
      assert.equal(node['Rows Removed by Filter'] ?? 0, 0, `${name} throws rows away`);
  }
  const queue = plans.claim.nodes.filter((node) => node['Index Name']?.includes('sender_id_place'));
  assert.deepEqual(
    queue.map((node) => [node['Node Type'], node['Actual Loops'], node['Actual Rows']]),
    [['Index Scan', 1, COUNT]],
    'one scan of one index gives exactly the claimed rows',
  );
});

test('in a young month, nearly all of which waits, a claim goes through the queue, and through no more of it than it takes', async () => {
  const young = await createTestRuntime({ after }, {}, { startAt });
  const lane = await addLane(young);
  await planMessage(young, await addSchool(young, lane), lane, { recipients: 3_000 });
  await young.database.query('ANALYZE');
  const [leased] = await leaseLanes(young.db, lane.slot, 'me', 600);
  const shares = [{ sender_id: lane.senderId, fence: leased!.fence, count: COUNT }];
  const { nodes, blocks } = await explain(young, (tx) => claimBatch(tx, shares, aroundToday(startAt)));
  const queue = nodes.filter((node) => node['Index Name']?.includes('sender_id_place'));
  assert.deepEqual(
    queue.map((node) => [node['Actual Rows'], node['Rows Removed by Filter'] ?? 0]),
    [[COUNT, 0]],
  );
  assert.ok(blocks <= MOST_BLOCKS.claim, `it reads ${blocks} blocks`);
});

function monthOf(at: number): string {
  return `delivery_${new Date(at).toISOString().slice(0, 7).replace('-', '_')}`;
}

type Step = keyof typeof MOST_BLOCKS;

/** How the statements of a claim and its outcomes are carried out, as a worker asks for them. */
async function explainAll(shares: Awaited<ReturnType<typeof hold>>): Promise<Record<Step, Explained>> {
  const span = await spanNow();
  const [{ sender_id: senderId }] = shares as [(typeof shares)[0]];
  const slot = await database.query<{ slot: number }>('SELECT slot FROM lane WHERE sender_id = $1', [
    senderId,
  ]);
  const sample = await sampleOf(senderId);
  return {
    lease: await explain(runtime, (tx) => leaseLanes(tx, slot[0]!.slot, 'me', 600, span)),
    claim: await explain(runtime, (tx) => claimBatch(tx, shares, span)),
    accept: await explain(runtime, (tx) => recordAccepted(tx, sample, new Date(time.now()))),
  };
}

async function spanNow() {
  const span = createQueueSpan(runtime);
  await span.look();
  return span.current();
}

async function sampleOf(senderId: string) {
  const rows = await database.query<{ school_id: string; message_id: string; recipient_id: string }>(
    `SELECT school_id, message_id, recipient_id FROM delivery WHERE sender_id = $1 AND place IS NOT NULL ORDER BY place LIMIT $2`,
    [senderId, COUNT],
  );
  return rows.map(({ school_id: schoolId, message_id: messageId, recipient_id: recipientId }) => ({
    key: { schoolId, messageId, recipientId, part: 0, attempt: 1 },
    wamid: `wamid.${recipientId}`,
  }));
}

test('what is queued in another month is found, however old it is and whatever a wrong clock wrote', async () => {
  const now = time.now();
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  const quiet = await spanNow();
  const messages: string[] = [];
  for (const days of [0, -40, -300, -3_000, 45, 700]) {
    time.set(now + days * DAY);
    messages.push(await planMessage(runtime, school, lane, { recipients: 3 }));
  }
  time.set(now);
  assert.ok(quiet.from <= lowestId(now) && quiet.to > lowestId(now));
  const shares = await hold(lane);
  assert.equal((await claimBatch(db, shares, quiet)).length, 3, 'a span of before sees what is of today');
  const claimed = await claimBatch(db, shares, await spanNow());
  assert.deepEqual(new Set(claimed.map((one) => one.message_id)), new Set(messages.slice(1)));
});

test('a worker that is running finds it within a second or so', async () => {
  const span = createQueueSpan(runtime);
  const now = time.now();
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  await span.look();
  time.set(now - 100 * DAY);
  const message = await planMessage(runtime, school, lane);
  time.set(now);
  await waitUntil('the span reaches back to it', () => span.current().from <= message);
});
