import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGroupCommit, TooBusyError } from '#lib/group-commit.ts';

const WIDE = { maxGroupSize: 1_000, sizeOf: (item: number) => item };

function gate() {
  const groups: { items: number[]; done: () => void; fail: (error: Error) => void }[] = [];
  const write = (items: number[]) => new Promise<void>((done, fail) => groups.push({ items, done, fail }));
  return { groups, write };
}

test('the first is written at once, those that come meanwhile together', async () => {
  const { groups, write } = gate();
  const commit = createGroupCommit({ ...WIDE, write, maxGroup: 10, maxWaiting: 100 });
  const all = [commit.add(1), commit.add(2), commit.add(3)];
  assert.deepEqual(
    groups.map((g) => g.items),
    [[1]],
  );
  groups[0]!.done();
  await all[0];
  await Promise.resolve();
  assert.deepEqual(groups[1]?.items, [2, 3]);
  groups[1]!.done();
  await Promise.all(all);
  assert.equal(commit.size(), 0);
});

test('a group that fails fails for its own callers only, and the next is written', async () => {
  const { groups, write } = gate();
  const commit = createGroupCommit({ ...WIDE, write, maxGroup: 1, maxWaiting: 100 });
  const first = commit.add(1);
  const second = commit.add(2);
  groups[0]!.fail(new Error('database away'));
  await assert.rejects(first, /database away/);
  await Promise.resolve();
  groups[1]!.done();
  await second;
});

test('more than may wait is refused at once', async () => {
  const { groups, write } = gate();
  const commit = createGroupCommit({ ...WIDE, write, maxGroup: 10, maxWaiting: 2 });
  const kept = [commit.add(1), commit.add(2)];
  await assert.rejects(commit.add(3), TooBusyError);
  groups[0]!.done();
  await kept[0];
  await Promise.resolve();
  groups[1]!.done();
  await kept[1];
});

test('a group takes no more once it has its size, and a large item goes all the same', async () => {
  const { groups, write } = gate();
  const commit = createGroupCommit({ ...WIDE, write, maxGroup: 10, maxWaiting: 100, maxGroupSize: 5 });
  const all = [5_000, 2, 3, 4, 9].map((item) => commit.add(item));
  for (let nth = 0; nth < 3; nth++) {
    groups[nth]!.done();
    await Promise.resolve();
    await Promise.resolve();
  }
  await Promise.all(all);
  assert.deepEqual(
    groups.map((g) => g.items),
    [[5_000], [2, 3], [4, 9]],
  );
});
