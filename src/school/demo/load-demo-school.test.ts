import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openDb } from '#lib/db.ts';
import { createLog } from '#lib/log.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { loadDemoSchool } from './load-demo-school.ts';
import { makeDemoSchool } from './make-demo-school.ts';

const database = await createTestDatabase({ after });
const { db, pool } = openDb(database.url, 4, createLog('silent', 'test'));
after(() => pool.end());

const demo = makeDemoSchool({ seed: 'chautari' });
const tables = [
  'school',
  'academic_year',
  'class',
  'subject',
  'staff',
  'teaching',
  'student',
  'enrolment',
  'guardian',
  'guardianship',
  'consent',
];

const fingerprint = async () => {
  const rows = await Promise.all(
    ['sender', ...tables].map((table) =>
      database.query<{ all: string }>(
        `SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) AS all FROM ${table} t`,
      ),
    ),
  );
  return rows.map(([row]) => row?.all);
};
const countOf = async (table: string) =>
  (
    await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE school_id = $1`, [
      demo.school.id,
    ])
  )[0]!.n;

test('two processes that load it together leave one school, whole, and a later load changes nothing', async () => {
  const [a, b] = await Promise.all([loadDemoSchool(db, demo), loadDemoSchool(db, demo)]);
  assert.deepEqual([a.loaded, b.loaded].sort(), [false, true]);
  const counts = Object.fromEntries(
    await Promise.all(tables.map(async (table) => [table, await countOf(table)])),
  );
  assert.deepEqual(counts, {
    school: 1,
    academic_year: 1,
    class: demo.classes.length,
    subject: demo.subjects.length,
    staff: demo.staff.length,
    teaching: demo.staff.reduce((sum, one) => sum + one.classes.length, 0),
    student: demo.students.length,
    enrolment: demo.students.length,
    guardian: demo.guardians.length,
    guardianship: demo.guardianships.length,
    consent: demo.guardians.length,
  });

  // A person of the school has changed; the next start must not take that back.
  await database.query('UPDATE guardian SET opted_in = false WHERE id = $1', [demo.guardians[0]!.id]);
  const before = await fingerprint();
  assert.deepEqual(await loadDemoSchool(db, demo), { schoolId: demo.school.id, loaded: false });
  const number = { phoneNumberId: '100000000000001', wabaId: '1', displayNumber: '+9779729999998' };
  assert.deepEqual(await loadDemoSchool(db, demo, { number }), { schoolId: demo.school.id, loaded: false });
  assert.deepEqual(await fingerprint(), before);
});

test('the database tells the same story as the generator', async () => {
  await loadDemoSchool(db, demo);
  const rows = await database.query<{ roll: number; name: string; name_ne: string; guardians: string[] }>(
    `SELECT e.roll, s.name, s.name_ne, array_agg(g.name || ', ' || gs.relation ORDER BY gs.is_primary DESC) AS guardians
     FROM class c JOIN enrolment e ON (e.school_id, e.class_id) = (c.school_id, c.id)
     JOIN student s ON (s.school_id, s.id) = (e.school_id, e.student_id)
     JOIN guardianship gs ON (gs.school_id, gs.student_id) = (s.school_id, s.id)
     JOIN guardian g ON (g.school_id, g.id) = (gs.school_id, gs.guardian_id)
     WHERE c.school_id = $1 AND c.code = '5A' GROUP BY e.roll, s.name, s.name_ne ORDER BY e.roll`,
    [demo.school.id],
  );
  const guardianOf = new Map(demo.guardians.map((guardian) => [guardian.id, guardian]));
  const expected = demo.students
    .filter(({ classCode }) => classCode === '5A')
    .map(({ id, roll, name, nameNe }) => ({
      roll,
      name,
      name_ne: nameNe,
      guardians: demo.guardianships
        .filter(({ student }) => student === id)
        .map(({ guardian, relation }) => `${guardianOf.get(guardian)!.name}, ${relation}`),
    }));
  assert.deepEqual(rows, expected);

  const [teacher] = await database.query<{ code: string; subjects: string[] }>(
    `SELECT c.code, t.subjects FROM teaching t JOIN class c ON (c.school_id, c.id) = (t.school_id, t.class_id)
     WHERE t.rank = 0 AND c.school_id = $1 AND t.subjects[1] = 'mathematics' AND c.code = '5A'`,
    [demo.school.id],
  );
  assert.deepEqual(teacher, { code: '5A', subjects: ['mathematics'] });
});

test('a given number is used, and one that is there already is shared', async () => {
  const number = { phoneNumberId: '123456789012345', wabaId: '5432109876', displayNumber: '+9779729999999' };
  for (const seed of ['bar', 'pipal']) {
    await loadDemoSchool(db, makeDemoSchool({ seed }), { number, undoWindowSeconds: 0 });
  }
  const rows = await database.query(
    `SELECT count(*)::int AS schools, count(DISTINCT sender_id)::int AS senders, max(undo_window_seconds) AS undo
     FROM school JOIN sender ON sender.id = sender_id WHERE phone_number_id = $1`,
    [number.phoneNumberId],
  );
  assert.deepEqual(rows, [{ schools: 2, senders: 1, undo: 0 }]);
});
