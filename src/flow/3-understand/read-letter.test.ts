import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ADMIN, GUARDIAN, TEACHER, TODAY } from '#test/support/check-kinds.ts';
import { LONGEST_READ } from './read-letter.ts';
import type { UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

const read = (
  sender: Omit<UnderstandInput, 'id' | 'text' | 'today'>,
  text: string,
): Record<string, unknown> => ({
  ...readByRules({ id: 'x', text, today: TODAY, ...sender }),
});
/** A sentence said again until it is a letter. */
const long = (sentence: string) => sentence.repeat(Math.ceil((LONGEST_READ + 100) / sentence.length)).trim();
const TALK = long('We have seen many good things in this term and we want to share some of them with you. ');

test('a letter of a teacher goes to the own class whole, after a yes', () => {
  const { intent, ask, scope, class: to, text } = read(TEACHER, TALK);
  assert.deepEqual([intent, ask, scope, to, text], ['announcement', 'confirm', 'class', '5A', TALK]);
});

test('a letter of the office goes to those it names at its head, without naming them again', () => {
  const { intent, ask, scope, grade, text } = read(ADMIN, `Notice for class 5: ${TALK}`);
  assert.deepEqual([intent, ask, scope, grade, text], ['announcement', 'confirm', 'grade', 5, TALK]);
  const all = read(ADMIN, TALK);
  assert.deepEqual([all.intent, all.ask, all.scope, all.text], ['announcement', 'confirm', 'school', TALK]);
});

test('a letter to one home stays one, and what is urgent at its head is urgent', () => {
  const one = read(TEACHER, `Maya ko ghar ma: ${TALK}`);
  assert.deepEqual([one.intent, one.ask, one.roll, one.text], ['direct', 'confirm', 2, TALK]);
  assert.equal(read(ADMIN, `URGENT: school is closed tomorrow. ${TALK}`).urgent, true);
});

test('lessons without end are a letter, too: none of their words is lost', () => {
  const lessons = long('5A math: fractions, hw p45. science: plants, hw draw one. ');
  const { intent, ask, text } = read(TEACHER, lessons);
  assert.deepEqual([intent, ask, text], ['announcement', 'confirm', lessons]);
});

test('a roll call is read however long it is', () => {
  const rolls = Array.from({ length: 220 }, (_, n) => `${n + 1} ${n === 3 ? 'A' : 'P'}`).join(',\n      ');
  assert.ok(rolls.length > LONGEST_READ);
  const { intent, absent } = read({ ...TEACHER, roster: {} }, `5A\n${rolls}`);
  assert.deepEqual([intent, absent], ['attendance', [4]]);
});

test('a letter of a guardian goes to the inbox whole', () => {
  const { intent, text } = read(GUARDIAN, TALK);
  assert.deepEqual([intent, text], ['reply', TALK]);
});
