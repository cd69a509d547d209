import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoffMs, classifyCode } from '#whatsapp/classify-code.ts';

const expected: [codes: number[], kind: string][] = [
  [[0, 190, 10, 200, 250, 299, 131005, 368, 131031, 131042, 131048, 133010], 'stop_lane'],
  [[1, 2, 131000, 131016], 'ambiguous'],
  [[4, 80007, 130429, 131056, 131057, 131052, 133004], 'retry'],
  [[131026, 131050, 130403], 'person'],
  [[100, 131008, 131047, 131049, 132000, 132001, 132015, 135000, 777777], 'reject'],
];

for (const [codes, kind] of expected) {
  test(`${codes.join(', ')}: ${kind}`, () => {
    for (const code of codes) assert.equal(classifyCode(code).kind, kind, String(code));
  });
}

test('what Meta calls transient is retried even where its code is new', () => {
  assert.equal(classifyCode(777_777, true).kind, 'retry');
});

test('the pair limit backs off by powers of four, with jitter, an hour at most', () => {
  const pair = classifyCode(131056);
  assert.ok(pair.kind === 'retry');
  assert.deepEqual(
    [1, 2, 3, 4].map((attempt) => backoffMs(pair, attempt, 0)),
    [4_000, 16_000, 64_000, 256_000],
  );
  assert.equal(backoffMs(pair, 1, 0.5), 4_400);
  assert.equal(backoffMs(pair, 20, 0), 3_600_000);
});
