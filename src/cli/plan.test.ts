import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import type { SendingPlan } from '#audience/plan-sending.ts';
import { openDb } from '#lib/db.ts';
import { isExpectedError } from '#lib/expected-error.ts';
import { createLog } from '#lib/log.ts';
import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { run } from './plan.ts';

const database = await createTestDatabase({ after });
// Long enough that the test passes in any year it is run in.
const demo = makeDemoSchool({
  seed: 'plan',
  academicYear: { name: '2083', startsOn: '2026-04-14', endsOn: '2099-04-13' },
});
const { db } = openDb(database.url, 2, createLog('silent', 'test'));
await loadDemoSchool(db, demo);
await db.destroy();

/** What the command prints, or the sentence it ends with. */
async function planned(t: TestContext, argv: string[]): Promise<string> {
  const log = t.mock.method(console, 'log', () => {});
  try {
    await run(['--school', demo.school.id, '--database-url', database.url, ...argv]);
    return log.mock.calls.map((call) => String(call.arguments[0])).join('\n');
  } catch (error) {
    if (!isExpectedError(error)) throw error;
    return error.message;
  } finally {
    log.mock.restore();
  }
}

const sendingOf = async (t: TestContext, argv: string[]) =>
  (JSON.parse(await planned(t, [...argv, '--json'])) as { sending: SendingPlan }).sending;

const setLimit = (people: number | null) =>
  database.query('UPDATE portfolio SET people_per_day = $1', [people]);

test('a class gets it at once, the school in its turn, and all of it has a price', async (t) => {
  await setLimit(0);
  const ofClass = await sendingOf(t, ['--audience', 'class:5A', '--kind', 'daily_update']);
  const ofGrade = await sendingOf(t, ['--audience', 'grade:5']);
  const ofSchool = await sendingOf(t, ['--audience', 'school']);
  assert.ok(ofClass.people > 0 && ofClass.people <= ofGrade.people && ofGrade.people < ofSchool.people);
  assert.deepEqual([ofSchool.goes, ofSchool.deferred, ofSchool.refused], [ofSchool.people, 0, 0]);
  assert.ok(ofSchool.cost.npr > ofClass.cost.npr && ofClass.cost.npr > 0);
  const words = await planned(t, ['--audience', 'class:5A']);
  assert.match(words, new RegExp(`announcement for class:5A: ${ofClass.people} parents`));
  assert.match(words, /in one go: the first at .* [ap]m, the last at/);
  assert.match(words, /costs about NPR [\d.]+ \(USD [\d.]+\)/);
});

test('beyond the limit some wait for tomorrow, and what is urgent may use the reserve', async (t) => {
  await setLimit(20);
  const notice = await sendingOf(t, ['--audience', 'school']);
  assert.deepEqual([notice.goes, notice.refused], [18, Math.max(0, notice.people - 36)]);
  const urgent = await sendingOf(t, ['--audience', 'school', '--urgent']);
  assert.equal(urgent.goes, 20, 'the reserve is for what is urgent');
  assert.match(
    await planned(t, ['--audience', 'school']),
    /wait for room in the messaging limit, until \d+:\d\d [ap]m/,
  );
});

test('a stopped number is said before anything is sent', async (t) => {
  await setLimit(0);
  await database.query(`UPDATE lane SET stopped_reason = 'payment', stopped_at = now()`);
  assert.match(await planned(t, ['--audience', 'class:5A']), /nothing goes at present: /);
  await database.query('UPDATE lane SET stopped_reason = NULL, stopped_at = NULL');
});

const refusals: [argv: string[], says: RegExp][] = [
  [[], /--audience is school, a grade such as grade:5, or a class such as class:5A\./],
  [['--audience', 'grade'], /--audience is school/],
  [['--audience', 'class:99Z'], /has no classes for class:99Z this year\./],
  [['--audience', 'school', '--kind', 'gossip'], /--kind is announcement, daily_update or attendance/],
  [['--audience', 'school', '--kind', 'attendance', '--urgent'], /--urgent is for announcements\./],
  [['--audience', 'school', '--school', '019a0000-0000-7000-8000-000000000000'], /There is no school 019a/],
];
for (const [argv, says] of refusals)
  test(`${argv.join(' ') || 'nothing'} is refused in one sentence`, async (t) => {
    assert.match(await planned(t, argv), says);
  });
