import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { REACH_MS, reserveOf } from '#audience/tier-room.ts';
import { placeDue } from '#send/due-queries.ts';
import { type Budgets, createBudgets } from '#send/keep-budgets.ts';
import { leaseLanes } from '#send/lane-queries.ts';
import { type ClaimedDelivery, claimBatch } from '#send/queries.ts';
import {
  addLane,
  addSchool,
  deliveriesOf,
  planMessage,
  type TestLane,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const runtime = await createTestRuntime({ after }, { WA_URGENT_RESERVE_PERCENT: '20' });
const { db, time, database } = runtime;

let portfolios = 0;
// A slot of its own for each lane, so that no worker takes another's.
let slots = 100;

/** Two numbers of one portfolio that may reach so many people in a day, each with a worker of its own. */
async function portfolio(limit: number) {
  portfolios += 1;
  const wabaId = `77${portfolios}`;
  const lanes = [
    await addLane(runtime, { wabaId, slot: slots++ }),
    await addLane(runtime, { wabaId, slot: slots++ }),
  ] as const;
  await database.query(
    'UPDATE portfolio SET people_per_day = $1 WHERE id = (SELECT portfolio_id FROM waba WHERE waba_id = $2)',
    [limit, wabaId],
  );
  const workers = await Promise.all(lanes.map((lane) => openWorker(lane)));
  const sent: Sent[] = [];
  return {
    lanes,
    sent,
    /** Both workers send what may go now, side by side. */
    async drain() {
      await placeDue(db, new Date(time.now()), 2_000);
      for (const went of await Promise.all(workers.map((work) => work())))
        sent.push(...went.map(({ address, message_id: message }) => ({ address, message, at: time.now() })));
    },
    async counted() {
      const [row] = await database.query<{ reached: number; rows: number }>(
        `SELECT p.reached, (SELECT count(*)::int FROM portfolio_reach r WHERE r.portfolio_id = p.id) AS rows
         FROM portfolio p JOIN waba USING (id) WHERE waba_id = $1`.replace(
          'USING (id)',
          'ON portfolio_id = p.id',
        ),
        [wabaId],
      );
      return row!;
    },
  };
}

type Sent = { address: string; message: string; at: number };

async function openWorker(lane: TestLane): Promise<() => Promise<ClaimedDelivery[]>> {
  const budgets: Budgets = createBudgets(runtime);
  return async () => {
    const went: ClaimedDelivery[] = [];
    const leased = await leaseLanes(db, lane.slot, `worker of ${lane.senderId}`, 600);
    const own = leased.find((one) => one.sender_id === lane.senderId);
    if (!own) return went;
    await budgets.takeOver([own]);
    for (;;) {
      const batch = await claimBatch(db, [{ sender_id: lane.senderId, fence: own.fence, count: 7 }]);
      if (batch.length === 0) return went;
      went.push(...(await budgets.admit(batch)));
    }
  };
}

/** The most different people that any 24 hours saw. */
function busiestDay(sent: Sent[]): number {
  return Math.max(
    0,
    ...sent.map(
      (last) =>
        new Set(sent.filter(({ at }) => at > last.at - DAY && at <= last.at).map((s) => s.address)).size,
    ),
  );
}

/** The most people that a day had seen, with them, when somebody new got what was not urgent. */
function fullestForCalm(sent: Sent[], urgent: Set<string>): number {
  const fullest = (at: number): number => {
    const before = sent.filter((one) => one.at >= at - REACH_MS && one.at < at);
    const now = sent.filter((one) => one.at === at);
    // In which order these went is not known; who was reached by something urgent may have cost nothing after it.
    const reached = new Set([...before, ...now.filter(isUrgent)].map(({ address }) => address));
    const newcomers = now.filter((one) => !isUrgent(one) && !reached.has(one.address));
    const people = new Set([...before, ...newcomers].map(({ address }) => address));
    return newcomers.length > 0 ? people.size : 0;
  };
  const isUrgent = ({ message }: Sent) => urgent.has(message);
  return Math.max(0, ...[...new Set(sent.map(({ at }) => at))].map(fullest));
}

const until = () => new Date(time.now() + 10 * DAY);

test('300 people and a limit of 250: 200 go now, the reserve waits for what is urgent, 100 follow when room comes free', async () => {
  const { lanes, sent, drain, counted } = await portfolio(250);
  const school = await addSchool(runtime, lanes[0]);
  await planMessage(runtime, school, lanes[0], { recipients: 300, windowUntil: null, expiresAt: until() });
  await drain();
  assert.equal(sent.length, 200);
  await planMessage(runtime, school, lanes[0], { recipients: 40, priority: 0, windowUntil: null });
  await drain();
  assert.equal(sent.length, 240, 'what is urgent goes at once');
  const waiting = (await deliveriesOf(database, lanes[0])).filter((d) => d.wake_at !== null);
  assert.equal(waiting.length, 100);
  const soonest = Math.min(...waiting.map((d) => d.wake_at!.getTime()));
  assert.ok(soonest > time.now() + DAY && soonest < time.now() + DAY + HOUR, 'they wait for tomorrow');
  assert.equal(new Set(waiting.map((d) => d.wake_at!.getTime())).size, 100, 'each for a moment of their own');
  time.pass(DAY + HOUR);
  await drain();
  assert.equal(sent.length, 340);
  assert.ok(busiestDay(sent) <= 250);
  const { reached, rows } = await counted();
  assert.equal(reached, rows, 'the count is that of the rows');
});

test('people reached today, and people whose window is open, cost nothing', async () => {
  const { lanes, sent, drain } = await portfolio(10);
  const school = await addSchool(runtime, lanes[0]);
  const known = Array.from({ length: 8 }, (_, n) => `+97796${String(n).padStart(8, '0')}`);
  await planMessage(runtime, school, lanes[0], { recipients: known, windowUntil: null });
  await drain();
  await planMessage(runtime, school, lanes[0], { recipients: 30, windowUntil: null });
  await planMessage(runtime, school, lanes[0], { recipients: 30 });
  await planMessage(runtime, school, lanes[1], { recipients: known, windowUntil: null });
  await drain();
  assert.equal(sent.length, 8 + 30 + 8);
});

test('what would expire before there is room fails at once, and says why', async () => {
  const { lanes, sent, drain } = await portfolio(10);
  const school = await addSchool(runtime, lanes[0]);
  const tonight = new Date(time.now() + 8 * HOUR);
  await planMessage(runtime, school, lanes[0], { recipients: 12, windowUntil: null, expiresAt: tonight });
  await drain();
  assert.equal(sent.length, 8);
  const failed = (await deliveriesOf(database, lanes[0])).filter((d) => d.status === 'failed');
  assert.deepEqual(
    failed.map((d) => [d.error_detail, d.attempt]),
    Array.from({ length: 4 }, () => ['daily_limit', 0]),
  );
});

test('over any moving day, from two numbers at once and however messages come, no more people than the limit', async () => {
  const step = fc.record({
    lane: fc.nat(1),
    people: fc.integer({ min: 1, max: 14 }),
    from: fc.nat(40),
    isUrgent: fc.boolean(),
    passes: fc.integer({ min: 0, max: 16 * HOUR }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(step, { minLength: 3, maxLength: 12 }),
      async (limit, steps) => {
        const { lanes, sent, drain, counted } = await portfolio(limit);
        const schools = [await addSchool(runtime, lanes[0]), await addSchool(runtime, lanes[1])];
        const urgent = new Set<string>();
        for (const { lane, people, from, isUrgent, passes } of steps) {
          const recipients = Array.from(
            { length: people },
            (_, n) => `+97797${String(from + n).padStart(8, '0')}`,
          );
          const priority = isUrgent ? 0 : 3;
          const message = await planMessage(runtime, schools[lane]!, lanes[lane]!, {
            recipients,
            priority,
            windowUntil: null,
          });
          if (isUrgent) urgent.add(message);
          await drain();
          assert.ok(busiestDay(sent) <= limit, `${busiestDay(sent)} people in a day, the limit is ${limit}`);
          time.pass(passes);
        }
        // Nothing lies about: what has not gone within two days has expired or been refused.
        for (let hour = 0; hour < 60; hour++) {
          time.pass(HOUR);
          await drain();
        }
        assert.ok(busiestDay(sent) <= limit);
        const calmRoom = limit - reserveOf(limit, runtime.config.WA_URGENT_RESERVE_PERCENT);
        const fullest = fullestForCalm(sent, urgent);
        assert.ok(fullest <= calmRoom, `${fullest} people, and ${calmRoom} are for what is not urgent`);
        const { reached, rows } = await counted();
        assert.equal(reached, rows);
      },
    ),
    { numRuns: 12, endOnFailure: true },
  );
});
