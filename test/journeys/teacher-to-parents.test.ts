import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { familiesOf, stageDemo } from './stage-demo.ts';

const demo = makeDemoSchool({ seed: 'journey' });
const teacher = demo.staff.find((s) => s.role === 'teacher' && s.classes[0] === '5A')!;
const { readers, others } = familiesOf(demo, '5A');

test('a text typed by a teacher shows on the phones of exactly the guardians of the class, each in their language', async (t) => {
  const { simulator, runtime, start, say, shows: shown } = await stageDemo(t, demo);
  await start();
  say(teacher.phone, '5A math: fractions, hw p45, ramro');
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
