import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Ask, Draft, UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

const ROSTER = {
  '5A': [
    { roll: 1, name: 'Kiran Rai' },
    { roll: 2, name: 'Kiran Lama' },
    { roll: 3, name: 'Maya Sah' },
  ],
};
const TEACHER = {
  role: 'teacher' as const,
  classes: ['5A', '5B'],
  subjects: ['science', 'nepali'],
  roster: ROSTER,
};
const GUARDIAN = {
  role: 'guardian' as const,
  classes: [],
  children: [
    { name: 'Anusha Rai', class: '5A' },
    { name: 'Bipin Rai', class: '1A' },
  ],
};

type Sender = Omit<UnderstandInput, 'id' | 'text' | 'today'>;

function answer(
  text: string,
  awaiting: Ask,
  draft: Draft,
  sender: Sender = TEACHER,
): Record<string, unknown> {
  const { id: _id, ...reading } = readByRules({
    id: 'x',
    text,
    today: '2026-11-23',
    ...sender,
    awaiting,
    draft,
  });
  return reading;
}

const noSubject: Draft = {
  intent: 'daily_update',
  ask: 'subject',
  class: '5A',
  updates: [{ topic: 'heat' }],
  defaulted: ['class'],
};
const noTopic: Draft = {
  intent: 'daily_update',
  ask: 'topic',
  class: '5A',
  updates: [{ subject: 'science' }],
};
const noClass: Draft = {
  intent: 'daily_update',
  ask: 'class',
  class: '5',
  updates: [{ subject: 'science', topic: 'heat' }],
};
const doubt: Draft = {
  intent: 'attendance',
  ask: 'student',
  class: '5A',
  date: '2026-11-23',
  absent: [3],
  unmatched: ['Kiran'],
};
const notice: Draft = { intent: 'announcement', ask: 'confirm', scope: 'school', text: 'x', urgent: false };
const leave: Draft = {
  intent: 'leave_request',
  ask: 'student',
  from: '2026-11-24',
  to: '2026-11-24',
  reason: 'fever',
};

test('an answer prints the whole completed intent', () => {
  const science = { ...noSubject, ask: null, updates: [{ subject: 'science', topic: 'heat' }] };
  for (const text of ['science', 'bigyan ho', 'विज्ञान', "it's science", 'sceince']) {
    assert.deepEqual(answer(text, 'subject', noSubject), science, text);
  }
  assert.deepEqual(answer('plants, hw draw a leaf', 'topic', noTopic), {
    ...noTopic,
    ask: null,
    updates: [{ subject: 'science', topic: 'plants', homework: 'draw a leaf' }],
  });
  for (const text of ['B', '5B', 'ख', 'kha', 'section B', 'class 5 B']) {
    assert.deepEqual(answer(text, 'class', noClass), { ...noClass, ask: null, class: '5B' }, text);
  }
  const { unmatched: _unmatched, ...rest } = doubt as Draft & { unmatched: string[] };
  for (const text of ['Kiran Lama', '2', 'roll 2', 'Kiran L.']) {
    assert.deepEqual(answer(text, 'student', doubt), { ...rest, ask: null, absent: [2, 3] }, text);
  }
  assert.deepEqual(answer('Bipin', 'student', leave, GUARDIAN), { ...leave, ask: null, child: 'Bipin Rai' });
});

test('an answer that is still in doubt is asked again', () => {
  assert.equal(answer('6', 'class', noClass).ask, 'class');
  assert.equal(answer('understanding good', 'topic', noTopic).ask, 'topic');
});

const waits: [Ask, Draft][] = [
  ['confirm', notice],
  ['topic', noTopic],
  ['class', noClass],
  ['student', doubt],
];

test('yes sends, no stops, in every awaiting', () => {
  for (const text of ['ok', 'हुन्छ', 'pathau', '👍', 'yes send it'])
    assert.equal(answer(text, 'confirm', notice).intent, 'confirm', text);
  for (const text of ['no', 'galti bhayo', 'रद्द गर्नुहोस्', "don't send", 'cancel']) {
    for (const [awaiting, draft] of waits) {
      assert.equal(answer(text, awaiting, draft).intent, 'cancel', `${text} while ${awaiting} is awaited`);
    }
  }
});

test('a text that is complete by itself takes the place of the draft', () => {
  assert.deepEqual(answer('5A absent 3', 'confirm', notice), {
    intent: 'attendance',
    ask: null,
    class: '5A',
    date: '2026-11-23',
    absent: [3],
    defaulted: ['date'],
  });
  assert.equal(answer('Announcement: bring lunch', 'topic', noTopic).intent, 'announcement');
  assert.deepEqual(
    (answer('5B nepali: katha, hw lekhne', 'topic', noTopic) as { updates: unknown }).updates,
    [{ subject: 'nepali', topic: 'katha', homework: 'lekhne' }],
  );
});
