import assert from 'node:assert/strict';
import { test } from 'node:test';
import { subjectOf, textOf } from '#school/demo/load-texts.ts';
import { understand } from '#understand/understand.ts';

test('each text of the load schools is a lesson that goes without a question', () => {
  const asked = new Set<string>();
  for (let n = 0; n < 2_520; n += 1) {
    const { code } = subjectOf(n);
    const text = textOf(n, '6A');
    const reading = understand({
      id: 'x',
      text,
      role: 'teacher',
      classes: ['6A'],
      subjects: [code],
      today: '2026-11-26',
    });
    if (reading.intent !== 'daily_update' || reading.ask !== null) asked.add(text);
    else {
      const [update, ...more] = reading.updates;
      if (more.length > 0 || !update?.topic || !update.homework) asked.add(text);
    }
  }
  assert.deepEqual([...asked], []);
});
