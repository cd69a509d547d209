import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

// Objects that live long enough to grow old, and then die, beside 30 MB that stay: what a busy process does.
const BUSY = `
import { getHeapSpaceStatistics } from 'node:v8';
import { collectEarly } from '#lib/collect-early.ts';
if (process.argv[1] === 'early') collectEarly();
const oldMb = () => getHeapSpaceStatistics().find((space) => space.space_name === 'old_space').space_used_size / 2 ** 20;
const thing = (nth) => ({ name: 'thing ' + nth, nth: [nth, nth + 1] });
const stays = Array.from({ length: 250_000 }, (_, nth) => thing(nth));
const passes = new Array(50_000).fill(null);
let highest = 0;
for (let nth = 0; nth < 3_000_000; nth++) {
  passes[nth % passes.length] = thing(nth);
  if (nth % 10_000 === 0 && nth > 1_500_000) highest = Math.max(highest, oldMb());
}
console.log(JSON.stringify({ highest, stays: stays.length }));
`;

async function highestMb(...args: string[]): Promise<number> {
  const flags = ['--max-semi-space-size=4', '--input-type=module', '-e', BUSY];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, ...args], {
    cwd: import.meta.dirname,
  });
  return JSON.parse(stdout).highest;
}

test('a process that collects early holds much less of what is dead', async () => {
  const [early, late] = [await highestMb('early'), await highestMb()];
  assert.ok(early < late * 0.75, `${early} MB in place of ${late}`);
});
