import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sweepEvents } from '#inbox/sweep-events.ts';
import { postWebhook } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { loadSmallSchool } from '#test/support/small-school.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { handleInbound } from './handle-inbound.ts';

const UPDATE = '5A math: fractions, hw p45';

const sweep = ({ runtime }: StagedSchool) => sweepEvents(runtime, 'texts', async () => {});

const count = async ({ runtime }: StagedSchool, table: string) =>
  (await runtime.database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]!.n;

const outcomes = ({ runtime }: StagedSchool) =>
  runtime.database.query<{ text: string; outcome: string | null; attempts: number }>(
    'SELECT text, outcome, attempts FROM inbound_message ORDER BY id',
  );

test('workers that take the same texts at once write each answer once', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes } = staged;
  await writes(school.staff.maya, UPDATE);
  await writes(school.staff.office, 'Announcement: Please come to the gate on Friday.');
  await sweep(staged);
  await Promise.all(Array.from({ length: 4 }, () => handleInbound(runtime)));
  assert.deepEqual(
    [await count(staged, 'message'), await count(staged, 'delivery'), await count(staged, 'daily_update')],
    [4, 11, 1],
  );
});

test('whole stages side by side, twice over: each parent gets one message', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes, heard } = staged;
  for (const words of [UPDATE, '5B science: plants, hw p12']) await writes(school.staff.maya, words);
  await Promise.all([settle(runtime), sweep(staged).then(() => handleInbound(runtime))]);
  await settle(runtime);
  assert.equal(heard(school.guardians.ashasFather).length, 1);
  assert.equal(heard(school.guardians.ashasMother).length, 2, 'one for each of her children’s classes');
  assert.equal(heard(school.staff.maya).length, 2);
});

test("a person's texts are answered in the order of their writing", async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes, heard } = staged;
  for (const lesson of ['math: adding', 'math: taking away', 'math: sharing'])
    await writes(school.staff.maya, `5A ${lesson}, hw p1`);
  await settle(runtime);
  const order = (person: { phone: string }) =>
    heard(person).map((words) => /adding|away|sharing/.exec(words)?.[0]);
  assert.deepEqual(order(school.guardians.bimalsFather), ['adding', 'away', 'sharing']);
  assert.deepEqual(order(school.staff.maya), ['adding', 'away', 'sharing']);
});

test('the texts of two schools go side by side: one that waits does not keep the other', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes } = staged;
  const other = await loadSmallSchool(runtime, { nth: 2, shares: school });
  await writes(school.staff.maya, UPDATE);
  await writes(other.staff.maya, UPDATE);
  await sweep(staged);
  // Somebody holds the first school's teacher, so its transaction waits until they let go.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const taken = Promise.withResolvers<void>();
  const holding = runtime.db.transaction().execute(async (tx) => {
    await tx.updateTable('staff').set({ language: 'en' }).where('id', '=', school.staff.maya.id).execute();
    taken.resolve();
    await held;
  });
  await taken.promise;
  const handling = handleInbound(runtime);
  const messagesOf = ({ id }: { id: string }) =>
    runtime.database.query('SELECT 1 FROM message WHERE school_id = $1', [id]);
  try {
    await waitUntil('the other school is served', async () => (await messagesOf(other)).length === 2);
    assert.equal((await messagesOf(school)).length, 0);
  } finally {
    letGo();
    await Promise.all([holding, handling]);
  }
  assert.equal((await messagesOf(school)).length, 2);
});

test('people of two schools behind one number are served by their own', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says, heard } = staged;
  const other = await loadSmallSchool(runtime, { nth: 2, shares: school });
  await says(other.staff.maya, UPDATE);
  assert.equal(heard(other.guardians.ashasFather).length, 1);
  for (const person of Object.values(school.guardians)) assert.deepEqual(heard(person), []);
});

test('a text that always fails is set aside after five tries with its reason; those beside it are answered at once', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes, heard } = staged;
  // The stand-in for a bug that only one text meets: the database refuses what comes of it.
  await runtime.database.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this cannot be recorded'; END $$;
     CREATE TRIGGER refuse BEFORE INSERT ON daily_update FOR EACH ROW WHEN (NEW.topic = 'poison') EXECUTE FUNCTION refuse()`,
  );
  await writes(school.staff.maya, '5A math: one, hw p1');
  await writes(school.staff.maya, '5A math: poison, hw p2');
  await writes(school.staff.maya, '5B science: three, hw p3');
  await sweep(staged);
  await handleInbound(runtime);
  assert.deepEqual(
    (await outcomes(staged)).map(({ outcome, attempts }) => [outcome, attempts]),
    [
      ['daily_update', 0],
      [null, 1],
      ['daily_update', 0],
    ],
  );
  await settle(runtime);
  assert.deepEqual((await outcomes(staged))[1], {
    text: '5A math: poison, hw p2',
    outcome: 'set_aside',
    attempts: 5,
  });
  const aside = await runtime.database.query('SELECT kind, reason FROM set_aside');
  assert.deepEqual(aside, [{ kind: 'handling_failed', reason: 'error: this cannot be recorded' }]);
  assert.equal(heard(school.guardians.bimalsFather).length, 1, 'nothing of the refused text was sent');
});

test('a text to a number without a school is kept and let be', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says } = staged;
  await runtime.database.query(
    `WITH moved AS (INSERT INTO sender SELECT gen_random_uuid(), '999', waba_id, display_number, verified_name FROM sender RETURNING id)
     UPDATE school SET sender_id = (SELECT id FROM moved)`,
  );
  await says(school.staff.maya, UPDATE);
  assert.deepEqual(
    (await outcomes(staged)).map((row) => row.outcome),
    ['no_school'],
  );
});

const fixtures = new URL('../../../test/fixtures/whatsapp/', import.meta.url);

for (const writer of ['guardian', 'staff', 'nobody']) {
  test(`every example of Meta's, written by ${writer}, comes to an outcome at the first try`, async (t) => {
    const staged = await stageSchool(t);
    const { runtime, app } = staged;
    await runtime.database.query(`UPDATE sender SET phone_number_id = '106540352242922'`);
    if (writer !== 'nobody')
      await runtime.database.query(
        `UPDATE ${writer} SET phone = '+16505551234' WHERE id = (SELECT id FROM ${writer} LIMIT 1)`,
      );
    for (const [n, name] of readdirSync(fixtures)
      .filter((file) => file.endsWith('.json'))
      .entries()) {
      // Meta's examples share ids; here each is a message of its own.
      const body = readFileSync(new URL(name, fixtures), 'utf8').replace(/("id": "wamid\.)/g, `$1${n}.`);
      runtime.time.pass(1_000);
      assert.equal(await postWebhook(app, body), 200, name);
    }
    await sweep(staged);
    // Until no more of the album comes that one of them could be a part of.
    runtime.time.pass(3_001);
    await handleInbound(runtime);
    const rows = await runtime.database.query(
      `SELECT type FROM inbound_message WHERE outcome IS NULL OR outcome = 'set_aside' OR attempts > 0`,
    );
    assert.deepEqual(rows, []);
    assert.ok((await count(staged, 'inbound_message')) >= 12);
  });
}
