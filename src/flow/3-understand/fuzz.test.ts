import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readCorpus } from '#test/score-understanding.ts';
import { LONGEST_READ } from './read-letter.ts';
import type { Ask, Role, UnderstandInput } from './reading.ts';
import { tokenise } from './tokenise.ts';
import { understand } from './understand.ts';

/** FUZZ_RUNS=1000000 for the long run; the default keeps the suite quick. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 4000);
const CORPUS = readCorpus('dev.jsonl').map((c) => c.in);
const INTENTS = new Set(
  'daily_update attendance announcement direct confirm cancel status leave_request opt_out opt_in set_language ask_homework ask_attendance ask_result ask_fee ask_calendar reply greeting thanks help unknown'.split(
    ' ',
  ),
);
const ASKS = new Set<Ask | null>([null, 'class', 'subject', 'topic', 'student', 'confirm']);
const STAFF_ONLY = /^(?:daily_update|attendance|announcement|direct|status)$/;

function checkShape(input: UnderstandInput): void {
  const reading = understand(input);
  assert.equal(reading.id, input.id);
  assert.ok(INTENTS.has(reading.intent), reading.intent);
  assert.ok(ASKS.has(reading.ask), String(reading.ask));
  if (input.role === 'guardian' && input.draft === undefined) assert.doesNotMatch(reading.intent, STAFF_ONLY);
  assert.doesNotThrow(() => JSON.stringify(reading));
}

const sender = fc.constantFrom(...CORPUS);

test('any text of any alphabet is read', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'अआकखगमालिीेो्ंः०१२ 5A:,.\n-'), maxLength: 200 }),
  );
  fc.assert(
    fc.property(sender, text, (from, value) => checkShape({ ...from, text: value })),
    { numRuns: RUNS },
  );
});

test('texts that people wrote, cut, doubled, mixed and mistyped, are read', () => {
  const pieces = CORPUS.flatMap((c) => c.text.split(/(?<=[\s,.।:])/));
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((list) => list.join(''));
  const slip = fc
    .tuple(text, fc.nat(), fc.constantFrom('', 'a', '्', '5', ':', '\n', '👍', '\u200d', '('))
    .map(([t, at, c]) => {
      const place = t.length === 0 ? 0 : at % t.length;
      return t.slice(0, place) + c + t.slice(place + 1);
    });
  fc.assert(
    fc.property(sender, slip, fc.constantFrom<Role>('teacher', 'admin', 'guardian'), (from, value, role) =>
      checkShape({ ...from, role, text: value }),
    ),
    { numRuns: RUNS },
  );
});

test('four times the text takes no more than a fair multiple of the time', () => {
  const staff = CORPUS.find((c) => c.role === 'teacher' && c.roster !== undefined) as UnderstandInput;
  const guardian = CORPUS.find((c) => c.role === 'guardian') as UnderstandInput;
  const heads = [
    'a ',
    '5A ',
    '5 ',
    'hw: p5, ',
    'math: x, ',
    'absent 3, ',
    '\n',
    'bholi ',
    'no hw ',
    '[1/2/23, 1:11] a: ',
    'birami bhayera aaudaina ',
    'क',
    '1P ',
    '👍🏽',
    '(((',
    'sabai le ramro bujhe ',
    'opt math ho ',
    'topic x ',
    'gharma padha ',
    // As people write, only far longer: lessons of several subjects, prose, roll calls, dates, classes, names.
    '5A math: bhinna, hw p45. science: plants, hw draw it. english: poem padhiyo ',
    'maths ma bhinna sikaiyo hw page 5 science ma biruwa padhaiyo hw chitra banaune ',
    'आज गणितमा भिन्न सिकाइयो, विद्यार्थीले राम्रो बुझे। गृहकार्य पाना ५ को अभ्यास। ',
    'आज विद्यालयमा अभिभावक भेला भयो र सबै खुसी भए ',
    'roll 5 late, roll 6 absent ra roll 7 bida, ',
    'bholi 12 gate, mangsir 15, 2083/8/12, friday, ',
    '5A, 6B, class 7, 8 ko C, ',
    'class 5 ko maths, class 6 ko science ',
    'P P A P L ',
    '(a, b, c) ',
    `${givenNames(staff).join(', ')}, `,
    `${givenNames(staff).join(' ')} absent `,
  ];
  for (const head of heads) {
    const longest = longestRead(head);
    for (const from of [staff, guardian]) {
      let short = costOf(from, head, longest / 4);
      let long = costOf(from, head, longest);
      // Linear is 4; quadratic would be 16. The floor keeps the clock's grain out of it. Other work on the machine only
      // ever adds to a measure, so that the least of several rounds is the truest.
      for (let round = 0; round < 5 && long > Math.max(2, short) * 10; round += 1) {
        short = Math.min(short, costOf(from, head, longest / 4));
        long = Math.min(long, costOf(from, head, longest));
      }
      assert.ok(long <= Math.max(2, short) * 10, `${JSON.stringify(head)}: ${short} ms, then ${long} ms`);
    }
  }
});

function givenNames({ roster }: UnderstandInput): string[] {
  const pupils = Object.values(roster ?? {}).flat();
  return pupils.map(({ name }) => name.split(' ')[0] as string);
}

/** How much of a repeated head is read word by word: no letter, and not cut into more pieces than a person types. */
function longestRead(head: string): number {
  const perLetter = tokenise(head.repeat(64)).length / (64 * head.length);
  return Math.min(LONGEST_READ, Math.floor(1150 / perLetter));
}

/** Processor time of one reading in milliseconds, the best of several. */
function costOf(from: UnderstandInput, head: string, length: number): number {
  const text = head.repeat(Math.ceil(length / head.length)).slice(0, length);
  let best = Number.POSITIVE_INFINITY;
  for (let n = 0; n < 6; n += 1) {
    const before = process.cpuUsage();
    understand({ ...from, text });
    const spent = process.cpuUsage(before);
    best = Math.min(best, (spent.user + spent.system) / 1000);
  }
  return best;
}
