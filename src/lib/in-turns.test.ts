import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inTurns } from '#lib/in-turns.ts';

test('what waits in the event loop has its turn between two parts, and all parts come in their order', async () => {
  const told: (string | number[])[] = [];
  const askForTurn = () => setImmediate(() => told.push('a turn'));
  askForTurn();
  for await (const part of inTurns([1, 2, 3, 4, 5], 2)) {
    told.push(part);
    askForTurn();
  }
  assert.deepEqual(told, [[1, 2], 'a turn', 'a turn', [3, 4], 'a turn', [5]]);
});

test('one part waits for no turn, and nothing is no part', async () => {
  const parts: number[][] = [];
  let turns = 0;
  setImmediate(() => (turns += 1));
  for await (const part of inTurns([1, 2], 2)) parts.push(part);
  for await (const part of inTurns<number>([], 2)) parts.push(part);
  assert.deepEqual({ parts, turns }, { parts: [[1, 2]], turns: 0 });
});
