import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SchoolClass } from './find-class.ts';
import { type ImportPlan, planImport } from './plan-import.ts';
import { sayRemark } from './problem.ts';
import type { SchoolFacts } from './read-pupil.ts';
import { readTable } from './read-table.ts';
import type { Roster } from './roster.ts';

const NOW = Date.parse('2026-11-23T06:00:00Z');

const classes: SchoolClass[] = ['Nursery/A', '5/A', '5/B', '6/A'].map((written) => {
  const [grade = '', section = ''] = written.split('/');
  return { id: `class ${grade}${section}`, code: grade + section, grade, section };
});

const school: SchoolFacts = {
  iemisCode: '990010001',
  yearName: '2083',
  classes,
  onlyClass: null,
  today: '2026-11-23',
};

const nobody = (): Roster => ({
  students: [],
  enrolments: [],
  guardians: [],
  guardianships: [],
  withdrawn: new Set(),
});

let ids = 0;

function plan(csv: string, roster = nobody(), facts: Partial<SchoolFacts> = {}): ImportPlan {
  const read = readTable(new TextEncoder().encode(csv), !facts.onlyClass);
  assert.ok(read.ok, read.ok ? '' : read.say.en);
  return planImport(read.table, { ...school, ...facts }, roster, { now: NOW, newId: () => `id ${++ids}` });
}

/** What the database would hold afterwards; its keys are checked on the way. */
function applied({ students, guardians, guardianships, enrolments }: ImportPlan, before = nobody()): Roster {
  const put = <Row>(rows: Row[], news: Row[], key: (row: Row) => string) => [
    ...new Map([...rows, ...news].map((row) => [key(row), row])).values(),
  ];
  const seatKey = (row: { class_id: string; student_id: string }) => `${row.class_id} ${row.student_id}`;
  const linkKey = (row: { student_id: string; guardian_id: string }) =>
    `${row.student_id} ${row.guardian_id}`;
  const ended = new Map(enrolments.end.map((row) => [seatKey(row), row.left_on]));
  const removed = new Set(guardianships.remove.map(linkKey));
  const after = {
    students: put(before.students, [...students.add, ...students.change], ({ id }) => id),
    guardians: put(before.guardians, [...guardians.add, ...guardians.change], ({ id }) => id),
    enrolments: put(
      before.enrolments.map((row) => ({ ...row, left_on: ended.get(seatKey(row)) ?? row.left_on })),
      enrolments.put,
      seatKey,
    ),
    guardianships: put(
      before.guardianships.filter((row) => !removed.has(linkKey(row))),
      guardianships.put,
      linkKey,
    ),
    withdrawn: before.withdrawn,
  };
  assertUnique(after.enrolments.map(({ class_id, roll }) => `${class_id} ${roll}`));
  assertUnique(after.guardians.map(({ phone }) => phone));
  const seated = after.enrolments.filter(({ left_on }) => left_on === null);
  assertUnique(seated.map(({ student_id }) => student_id));
  for (const { student_id } of after.guardianships) {
    const first = after.guardianships.filter((one) => one.student_id === student_id && one.is_primary);
    assert.equal(first.length, 1, `${student_id} has one first contact`);
  }
  return after;
}

function assertUnique(keys: unknown[]): void {
  assert.equal(new Set(keys).size, keys.length, keys.join(', '));
}

const outcomes = ({ taken }: ImportPlan) => taken.map(({ line, outcome }) => `${line} ${outcome}`).join(', ');
const said = ({ problems }: ImportPlan) => problems.map((problem) => sayRemark(problem, 'en'));
const noted = ({ notes }: ImportPlan) =>
  notes.map((note) => sayRemark(note, 'en')).filter((note) => !note.includes('Smart, UTL or Hello'));

