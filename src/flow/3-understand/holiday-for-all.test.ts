import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readByRules } from './understand.ts';

const roster = {
  '5A': [
    { roll: 1, name: 'Asha Rai' },
    { roll: 2, name: 'Bimal KC' },
  ],
};
const teacher = { role: 'teacher' as const, classes: ['5A', '5B'], today: '2026-11-26', roster };

for (const text of [
  'bholi bida chha sabai lai',
  'bholi school bida cha sabai lai',
  'भोलि सबैलाई बिदा छ',
  'tomorrow holiday for all',
  'parsi 5A sabai bida',
]) {
  test(`no roll is called for a day to come, a holiday is told: ${text}`, () => {
    const reading = readByRules({ ...teacher, id: 'x', text });
    assert.equal(reading.intent, 'announcement');
  });
}

test('who is away tomorrow is asked about, and a whole class that is away today is a roll call', () => {
  const tomorrow = readByRules({ ...teacher, id: 'x', text: '5A bholi roll 2 absent' });
  assert.deepEqual([tomorrow.intent, tomorrow.ask], ['attendance', 'confirm']);
  const today = readByRules({ ...teacher, id: 'x', text: '5A aja sabai absent' });
  assert.equal(today.intent, 'attendance');
});
