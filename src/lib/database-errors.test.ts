import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isConnectionTrouble, outlastTrouble, retryDeadlock } from '#lib/database-errors.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

/** Fails with each of the codes in turn, then works. */
function failing(...codes: string[]): { work: () => Promise<string>; tries: () => number } {
  let tries = 0;
  const work = async () => {
    const code = codes[tries++];
    if (code) throw failure(code);
    return 'done';
  };
  return { work, tries: () => tries };
}

const troubles: [what: string, error: Error, isTrouble: boolean][] = [
  ['nobody listens', failure('ECONNREFUSED'), true],
  ['cut', failure('ECONNRESET'), true],
  ['shutting down', failure('57P01'), true],
  ['starting up', failure('57P03'), true],
  ['connection exception', failure('08006'), true],
  ['cut in the middle of a query', new Error('Connection terminated unexpectedly'), true],
  ['no connection came about', new Error('timeout exceeded when trying to connect'), true],
  ['a constraint', failure('23505'), false],
  ['a statement that took too long', failure('57014'), false],
  ['a bug', new TypeError('x is not a function'), false],
];

for (const [what, error, isTrouble] of troubles)
  test(`${what} ${isTrouble ? 'is' : 'is not'} trouble with the connection`, () =>
    assert.equal(isConnectionTrouble(error), isTrouble));

test('a deadlock is tried again, three times at most', async () => {
  const two = failing('40P01', '40001');
  assert.equal(await retryDeadlock(two.work), 'done');
  const many = failing('40P01', '40P01', '40P01', '40P01');
  await assert.rejects(retryDeadlock(many.work), /40P01/);
  assert.equal(many.tries(), 3);
});

test('a database that comes back within the time is waited for', async () => {
  const { work, tries } = failing('57P01', 'ECONNREFUSED', '40P01');
  assert.equal(await outlastTrouble(work, 5_000), 'done');
  assert.equal(tries(), 4);
});

test('a database that stays away is given up', async () => {
  const { work } = failing(...new Array<string>(100).fill('ECONNREFUSED'));
  await assert.rejects(outlastTrouble(work, 0), /ECONNREFUSED/);
});

test('what is wrong with the work itself is not tried again', async () => {
  const { work, tries } = failing('23505');
  await assert.rejects(outlastTrouble(work, 5_000), /23505/);
  assert.equal(tries(), 1);
});