/** A roster as people read it. */
function show({ students, enrolments, guardians, guardianships }: Roster): string[] {
  return students.map(({ id, name, name_ne, born_on }) => {
    const seats = enrolments
      .filter(({ student_id }) => student_id === id)
      .map(
        ({ class_id, roll, left_on }) => `${class_id.slice(6)}/${roll}${left_on ? ` till ${left_on}` : ''}`,
      );
    const family = guardianships
      .filter(({ student_id }) => student_id === id)
      .map(({ guardian_id, relation, is_primary }) => {
        const guardian = guardians.find((one) => one.id === guardian_id)!;
        return `${relation}${is_primary ? '*' : ''} ${guardian.name} ${guardian.phone?.slice(-3)} ${guardian.language}${guardian.opted_in ? ' agreed' : ''}`;
      });
    return [name, name_ne, born_on, ...seats, ...family].filter(Boolean).join('; ');
  });
}

const IEMIS =
  'S.N,IEMIS Code,Current School,Student Id,Full Name,Gender,Class,DOB,Age,Father Name,Mother Name,Guardian Name,Guardian Contact Number,Section,Permanent Address,Temporary Address\n';

test('a report of IEMIS with all its quirks becomes pupils, seats and guardians', () => {
  const first = plan(
    `${IEMIS}` +
      '1,990010001,Shree Chautari,1234567890123401,SITA  KUMARI   RAI,F,5,2072-3-13,11,HARI BAHADUR RAI,Na,HARI  BAHADUR RAI,9880000101,A,"Itahari-5, Sunsari -null,",-null\n' +
      '2,990010001,Shree Chautari,1234567890123402,BIBEK RAI,M,5,2073-4-1,10,HARI BAHADUR RAI,Mina Rai,HARI BAHADUR RAI,9880000101,B,"-null,",Na\n' +
      '3,990010001,Shree Chautari,1234567890123403,Asmita  TAMANG,Female,ECD/PPC,2079-1-1,4,Na,Na,DIL  TAMANG,123,A,,\n',
  );
  assert.deepEqual(show(applied(first)), [
    'Sita Kumari Rai; 2015-06-28; 5A/1; father* Hari Bahadur Rai 101 ne',
    'Bibek Rai; 2016-07-16; 5B/1; father* Hari Bahadur Rai 101 ne',
    'Asmita Tamang; 2022-04-14; NurseryA/1',
  ]);
  assert.deepEqual(said(first), [
    'Line 4, “Guardian Contact Number”: “123”. This only fills the cell and is not a real number. Please ask the guardian for the number.',
  ]);
  assert.equal(first.numbered, 3);
  assert.deepEqual(first.consents, []);
});

test('a plain list in Nepali does as well', () => {
  const { students, ...rest } = plan(
    '\ufeffनाम,कक्षा,रोल नं.,बुबाको नाम,आमाको नाम,बुबाको फोन,आमाको फोन,भाषा\r\n' +
      'सीता  राई,५ क,७,हरि राई,मिना राई,९८८००००१०१,,नेपाली\r\n\r\nगीता राई,कक्षा ५ क,८,हरि राई,मिना राई,९८८००००१०१,९८८००००१०२,दुवै\r\n',
  );
  assert.deepEqual(show(applied({ students, ...rest })), [
    'सीता राई; सीता राई; 5A/7; father* हरि राई 101 ne',
    'गीता राई; गीता राई; 5A/8; father* हरि राई 101 ne; mother मिना राई 102 both',
  ]);
  assert.match(
    said({ students, ...rest })[0]!,
    /^Line 4, “भाषा”: “both”\. The same guardian has another language on line 2/,
  );
});

const LIST = 'Name,Class,Roll,DOB,Guardian,Phone\n';
const START = `${LIST}Sita Rai,5A,1,2072-3-13,Hari Rai,9880000101\nGita Rai,5A,2,2073-3-13,Hari Rai,9880000101\nNima Sherpa,5B,1,,Pasang Sherpa,9880000102\n`;

test('the same file again changes nothing', () => {
  const once = applied(plan(START));
  const again = plan(START, once);
  assert.equal(outcomes(again), '2 unchanged, 3 unchanged, 4 unchanged');
  assert.deepEqual(applied(again, once), once);
  assert.deepEqual([again.guardians.unchanged, again.guardianships.put, again.enrolments.put], [2, [], []]);
});

