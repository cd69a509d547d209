import pg from 'pg';
import { expectedError } from '#lib/expected-error.ts';
import { type CopyValue, copyRows } from './copy-rows.ts';
import { ENROLMENT_WORDING } from './load-demo-school.ts';
import { loadSubjects } from './load-texts.ts';
import { year2083 } from './make-demo-school.ts';
import {
  type LoadClass,
  type LoadPupil,
  type LoadSchool,
  type LoadSize,
  loadSchoolIds,
  makeLoadSchools,
} from './make-load-schools.ts';

export type LoadCounts = { schools: number; classes: number; guardians: number };

/**
 * Fills a migrated database with schools for load, by COPY in one transaction: all of them or none. Everyone has
 * opted in, and no text waits in an undo window. The very load already there is left alone and reported as `found`;
 * another one is refused with an expected error.
 * @param databaseUrl of the role that owns the tables: COPY does not pass the tenants' wall
 * @param progress told how many schools are in after each batch
 */
export async function loadDemoMany(
  databaseUrl: string,
  size: LoadSize,
  progress: (schools: number) => void,
): Promise<{ outcome: 'loaded' | 'found'; counts: LoadCounts }> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'chautari load-demo' });
  // A connection that breaks also fails the query in flight, and that is what reports it.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('BEGIN');
    // Two loads at once would meet in the middle; the second waits here and then finds the first.
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK_ID]);
    const present = await countLoad(client);
    if (present.schools > 0) {
      refuseOtherLoad(present, size);
      return { outcome: 'found', counts: present };
    }
    for (const { schools, done } of inBatches(makeLoadSchools(size))) {
      await copySchools(client, schools);
      progress(done);
    }
    await liftMessagingLimit(client);
    const counts = await countLoad(client);
    await client.query('COMMIT');
    await client.query(`ANALYZE ${ANALYZED.join(', ')}`);
    return { outcome: 'loaded', counts };
  } finally {
    await client.end(); // Without a COMMIT nothing stays.
  }
}

const LOCK_ID = 7_302_025_115;
const ANALYZED =
  'sender school academic_year class subject staff teaching student enrolment guardian guardianship consent'.split(
    ' ',
  );

async function countLoad(client: pg.Client): Promise<LoadCounts> {
  const { rows } = await client.query<LoadCounts>(
    `SELECT (SELECT count(*)::int FROM school WHERE school_id BETWEEN $1 AND $2) AS schools,
            (SELECT count(*)::int FROM class WHERE school_id BETWEEN $1 AND $2) AS classes,
            (SELECT count(*)::int FROM guardian WHERE school_id BETWEEN $1 AND $2) AS guardians`,
    loadSchoolIds(),
  );
  return rows[0]!;
}

function refuseOtherLoad(present: LoadCounts, size: LoadSize): void {
  const classes = size.schools * size.classes;
  const same =
    present.schools === size.schools &&
    present.classes === classes &&
    present.guardians === classes * size.guardians;
  if (same) return;
  throw expectedError(
    `This database already holds a load of ${present.schools} schools, ${present.classes} classes and ` +
      `${present.guardians} guardians; ask for the same size again, or use an empty database.`,
  );
}

/** Batches of about so many pupils keep memory flat and the progress moving. */
const BATCH_PUPILS = 20_000;

function* inBatches(schools: Iterable<LoadSchool>): Generator<{ schools: LoadSchool[]; done: number }> {
  let batch: LoadSchool[] = [];
  let pupils = 0;
  let done = 0;
  for (const school of schools) {
    batch.push(school);
    done += 1;
    for (const one of school.classes) pupils += one.pupils.length;
    if (pupils < BATCH_PUPILS) continue;
    yield { schools: batch, done };
    batch = [];
    pupils = 0;
  }
  if (batch.length > 0) yield { schools: batch, done };
}

/** Load is meant to be sent: the portfolio of these numbers may write to any number of people a day. */
async function liftMessagingLimit(client: pg.Client): Promise<void> {
  await client.query(
    'UPDATE portfolio SET people_per_day = 0 WHERE id = (SELECT portfolio_id FROM waba WHERE waba_id = $1)',
    [WABA_ID],
  );
}

