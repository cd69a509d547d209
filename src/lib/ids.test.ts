import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, timeOfId } from '#lib/ids.ts';

test('an id is a version 7 UUID that holds its time', () => {
  const at = Date.UTC(2026, 10, 23, 12, 0, 0, 123);
  const id = newId(at);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(timeOfId(id), at);
});

test('ids sort by their time and do not repeat', () => {
  const ids = Array.from({ length: 5_000 }, (_, i) => newId(1_700_000_000_000 + i));
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(Array.from({ length: 5_000 }, () => newId(1_700_000_000_000))).size, 5_000);
});
