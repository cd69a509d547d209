import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, timeOfId } from '#lib/ids.ts';

test('an id is a version 7 UUID that holds its time', () => {
  const at = Date.UTC(2026, 10, 23, 12, 0, 0, 123);
  const id = newId(at);
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(timeOfId(id), at);
});

test('ids of one process sort in the order of their making, within a millisecond too', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => newId(1_700_000_000_000 + Math.floor(i / 6_000)));
  assert.deepEqual([...ids].sort(), ids);
  assert.equal(new Set(ids).size, ids.length);
});

test('a clock that steps back a little does not turn the order round', () => {
  const first = newId(1_800_000_000_000);
  assert.ok(newId(1_799_999_999_500) > first);
  assert.equal(timeOfId(newId(1_600_000_000_000)), 1_600_000_000_000);
});
