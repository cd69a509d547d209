import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { intern } from '#lib/intern.ts';

test('gives the same text back, whatever it is', () => {
  for (const odd of ['', '__proto__', '12', '012', '-0', 'constructor', 'गणित', '\ud800'])
    assert.equal(intern(odd), odd);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => intern(text) === text));
});
