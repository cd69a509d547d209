import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seenKeys } from './seen-keys.ts';

test('every new key is new, every old one old, through many growths', () => {
  const seen = seenKeys();
  for (let i = 0; i < 200_000; i += 1) assert.equal(seen.add(`9779841000001 ${i}`), true, `key ${i}`);
  for (let i = 0; i < 200_000; i += 997) assert.equal(seen.add(`9779841000001 ${i}`), false, `key ${i}`);
  assert.equal(seen.complete, true);
  seen.clear();
  assert.equal(seen.add('9779841000001 1'), true);
});