test('a changed row changes the pupil it is about, and nobody else', () => {
  const rest = `Gita Rai,5A,2,2073-3-13,Hari Rai,9880000101\nNima Sherpa,5B,1,,Pasang Sherpa,9880000102\n`;
  const cases: [what: string, row: string, becomes: string][] = [
    [
      'name',
      'Sita Kumari Rai,5A,1,2072-3-13,Hari Rai,9880000101',
      'Sita Kumari Rai; 2015-06-28; 5A/1; guardian* Hari Rai 101 ne',
    ],
    [
      'name in Nepali',
      'सीता राई,5A,1,2072-3-13,Hari Rai,9880000101',
      'Sita Rai; सीता राई; 2015-06-28; 5A/1; guardian* Hari Rai 101 ne',
    ],
    [
      'roll',
      'Sita Rai,5A,9,2072-3-13,Hari Rai,9880000101',
      'Sita Rai; 2015-06-28; 5A/9; guardian* Hari Rai 101 ne',
    ],
    [
      'class',
      'Sita Rai,6A,1,2072-3-13,Hari Rai,9880000101',
      'Sita Rai; 2015-06-28; 5A/1 till 2026-11-23; 6A/1; guardian* Hari Rai 101 ne',
    ],
    [
      'birthday',
      'Sita Rai,5A,1,2072-3-14,Hari Rai,9880000101',
      'Sita Rai; 2015-06-29; 5A/1; guardian* Hari Rai 101 ne',
    ],
    [
      'number',
      'Sita Rai,5A,1,2072-3-13,Hari Rai,9880000109',
      'Sita Rai; 2015-06-28; 5A/1; guardian* Hari Rai 109 ne',
    ],
    ['nothing said', 'Sita Rai,5A,,,,', 'Sita Rai; 2015-06-28; 5A/1; guardian* Hari Rai 101 ne'],
  ];
  for (const [what, row, becomes] of cases) {
    const before = applied(plan(START));
    const change = plan(`${LIST}${row}\n${rest}`, before);
    const after = show(applied(change, before));
    assert.deepEqual(after, [becomes, ...show(before).slice(1)], what);
    assert.equal(
      outcomes(change),
      `2 ${what === 'nothing said' ? 'unchanged' : 'changed'}, 3 unchanged, 4 unchanged`,
      what,
    );
  }
});

test('a new number takes the place of the old one of the same person, and the office is told', () => {
  const before = applied(
    plan(
      'Name,Class,Father,Father Phone,Mother,Mother Phone\nSita Rai,5A,Hari Rai,9880000101,Mina Rai,9880000102\n',
    ),
  );
  const change = plan('Name,Class,Father,Father Phone\nSita Rai,5A,Hari Rai,9880000109\n', before);
  assert.deepEqual(show(applied(change, before)), [
    'Sita Rai; 5A/1; mother Mina Rai 102 ne; father* Hari Rai 109 ne',
  ]);
  assert.match(
    noted(change)[0]!,
    /^Line 2: “\+9779880000101”\. This was the number of the pupil’s guardian before/,
  );
});

test('two guardians without names are two people', () => {
  const before = applied(plan('Name,Class,Father Phone,Mother Phone\nSita Rai,5A,9880000101,9880000102\n'));
  const change = plan('Name,Class,Father Phone\nSita Rai,5A,9880000109\n', before);
  assert.deepEqual(show(applied(change, before)), [
    'Sita Rai; 5A/1; mother Guardian of Sita Rai 102 ne; father* Guardian of Sita Rai 109 ne',
  ]);
});

test('two pupils can change rolls; nobody takes the roll of one who is not in the file', () => {
  const before = applied(plan(START));
  const swap = plan(`${LIST}Sita Rai,5A,2,,,\nGita Rai,5A,1,,,\n`, before);
  assert.deepEqual(
    show(applied(swap, before)).map((line) => line.split('; ')[2]),
    ['5A/2', '5A/1', 'guardian* Pasang Sherpa 102 ne'],
  );
  const clash = plan(`${LIST}Sita Rai,5A,2,,,\nMaya Gurung,5A,1,,,\nKumar Magar,5B,,,,\n`, before);
  assert.deepEqual(
    said(clash).filter((line) => line.includes('Roll')),
    [
      'Line 2, “Roll”: “2”. This roll number in 5A belongs to Gita Rai; please give this pupil another, or add Gita Rai to the file with a new one.',
      // Line 2 stays on roll 1, so that is not free either.
      'Line 3, “Roll”: “1”. This roll number in 5A belongs to Sita Rai; please give this pupil another, or add Sita Rai to the file with a new one.',
    ],
  );
  assert.equal(outcomes(clash), '4 added');
  assert.equal(show(applied(clash, before)).at(-1), 'Kumar Magar; 5B/2');
});

