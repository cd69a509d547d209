import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { leaseLanes } from '#send/lane-queries.ts';
import { claimBatch } from '#send/queries.ts';
import { raiseAged } from '#send/raise-aged.ts';
import { addLane, addSchool, planMessage } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const PER_SECOND = 10;
const AGEING_S = 60;
const SECOND = 1_000;
const runtime = await createTestRuntime({ after }, { AGEING_MINUTES: '1' });
const { db, time } = runtime;
let slots = 100;

/** A number that sends ten a second, on a clock that a test moves. */
async function busyLane() {
  const lane = await addLane(runtime, { perSecond: PER_SECOND, slot: slots++ });
  const school = async () => addSchool(runtime, lane);
  await planMessage(runtime, await school(), lane, { recipients: 1 });
  const [held] = await leaseLanes(db, lane.slot, 'me', 86_400);
  return {
    lane,
    school,
    /** A second passes: what has aged rises, and ten go. Returns the messages they are of. */
    async second(): Promise<string[]> {
      time.pass(SECOND);
      await raiseAged(runtime, [held!]);
      const share = { sender_id: lane.senderId, fence: held!.fence, count: PER_SECOND };
      return (await claimBatch(db, [share])).map((d) => d.message_id);
    },
  };
}

test('a stream of routine messages cannot hold up bulk for ever: what has aged gets a tenth of the pace', async () => {
  const { lane, school, second } = await busyLane();
  const [busy, quiet] = [await school(), await school()];
  const bulk = await planMessage(runtime, quiet, lane, { recipients: 20, priority: 3 });
  const went: number[] = [];
  for (let s = 1; s <= AGEING_S + 60; s++) {
    await planMessage(runtime, busy, lane, { recipients: PER_SECOND + 2, priority: 2 });
    for (const id of await second()) if (id === bulk) went.push(s);
  }
  assert.equal(went.length, 20);
  assert.ok(went[0]! >= AGEING_S, `the first went after ${went[0]} s`);
  assert.ok(went.at(-1)! <= AGEING_S + 25, `the last went after ${went.at(-1)} s`);
});

test('behind replies it takes as long again, and urgent stays before all', async () => {
  const { lane, school, second } = await busyLane();
  const [busy, quiet] = [await school(), await school()];
  const bulk = await planMessage(runtime, quiet, lane, { recipients: 5, priority: 3 });
  let gone = 0;
  for (let s = 1; s <= 2 * AGEING_S + 20; s++) {
    await planMessage(runtime, busy, lane, { recipients: PER_SECOND, priority: 1 });
    const urgent = await planMessage(runtime, busy, lane, { recipients: 2, priority: 0 });
    const order = await second();
    assert.deepEqual(order.slice(0, 2), [urgent, urgent]);
    gone += order.filter((id) => id === bulk).length;
    if (s < 2 * AGEING_S) assert.equal(gone, 0);
  }
  assert.equal(gone, 5);
});

test('however higher messages come, a bulk message waits no longer than its place among the aged demands', async () => {
  const load = fc.array(fc.record({ routine: fc.nat(14), reply: fc.nat(6), urgent: fc.nat(2) }), {
    minLength: 10,
    maxLength: 10,
  });
  await fc.assert(
    fc.asyncProperty(load, fc.integer({ min: 1, max: 12 }), async (pattern, recipients) => {
      const { lane, school, second } = await busyLane();
      const [busy, quiet] = [await school(), await school()];
      const bulk = await planMessage(runtime, quiet, lane, { recipients, priority: 3 });
      let waiting = recipients;
      let passed = 0;
      while (waiting > 0) {
        const { routine, reply, urgent } = pattern[passed % pattern.length]!;
        for (const [priority, count] of [routine, reply, urgent].map((n, nth) => [2 - nth, n] as const))
          if (count > 0) await planMessage(runtime, busy, lane, { recipients: count, priority });
        waiting -= (await second()).filter((id) => id === bulk).length;
        passed += 1;
        // Twice the ageing, one a second of those that have aged, and turns that are shared with one other school.
        assert.ok(passed <= 2 * AGEING_S + 2 * recipients + 10, `${waiting} still wait after ${passed} s`);
      }
    }),
    { numRuns: 5 },
  );
});
