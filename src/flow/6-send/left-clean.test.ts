import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLeftClean } from '#send/left-clean.ts';

const at = (fence: number) => ({ sender_id: 'lane', fence });

test('a lane of our own, given back clean and taken again, is not looked through again', () => {
  const left = createLeftClean();
  assert.equal(left.isClean(at(1), 0), false, 'the first time');
  left.gaveBack([['lane', 1]]);
  assert.equal(left.isClean(at(2), 10_000), true);
  left.gaveBack([['lane', 2]]);
  assert.equal(left.isClean(at(3), 59_999), true);
});

const looked: [name: string, fence: number, now: number, givesBack: boolean][] = [
  ['not given back clean', 2, 10_000, false],
  ['somebody else had it meanwhile', 3, 10_000, true],
  ['the last look was a minute ago', 2, 60_000, true],
];

for (const [name, fence, now, givesBack] of looked)
  test(`it is looked through: ${name}`, () => {
    const left = createLeftClean();
    left.isClean(at(1), 0);
    if (givesBack) left.gaveBack([['lane', 1]]);
    assert.equal(left.isClean(at(fence), now), false);
    assert.equal(left.isClean(at(fence + 1), now + 1), false, 'and asked again, it is not given back yet');
  });
