import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { leaseLanes } from '#send/lane-queries.ts';
import { type ClaimedDelivery, claimBatch } from '#send/queries.ts';
import { watchFairness } from '#test/support/fair-lane.ts';
import { addLane, addSchool, planMessage, type TestLane } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const runtime = await createTestRuntime({ after });

/** Takes the lane under a name; the fence it got. */
async function hold(lane: TestLane, owner = 'me'): Promise<number> {
  const leased = await leaseLanes(runtime.db, lane.slot, owner, 60);
  return leased.find((one) => one.sender_id === lane.senderId)!.fence;
}

async function claim(lane: TestLane, fence: number, count: number): Promise<ClaimedDelivery[]> {
  return claimBatch(runtime.db, [{ sender_id: lane.senderId, fence, count }]);
}

test('a class of 30 behind a school of 5,000 on the same number is sent among the first 60', async () => {
  const lane = await addLane(runtime);
  const [big, small] = [await addSchool(runtime, lane), await addSchool(runtime, lane)];
  await planMessage(runtime, big, lane, { recipients: 5_000 });
  await planMessage(runtime, small, lane, { recipients: 30 });
  const first = await claim(lane, await hold(lane), 62);
  assert.equal(first.filter((d) => d.school_id === small).length, 30);
});

test('a class that comes when the 5,000 are half sent need not wait for the other half', async () => {
  const lane = await addLane(runtime);
  const [big, small] = [await addSchool(runtime, lane), await addSchool(runtime, lane)];
  await planMessage(runtime, big, lane, { recipients: 1_000 });
  const fence = await hold(lane);
  for (let i = 0; i < 5; i++) await claim(lane, fence, 100);
  await planMessage(runtime, small, lane, { recipients: 30 });
  const next = await claim(lane, fence, 62);
  assert.equal(next.filter((d) => d.school_id === small).length, 30);
});

test('urgent goes before replies, replies before routine, routine before bulk, whichever was planned first', async () => {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  const ids = new Map<string, number>();
  for (const priority of [3, 1, 2, 0, 3, 0])
    ids.set(await planMessage(runtime, school, lane, { recipients: 20, priority }), priority);
  const order = (await claim(lane, await hold(lane), 120)).map((d) => ids.get(d.message_id)!);
  assert.equal(order.length, 120);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
});

test('while two schools both wait, neither gets more than two ahead of the other', async () => {
  const SCHOOLS = 4;
  const home = await addLane(runtime);
  const schools: string[] = [];
  for (let i = 0; i < SCHOOLS; i++) schools.push(await addSchool(runtime, home));
  const plan = fc.record({
    school: fc.nat(SCHOOLS - 1),
    recipients: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 20, max: 60 })),
  });
  const step = fc.oneof(plan, fc.record({ claim: fc.integer({ min: 1, max: 25 }) }));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const lane = await addLane(runtime);
      const fair = watchFairness(SCHOOLS);
      let fence = 0;
      for (const one of steps) {
        if ('claim' in one) {
          const claimed = fence === 0 ? [] : await claim(lane, fence, one.claim);
          fair.served(claimed.map((d) => schools.indexOf(d.school_id)));
        } else {
          await planMessage(runtime, schools[one.school]!, lane, { recipients: one.recipients });
          if (fence === 0) fence = await hold(lane);
          fair.planned(one.school, one.recipients);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('what a school sent while alone is not held against it, and idle time earns nothing', async () => {
  const lane = await addLane(runtime);
  const [busy, quiet] = [await addSchool(runtime, lane), await addSchool(runtime, lane)];
  await planMessage(runtime, busy, lane, { recipients: 300 });
  const fence = await hold(lane);
  assert.equal((await claim(lane, fence, 300)).length, 300);
  await planMessage(runtime, quiet, lane, { recipients: 40 });
  await planMessage(runtime, busy, lane, { recipients: 40 });
  const next = await claim(lane, fence, 40);
  const ofBusy = next.filter((d) => d.school_id === busy).length;
  assert.ok(ofBusy >= 19 && ofBusy <= 21, `the busy school got ${ofBusy} of 40`);
});

test('a lane that changed hands yields nothing to its last owner', async () => {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  await planMessage(runtime, school, lane, { recipients: 10 });
  const old = await hold(lane, 'first');
  assert.equal((await claim(lane, old, 3)).length, 3);
  await sql`UPDATE lane SET lease_until = now() - interval '1 second' WHERE sender_id = ${lane.senderId}`.execute(
    runtime.db,
  );
  const fence = await hold(lane, 'second');
  assert.ok(fence > old);
  assert.deepEqual(await claim(lane, old, 3), []);
  assert.equal((await claim(lane, fence, 10)).length, 7);
});

test('two that claim the same lane at the same moment never get the same delivery, and miss none', async () => {
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  await planMessage(runtime, school, lane, { recipients: 600 });
  const fence = await hold(lane);
  const claimer = async () => {
    const got: string[] = [];
    for (;;) {
      const batch = await claim(lane, fence, 20);
      got.push(...batch.map((d) => d.recipient_id));
      if (batch.length === 0) return got;
    }
  };
  const all = (await Promise.all([claimer(), claimer(), claimer()])).flat();
  const { rows } = await sql<{
    count: number;
  }>`SELECT count(*)::int AS count FROM delivery WHERE sender_id = ${lane.senderId} AND status = 'planned'`.execute(
    runtime.db,
  );
  assert.equal(new Set(all).size, all.length, 'no delivery twice');
  assert.equal(all.length + rows[0]!.count, 600, 'what nobody got still waits');
  assert.equal((await claim(lane, fence, 600)).length, rows[0]!.count);
});

test('one statement claims from many lanes, each up to its share', async () => {
  const lanes = [await addLane(runtime), await addLane(runtime), await addLane(runtime)];
  const shares = [];
  for (const [index, lane] of lanes.entries()) {
    const school = await addSchool(runtime, lane);
    await planMessage(runtime, school, lane, { recipients: 10 });
    shares.push({ sender_id: lane.senderId, fence: await hold(lane), count: index * 4 });
  }
  const batch = await claimBatch(runtime.db, shares);
  assert.deepEqual(
    lanes.map((lane) => batch.filter((d) => d.sender_id === lane.senderId).length),
    [0, 4, 8],
  );
});