test('one of a name is not the other', () => {
  const twins = `${LIST}Sita Rai,5A,1,2072-3-13,,9880000101\nSita Rai,5A,2,2073-3-13,,9880000102\nSita Rai,5B,1,2072-3-13,,9880000103\n`;
  const before = applied(plan(twins));
  assert.equal(before.students.length, 3);
  const swapped = plan(
    `${LIST}Sita Rai,5A,2,2073-3-13,,\nSita Rai,5B,1,2072-3-13,,\nSita Rai,5A,1,2072-3-13,,\n`,
    before,
  );
  assert.equal(outcomes(swapped), '2 unchanged, 3 unchanged, 4 unchanged');
  const another = plan(`${LIST}Sita Rai,5A,3,2074-3-13,,9880000104\n`, before);
  assert.equal(outcomes(another), '2 added');
});

test('a line that cannot be taken says where, what and what to do; the lines around it go in', () => {
  const good = 'Gita Rai,5A,2,,,9880000101';
  const cases: [bad: string, says: RegExp][] = [
    [',5A,1,,,9880000102', /^Line 3, “Name”: empty\. Please write the name/],
    ['Na,5A,1,,,9880000102', /^Line 3, “Name”: “Na”\. Please write the name/],
    ['S1ta,5A,1,,,9880000102', /^Line 3, “Name”: “S1ta”\. A name has letters only/],
    [
      'Sita Rai,9Z,1,,,9880000102',
      /^Line 3, “Class”: “9Z”\. The school has no such class this year; please write one of NurseryA, 5A, 5B, 6A/,
    ],
    ['Sita Rai,5,1,,,9880000102', /^Line 3, “Class”: “5”\. This can be 5A, 5B; please write which\./],
    ['Sita Rai,,1,,,9880000102', /^Line 3, “Class”: empty\. Please write the class/],
    ['Sita Rai,5A,2,,,9880000102', /^Line 3, “Roll”: “2”\. The pupil on line 2 has this roll number in 5A/],
    [
      'GITA  RAI,5A,,,,9880000102',
      /^Line 3, “Name”: “Gita Rai”\. This seems to be the pupil on line 2 again/,
    ],
    [
      'Sita Rai,5A,1,,Hari, Itahari,9880000102',
      /^Line 3: “Sita Rai 5A 1 .*”\. The line has 7 cells and the header 6/,
    ],
    ['"Sita Rai,5A,1,,,9880000102', /^Line 3: .*A quotation mark .* not closed/],
    ['"Sita Rai,5A,1,,,9880000102\nMina Rai,5A,9,"",,9880000101', /^Line 3: .*A quotation mark/],
  ];
  for (const [bad, says] of cases) {
    const result = plan(`${LIST}${good}\n${bad}\nNima Sherpa,5B,1,,,9880000103\n`);
    assert.match(said(result)[0] ?? '', says, bad);
    assert.equal(result.problems.length, 1, bad);
    assert.equal(result.problems[0]!.leftOut, 'pupil');
    assert.match(sayRemark(result.problems[0]!, 'ne'), /^पङ्क्ति ३.*।$/u, bad);
    assert.equal(result.taken.length, bad.includes('\n') ? 3 : 2, bad);
  }
});

test('a cell that cannot be read is left out alone', () => {
  const header = 'Name,Class,Roll,DOB,Gender,Student Id,Phone,Language,Consent\n';
  const result = plan(`${header}Sita Rai,5A,x,2072-13-1,Q,1.2E+15,98800001,Tamang,perhaps\n`);
  assert.deepEqual(show(applied(result)), ['Sita Rai; 5A/1']);
  assert.deepEqual(result.problems.map(({ column, leftOut }) => `${column} ${leftOut}`).sort(), [
    'Consent cell',
    'DOB cell',
    'Gender cell',
    'Language cell',
    'Phone guardian',
    'Roll cell',
    'Student Id cell',
  ]);
});

