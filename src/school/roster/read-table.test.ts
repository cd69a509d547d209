import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findColumns } from './columns.ts';
import { cellOf, readTable } from './read-table.ts';

const read = (text: string, needsClass = true) => readTable(new TextEncoder().encode(text), needsClass);

/** What is refused, in English. */
function refusal(text: string, needsClass = true): string {
  const table = read(text, needsClass);
  assert.ok(!table.ok, text);
  assert.match(table.say.ne, /\p{Script=Devanagari}/u);
  return table.say.en;
}

function tableOf(text: string, needsClass = true) {
  const result = read(text, needsClass);
  assert.ok(result.ok, result.ok ? '' : result.say.en);
  return result.table;
}

// nepal.md section 3.
const IEMIS =
  'S.N,IEMIS Code,Current School,Student Id,Full Name,Gender,Class,DOB,Age,Father Name,Mother Name,Guardian Name,Guardian Contact Number,Section,Permanent Address,Temporary Address';
const IEMIS_CSV =
  'S.N,IEMIS Code,Current School,Student Id,FullName,Gender,CurrentClass,Year,DOB,Is Transferred,Mother Tongue,Disability Type';

test('headers of IEMIS, and plain ones in English and Nepali, are known', () => {
  const cases: [header: string, known: string][] = [
    [
      IEMIS,
      'bornOn class fatherName gender guardianName iemisCode iemisStudentId motherName name phone section',
    ],
    [IEMIS_CSV, 'bornOn class gender iemisCode iemisStudentId name transferred year'],
    ['name,class,section,roll,phone,language', 'class language name phone roll section'],
    ['  NAME :,Class., Roll No. ,"Father\'s  Name",Mobile No', 'class fatherName name phone roll'],
    ['नाम,कक्षा,रोल नं.,बुबाको नाम,आमाको नाम,फोन', 'class fatherName motherName name phone roll'],
    ['नाम थर,कक्षा,वर्ग,अभिभावकको नाम,सम्पर्क नम्बर,सहमति', 'class consent guardianName name phone section'],
    ['विद्यार्थीको नाम,कक्षा,बाबुको मोबाइल,आमाको मोबाइल,जन्ममिति', 'bornOn class fatherPhone motherPhone name'],
    ['Name,Name (Nepali),Class,Guardian Contact,WhatsApp Consent', 'class consent name nameNe phone'],
  ];
  for (const [header, known] of cases) {
    const { columns } = tableOf(`${header}\nx`);
    assert.equal([...columns.at.keys()].sort().join(' '), known, header);
  }
  assert.deepEqual(tableOf(`${IEMIS}\nx`).columns.ignored, [
    'S.N',
    'Current School',
    'Age',
    'Permanent Address',
    'Temporary Address',
  ]);
});

test('the delimiter is the one by which the header says most', () => {
  for (const delimiter of [',', ';', '\t']) {
    const text = ['Name', 'Class', 'Phone'].join(delimiter);
    const row = ['"Rai, Sita; Kumari"', '5A', '9880000101'].join(delimiter);
    const table = tableOf(`${text}\n${row}\n`);
    const cells = (['name', 'class', 'phone'] as const).map((column) =>
      cellOf(table.rows[0]!, table.columns, column),
    );
    assert.deepEqual(cells, ['Rai, Sita; Kumari', '5A', '9880000101']);
  }
});

test('titles above, a line of Excel, empty lines and a header on every page are passed over; lines keep their numbers', () => {
  const table = tableOf(
    'sep=;\nShree Chautari School;;\n;;\nName;Class;Roll\nSita;5A;1\n;;\n\nName;Class;Roll\nGita;5A;2\n',
  );
  assert.equal(table.headerLine, 4);
  assert.deepEqual(
    table.rows.map(({ line, cells }) => [line, ...cells]),
    [
      [5, 'Sita', '5A', '1'],
      [9, 'Gita', '5A', '2'],
    ],
  );
});

test('cells lose what cannot be seen and keep joiners, which are spelling', () => {
  const table = tableOf('Name,Class\n\u200b सीता\u00a0  राई\ufeff ,५\nगर्\u200dयो,5\n');
  assert.equal(cellOf(table.rows[0]!, table.columns, 'name'), 'सीता राई');
  assert.equal(cellOf(table.rows[1]!, table.columns, 'name'), 'गर्\u200dयो');
  assert.equal(cellOf(table.rows[0]!, table.columns, 'phone'), '');
});

test('a file without what is needed is refused with one sentence', () => {
  const cases: [text: string, says: RegExp][] = [
    ['hello', /no column for the name/],
    ['Class,Roll\n5A,1', /no column for the name/],
    ['{"name":"Sita"}', /no column for the name/],
    ['Name,Roll\nSita,1', /no column for the class.*--class/],
    ['Name,Class\n', /header but no pupils/],
    ['Name,Class\n,\n\n', /header but no pupils/],
    ['Name,Class,Phone,Mobile\nSita,5A,1,2', /“Phone” and “Mobile” say the same thing/],
    ['gfd,sIff,kmf]g\n;Ltf,%,(*', /Preeti.*Unicode/],
    ["Name,Class\nuLtf /fO{,5\nxl/ axfb'/,5", /Preeti/],
  ];
  for (const [text, says] of cases) assert.match(refusal(text), says, text);
  assert.equal(tableOf('Name,Roll\nSita,1', false).rows.length, 1);
});

test('names that are no Preeti are not taken for it', () => {
  const names = [
    'Sita Rai',
    'SITA RAI',
    'Ram K.C.',
    'BK Kumar',
    'McDonald Rai',
    'सीता राई',
    "D'Souza",
    'Dr. Rai',
  ];
  assert.equal(
    tableOf(`Name,Class\n${names.map((name) => `${name},5`).join('\n')}`).rows.length,
    names.length,
  );
});

test('every header that docs/importing-pupils.md names is known, and its example is a list', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/importing-pupils.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| [^|]+ \| `/.test(line));
  // What stands after a colon in the second cell are values.
  const headers = rows.flatMap((row) =>
    [
      ...row
        .split('|')[2]!
        .split(':')[0]!
        .matchAll(/`([^`]+)`/g),
    ].map(([, word]) => word!),
  );
  assert.ok(headers.length > 30);
  for (const header of headers) {
    const columns = findColumns(header === 'Name' ? ['Name'] : ['Name', header]);
    // A second name of the pupil is refused, which also says that it is known.
    assert.ok(columns && ('refused' in columns || columns.ignored.length === 0), header);
  }
  const [, example = ''] = /```csv\n(.*?)```/s.exec(page) ?? [];
  assert.deepEqual(tableOf(example).columns.ignored, []);
  assert.equal(tableOf(example).rows.length, 2);
});
