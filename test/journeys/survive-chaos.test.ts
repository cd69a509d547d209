import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChaos } from '#src/cli/chaos/run-chaos.ts';

// A short one; `bin/chautari chaos --seed N --seconds S` runs longer ones (docs/reliability.md).
test('under kill -9, database crashes, cut connections and errors nothing is lost and nothing sent twice', async () => {
  const verdict = await runChaos({ seed: 7, seconds: 5, redis: false, log: () => {} });
  assert.deepEqual(
    { lost: verdict.lost, twice: verdict.twice, wrong: verdict.wrong, isGood: verdict.isGood },
    { lost: 0, twice: 0, wrong: 0, isGood: true },
    verdict.lines.join('\n'),
  );
  assert.ok(verdict.sends > 100, `only ${verdict.sends} sends`);
});
