import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { FailureReason } from '#whatsapp/classify-code.ts';
import { type SendOutcome, say, sayLine, type TextKey } from './say.ts';

test('the report in each language, with plurals and digits', () => {
  const values = { reached: 38, total: 40, read: 31 };
  assert.equal(say('report.reached', values, 'en'), '38 of 40 parents reached, 31 have read it.');
  assert.equal(say('report.reached', values, 'ne'), '४० जना अभिभावकमध्ये ३८ जनाले पाउनुभयो, ३१ जनाले पढ्नुभयो।');
  assert.equal(
    say('report.reached', { reached: 0, total: 1, read: 0 }, 'both'),
    '१ जना अभिभावकमध्ये ० जनाले पाउनुभयो, अहिलेसम्म कसैले पढ्नुभएको छैन।\n\n' +
      '0 of 1 parent reached, nobody has read it yet.',
  );
  assert.equal(
    say('report.allReached', { total: 1, read: 1 }, 'en'),
    'The one parent was reached, 1 has read it.',
  );
  assert.equal(
    say('admin.resumed', { waiting: 120_000 }, 'ne'),
    '▶️ सन्देश फेरि जान थाले। १२०००० वटा सन्देश पर्खिएका थिए।',
  );
});

test('choices pick their wording', () => {
  const school = { en: 'Jana Jyoti', ne: 'जनज्योति' };
  assert.match(
    say('consent.optedOut', { school, topic: 'homework' }, 'en'),
    /^Homework messages from Jana Jyoti/,
  );
  assert.match(say('consent.optedOut', { school, topic: 'all' }, 'ne'), /^जनज्योतिबाट आउने सबै सन्देश बन्द गरियो/u);
});

test('a line for a reader of both is two lines, or one when the languages agree', () => {
  assert.equal(sayLine('teacher.undone', {}, 'both').split('\n').length, 2);
  assert.equal(sayLine('button.bothLanguages', {}, 'both'), 'नेपाली + English');
});

test('what a person typed stays as typed, whatever signs are in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (topic) => {
      assert.equal(say('update.topic', { topic }, 'ne'), `पाठ: ${topic}`);
      assert.equal(say('update.topic', { topic }, 'both'), `पाठ: ${topic}\n\nLesson: ${topic}`);
    }),
  );
  for (const topic of ["{x} 'y' # <b>5</b> {n, plural, other {#}}", '12', '१२', '$& $1']) {
    assert.equal(say('update.topic', { topic }, 'en'), `Lesson: ${topic}`);
  }
});

test('a missing value is a bug and throws', () => {
  const untyped = say as (key: TextKey, values: object, language: 'en') => string;
  assert.throws(() => untyped('update.topic', {}, 'en'));
  assert.throws(() => untyped('report.reached', { reached: 1, total: 1 }, 'en'));
  assert.throws(() => untyped('update.subject', {}, 'en'));
});

test('every reason of the table of codes has its sentence', () => {
  // The compiler holds the two lists against each other: a reason without a sentence is an error here.
  const sentence = (reason: FailureReason & SendOutcome): string => say(`outcome.${reason}`, {}, 'en');
  const covered: FailureReason extends SendOutcome ? true : false = true;
  assert.ok(covered);
  assert.equal(sentence('payment'), 'The school’s WhatsApp account has a payment to settle.');
});
