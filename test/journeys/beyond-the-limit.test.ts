import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { stageDemo } from './stage-demo.ts';

const demo = makeDemoSchool({ seed: 'limit' });
const office = demo.staff.find((s) => s.role === 'admin')!;
const LIMIT = 250;
const RESERVE = 25;

test('a school of more than 300 and a limit of 250: nobody runs into it, what is urgent has a reserve, and the rest follows', async (t) => {
  const { simulator, runtime, start, say, shows } = await stageDemo(t, demo, {
    limits: { messagingTier: LIMIT },
    env: { WA_PEOPLE_PER_DAY: String(LIMIT), WA_PAIR_SECONDS: '6' },
  });
  await start();

  const having = (words: string) =>
    demo.guardians.filter((g) => JSON.stringify(shows(g.phone)).includes(words)).length;
  const failed = async () => {
    const [row] = await runtime.database.query<{ count: number }>(
      `SELECT count(*)::int FROM delivery WHERE status = 'failed' OR error_code IS NOT NULL`,
    );
    return row!.count;
  };
  const recipientsOf = async (priority: number) => {
    const [row] = await runtime.database.query<{ recipients: number }>(
      'SELECT recipients FROM message WHERE priority = $1',
      [priority],
    );
    return row?.recipients;
  };
  const reached = async (priority: number) => {
    const [row] = await runtime.database.query<{ count: number }>(
      `SELECT count(*)::int FROM delivery d JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
       WHERE m.priority = $1 AND d.recipient_kind = 'guardian' AND d.status IN ('delivered', 'read')`,
      [priority],
    );
    return row!.count;
  };
  const [URGENT, BULK] = [0, 3];
  const within = { deadlineMs: 120_000 };

  say(office.phone, 'notice to the whole school: the bridge is closed');
  const people = await waitUntil('it is planned', () => recipientsOf(BULK));
  assert.ok(people > 300, `${people} parents`);
  await waitUntil(
    'all have it for whom there is room',
    async () => (await reached(BULK)) === LIMIT - RESERVE,
    within,
  );
  const told = JSON.stringify(shows(office.phone));
  const waiting = people - (LIMIT - RESERVE);
  assert.match(
    told,
    new RegExp(`${waiting}|${waiting.toLocaleString('ne-NP')}`),
    'the office reads how many wait',
  );

  say(office.phone, 'urgent notice to the whole school: go home now');
  await waitUntil('the reserve is used', async () => (await reached(URGENT)) === LIMIT, within);
  assert.deepEqual(
    [having('go home'), having('bridge')],
    [LIMIT, LIMIT - RESERVE],
    'the first notice waits on',
  );

  await fetch(`${simulator.url}/sim/limits`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messagingTier: 2_000 }),
  });
  await waitUntil(
    'everybody has both',
    async () => (await reached(BULK)) === people && (await reached(URGENT)) === people,
    within,
  );
  assert.deepEqual([having('go home'), having('bridge')], [people, people]);
  assert.equal(await failed(), 0, 'nothing ran into a limit');
  assert.equal(simulator.ledger.read().duplicates.length, 0);
});
