import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitTemplateParameter, onOneLine } from './fit-template-parameter.ts';
import { countCharacters } from './limits.ts';
import { splitText } from './split-text.ts';

const pieces = fc.constantFrom(
  'विद्यालय',
  'क्षत्रीय',
  'भोलि',
  'बन्द',
  'हुन्छ।',
  'school',
  'p.45',
  '१२',
  'x'.repeat(40),
  'कि'.repeat(30),
  '👩‍👩‍👧‍👦',
  '🇳🇵',
  'é',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\t',
  '\r\n',
  '\u2028',
  '।',
  '…',
  '*',
  '\u0301',
  '     ',
  '-',
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 120, size: 'max' }).map((list) => list.join('')),
  fc.array(pieces, { maxLength: 120, size: 'max' }).map((list) => list.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 300, size: 'max' }),
  fc.string({ unit: 'binary', maxLength: 300, size: 'max' }),
);
const ink = (text: string) => text.replace(/\s+/g, '');
const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
const graphemes = (text: string) => [...new Intl.Segmenter('ne').segment(text)].map((part) => part.segment);

test('splitting loses no character but white space, keeps the order and the limit', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 1, max: 200 }), (text, limit) => {
      const parts = splitText(text, limit);
      assert.equal(ink(parts.join('')), ink(text));
      for (const part of parts) {
        assert.ok(countCharacters(part) <= limit);
        assert.notEqual(part.trim(), '');
      }
    }),
    { numRuns: 2000 },
  );
});

test('no word is cut that fits into a part', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: fc.constantFrom('क', 'ि', '्', 'a', '.', '।'), minLength: 1, maxLength: 20 }),
      ),
      fc.constantFrom(' ', '\n', '\n\n'),
      (list, between) => {
        const text = list.map((word) => `क${word}`).join(between);
        assert.deepEqual(splitText(text, 21).flatMap(words), words(text));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a grapheme that fits into a part is never cut', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 12, max: 60 }), (text, limit) => {
      const whole = graphemes(text.trim());
      if (whole.some((grapheme) => countCharacters(grapheme) > limit)) return;
      const expected = whole.filter((grapheme) => grapheme.trim() !== '').map((grapheme) => grapheme.trim());
      const found = splitText(text, limit)
        .flatMap(graphemes)
        .filter((grapheme) => grapheme.trim() !== '');
      assert.deepEqual(
        found.map((grapheme) => grapheme.trim()),
        expected,
      );
    }),
    { numRuns: 2000 },
  );
});

test('cuts fall where a reader pauses', () => {
  const cases: [string, number, string[]][] = [
    ['', 10, []],
    ['छोटो', 10, ['छोटो']],
    ['one two\n\nthree four', 12, ['one two', 'three four']],
    ['one\n\ntwo\nthree four', 12, ['one\n\ntwo', 'three four']],
    ['one two\n\nthree. x y zz', 16, ['one two', 'three. x y zz']],
    ['one two\nthree. x y zz', 15, ['one two', 'three. x y zz']],
    ['one two. three x y zz', 18, ['one two. three x y', 'zz']],
    ['one two three. x y zz', 18, ['one two three.', 'x y zz']],
    ['one two\nthree four', 12, ['one two', 'three four']],
    ['भोलि बन्द छ। पर्सि खुल्छ।', 16, ['भोलि बन्द छ।', 'पर्सि खुल्छ।']],
    ['Come at ten. Bring it', 16, ['Come at ten.', 'Bring it']],
    ['aaaa bbbb cccc', 9, ['aaaa bbbb', 'cccc']],
    ['किकिकि', 3, ['कि', 'कि', 'कि']],
    ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 8, ['👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦']],
  ];
  for (const [text, limit, parts] of cases) assert.deepEqual(splitText(text, limit), parts, text);
});

test('ten times the longest legal text, of the worst kinds, splits within a second', () => {
  for (const text of [
    'क'.repeat(40_000),
    'कि '.repeat(20_000),
    '\n'.repeat(40_000),
    '\u0301'.repeat(40_000),
  ]) {
    const start = performance.now();
    splitText(text, 1024);
    assert.ok(performance.now() - start < 1000);
  }
});

test('a parameter obeys the rules of Meta, and short form and rest together hold every word', () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 2, max: 200 }), (text, room) => {
      const fitted = fitTemplateParameter(text, room);
      const shown = fitted.kind === 'fits' ? fitted.text : fitted.short;
      // A next-line sign is a line break, which may be dropped at a cut like any other white space.
      const bare = (value: string) => ink(value).replaceAll(/[·—\u0085]/g, '');
      assert.doesNotMatch(shown, /[\n\r\t\v\f\u0085\u2028\u2029]| {2}/);
      assert.notEqual(shown.trim(), '');
      assert.ok(countCharacters(shown) <= room);
      if (fitted.kind === 'fits') {
        assert.equal(fitted.text, onOneLine(text));
      } else {
        const beginning = fitted.short.slice(0, -1);
        assert.equal(bare(beginning) + bare(fitted.rest), bare(text));
        assert.notEqual(fitted.rest, '');
      }
    }),
    { numRuns: 3000, examples: [['\u0085abc', 2]] },
  );
});

test('lines become one line that still reads', () => {
  const cases: [string, string][] = [
    ['भोलि बन्द छ।\nपर्सि खुल्छ।', 'भोलि बन्द छ। पर्सि खुल्छ।'],
    ['Bring:\n- pen\n- book', 'Bring: - pen · - book'],
    ['a\r\n\r\n\tb      c', 'a · b c'],
    ['  ', '—'],
  ];
  for (const [text, line] of cases) assert.equal(onOneLine(text), line);
});