test('a file of another school or year, and pupils who left, are seen', () => {
  const other = plan(
    'IEMIS Code,Name,Class,Year\n990010002,Sita Rai,5A,2083\n990010001,Gita Rai,5A,2082\n990010001,Mina Rai,5A,2083\n',
  );
  assert.equal(outcomes(other), '4 added');
  assert.deepEqual(said(other), [
    'Line 2, “IEMIS Code”: “990010002”. This is the code of another school; yours is 990010001.',
    'Line 3, “Year”: “2082”. This is another academic year, and now it is 2083; please take the list of this year.',
  ]);
  const gone = plan('Name,Class,Is Transferred\nSita Rai,5A,Yes\nGita Rai,5A,No\n');
  assert.equal(outcomes(gone), '2 added, 3 added');
  assert.match(noted(gone)[0]!, /^Line 2, “Is Transferred”: “Yes”\. The pupil is marked as transferred/);
  const before = applied(plan(START));
  before.students[0]!.left_on = '2026-10-01';
  assert.equal(outcomes(plan(START, before)), '2 changed, 3 unchanged, 4 unchanged');
});

test('one class for the whole file: without a column, or as a check on it', () => {
  const onlyClass = classes[1]!;
  assert.equal(show(applied(plan('Name\nSita Rai\n', nobody(), { onlyClass })))[0], 'Sita Rai; 5A/1');
  const mixed = plan('Name,Class\nSita Rai,5\nGita Rai,5B\nMina Rai,\n', nobody(), { onlyClass });
  assert.equal(outcomes(mixed), '2 added, 4 added');
  assert.match(said(mixed)[0]!, /^Line 3, “Class”: “5B”\. This is not 5A/);
});

test('a guardian has agreed only where the file says yes and nothing says no', () => {
  const header = 'Name,Class,Phone,Mother Phone,Consent\n';
  const agreed = (csv: string, before = nobody()) => {
    const result = plan(header + csv, before);
    const after = applied(result, before);
    return {
      result,
      yes: after.guardians.filter(({ opted_in }) => opted_in).map(({ phone }) => phone!.slice(-3)),
    };
  };
  assert.deepEqual(agreed('Sita Rai,5A,9880000101,,\nGita Rai,5A,9880000102,,No\n').yes, []);

  const yes = agreed('Sita Rai,5A,9880000101,9880000102,Yes\nGita Rai,5A,9880000101,,\n');
  assert.deepEqual(yes.yes, ['101'], 'the mother has not been asked');
  assert.deepEqual(
    yes.result.consents.map(({ wording, at }) => [wording, at.getTime()]),
    [['“Consent”: “Yes” (line 2 of the school’s list)', NOW]],
  );

  const both = agreed('Sita Rai,5A,9880000101,,Yes\nGita Rai,5A,9880000101,,No\n');
  assert.deepEqual(both.yes, []);
  assert.match(said(both.result)[0]!, /^Line 2, “Consent”: “yes”\. Line 3 says No/);

  const before = applied(yes.result);
  const again = agreed('Sita Rai,5A,9880000101,9880000102,Yes\n', before);
  assert.deepEqual(
    [again.yes, again.result.consents],
    [['101'], []],
    'one agreement is one line of the ledger',
  );
  const silent = agreed('Sita Rai,5A,9880000101,,No\n', before);
  assert.deepEqual(silent.yes, ['101']);
  assert.match(noted(silent.result)[0]!, /has agreed before/);
});

test('a withdrawal is stronger than an older list', () => {
  const csv = 'Name,Class,Phone,Consent\nSita Rai,5A,9880000101,Yes\n';
  const before = applied(plan(csv));
  before.guardians[0]!.opted_in = false;
  before.withdrawn.add(before.guardians[0]!.id);
  const again = plan(csv, before);
  assert.deepEqual([again.consents, again.guardians.change, again.problems], [[], [], []]);
  assert.match(noted(again)[0]!, /^Line 2, “Consent”: “yes”\. This guardian has stopped the messages since/);
});

