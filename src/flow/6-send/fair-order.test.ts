import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { leaseLanes } from '#send/lane-queries.ts';
import { claimBatch, PLACE_BITS } from '#send/queries.ts';
import { raiseAged } from '#send/raise-aged.ts';
import { createFairLane, type InLine, watchFairness } from '#test/support/fair-lane.ts';
import { addLane, addSchool, planMessage, type TestLane } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const SECOND = 1_000;
const PACE = 10;
// As raise-aged.ts: a tenth of the pace rises in a second.
const RISES = 1;
const AGEING_S = 60;
const SCHOOLS = 5;

type Arrival = { school: number; priority: number; count: number };

const arrival = (priority: fc.Arbitrary<number>): fc.Arbitrary<Arrival> =>
  fc.record({
    school: fc.nat(SCHOOLS - 1),
    priority,
    count: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 8 }) },
      fc.integer({ min: 20, max: 60 }),
    ),
  });

/** What comes in each of some seconds; many bring nothing. */
const day = (priority: fc.Arbitrary<number>, seconds: number): fc.Arbitrary<Arrival[][]> =>
  fc.array(
    fc.oneof(
      { weight: 2, arbitrary: fc.constant<Arrival[]>([]) },
      fc.array(arrival(priority), { minLength: 1, maxLength: 4 }),
    ),
    { minLength: 3, maxLength: seconds },
  );

type Watch = {
  ageingMs?: number;
  onPlan?: (arrival: Arrival) => void;
  /** What goes, and what of the line is left behind. */
  onServe?: (gone: InLine, left: InLine[]) => void;
  /** When to stop; else when nothing is left. */
  isOver?: (gone: InLine) => boolean;
};

type Went = InLine & { second: number };

/** A day on one number of ten a second, until the line is empty: what went, in order. */
function play(
  seconds: Arrival[][],
  { ageingMs = Number.POSITIVE_INFINITY, onPlan, onServe, isOver }: Watch = {},
): Went[] {
  const lane = createFairLane(ageingMs);
  const went: Went[] = [];
  let planned = 0;
  for (let second = 0; second < seconds.length || lane.line().length > 0; second++) {
    for (const arrival of seconds[second] ?? []) {
      const ids = Array.from({ length: arrival.count }, () => `${planned++}`);
      lane.plan(`${arrival.school}`, arrival.priority, ids, second * SECOND);
      onPlan?.(arrival);
    }
    lane.raise(second * SECOND, RISES);
    for (let turn = 0; turn < PACE; turn++) {
      const next = lane.next()[0];
      if (!next) break;
      lane.serve([next.id]);
      if (onServe) onServe(next, lane.line());
      went.push({ ...next, second });
      if (isOver?.(next)) return went;
    }
  }
  assert.deepEqual(
    [went.length, new Set(went.map(({ id }) => id)).size],
    [planned, planned],
    'all, once each',
  );
  return went;
}

test('a school that waits is never two turns behind its share of what goes in its priority', () => {
  fc.assert(
    fc.property(day(fc.nat(3), 12), (seconds) => {
      const fair = Array.from({ length: 4 }, () => watchFairness(SCHOOLS));
      play(seconds, {
        onPlan: ({ school, priority, count }) => fair[priority]!.planned(school, count),
        onServe: ({ school, priority }) => fair[priority]!.served([Number(school)]),
      });
    }),
  );
});

test('nothing goes before what is more urgent, but for what has waited long, and that never before urgent', () => {
  fc.assert(
    fc.property(day(fc.nat(3), 60), (seconds) => {
      const went = play(seconds, {
        ageingMs: AGEING_S * SECOND,
        onServe: (gone, left) => {
          for (const other of left) assert.ok(gone.stands <= other.stands);
          if (gone.stands < gone.priority) assert.ok(gone.stands >= 1);
        },
      });
      for (const { priority, stands, since, second } of went) {
        assert.ok(
          second * SECOND - since >= (priority - stands) * AGEING_S * SECOND,
          'rises when it has aged',
        );
      }
    }),
  );
});

