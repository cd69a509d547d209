import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf, train } from '#test/learn-weights.ts';
import { readCorpus } from '#test/score-understanding.ts';
import { HELD_OUT } from '#test/train-second-reader.ts';
import type { DailyUpdate, Reading } from '../reading.ts';
import { readByRules, understand } from '../understand.ts';
import { MOST_SURPRISE, surprise } from './doubt-reading.ts';
import { labelWords, PLACE } from './label-words.ts';
import { listWords } from './page-words.ts';
import { decodeWeights } from './weights.ts';

const TEACHER = {
  id: 'x',
  role: 'teacher',
  classes: ['6A'],
  subjects: ['science'],
  today: '2026-11-23',
} as const;

function typed(text: string) {
  return { ...TEACHER, classes: ['6A'], subjects: ['science'], text };
}

function update(slots: object): DailyUpdate {
  return { intent: 'daily_update', ask: null, class: '6A', updates: [{ subject: 'science', ...slots }] };
}

const unread = HELD_OUT.flatMap((file) => readCorpus(file)).filter(
  ({ in: input, out }) =>
    input.role !== 'guardian' && input.awaiting === undefined && out.intent === 'daily_update',
);

test('it turns an act into a question and changes nothing else', () => {
  for (const { in: input } of unread) {
    const { ask, ...told } = understand(input);
    const { ask: asked, ...ruled } = readByRules(input);
    assert.deepEqual(told, ruled);
    assert.ok(ask === asked || (asked === null && ask === 'confirm'));
  }
});

test('what people of other hands read is likely, and the same with a word of a slot moved is not', () => {
  let [right, asked, moved, found] = [0, 0, 0, 0];
  for (const { in: input, out } of unread) {
    const reading = out as Reading & DailyUpdate;
    const page = pageOf(input);
    if (surprise(page, reading, input.role) > MOST_SURPRISE) asked += 1;
    right += 1;
    for (const [n, { topic }] of reading.updates.entries()) {
      const words = topic?.split(' ') ?? [];
      if (words.length < 2 || words.length > 4) continue;
      const updates = reading.updates.with(n, { ...reading.updates[n], topic: words.slice(1).join(' ') });
      if (surprise(page, { ...reading, updates }, input.role) > MOST_SURPRISE) found += 1;
      moved += 1;
    }
  }
  assert.ok(moved >= 100, `${moved} topics were cut`);
  assert.ok(asked / right <= 0.06, `${asked} of ${right} right readings surprise`);
  assert.ok(found / moved >= 0.6, `${found} of ${moved} cut topics surprise`);
});

test('a word left in the topic that belongs to no lesson surprises', () => {
  const page = pageOf(typed('6A science substitute period: the water cycle. hw: draw it'));
  const [whole, patched] = ['the water cycle', 'substitute period the water cycle'].map((topic) =>
    surprise(page, update({ topic, homework: 'draw it' }), 'teacher'),
  ) as [number, number];
  assert.ok(patched > 10 * whole, `${patched} and ${whole}`);
});

test('each word is where the reading puts it, a repeated one as well', () => {
  const page = pageOf(typed('6A: sound. hw: draw sound, bholi'));
  const { words } = listWords(page);
  const places = labelWords(page.text, words, {
    ...update({ topic: 'sound', homework: 'draw sound', due: '2026-11-24' }),
  });
  const shown = words.map(({ token }, n) => `${token.norm}:${places[n]}`);
  const { nowhere, topic, homework, due } = PLACE;
  assert.deepEqual(shown, [
    `6:${nowhere}`,
    `a:${nowhere}`,
    `sound:${topic}`,
    `hw:${nowhere}`,
    `draw:${homework}`,
    `sound:${homework}`,
    `bholi:${due}`,
  ]);
});

test('the same texts give the same weights, and other bytes are refused with what to do', () => {
  const some = unread.slice(0, 40);
  assert.deepEqual(train(some), train(some));
  assert.throws(() => decodeWeights(Buffer.alloc(10)), /have 10 bytes.*npm run train:second-reader/);
});