test('a number with two names is one guardian, and the office is asked to look', () => {
  const result = plan(
    'Name,Class,Guardian,Phone\nSita Rai,5A,Hari Rai,9880000101\nNima Sherpa,5A,Pasang Sherpa,9880000101\n',
  );
  assert.equal(result.guardians.add.length, 1);
  assert.match(
    noted(result)[0]!,
    /^Line 3, “Phone”: “\+9779880000101”\. This number is Hari Rai's on line 2 and Pasang Sherpa's here/,
  );
});

test('a plain list does not take back who is the mother', () => {
  const before = applied(plan('Name,Class,Mother,Mother Phone\nSita Rai,5A,Mina Rai,9880000102\n'));
  const again = plan('Name,Class,Phone\nSita Rai,5A,9880000102\n', before);
  assert.equal(outcomes(again), '2 unchanged');
});

test('a terminal is safe from what stands in a cell', () => {
  const result = plan(`Name,Class\n"\u001b[2J${'x'.repeat(200)}",5A\nGita Rai,5A\n`);
  const [line] = said(result);
  assert.doesNotMatch(line!, /\p{Cc}/u);
  assert.ok(line!.length < 200);
});

const cell = {
  name: fc.constantFrom(
    'Sita Rai',
    'SITA  RAI',
    'Gita Rai',
    'Nima Sherpa',
    'सीता राई',
    'Na',
    '',
    'X1',
    '"Sita',
    'Mina "M" Rai',
  ),
  class: fc.constantFrom('5A', '5 b', '5', '6', 'ECD/PPC', '9', '', 'Na', '"6'),
  roll: fc.constantFrom('', '1', '2', '3', '07', 'x'),
  born: fc.constantFrom('', '2072-3-13', '2073-3-13', '2072-13-1', '1-2-2072'),
  id: fc.constantFrom('', '1234567890123401', '1234567890123402', '1E+15'),
  guardian: fc.constantFrom('', 'Hari Rai', 'HARI RAI', 'Na', 'Mina Rai'),
  phone: fc.constantFrom('', '123', '9880000101', '9880000102', '९८८००००१०१', '9880000101/9880000102', 'abc'),
  consent: fc.constantFrom('', 'Yes', 'No', 'perhaps'),
};
const row = fc.tuple(
  cell.name,
  cell.class,
  cell.roll,
  cell.born,
  cell.id,
  cell.guardian,
  cell.phone,
  cell.phone,
  cell.consent,
);
const file = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: row.map((cells) => cells.join(',')) },
      fc.constantFrom('', ',,,,', 'Total: 3', 'a,b,c,d,e,f,g,h,i,j,k'),
    ),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .filter((lines) => lines.some((line) => line.replaceAll(',', '') !== ''))
  .map(
    (lines) => `Name,Class,Roll,DOB,Student Id,Guardian,Phone,Mother Phone,Consent\n${lines.join('\n')}\n`,
  );

test('whatever a file holds: no line is lost, keys stay unique, and a second import changes nothing', () => {
  fc.assert(
    fc.property(file, file, (first, second) => {
      const before = applied(plan(first));
      const result = plan(second, before);
      const after = applied(result, before);
      assertEveryLine(second, result);
      const again = plan(second, after);
      assert.deepEqual(applied(again, after), after);
      assert.deepEqual(
        [again.students, again.guardians].map(({ add, change }) => [...add, ...change]),
        [[], []],
      );
      assert.deepEqual(again.consents, []);
      assert.deepEqual(said(again), said(result), 'the same is left out');
    }),
    { numRuns: 400 },
  );
});

/** Each line with anything in it was taken, or left out with a reason. */
function assertEveryLine(csv: string, { taken, problems }: ImportPlan): void {
  const leftOut = problems.filter((problem) => problem.leftOut === 'pupil').map(({ line }) => line);
  const all = [...taken.map(({ line }) => line), ...leftOut];
  const expected = csv
    .split('\n')
    .flatMap((line, place) => (place > 0 && line.replaceAll(',', '').trim() !== '' ? [place + 1] : []));
  assert.deepEqual(
    [...new Set(all)].sort((a, b) => a - b),
    expected,
    csv,
  );
  assertUnique(taken.map(({ line }) => line));
  assert.ok(taken.every(({ line }) => !leftOut.includes(line)));
}
