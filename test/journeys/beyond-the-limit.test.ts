import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { startChautari } from '#src/start-chautari.ts';
import { templateRegistrations } from '#templates/register-templates.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const demo = makeDemoSchool({ seed: 'limit' });
const number = demo.sender.phoneNumberId;
const office = demo.staff.find((s) => s.role === 'admin')!;
const LIMIT = 250;
const RESERVE = 25;

test('a school of more than 300 and a limit of 250: nobody runs into it, what is urgent has a reserve, and the rest follows', async (t) => {
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    verifyToken: SECRETS.VERIFY_TOKEN,
    limits: { messagingTier: LIMIT },
    statuses: { sentAfterMs: [1, 5], deliveredAfterMs: [1, 10], readAfterMs: [1, 10] },
  });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(
    t,
    { GRAPH_BASE_URL: simulator.url, PORT: '0', WA_PEOPLE_PER_DAY: String(LIMIT), WA_PAIR_SECONDS: '6' },
    { queues: true },
  );
  const live = { ...runtime, clock: { now: Date.now, random: Math.random } };
  await loadDemoSchool(runtime.db, demo, {
    number: { ...demo.sender, wabaId: '1000', displayNumber: demo.sender.phone },
    undoWindowSeconds: 0,
  });
  simulator.numbers.put([{ phoneNumberId: number, wabaId: '1000', displayPhoneNumber: demo.sender.phone }]);
  simulator.templates.put(
    templateRegistrations({ IMAGE: '4:a', DOCUMENT: '4:b' }).map((template) => ({
      ...template,
      wabaId: '1000',
    })),
  );
  simulator.people.put(demo.guardians.map((g) => ({ phone: g.phone, name: g.name, habit: 'reads' })));
  const running = await startChautari({ ...live, close: async () => {} }, 'all');
  t.after(() => running.close());
  simulator.setCallback(`${running.address}/webhook`);

  const having = (words: string) =>
    demo.guardians.filter((g) => JSON.stringify(simulator.people.shows(g.phone, number)).includes(words))
      .length;
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

  simulator.people.say(office.phone, number, 'notice to the whole school: the bridge is closed');
  const people = await waitUntil('it is planned', () => recipientsOf(BULK));
  assert.ok(people > 300, `${people} parents`);
  await waitUntil(
    'all have it for whom there is room',
    async () => (await reached(BULK)) === LIMIT - RESERVE,
    within,
  );
  const told = JSON.stringify(simulator.people.shows(office.phone, number));
  const waiting = people - (LIMIT - RESERVE);
  assert.match(
    told,
    new RegExp(`${waiting}|${waiting.toLocaleString('ne-NP')}`),
    'the office reads how many wait',
  );

  simulator.people.say(office.phone, number, 'urgent notice to the whole school: go home now');
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
