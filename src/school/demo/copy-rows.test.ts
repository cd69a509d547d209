import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase } from '#test/support/database.ts';
import { type CopyValue, copyRows } from './copy-rows.ts';

const database = await createTestDatabase({ after });
const client = new pg.Client({ connectionString: database.url });
await client.connect();
after(() => client.end());
await client.query('CREATE TABLE copied (n int, word text, flag boolean, list text[])');

test('what is written is read again, whatever the characters', async () => {
  const rows: CopyValue[][] = [
    [1, 'plain', true, ['nepali', 'optional_math']],
    [2, 'tab\there, back\\slash, line\nbreak, return\r', false, []],
    [3, null, null, null],
    [4, '\\N', true, ['a "quoted" word', 'comma, brace }', 'back\\slash']],
    [5, 'श्री चौतारी माध्यमिक विद्यालय 🌳', false, ['गणित']],
  ];
  await copyRows(client, 'copied (n, word, flag, list)', rows);
  const read = await client.query({
    text: 'SELECT n, word, flag, list FROM copied ORDER BY n',
    rowMode: 'array',
  });
  assert.deepEqual(read.rows, rows);
});

test('many rows pass in chunks, none is lost', async () => {
  await client.query('TRUNCATE copied');
  function* many(): Generator<CopyValue[]> {
    for (let n = 0; n < 20_000; n++) yield [n, `row ${n}`, true, null];
  }
  await copyRows(client, 'copied (n, word, flag, list)', many());
  const { rows } = await client.query('SELECT count(*)::int AS n, sum(n)::int AS sum FROM copied');
  assert.deepEqual(rows, [{ n: 20_000, sum: 199_990_000 }]);
});

test('a row the table refuses fails the copy, and the connection can go on', async () => {
  await assert.rejects(copyRows(client, 'copied (n)', [['not a number']]), /invalid input syntax/);
  assert.equal((await client.query('SELECT 1 AS one')).rows[0].one, 1);
});
