import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDemoMany } from '#school/demo/load-demo-many.ts';
import { makeLoadSchools } from '#school/demo/make-load-schools.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { openApp } from '#test/support/open-app.ts';
import { putNumber } from '#test/support/put-number.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';
import { settle } from '#test/support/settle.ts';
import { SCHOOL_DAY } from '#test/support/small-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const PATIENCE = { deadlineMs: 60_000 };
const size = { schools: 1, classes: 1, guardians: 40 };

test('forty parents, two of them without WhatsApp: statuses that come twice and out of order lead to one report of 38 of 40', async (t) => {
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    limits: 'off',
    now: () => runtime.time.now(),
    statuses: { sentAfterMs: [1, 5], deliveredAfterMs: [1, 10], readAfterMs: [1, 10] },
  });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(t, { GRAPH_BASE_URL: simulator.url }, { startAt: SCHOOL_DAY });
  await loadDemoMany(runtime.database.url, size, () => {});
  const [school] = [...makeLoadSchools(size)];
  const [{ teacher, pupils }] = school!.classes as [(typeof school & object)['classes'][number]];
  const number = school!.sender.phoneNumberId;
  putNumber(simulator, number, { wabaId: '990000000000000' });
  const phones = pupils.map((pupil) => pupil.guardian.phone);
  simulator.people.put(
    phones.map((phone, n) => ({ phone, name: `Parent ${n}`, habit: 'reads', onWhatsApp: n >= 2 })),
  );
  simulator.chaos.set({
    webhooks: { withholdMs: 0, duplicateRate: 0.5, reorderRate: 0.5, skipDeliveredRate: 0.3 },
  });
  const app = await openApp(t, runtime);
  simulator.setCallback(`${await app.listen({ port: 0 })}/webhook`);

  simulator.people.say(teacher.phone, number, teacher.text);
  const arrived = () => runtime.database.query('SELECT 1 FROM inbound_message');
  await waitUntil(
    'the text is handled',
    async () => {
      await simulator.webhooksIdle();
      await settle(runtime);
      return (await arrived()).length === 1;
    },
    PATIENCE,
  );
  await waitUntil(
    'every delivery has come to its end',
    async () => {
      runtime.time.pass(1);
      await simulator.webhooksIdle();
      await settle(runtime);
      const open = await runtime.database.query(
        `SELECT 1 FROM delivery WHERE recipient_kind = 'guardian' AND status NOT IN ('read', 'failed')`,
      );
      return open.length === 0;
    },
    PATIENCE,
  );
  runtime.time.pass(20_000);
  await settle(runtime);
  runtime.time.pass(60 * 60_000);
  await settle(runtime);

  const said = simulator.ledger
    .read({ phone: teacher.phone.slice(1) })
    .messages.map(({ content }) => JSON.stringify(content));
  const reports = said.filter((words) => words.includes('📬'));
  assert.equal(reports.length, 1);
  assert.match(reports[0]!, /४० जना अभिभावकमध्ये ३८ जनाले पाउनुभयो, ३८ जनाले पढ्नुभयो/);
  assert.match(reports[0]!, /२ जनाले पाउनुभएन/);
  assert.deepEqual(simulator.ledger.read().duplicates, []);
});
