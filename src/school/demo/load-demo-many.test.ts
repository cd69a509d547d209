import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { isExpectedError } from '#lib/expected-error.ts';
import { createTestDatabase } from '#test/support/database.ts';
import { loadDemoMany } from './load-demo-many.ts';
import { makeLoadSchools } from './make-load-schools.ts';

const database = await createTestDatabase({ after });
const size = { schools: 60, classes: 11, guardians: 40, numbers: 7 };
const counts = { schools: 60, classes: 660, guardians: 26_400 };
const noProgress = () => assert.fail('nothing is to be loaded');

test('fills every table, in batches, and finds the same load the second time', async () => {
  const progress: number[] = [];
  assert.deepEqual(await loadDemoMany(database.url, size, (n) => progress.push(n)), {
    outcome: 'loaded',
    counts,
  });
  assert.ok(progress.length >= 2, 'more than one batch');
  assert.equal(progress.at(-1), 60);
  const [rows] = await database.query(
    `SELECT (SELECT count(*)::int FROM sender) AS sender,
            (SELECT count(*)::int FROM academic_year) AS academic_year,
            (SELECT count(*)::int FROM subject) AS subject,
            (SELECT count(*)::int FROM staff) AS staff,
            (SELECT count(*)::int FROM teaching WHERE rank = 0) AS teaching,
            (SELECT count(*)::int FROM student) AS student,
            (SELECT count(*)::int FROM enrolment) AS enrolment,
            (SELECT count(*)::int FROM guardianship WHERE is_primary) AS guardianship,
            (SELECT count(*)::int FROM consent WHERE granted AND topic = 'all') AS consent,
            (SELECT count(*)::int FROM guardian WHERE opted_in AND phone LIKE '+97798%') AS guardian,
            (SELECT sum(undo_window_seconds)::int FROM school) AS undo,
            (SELECT array_agg(people_per_day) FROM portfolio) AS limits`,
  );
  const people = counts.guardians;
  assert.deepEqual(rows, {
    sender: 7,
    academic_year: 60,
    subject: 300,
    staff: 660,
    teaching: 660,
    student: people,
    enrolment: people,
    guardianship: people,
    consent: people,
    guardian: people,
    undo: 0,
    limits: [0],
  });
  assert.deepEqual(await loadDemoMany(database.url, size, noProgress), { outcome: 'found', counts });
});

test('a class holds the pupils and guardians that the generator made', async () => {
  const school = [...makeLoadSchools(size)][8]!;
  const one = school.classes[10]!;
  const rows = await database.query(
    `SELECT e.roll, s.name, s.name_ne AS "nameNe", g.phone, gs.relation
     FROM enrolment e JOIN student s ON (s.school_id, s.id) = (e.school_id, e.student_id)
     JOIN guardianship gs ON (gs.school_id, gs.student_id) = (s.school_id, s.id)
     JOIN guardian g ON (g.school_id, g.id) = (gs.school_id, gs.guardian_id)
     WHERE e.school_id = $1 AND e.class_id = $2 ORDER BY e.roll`,
    [school.id, one.id],
  );
  assert.deepEqual(
    rows,
    one.pupils.map(({ roll, name, nameNe, guardian, relation }) => ({
      roll,
      name,
      nameNe,
      phone: guardian.phone,
      relation,
    })),
  );
});

test('a load of another size is refused and nothing changes', async () => {
  await assert.rejects(
    loadDemoMany(database.url, { ...size, guardians: 41 }, noProgress),
    (error: unknown) => {
      assert.ok(isExpectedError(error));
      assert.match(
        error.message,
        /^This database already holds a load of 60 schools, 660 classes and 26400 guardians;/,
      );
      return true;
    },
  );
});

test('a load that breaks off leaves nothing behind', async () => {
  const empty = await createTestDatabase({ after });
  const breakOff = loadDemoMany(empty.url, size, () => {
    throw new Error('broken off');
  });
  await assert.rejects(breakOff, /broken off/);
  assert.deepEqual(await empty.query('SELECT count(*)::int AS n FROM school'), [{ n: 0 }]);
});