test('however many replies and routine messages come, a bulk message goes in bounded time while urgent ones leave room', () => {
  const stream = fc.array(
    fc.record({
      urgent: fc.nat(PACE - 2),
      reply: fc.nat(14),
      routine: fc.nat(14),
      school: fc.integer({ min: 1, max: SCHOOLS - 1 }),
    }),
    { minLength: 5, maxLength: 20 },
  );
  fc.assert(
    fc.property(stream, fc.integer({ min: 1, max: 20 }), (pattern, count) => {
      // Three times the ageing, since what shares its turns must age, too; then each rise, and each turn, is
      // shared with every other school.
      const bound = 3 * AGEING_S + 3 * SCHOOLS * count + 10;
      const seconds = Array.from({ length: bound }, (_, second): Arrival[] => {
        const { urgent, reply, routine, school } = pattern[second % pattern.length]!;
        return [urgent, reply, routine]
          .map((count, priority) => ({ school, priority, count }))
          .filter((one) => one.count > 0);
      });
      seconds[0]!.push({ school: 0, priority: 3, count });
      let waiting = count;
      const isOver = ({ school }: InLine) => school === '0' && --waiting === 0;
      const last = play(seconds, { ageingMs: AGEING_S * SECOND, isOver }).at(-1)!;
      assert.ok(last.second <= bound, `the last went after ${last.second} s, the bound is ${bound}`);
    }),
    { numRuns: 50 },
  );
});

const runtime = await createTestRuntime({ after }, { AGEING_MINUTES: `${AGEING_S / 60}` });
const { db, database, time } = runtime;

test('planning, claiming and ageing in the database keep the order of the model', async () => {
  const home = await addLane(runtime);
  const schools: string[] = [];
  for (let nth = 0; nth < SCHOOLS; nth++) schools.push(await addSchool(runtime, home));
  const step = fc.oneof(
    { weight: 3, arbitrary: arrival(fc.nat(3)) },
    { weight: 3, arbitrary: fc.record({ claim: fc.integer({ min: 1, max: 40 }) }) },
    { weight: 2, arbitrary: fc.record({ passes: fc.integer({ min: 1, max: 50 }) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
      const lane = await addLane(runtime, { perSecond: PACE });
      const model = createFairLane(AGEING_S * SECOND);
      const places = () => placesOf(lane.senderId);
      let share = { sender_id: lane.senderId, fence: 0, count: 0 };
      const claim = async (count: number) => {
        const claimed = await claimBatch(db, [{ ...share, count }]);
        assert.equal(
          claimed.length,
          Math.min(count, model.line().length),
          'as many as were asked for, if there are',
        );
        model.serve(claimed.map((one) => one.recipient_id));
      };
      for (const one of steps) {
        if ('claim' in one) await claim(one.claim);
        else if ('passes' in one) {
          time.pass(one.passes * SECOND);
          const before = await places();
          const rose = await raiseAged(runtime, [{ sender_id: lane.senderId, per_second: PACE }]);
          const now = await places();
          const chosen = new Set(
            [...now].filter(([id, place]) => before.get(id) !== place).map(([id]) => id),
          );
          assert.equal(model.raise(time.now(), RISES, chosen).length, rose);
        } else {
          const message = await planMessage(runtime, schools[one.school]!, lane, {
            recipients: one.count,
            priority: one.priority,
          });
          model.plan(schools[one.school]!, one.priority, await recipientsOf(message), time.now());
          if (share.fence === 0) share = { ...share, fence: await hold(lane) };
        }
        const expected = model
          .line()
          .map(({ id, stands, tag }) => [id, stands * 2 ** PLACE_BITS + tag] as const);
        assert.deepEqual(await places(), new Map(expected.sort(([a], [b]) => (a < b ? -1 : 1))));
      }
      while (model.line().length > 0) await claim(25);
    }),
    { numRuns: 40 },
  );
});

async function hold(lane: TestLane): Promise<number> {
  const leased = await leaseLanes(db, lane.slot, 'me', 86_400);
  return leased.find((one) => one.sender_id === lane.senderId)!.fence;
}

async function recipientsOf(message: string): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT recipient_id AS id FROM delivery WHERE message_id = $1 ORDER BY recipient_id',
    [message],
  );
  return rows.map(({ id }) => id);
}

async function placesOf(senderId: string): Promise<Map<string, number>> {
  const rows = await database.query<{ id: string; place: string }>(
    `SELECT recipient_id AS id, place FROM delivery WHERE sender_id = $1 AND status = 'planned' ORDER BY recipient_id`,
    [senderId],
  );
  return new Map(rows.map(({ id, place }) => [id, Number(place)]));
}
