import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Delimiter, splitRecords } from './split-records.ts';

const split = (text: string, delimiter: Delimiter = ',') => {
  const { records, broken } = splitRecords(text, delimiter);
  return [records.map(({ line, cells }) => [line, ...cells]), broken.map(({ line }) => line)];
};

test('rows carry the line they begin on', () => {
  // biome-ignore format: a file a line
  const cases: [text: string, delimiter: Delimiter, rows: (string | number)[][]][] = [
    ['a,b\n1,2', ',', [[1, 'a', 'b'], [2, '1', '2']]],
    ['a;b\n1,5;2\n', ';', [[1, 'a', 'b'], [2, '1,5', '2']]],
    ['a\tb\n"x\ty"\t2', '\t', [[1, 'a', 'b'], [2, 'x\ty', '2']]],
    ['a,b,c\n1,"Itahari,\nward 3",x\n2,y,z', ',', [[1, 'a', 'b', 'c'], [2, '1', 'Itahari,\nward 3', 'x'], [4, '2', 'y', 'z']]],
    ['a,b\n\n\n1,"say ""so"""', ',', [[1, 'a', 'b'], [2, ''], [3, ''], [4, '1', 'say "so"']]],
    ['a,b,c\n1\n1,2,3,4', ',', [[1, 'a', 'b', 'c'], [2, '1'], [3, '1', '2', '3', '4']]],
    ['a,b\n5" tall,x', ',', [[1, 'a', 'b'], [2, '5" tall', 'x']]],
  ];
  for (const [text, delimiter, rows] of cases) assert.deepEqual(split(text, delimiter), [rows, []], text);
});

test('a quotation mark that is not closed takes its own line and no other', () => {
  const cases: [text: string, rows: (string | number)[][], broken: number[]][] = [
    [
      'a,b\n"x,1\ny,2\nz,3',
      [
        [1, 'a', 'b'],
        [3, 'y', '2'],
        [4, 'z', '3'],
      ],
      [2],
    ],
    ['a,b\n1,"x', [[1, 'a', 'b']], [2]],
    // The second mark closes the first, and would hide a whole pupil.
    [
      'a,b,c\n"x,1,1\ny,"2",2\nz,3,3',
      [
        [1, 'a', 'b', 'c'],
        [3, 'y', '2', '2'],
        [4, 'z', '3', '3'],
      ],
      [2],
    ],
    [
      'a,b\n"u,1\nv,2\n"w,3\nx,4',
      [
        [1, 'a', 'b'],
        [3, 'v', '2'],
        [5, 'x', '4'],
      ],
      [2, 4],
    ],
  ];
  for (const [text, rows, broken] of cases) assert.deepEqual(split(text), [rows, broken], text);
});

test('a file full of broken lines ends, and every line is set apart', () => {
  const lines = Array.from({ length: 3_000 }, (_, n) => `"x${n},1`);
  const { records, broken } = splitRecords(['a,b', ...lines].join('\n'), ',');
  assert.equal(records.length + broken.length, 3_001);
});

test('whatever the text, no line is lost: it begins a row, is inside one, or is set apart', () => {
  const cell = fc.stringMatching(/^[a-c"\n ]{0,5}$/);
  const file = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(file, (rows) => {
      const text = rows.map((cells) => cells.join(',')).join('\n');
      const { records, broken } = splitRecords(text, ',');
      const begun = [...records, ...broken].map(({ line }) => line).sort((a, b) => a - b);
      assert.equal(new Set(begun).size, begun.length, 'no line begins two rows');
      const lines = text.split('\n');
      for (const [place, line] of lines.entries()) {
        if (line === '' || begun.includes(place + 1)) continue;
        const owner = records.findLast((record) => record.line <= place);
        assert.ok(owner, `line ${place + 1}`);
        // Inside a row a line has lost nothing but the marks around it.
        const inside = owner.cells.join(',').replaceAll('"', '');
        assert.ok(inside.includes(line.replaceAll('"', '')), `line ${place + 1} of ${JSON.stringify(text)}`);
      }
    }),
    { numRuns: 1_000 },
  );
});
