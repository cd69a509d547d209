import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { startSimulator } from '#simulator/start-simulator.ts';
import { isNumberDue } from '#status/standing-queries.ts';
import {
  addLane,
  addSchool,
  deliveriesOf,
  planMessage,
  type TestLane,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { settle } from '#test/support/settle.ts';
import { readStandings } from './read-standings.ts';

const HOUR_MS = 60 * 60 * 1_000;
const simulator = await startSimulator({ templates: 'any', limits: { messagingTier: 2_000 } });
after(() => simulator.close());
const runtime = await createTestRuntime({ after }, { GRAPH_BASE_URL: simulator.url, WA_PEOPLE_PER_DAY: '6' });
const { database, time, db } = runtime;

beforeEach(async () => {
  simulator.chaos.calm();
  await database.query('DELETE FROM delivery');
  await readStandings(runtime);
});

async function numberLike(number: object, perSecond: number | null = null): Promise<TestLane> {
  const lane = await addLane(runtime, { perSecond, wabaId: String(simulator.world.numbers.size + 5_000) });
  simulator.numbers.put([{ phoneNumberId: lane.phoneNumberId, ...number }]);
  // The database's clock made it due; that of the test stands still.
  await database.query('UPDATE sender SET look_at = $1 WHERE id = $2', [new Date(time.now()), lane.senderId]);
  return lane;
}

async function standing({ senderId }: TestLane) {
  const [row] = await database.query<Record<string, unknown>>(
    `SELECT quality, per_second, people_per_day, name_status, read_at IS NOT NULL AS is_read, look_at
     FROM sender JOIN waba USING (waba_id) JOIN portfolio ON portfolio.id = portfolio_id WHERE sender.id = $1`,
    [senderId],
  );
  return row!;
}

const isDue = () => isNumberDue(db, new Date(time.now()));

test('a new number is asked for once, and again when a day has passed', async () => {
  const lane = await numberLike({ quality: 'YELLOW', throughputPerSecond: 1_000 });
  assert.equal(await isDue(), true);
  assert.equal(await readStandings(runtime), 1);
  assert.partialDeepStrictEqual(await standing(lane), {
    quality: 'YELLOW',
    per_second: 1_000,
    people_per_day: 2_000,
    name_status: 'APPROVED',
    is_read: true,
  });
  assert.equal(await readStandings(runtime), 0);
  simulator.numbers.put([{ phoneNumberId: lane.phoneNumberId, quality: 'RED' }]);
  time.pass(23 * HOUR_MS);
  assert.equal(await isDue(), false);
  time.pass(2 * HOUR_MS);
  assert.equal(await isDue(), true);
  await readStandings(runtime);
  assert.equal((await standing(lane)).quality, 'RED');
});

test('what waits because a limit was assumed goes once Meta has named the true one', async () => {
  const lane = await numberLike({});
  await planMessage(runtime, await addSchool(runtime, lane), lane, {
    recipients: 10,
    windowUntil: null,
    expiresAt: new Date(time.now() + 72 * HOUR_MS),
  });
  await settle(runtime);
  const accepted = async () =>
    (await deliveriesOf(database, lane)).filter((d) => d.status === 'accepted').length;
  const before = await accepted();
  assert.ok(before < 10, `${before} were reached under an assumed limit of 6`);
  await readStandings(runtime);
  await settle(runtime);
  assert.equal(await accepted(), 10);
});

test('a pace that somebody set stays, and a quality that Meta does not name, too', async () => {
  const lane = await numberLike({ quality: 'UNKNOWN', throughputPerSecond: 1_000 }, 20);
  await database.query(`UPDATE sender SET quality = 'RED' WHERE id = $1`, [lane.senderId]);
  await readStandings(runtime);
  assert.partialDeepStrictEqual(await standing(lane), { per_second: 20, quality: 'RED' });
});

test('no answer, or a refusal: nothing changes, the others are read, and it is asked again soon', async () => {
  const [lost, good] = [await numberLike({ standing: 'deleted' }), await numberLike({})];
  const before = await standing(lost);
  assert.equal(await readStandings(runtime), 1);
  assert.deepEqual({ ...(await standing(lost)), look_at: null }, { ...before, look_at: null });
  assert.equal((await standing(good)).is_read, true);
  simulator.numbers.put([{ phoneNumberId: lost.phoneNumberId, standing: 'connected' }]);
  simulator.chaos.set({ cutBeforeRate: 1 });
  time.pass(HOUR_MS / 4);
  assert.equal(await readStandings(runtime), 0);
  simulator.chaos.calm();
  time.pass(HOUR_MS / 4);
  assert.equal(await readStandings(runtime), 1);
  assert.equal((await standing(lost)).is_read, true);
});
