import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openDb } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { createLog } from '#lib/log.ts';
import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { type DemoSchool, makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { type ImportOutcome, type ImportRequest, importRoster } from './import-roster.ts';

const NOW = Date.parse('2026-11-23T06:00:00Z');
const database = await createTestDatabase({ after });
const { db, pool } = openDb(database.url, 4, createLog('silent', 'test'));
after(() => pool.end());

let schools = 0;

/** A school with classes and nobody in them, as on the day it joins. */
async function newSchool(): Promise<string> {
  const [schoolId, senderId, yearId] = [newId(NOW), newId(NOW), newId(NOW)];
  schools += 1;
  const one = (sql: string, ...values: unknown[]) => database.query(sql, values);
  await one(
    `INSERT INTO sender (id, phone_number_id, waba_id, display_number, verified_name) VALUES ($1, $2, '1', '+977972', 'x')`,
    senderId,
    `99${schools}`,
  );
  await one(
    `INSERT INTO school (school_id, name, name_ne, type, iemis_code, sender_id) VALUES ($1, 'x', 'x', 'community', '990010001', $2)`,
    schoolId,
    senderId,
  );
  await one(
    `INSERT INTO academic_year VALUES ($1, $2, '2083', '2026-04-14', '2027-04-13')`,
    schoolId,
    yearId,
  );
  for (const [grade, section] of ['Nursery A', '5 A', '5 B', '6 A'].map((code) => code.split(' ')))
    await one(
      `INSERT INTO class VALUES ($1, $2, $3, $4, $5, $6)`,
      schoolId,
      newId(NOW),
      yearId,
      `${grade}${section}`,
      grade,
      section,
    );
  return schoolId;
}

const load = (schoolId: string, csv: string, more: Partial<ImportRequest> = {}) =>
  importRoster(db, {
    schoolId,
    bytes: new TextEncoder().encode(csv),
    actor: 'operator:test',
    now: NOW,
    ...more,
  });

function planOf(outcome: ImportOutcome) {
  assert.notEqual(outcome.is, 'refused', outcome.is === 'refused' ? outcome.say.en : '');
  return (outcome as Exclude<ImportOutcome, { is: 'refused' }>).plan;
}

/** Every row of these tables, so that a change anywhere shows. */
async function fingerprint(): Promise<string[]> {
  const tables = ['student', 'enrolment', 'guardian', 'guardianship', 'consent', 'audit_log'];
  const all = tables.map((table) =>
    database.query<{ all: string }>(
      `SELECT '${table} ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') AS all FROM ${table} t`,
    ),
  );
  return (await Promise.all(all)).map(([row]) => row!.all);
}

const people = (schoolId: string) =>
  database.query<{ pupil: string }>(
    `SELECT concat_ws('; ', s.name, s.name_ne, s.gender, s.born_on::text, s.iemis_student_id,
       string_agg(DISTINCT c.code || '/' || e.roll || coalesce(' till ' || e.left_on, ''), ', '),
       string_agg(DISTINCT k.relation || CASE WHEN k.is_primary THEN '* ' ELSE ' ' END || g.name || ' ' || right(g.phone, 3) || CASE WHEN g.opted_in THEN ' agreed' ELSE '' END, ', ')) AS pupil
     FROM student s JOIN enrolment e USING (school_id) JOIN class c ON c.school_id = s.school_id AND c.id = e.class_id
     LEFT JOIN guardianship k ON k.school_id = s.school_id AND k.student_id = s.id
     LEFT JOIN guardian g ON g.school_id = s.school_id AND g.id = k.guardian_id
     WHERE s.school_id = $1 AND e.student_id = s.id GROUP BY s.school_id, s.id ORDER BY s.id`,
    [schoolId],
  );

const HEADER =
  'Student Id,Full Name,Gender,Class,Section,Roll,DOB,Father Name,Guardian Name,Guardian Contact Number,Consent\n';
const LIST = `${HEADER}
1234567890123401,SITA  RAI,F,5,A,1,2072-3-13,HARI RAI,HARI  RAI,9880000101,Yes
1234567890123402,Bibek Rai,M,5,B,1,2073-4-1,HARI RAI,HARI RAI,9880000101,
1234567890123403,Nima Sherpa,M,ECD/PPC,,,2079-1-1,Na,,123,
`;

test('writes pupils, guardians, seats, consents and an entry in the audit log; again it changes nothing', async () => {
  const schoolId = await newSchool();
  const plan = planOf(await load(schoolId, LIST));
  assert.equal(plan.problems.length, 1);
  assert.deepEqual(await people(schoolId), [
    { pupil: 'Sita Rai; female; 2015-06-28; 1234567890123401; 5A/1; father* Hari Rai 101 agreed' },
    { pupil: 'Bibek Rai; male; 2016-07-16; 1234567890123402; 5B/1; father* Hari Rai 101 agreed' },
    { pupil: 'Nima Sherpa; male; 2022-04-14; 1234567890123403; NurseryA/1' },
  ]);
  const ledger = await database.query(
    `SELECT topic, granted, how, wording, at FROM consent WHERE school_id = $1`,
    [schoolId],
  );
  const wording = '“Consent”: “Yes” (line 3 of the school’s list)';
  assert.deepEqual(ledger, [{ topic: 'all', granted: true, how: 'import', wording, at: new Date(NOW) }]);
  const audit = await database.query(`SELECT actor, action, detail FROM audit_log WHERE school_id = $1`, [
    schoolId,
  ]);
  const detail = {
    pupilsAdded: 3,
    pupilsChanged: 0,
    guardiansAdded: 1,
    guardiansChanged: 0,
    consents: 1,
    leftOut: 1,
  };
  assert.deepEqual(audit, [{ actor: 'operator:test', action: 'roster.import', detail }]);

  const before = await fingerprint();
  const again = planOf(await load(schoolId, LIST, { now: NOW + 86_400_000 }));
  assert.deepEqual(await fingerprint(), before);
  assert.deepEqual([again.students.unchanged, again.guardians.unchanged], [3, 1]);
});

test('a changed file changes its pupils: rolls swap, a class changes, a number is replaced', async () => {
  const schoolId = await newSchool();
  const header = 'Name,Class,Roll,Father,Phone\n';
  await load(
    schoolId,
    `${header}Sita Rai,5A,1,Hari Rai,9880000101\nGita Rai,5A,2,Hari Rai,9880000101\nNima Sherpa,5A,3,Pasang Sherpa,9880000102\n`,
  );
  const plan = planOf(
    await load(
      schoolId,
      `${header}Sita Rai,5A,2,Hari Rai,9880000101\nGita Rai,5A,1,Hari Rai,9880000109\nNima Sherpa,5B,3,Pasang Sherpa,9880000102\n`,
    ),
  );
  assert.deepEqual(
    plan.taken.map(({ outcome }) => outcome),
    ['changed', 'changed', 'changed'],
  );
  assert.deepEqual(await people(schoolId), [
    { pupil: 'Sita Rai; 5A/2; father* Hari Rai 101' },
    { pupil: 'Gita Rai; 5A/1; father* Hari Rai 109' },
    { pupil: 'Nima Sherpa; 5A/3 till 2026-11-23, 5B/3; father* Pasang Sherpa 102' },
  ]);
});

test('a dry run plans the same and writes nothing', async () => {
  const schoolId = await newSchool();
  const before = await fingerprint();
  const dry = await load(schoolId, LIST, { dryRun: true });
  assert.equal(dry.is, 'planned');
  assert.deepEqual(await fingerprint(), before);
  const wet = planOf(await load(schoolId, LIST));
  assert.deepEqual(planOf(dry).problems, wet.problems);
  assert.deepEqual(
    planOf(dry).taken.map(({ line, outcome }) => [line, outcome]),
    wet.taken.map(({ line, outcome }) => [line, outcome]),
  );
});

test('two imports at the same time make one roster', async () => {
  const schoolId = await newSchool();
  const plans = (await Promise.all([load(schoolId, LIST), load(schoolId, LIST)])).map(planOf);
  assert.deepEqual(plans.map(({ students }) => students.add.length).sort(), [0, 3]);
  assert.equal((await people(schoolId)).length, 3);
});

test('a school sees and changes its own people only', async () => {
  const [one, other] = [await newSchool(), await newSchool()];
  await load(one, LIST);
  const before = await people(one);
  assert.equal(planOf(await load(other, LIST)).students.add.length, 3);
  assert.deepEqual(await people(one), before);
});

test('a guardian who has stopped stays stopped', async () => {
  const schoolId = await newSchool();
  await load(schoolId, LIST);
  await database.query(
    `WITH stop AS (INSERT INTO consent SELECT school_id, gen_random_uuid(), id, 'all', false, 'whatsapp', 'STOP', NULL, now() FROM guardian WHERE school_id = $1)
     UPDATE guardian SET opted_in = false WHERE school_id = $1`,
    [schoolId],
  );
  const plan = planOf(await load(schoolId, LIST));
  assert.deepEqual(plan.consents, []);
  assert.ok(plan.notes.some(({ say }) => say.en.startsWith('This guardian has stopped the messages since')));
  const [guardian] = await database.query(`SELECT opted_in FROM guardian WHERE school_id = $1`, [schoolId]);
  assert.deepEqual(guardian, { opted_in: false });
});

test('what cannot be imported at all is refused with a sentence, and nothing is written', async () => {
  const schoolId = await newSchool();
  const before = await fingerprint();
  const cases: [outcome: Promise<ImportOutcome>, says: RegExp][] = [
    [load(schoolId, 'Class\n5A\n'), /no column for the name/],
    [load(schoolId, 'Name\nSita Rai\n'), /no column for the class/],
    [
      load(schoolId, 'Name\nSita Rai\n', { className: '5' }),
      /“5” is not one class of this year; please name one of NurseryA, 5A, 5B, 6A\./,
    ],
    [
      load(schoolId, 'IEMIS Code,Name,Class\n990010002,Sita Rai,5A\n990010002,Gita Rai,5A\n'),
      /IEMIS code 990010002, and this school's is 990010001/,
    ],
    [load(newId(NOW), LIST), /There is no school with the id/],
    [load(schoolId, LIST, { now: Date.parse('2027-05-01') }), /no academic year for today/],
  ];
  for (const [promise, says] of cases) {
    const outcome = await promise;
    assert.equal(outcome.is, 'refused');
    assert.match((outcome as { say: { en: string } }).say.en, says);
  }
  assert.deepEqual(await fingerprint(), before);
});

test("the demo school's own list, exported and imported, changes nobody", async (t) => {
  const demo = makeDemoSchool({ seed: 'roster' });
  await loadDemoSchool(db, demo);
  const before = await fingerprint();
  const begun = performance.now();
  const plan = planOf(await load(demo.school.id, exportCsv(demo)));
  t.diagnostic(`${demo.students.length} pupils in ${(performance.now() - begun).toFixed(0)} ms`);
  assert.deepEqual(plan.problems, []);
  assert.equal(plan.students.unchanged, demo.students.length);
  assert.deepEqual([plan.guardians.add, plan.guardians.change, plan.guardianships.remove], [[], [], []]);
  assert.deepEqual(await fingerprint(), before);
});

/** The fathers and mothers of a list as a school keeps it. */
function exportCsv({ students, guardians, guardianships }: DemoSchool): string {
  const rows = students.map((student) => {
    const family = guardianships.filter((one) => one.student === student.id);
    const { guardian, primary } = family.find((one) => one.primary)!;
    assert.ok(primary);
    const first = guardians.find(({ id }) => id === guardian)!;
    return [student.name, student.nameNe, student.classCode, student.roll, first.name, first.phone].join(',');
  });
  return `Name,Nepali Name,Class,Roll,Guardian,Phone\n${rows.join('\n')}\n`;
}
