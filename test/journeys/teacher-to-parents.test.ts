import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { startChautari } from '#src/start-chautari.ts';
import { templateRegistrations } from '#templates/register-templates.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const demo = makeDemoSchool({ seed: 'journey' });
const number = demo.sender.phoneNumberId;
const teacher = demo.staff.find((s) => s.role === 'teacher' && s.classes[0] === '5A')!;
const pupils = new Set(demo.students.filter((s) => s.classCode === '5A').map((s) => s.id));
const readers = demo.guardians.filter((g) =>
  demo.guardianships.some((k) => k.guardian === g.id && pupils.has(k.student)),
);
const others = demo.guardians.filter((g) => !readers.includes(g));

test('a text typed by a teacher shows on the phones of exactly the guardians of the class, each in their language', async (t) => {
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    verifyToken: SECRETS.VERIFY_TOKEN,
    limits: { messagingTier: 0 },
    statuses: { sentAfterMs: [1, 5], deliveredAfterMs: [1, 10], readAfterMs: [1, 10] },
  });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(t, { GRAPH_BASE_URL: simulator.url, PORT: '0' }, { queues: true });
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

  simulator.people.say(teacher.phone, number, '5A math: fractions, hw p45, ramro');
  const shown = (phone: string) => simulator.people.shows(phone, number);
  await waitUntil('every guardian of 5A has it', () => readers.every((g) => shown(g.phone).length === 1));
  await simulator.webhooksIdle();

  for (const guardian of readers) {
    const text = JSON.stringify(shown(guardian.phone)[0]!.content);
    assert.match(text, /fractions/);
    assert.match(text, /p45/);
    assert.match(
      text,
      guardian.language === 'en' ? /Mathematics/ : /गणित/,
      `in the language of ${guardian.language}`,
    );
  }
  for (const guardian of others) assert.deepEqual(shown(guardian.phone), [], 'nobody else has anything');

  const [, echo] = shown(teacher.phone);
  assert.match(
    JSON.stringify(echo!.content),
    new RegExp(`${readers.length}|${readers.length.toLocaleString('ne-NP')}`),
    'the echo counts the parents',
  );
  const read = await waitUntil('every delivery is read', async () => {
    const rows = await runtime.database.query<{ status: string; count: number }>(
      `SELECT status, count(*)::int FROM delivery WHERE recipient_kind = 'guardian' GROUP BY 1`,
    );
    return rows.length === 1 && rows[0]?.status === 'read' && rows[0].count;
  });
  assert.equal(read, readers.length);
  assert.equal(simulator.ledger.read().duplicates.length, 0);
});
