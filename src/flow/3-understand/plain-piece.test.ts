import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tokeniseForDates } from '#nepal/date-tokens.ts';
import { readCorpus } from '#test/score-understanding.ts';
import { cutSlot } from './cut-slot.ts';
import { sameTokens } from './same-date-tokens.ts';
import { tokenise } from './tokenise.ts';

// Letters, digits and marks in every neighbourhood that one of the two ways might take for something else.
const PARTS = [
  ...'aekns125०९कख',
  ...['ा', 'ि', '्', 'ः', '\u200d', '\u200c', '\ufe0f', '\u20e3', 'é', 'ß', '١', '𝟗'],
  ...[' ', '\t', '\n', '\r\n', '\u00a0', '\u2028'],
  ...':;=-)(.,!?\'’"`*#/|।॥॰•',
  ...['❤️', '👍🏽', '👩‍🏫', '🇳🇵', '5️⃣'],
  ...['today', 'every', 'some', 'hw', 'bholi', 'भोलि', 'गते', "it's", '2day', '4.2', ':)', 'सन्डे'],
];
const TEXTS = fc.array(fc.constantFrom(...PARTS), { maxLength: 24 }).map((parts) => parts.join(''));

test('plain pieces are cut as the pattern would cut them', () => {
  const byPattern = (text: string) => tokenise(text, (_, at) => at);
  const agree = (text: string) => assert.deepEqual(tokenise(text), byPattern(text));
  for (const { in: input } of readCorpus('dev.jsonl')) agree(input.text);
  fc.assert(fc.property(TEXTS, agree), { numRuns: 5_000 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), agree), { numRuns: 1_000 });
});

test('the calendar sees the words and numbers of a text as it would cut them itself', () => {
  let same = 0;
  const agree = (text: string) => {
    const known = sameTokens(tokenise(text));
    if (known === null) return;
    same += 1;
    assert.deepEqual(known, tokeniseForDates(text));
  };
  const texts = readCorpus('dev.jsonl').map((one) => one.in.text);
  texts.forEach(agree);
  assert.ok(same > texts.length / 2, `only ${same} of ${texts.length} texts were known`);
  fc.assert(fc.property(TEXTS, agree), { numRuns: 5_000 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), agree), { numRuns: 1_000 });
});

test('a slot is cut out of its text as it would be cut by itself', () => {
  const agree = ([text, from, to]: [string, number, number]) => {
    const slot = text.slice(from, to).trim();
    if (slot === '') return;
    assert.deepEqual(cutSlot(slot, text, tokenise(text)), tokenise(slot));
  };
  // What stands beside the slot makes a smile of it, or a digit that is said.
  agree([' :)a', 1, 3]);
  agree(['(a:)', 1, 4]);
  agree(['2day1', 0, 4]);
  agree(['no1x', 0, 3]);
  agree(['2dayः', 0, 4]);
  agree(['x2day', 1, 5]);
  const ends = fc.nat(60);
  fc.assert(fc.property(fc.tuple(TEXTS, ends, ends), agree), { numRuns: 20_000 });
  for (const { in: input } of readCorpus('dev.jsonl'))
    for (const from of [0, 3, 7, 12, 20, 31]) agree([input.text, from, from + 25]);
});
