import { type Db, inSchool, type Tx } from '#lib/db.ts';
import { newId } from '#lib/ids.ts';
import { kathmanduDate } from '#nepal/calendar.ts';
import type { Words } from '#templates/language.ts';
import { findClasses } from './find-class.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import {
  addAuditEntry,
  addConsents,
  endEnrolments,
  loadClassesOfYear,
  loadEnrolments,
  loadGuardians,
  loadGuardianships,
  loadStudents,
  loadWithdrawn,
  loadYear,
  lockSchool,
  putEnrolments,
  putGuardians,
  putGuardianships,
  putStudents,
  removeGuardianships,
} from './queries.ts';
import type { SchoolFacts } from './read-pupil.ts';
import { cellOf, readTable, type Table } from './read-table.ts';
import type { Roster } from './roster.ts';

export type ImportRequest = {
  schoolId: string;
  /** The CSV file. */
  bytes: Uint8Array;
  /** The class of every pupil in the file, as a person writes it; without it the file has a column for the class. */
  className?: string;
  /** Plans and writes nothing. */
  dryRun?: boolean;
  /** Who does it, as the audit log writes it: `staff:<id>`, `operator:<id>`. */
  actor: string;
  /** Milliseconds since 1970. */
  now: number;
};

/** What was done (or would be, in a dry run), or one sentence on why nothing could be. */
export type ImportOutcome =
  | { is: 'done' | 'planned'; plan: ImportPlan; table: Table }
  | { is: 'refused'; say: Words };

/**
 * Reads a list of pupils and their guardians into a school: plans all of it first, then writes it in one transaction.
 * Lines that cannot be taken are in the plan's problems; they never hold up the others. Doing it again changes nothing.
 */
export async function importRoster(db: Db, request: ImportRequest): Promise<ImportOutcome> {
  const read = readTable(request.bytes, request.className === undefined);
  if (!read.ok) return { is: 'refused', say: read.say };
  const { table } = read;
  const { schoolId, now } = request;
  return inSchool(db, schoolId, async (tx): Promise<ImportOutcome> => {
    const facts = await loadFacts(tx, request);
    if ('refused' in facts) return { is: 'refused', say: facts.refused };
    const code = codeOfOtherSchool(table, facts.iemisCode);
    if (code !== null) return { is: 'refused', say: sayOtherSchool(code, facts.iemisCode!) };
    const roster = await loadRoster(tx, schoolId, facts.yearId);
    const plan = planImport(table, facts, roster, { now, newId: () => newId(now) });
    if (request.dryRun) return { is: 'planned', plan, table };
    await writePlan(tx, schoolId, plan);
    await audit(tx, request, plan);
    return { is: 'done', plan, table };
  });
}

async function loadFacts(
  tx: Tx,
  { schoolId, className, now }: ImportRequest,
): Promise<(SchoolFacts & { yearId: string }) | { refused: Words }> {
  const today = kathmanduDate(now);
  const school = await lockSchool(tx, schoolId);
  if (!school) return { refused: sayNoSchool(schoolId) };
  const year = await loadYear(tx, schoolId, today);
  if (!year) return { refused: sentences.noYear };
  const classes = await loadClassesOfYear(tx, schoolId, year.id);
  const named = className === undefined ? [] : findClasses(className, '', classes);
  if (className !== undefined && named.length !== 1)
    return { refused: sayWhichClass(className, classes.map(({ code }) => code).join(', ')) };
  return {
    iemisCode: school.iemis_code,
    yearName: year.name,
    yearId: year.id,
    classes,
    onlyClass: named[0] ?? null,
    today,
  };
}

/** The code on every line, when all lines carry one and none is this school's: the wrong file. */
function codeOfOtherSchool({ rows, columns }: Table, iemisCode: string | null): string | null {
  const codes = new Set(rows.map((row) => cellOf(row, columns, 'iemisCode')));
  const [code] = codes;
  const isOther =
    code !== undefined && /^\d{8,10}$/.test(code) && iemisCode !== null && !codes.has(iemisCode);
  return isOther && codes.size === 1 ? code : null;
}

async function loadRoster(tx: Tx, schoolId: string, yearId: string): Promise<Roster> {
  return {
    students: await loadStudents(tx, schoolId),
    enrolments: await loadEnrolments(tx, schoolId, yearId),
    guardians: await loadGuardians(tx, schoolId),
    guardianships: await loadGuardianships(tx, schoolId),
    withdrawn: await loadWithdrawn(tx, schoolId),
  };
}

/** In the order that foreign keys ask for. */
async function writePlan(tx: Tx, schoolId: string, plan: ImportPlan): Promise<void> {
  const { students, guardians, enrolments, guardianships, consents } = plan;
  const write = async <Row>(rows: Row[], by: (tx: Tx, schoolId: string, rows: Row[]) => Promise<void>) => {
    if (rows.length > 0) await by(tx, schoolId, rows);
  };
  await write([...students.add, ...students.change], putStudents);
  await write([...guardians.add, ...guardians.change], putGuardians);
  await write(enrolments.end, endEnrolments);
  await write(enrolments.put, putEnrolments);
  await write(guardianships.remove, removeGuardianships);
  await write(guardianships.put, putGuardianships);
  await write(consents, addConsents);
}

/** An import that changed nothing leaves no trace. */
async function audit(tx: Tx, { schoolId, actor, now }: ImportRequest, plan: ImportPlan): Promise<void> {
  const detail = {
    pupilsAdded: plan.taken.filter(({ outcome }) => outcome === 'added').length,
    pupilsChanged: plan.taken.filter(({ outcome }) => outcome === 'changed').length,
    guardiansAdded: plan.guardians.add.length,
    guardiansChanged: plan.guardians.change.length,
    consents: plan.consents.length,
    leftOut: plan.problems.length,
  };
  const { leftOut, ...changes } = detail;
  if (Object.values(changes).every((count) => count === 0)) return;
  await addAuditEntry(tx, schoolId, { id: newId(now), at: new Date(now), actor, detail });
}

function sayNoSchool(id: string): Words {
  return {
    en: `There is no school with the id ${id} in this database; please check --school.`,
    ne: `यो डाटाबेसमा ${id} आईडी भएको विद्यालय छैन; कृपया --school जाँच्नुहोस्।`,
  };
}

function sayWhichClass(said: string, codes: string): Words {
  return {
    en: `“${said}” is not one class of this year; please name one of ${codes}.`,
    ne: `“${said}” यस वर्षको कुनै एउटा कक्षा होइन; कृपया यीमध्ये एउटा भन्नुहोस्: ${codes}।`,
  };
}

function sayOtherSchool(code: string, own: string): Words {
  return {
    en: `The file is of the school with the IEMIS code ${code}, and this school's is ${own}; nothing was written.`,
    ne: `यो फाइल IEMIS कोड ${code} भएको विद्यालयको हो, यस विद्यालयको कोड ${own} हो; केही पनि लेखिएन।`,
  };
}

const sentences = {
  noYear: {
    en: 'The school has no academic year for today, so there are no classes to put pupils into; please add the year first.',
    ne: 'विद्यालयमा आजको शैक्षिक वर्ष राखिएको छैन, त्यसैले विद्यार्थी राख्ने कक्षा छैन; कृपया पहिले शैक्षिक वर्ष थप्नुहोस्।',
  },
} satisfies Record<string, Words>;
