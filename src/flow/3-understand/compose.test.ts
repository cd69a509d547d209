import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { scoreCases } from '#test/score-understanding.ts';
import type { UnderstandInput } from './reading.ts';
import { readByRules } from './understand.ts';

/**
 * Texts put together from what people say of a lesson, of its homework and of who came, in every combination: no
 * corpus holds them all. The readings are compared by the rules of the contract.
 */
interface Words {
  head: string[];
  taught: string[];
  topic: string[];
  set: string[];
  task: string[];
  level: [string, string][];
  stop: string;
}

const ENGLISH: Words = {
  head: ['5A science: ', 'Science - ', 'Today in science ', 'Class 5A Science\n', 'Subject: Science\n'],
  taught: [
    '{}',
    'taught {}',
    'we learned about {}',
    '{} was taught',
    'Topic: {}',
    '{} done',
    'had a class on {}',
  ],
  topic: ['states of matter', 'the water cycle', 'lesson no 9', 'types of animals', 'is, am and are'],
  set: ['hw {}', 'HW: {}', 'homework is to {}', '{} for homework', 'gave {} as homework', '{} (homework)'],
  task: ['write five sentences', 'q 1 to 5 of page 33', 'answer questions 1, 2 and 3', 'draw a plant'],
  level: [
    ['students understood well', 'good'],
    ['they found it difficult', 'weak'],
    ['understanding: average', 'average'],
    ['very good', 'excellent'],
  ],
  stop: '. ',
};

const ROMANISED: Words = {
  head: ['5A science: ', 'aaja bigyan ma ', '5A ma bigyan ', 'sir haru, aaja 5A bigyan ma '],
  taught: ['{} padhaye', '{} sikaiyo', '{} suru garyo', '{} introduce gare', '{} ko barema padhaiyo'],
  topic: ['saurya mandal', 'phul ko bhag', 'pani chakra', 'tap ko sancharan'],
  set: ['hw {}', 'gharkaam: {}', 'homework ma {}', '{} homework diyeko chu', 'aajako gharkaam {}'],
  task: ['chitra banaune', 'page 45 ko prasna 1 dekhi 5', '5 ota udaharan lekhne'],
  level: [
    ['sabai le ramro bujhe', 'good'],
    ['alik garo mane', 'weak'],
    ['thikai bujhe', 'average'],
    ['dherai ramro bujhe', 'excellent'],
  ],
  stop: '. ',
};

const NEPALI: Words = {
  head: ['५ क विज्ञान: ', 'आज विज्ञानमा ', 'विषय: विज्ञान\n', 'कक्षा ५ क विज्ञान - '],
  taught: ['{} पढाइयो', '{} सिकाइयो', '{} सुरु गरियो', '{} बारे छलफल गरियो', 'पढाइएको पाठ: {}'],
  topic: ['सौर्यमण्डल', 'फूलका भागहरू', 'पानी चक्र', 'तापको सञ्चार'],
  set: ['गृहकार्य: {}', 'गृहकार्यमा {}', '{} गृहकार्य दिइएको छ', 'गृहकार्यको रूपमा {}'],
  task: ['चित्र बनाउने', 'पृष्ठ ४५ को प्रश्न १ देखि ५', '५ वटा उदाहरण लेख्ने'],
  level: [
    ['सबैले राम्ररी बुझे', 'good'],
    ['अलि गाह्रो माने', 'weak'],
    ['ठिकै बुझे', 'average'],
    ['अति राम्रो', 'excellent'],
  ],
  stop: '। ',
};

const TEACHER = { role: 'teacher', classes: ['5A'], subjects: ['science'], today: '2026-11-23' } as const;

function check(input: Omit<UnderstandInput, 'id'>, out: object): void {
  const reading = { id: 'x', intent: '', ask: null, ...out };
  const [row] = scoreCases([{ in: { ...input, id: 'x' }, out: reading, tags: [] }], readByRules);
  assert.deepEqual(row?.bad, [], JSON.stringify(input.text));
}

for (const [language, words] of Object.entries({ ENGLISH, ROMANISED, NEPALI })) {
  test(`a lesson, its homework and how it went, in any order of words: ${language.toLowerCase()}`, () => {
    const parts = fc.record({
      head: fc.constantFrom(...words.head),
      taught: fc.constantFrom(...words.taught),
      topic: fc.constantFrom(...words.topic),
      set: fc.constantFrom(...words.set),
      task: fc.constantFrom(...words.task),
      level: fc.constantFrom(...words.level),
      levelFirst: fc.boolean(),
      stop: fc.constantFrom(words.stop, '\n', ' | '),
    });
    fc.assert(
      fc.property(parts, ({ head, taught, topic, set, task, level, levelFirst, stop }) => {
        const homework = set.replace('{}', task);
        const rest = levelFirst ? [level[0], homework] : [homework, level[0]];
        const text = [head + taught.replace('{}', topic), ...rest].join(stop);
        const update = { subject: 'science', topic, homework: task, understanding: level[1] };
        check(
          { ...TEACHER, subjects: ['science'], classes: ['5A'], text },
          {
            intent: 'daily_update',
            class: '5A',
            updates: [update],
          },
        );
      }),
      { numRuns: 400 },
    );
  });
}

const ROSTER = Array.from({ length: 20 }, (_, k) => ({ roll: k + 1, name: `Pupil${k + 1}` }));
const SAID = {
  absent: [
    'absent: {}',
    '{} absent',
    '{} aayenan',
    '{} अनुपस्थित',
    'gayal: {}',
    '{} hajir bhaenan',
    '{} did not come',
  ],
  late: ['late: {}', '{} late', '{} dhilo aaye', '{} ढिलो आए', 'dhilo: {}', '{} came late'],
  leave: ['leave: {}', '{} on leave', '{} bida ma', '{} बिदामा', 'bida: {}', '{} took leave'],
} as const;

test('who was absent, late or on leave, each said in a way of its own', () => {
  const rolls = fc.shuffledSubarray(
    ROSTER.map((p) => p.roll),
    { minLength: 6, maxLength: 9 },
  );
  const way = (status: keyof typeof SAID) => fc.constantFrom<string>(...SAID[status]);
  const list = fc.constantFrom('roll {}', 'roll no. {}', '{}', 'रोल {}');
  fc.assert(
    fc.property(
      rolls,
      fc.nat({ max: 6 }),
      list,
      fc.constantFrom('\n', '. ', '; '),
      way('absent'),
      way('late'),
      way('leave'),
      (all, pick, named, stop, absent, late, leave) => {
        // A list before its status and one behind it in the same text belong to either; one order is kept.
        const ways = [absent, late, leave];
        const before = ways[pick % 3]?.startsWith('{}') ?? true;
        const said = Object.entries({ absent, late, leave })
          .filter(([, phrase]) => phrase.startsWith('{}') === before)
          .map(([status, phrase], n) => ({
            status,
            phrase,
            set: all.slice(n * 3, n * 3 + 3).sort((a, b) => a - b),
          }))
          .filter(({ set }) => set.length >= 2);
        const texts = said.map(({ phrase, set }) =>
          phrase.replace('{}', named.replace('{}', set.join(', '))),
        );
        check(
          {
            ...TEACHER,
            subjects: [],
            classes: ['5A'],
            roster: { '5A': ROSTER },
            text: `5A: ${texts.join(stop)}`,
          },
          {
            intent: 'attendance',
            class: '5A',
            date: '2026-11-23',
            ...Object.fromEntries(said.map(({ status, set }) => [status, set])),
          },
        );
      },
    ),
    { numRuns: 600 },
  );
});