async function copySchools(client: pg.Client, schools: LoadSchool[]): Promise<void> {
  for (const [target, rowsOf] of tables) await copyRows(client, target, rowsOf(schools));
}

type RowsOf = (schools: LoadSchool[]) => Iterable<CopyValue[]>;

/** Every table with its rows, in the order of its foreign keys. */
const tables: [target: string, rowsOf: RowsOf][] = [
  [
    'sender (id, phone_number_id, waba_id, display_number, verified_name)',
    eachSchool(({ sender, name }) =>
      sender.isNew ? [[sender.id, sender.phoneNumberId, WABA_ID, sender.phone, name]] : [],
    ),
  ],
  [
    'school (school_id, name, name_ne, type, iemis_code, province, district, sender_id, undo_window_seconds)',
    eachSchool((school) => [
      [
        school.id,
        school.name,
        school.nameNe,
        'community',
        school.iemisCode,
        school.province,
        school.district,
        school.sender.id,
        0,
      ],
    ]),
  ],
  [
    'academic_year (school_id, id, name, starts_on, ends_on)',
    eachSchool(({ id, yearId }) => [[id, yearId, year2083.name, year2083.startsOn, year2083.endsOn]]),
  ],
  ['subject (school_id, code)', eachSchool(({ id }) => loadSubjects.map(({ code }) => [id, code]))],
  [
    'class (school_id, id, year_id, code, grade, section)',
    eachClass((school, { id, code, grade, section }) => [school.id, id, school.yearId, code, grade, section]),
  ],
  [
    'staff (school_id, id, name, name_ne, role, phone, language)',
    eachClass((school, { teacher: { id, name, nameNe, phone } }) => [
      school.id,
      id,
      name,
      nameNe,
      'teacher',
      phone,
      'ne',
    ]),
  ],
  [
    'teaching (school_id, staff_id, class_id, rank, subjects)',
    eachClass((school, { id, teacher }) => [school.id, teacher.id, id, 0, [teacher.subject]]),
  ],
  [
    'student (school_id, id, name, name_ne, gender)',
    eachPupil((school, _, { id, name, nameNe, gender }) => [school.id, id, name, nameNe, gender]),
  ],
  [
    'enrolment (school_id, class_id, student_id, roll)',
    eachPupil((school, one, { id, roll }) => [school.id, one.id, id, roll]),
  ],
  [
    'guardian (school_id, id, name, name_ne, phone, language, opted_in)',
    eachPupil((school, _, { guardian: { id, name, nameNe, phone, language } }) => [
      school.id,
      id,
      name,
      nameNe,
      phone,
      language,
      true,
    ]),
  ],
  [
    'guardianship (school_id, student_id, guardian_id, relation, is_primary)',
    eachPupil((school, _, { id, guardian, relation }) => [school.id, id, guardian.id, relation, true]),
  ],
  [
    'consent (school_id, id, guardian_id, topic, granted, how, wording, at)',
    eachPupil((school, _, { guardian: { id, consentId } }) => [
      school.id,
      consentId,
      id,
      'all',
      true,
      'form',
      ENROLMENT_WORDING,
      year2083.startsOn,
    ]),
  ],
];

/** One WhatsApp Business Account holds every number of a load. */
const WABA_ID = '990000000000000';

function eachSchool(rows: (school: LoadSchool) => CopyValue[][]): RowsOf {
  return function* (schools) {
    for (const school of schools) yield* rows(school);
  };
}

function eachClass(row: (school: LoadSchool, one: LoadClass) => CopyValue[]): RowsOf {
  return eachSchool((school) => school.classes.map((one) => row(school, one)));
}

function eachPupil(row: (school: LoadSchool, one: LoadClass, pupil: LoadPupil) => CopyValue[]): RowsOf {
  return eachSchool((school) =>
    school.classes.flatMap((one) => one.pupils.map((pupil) => row(school, one, pupil))),
  );
}
