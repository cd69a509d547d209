import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, postWebhook } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';
import { unpackPosts } from '#webhook/pack-posts.ts';
import { erasePerson } from './erase-person.ts';

type Column = { table: string; column: string; type: string };

/** Every place of the whole database in which one of these stands: text, JSON and bytes, packed webhooks unpacked. */
async function mentions({ runtime }: StagedSchool, wanted: string[]): Promise<string[]> {
  const { database } = runtime;
  const columns = await database.query<Column>(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, NULL) AS type
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`);
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const rows = await database.query<{ value: string | Buffer }>(
      `SELECT ${type === 'bytea' ? column : `${column}::text`} AS value FROM "${table}" WHERE ${column} IS NOT NULL`,
    );
    for (const { value } of rows) {
      const text = (Buffer.isBuffer(value) ? bodiesOf(value) : value).toLowerCase();
      for (const needle of wanted)
        if (text.includes(needle.toLowerCase())) found.push(`${table}.${column}: ${needle}`);
    }
  }
  assert.ok(columns.length > 100, 'the catalogue was read');
  return [...new Set(found)].sort();
}

const bodiesOf = (packed: Buffer) =>
  unpackPosts(packed)
    .map(({ body }) => body.toString('utf8'))
    .join('\n');

async function tells(staged: StagedSchool, { phone }: { phone: string }, status: string) {
  const { simulator, app, school, runtime } = staged;
  const last = simulator.ledger.read({ phone: phone.slice(1) }).messages.at(-1)!;
  const timestamp = String(Math.floor(runtime.time.now() / 1_000));
  const news = {
    id: last.id,
    status,
    timestamp,
    recipient_id: phone.slice(1),
    biz_opaque_callback_data: last.opaque,
  };
  await postWebhook(app, envelope(school.phoneNumberId, { statuses: [news] }));
  await settle(runtime);
}

/** A day at the school in which everybody speaks of everybody, the mother of Asha under a name and number of her own. */
async function stage(t: Parameters<typeof stageSchool>[0]) {
  const staged = await stageSchool(t);
  const { school, runtime, says } = staged;
  const { ashasMother, ashasFather } = school.guardians;
  await runtime.database.query(
    `UPDATE guardian SET name = 'Binita Kumari Rai', name_ne = 'बिनिता कुमारी राई' WHERE id = $1`,
    [ashasMother.id],
  );
  await runtime.database.query(
    `INSERT INTO consent (school_id, id, guardian_id, topic, granted, how, wording, at) VALUES ($1, gen_random_uuid(), $2, 'all', true, 'form', 'I, Binita Kumari Rai, agree.', '2026-05-01')`,
    [school.id, ashasMother.id],
  );
  await says(school.staff.maya, '5A math: fractions, hw p45');
  await says(school.staff.maya, '5A absent 1');
  await says(
    school.staff.maya,
    `5A notice: please call Binita Kumari Rai at ${ashasMother.phone.slice(4)} or बिनिता कुमारी राई about lunch`,
  );
  await says(ashasMother, 'homework?');
  await says(ashasMother, 'Asha is ill, says Binita Kumari Rai');
  await says(ashasFather, 'thank you, also from Binita Kumari Rai');
  await says(ashasMother, 'STOP');
  for (const status of ['sent', 'read']) await tells(staged, ashasMother, status);
  return staged;
}

const counts = async ({ runtime }: StagedSchool) =>
  runtime.database.query(
    `SELECT (SELECT jsonb_object_agg(status, n) FROM (SELECT status, count(*) AS n FROM delivery GROUP BY 1) s) AS deliveries,
            (SELECT count(*) FROM inbound_message) AS texts, (SELECT count(*) FROM message) AS messages,
            (SELECT count(*) FROM attendance) AS attendance, (SELECT count(*) FROM guardian) AS guardians`,
  );

const erase = ({ runtime, school }: StagedSchool, person: string, dryRun = false) =>
  erasePerson(runtime.db, {
    schoolId: school.id,
    person,
    actor: 'operator:test',
    now: runtime.time.now(),
    dryRun,
  });

test('a guardian: neither name nor number is anywhere afterwards, and counts are as they were', async (t) => {
  const staged = await stage(t);
  const { runtime, school } = staged;
  const { phone, id } = school.guardians.ashasMother;
  const wanted = ['Binita Kumari Rai', 'बिनिता कुमारी राई', phone, phone.slice(1), phone.slice(4)];
  const before = await mentions(staged, wanted);
  for (const place of [
    'message.content',
    'inbound_message.text',
    'inbound_message.payload',
    'guardian.name',
    'consent.wording',
  ])
    assert.ok(
      before.some((found) => found.startsWith(place)),
      `${place} held it: ${before.join(', ')}`,
    );
  assert.ok(before.some((found) => found.startsWith('webhook_event_')));
  const countsBefore = await counts(staged);

  const dry = await erase(staged, phone, true);
  assert.deepEqual(await mentions(staged, wanted), before, 'a dry run writes nothing');
  const done = await erase(staged, phone);
  assert.deepEqual(done, dry, 'and says what is done');
  assert.deepEqual(done.people, [`guardian:${id}`]);
  assert.ok(done.posts > 0 && done.rows.texts! === 3 && done.rows.deliveries! > 0, JSON.stringify(done));

  assert.deepEqual(await mentions(staged, wanted), []);
  assert.deepEqual(await counts(staged), countsBefore);
  const ledger = await runtime.database.query(
    `SELECT topic, granted, how, wording FROM consent WHERE guardian_id = $1 ORDER BY at`,
    [id],
  );
  assert.ok(ledger.length >= 3);
  assert.ok(ledger.every(({ wording }) => wording === 'erased'));
  assert.deepEqual(ledger.at(-1), { topic: 'all', granted: false, how: 'admin', wording: 'erased' });
  const audit = await runtime.database.query(
    `SELECT actor, subject FROM audit_log WHERE action = 'person.erased'`,
  );
  assert.deepEqual(audit, [{ actor: 'operator:test', subject: `guardian:${id}` }]);
});

test('afterwards everything goes on: others get their messages, the erased one none, and a number that comes back is a stranger’s', async (t) => {
  const staged = await stage(t);
  const { runtime, school, says, heard } = staged;
  const { ashasMother, ashasFather } = school.guardians;
  const heardBefore = heard(ashasMother).length;
  await erase(staged, ashasMother.id);
  const fathersBefore = heard(ashasFather).length;
  await says(school.staff.maya, '5A science: plants, hw p12');
  await says(school.staff.maya, 'status');
  assert.equal(heard(ashasMother).length, heardBefore);
  assert.equal(heard(ashasFather).length, fathersBefore + 1);
  await says(ashasMother, 'homework?');
  const [late] = await runtime.database.query(
    `SELECT outcome FROM inbound_message WHERE phone = $1 OR person = $1`,
    [ashasMother.phone],
  );
  assert.match(String(late!.outcome), /stranger/);
  const again = await erase(staged, ashasMother.phone);
  assert.deepEqual(again.people, []);
  assert.deepEqual(
    await mentions(staged, [ashasMother.phone.slice(1)]),
    [],
    'what came late goes by the number alone',
  );
});

test('a pupil: the name leaves records, texts and messages; who was present stays counted', async (t) => {
  const staged = await stage(t);
  const { runtime, school, says } = staged;
  await runtime.database.query(`UPDATE student SET name = 'Ashalata Rai' WHERE name = 'Asha Rai'`);
  await says(school.staff.maya, '5A Ashalata Rai absent');
  await says(school.staff.maya, 'tell Ashalata Rai: please bring the book');
  const [{ id }] = (await runtime.database.query(`SELECT id FROM student WHERE name = 'Ashalata Rai'`)) as [
    { id: string },
  ];
  assert.ok((await mentions(staged, ['Ashalata Rai'])).length >= 3);
  const before = await counts(staged);
  const { people } = await erase(staged, id);
  assert.deepEqual(people, [`student:${id}`]);
  assert.deepEqual(await mentions(staged, ['Ashalata Rai']), []);
  assert.deepEqual(await counts(staged), before);
});

test('a teacher: number and name leave, what the school said through them stays', async (t) => {
  const staged = await stage(t);
  const { runtime, school } = staged;
  const { maya } = school.staff;
  assert.ok((await mentions(staged, ['Maya Gurung', maya.phone.slice(1)])).length >= 3);
  const before = await counts(staged);
  await erase(staged, maya.phone);
  assert.deepEqual(await mentions(staged, ['Maya Gurung', maya.phone.slice(1)]), []);
  assert.deepEqual(await counts(staged), before);
  const [update] = await runtime.database.query(`SELECT homework FROM daily_update`);
  assert.match(String(update!.homework), /p45/);
});

test('what was planned for them does not go out', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, writes, heard } = staged;
  await runtime.database.query(`UPDATE lane SET stopped_reason = 'token'`);
  await writes(school.staff.maya, '5A math: fractions, hw p45');
  await settle(runtime);
  await erase(staged, school.guardians.bimalsFather.phone);
  await runtime.database.query(`UPDATE lane SET stopped_reason = NULL`);
  await settle(runtime);
  assert.equal(heard(school.guardians.bimalsFather).length, 0);
  assert.equal(heard(school.guardians.ashasFather).length, 1);
});

test('a teacher who is a mother, too, stays a teacher when only the mother is erased by her id', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says, heard } = staged;
  const { maya } = school.staff;
  const { chitrasMother } = school.guardians;
  await runtime.database.query('UPDATE guardian SET phone = $1 WHERE id = $2', [
    maya.phone,
    chitrasMother.id,
  ]);
  await says(maya, '5A math: fractions, hw p45');
  assert.deepEqual((await erase(staged, chitrasMother.id)).people, [`guardian:${chitrasMother.id}`]);
  const before = heard(maya).length;
  await says(maya, 'status');
  assert.equal(heard(maya).length, before + 1);
  assert.ok(
    (await mentions(staged, ['p45'])).includes('inbound_message.text: p45'),
    'her texts are a teacher’s',
  );
});

test('budgets: neither the portfolio nor the lane remembers them, and the count of people reached stays', async (t) => {
  const staged = await stageSchool(t, { env: { WA_PEOPLE_PER_DAY: '250', WA_PAIR_SECONDS: '6' } });
  const { runtime, school, says } = staged;
  const { phone } = school.guardians.ashasMother;
  await says(school.staff.maya, '5A math: fractions, hw p45');
  const places = async () => new Set((await mentions(staged, [phone])).map((found) => found.split(':')[0]));
  const before = await places();
  assert.ok(before.has('portfolio_reach.address') && before.has('lane_pairs.pairs'), [...before].join());
  const reached = () =>
    runtime.database.query('SELECT reached, (SELECT count(*) FROM portfolio_reach) AS rows FROM portfolio');
  const counted = await reached();
  await erase(staged, phone);
  assert.deepEqual([...(await places())], []);
  assert.deepEqual(await reached(), counted);
});

test('a teacher’s own words for subjects go with them', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says } = staged;
  await says(school.staff.maya, 'omt = optional math');
  const words = () => runtime.database.query('SELECT word FROM own_word');
  assert.deepEqual(await words(), [{ word: 'omt' }]);
  await erase(staged, school.staff.maya.id);
  assert.deepEqual(await words(), []);
});

test('names of files: a person’s name leaves them, and a file of their own cannot be had any more', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, attaches } = staged;
  const { ashasMother } = school.guardians;
  await runtime.database.query(`UPDATE guardian SET name = 'Binita Kumari Rai' WHERE id = $1`, [
    ashasMother.id,
  ]);
  const pdf = (holds: string, filename: string, caption: string) =>
    ({ holds, type: 'document', filename, caption }) as const;
  await attaches(school.staff.maya, [
    pdf('the routine', 'routine_Binita_Kumari_Rai.pdf', '5A notice: the new routine'),
  ]);
  await attaches(ashasMother, [pdf('her letter', 'binita-kumari-rai.pdf', 'my letter about Asha')]);
  const files = () => runtime.database.query<{ n: number }>('SELECT count(*)::int AS n FROM media');
  assert.deepEqual(await files(), [{ n: 2 }], 'both are carried by a message');
  const wanted = ['Binita_Kumari_Rai', 'binita-kumari-rai'];
  assert.ok((await mentions(staged, wanted)).some((found) => found.startsWith('message.content')));
  const { rows } = await erase(staged, ashasMother.id);
  assert.equal(rows.files, 1);
  assert.deepEqual(await mentions(staged, wanted), []);
  assert.deepEqual(await files(), [{ n: 1 }], 'the teacher’s stays');
});

test('nobody of another school is touched', async (t) => {
  const staged = await stage(t);
  const other = '019a0000-0000-7000-8000-000000000000';
  const result = await erasePerson(staged.runtime.db, {
    schoolId: other,
    person: staged.school.guardians.ashasMother.id,
    actor: 'operator:test',
    now: staged.runtime.time.now(),
    dryRun: false,
  });
  assert.deepEqual(result, { people: [], rows: {}, posts: 0 });
});
