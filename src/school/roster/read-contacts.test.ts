import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Column } from './columns.ts';
import { readContacts } from './read-contacts.ts';

// Numbers of a network that has closed: they look right and belong to nobody (nepal.md section 5).
const [ONE, OTHER, THIRD] = ['9880000101', '9880000102', '9880000103'];

type Cells = Partial<Record<Column, string>>;

const read = (cells: Cells) =>
  readContacts(
    (column) => cells[column] ?? '',
    (column) => column in cells,
  );

test('who is told about a pupil, the first one first', () => {
  const cases: [cells: Cells, contacts: string[]][] = [
    [
      { phone: ONE, guardianName: 'HARI RAI', fatherName: 'Hari  Rai', motherName: 'Mina Rai' },
      [`${ONE} father Hari Rai`],
    ],
    [
      { phone: ONE, guardianName: 'Mina Rai', fatherName: 'Hari Rai', motherName: 'MINA RAI' },
      [`${ONE} mother Mina Rai`],
    ],
    [{ phone: ONE, guardianName: 'Dil Rai', fatherName: 'Hari Rai' }, [`${ONE} guardian Dil Rai`]],
    [
      { phone: ONE, guardianName: 'Na', fatherName: 'Hari Rai', motherName: 'Mina Rai' },
      [`${ONE} father Hari Rai`],
    ],
    [{ phone: ONE, fatherName: 'Na', motherName: 'Mina Rai' }, [`${ONE} mother Mina Rai`]],
    [{ phone: ONE }, [`${ONE} guardian -`]],
    [
      { phone: ONE, fatherPhone: OTHER, motherPhone: THIRD, fatherName: 'Hari Rai', motherName: 'Mina Rai' },
      [`${ONE} guardian -`, `${OTHER} father Hari Rai`, `${THIRD} mother Mina Rai`],
    ],
    [
      { phone: OTHER, fatherPhone: ONE, motherPhone: OTHER, fatherName: 'Hari Rai', motherName: 'Mina Rai' },
      [`${OTHER} mother Mina Rai`, `${ONE} father Hari Rai`],
    ],
    [{ fatherPhone: ONE, motherPhone: '', fatherName: 'हरि राई' }, [`${ONE} father हरि राई`]],
    [{ phone: '९८८-०००-०१०१' }, [`${ONE} guardian -`]],
  ];
  for (const [cells, expected] of cases) {
    const { contacts, problems } = read(cells);
    const shown = contacts.map(
      ({ phone, relation, name }) => `${phone.slice(4)} ${relation} ${name?.name ?? name?.nameNe ?? '-'}`,
    );
    assert.deepEqual([shown, problems], [expected, []], JSON.stringify(cells));
  }
});

test('what cannot be a number is left out with what stands there; the others stay', () => {
  const cases: [cells: Cells, left: string[], contacts: number][] = [
    [{ phone: '123', guardianName: 'Hari Rai' }, ['phone guardian 123'], 0],
    [{ phone: '', guardianName: 'Hari Rai' }, ['phone guardian '], 0],
    [{ phone: '-', guardianName: 'Hari Rai' }, ['phone guardian -'], 0],
    [{ fatherPhone: 'Na', motherPhone: '' }, ['fatherPhone guardian Na'], 0],
    [{ phone: '98800001O1' }, ['phone guardian 98800001O1'], 0],
    [{ phone: '123', fatherPhone: ONE }, ['phone guardian 123'], 1],
    [{ phone: `${ONE}, ${OTHER}` }, [`phone guardian +977${OTHER}`], 1],
    [{ phone: `${ONE} / 12` }, ['phone guardian 12'], 1],
    [{ phone: ONE, guardianName: 'H4RI' }, ['guardianName cell H4RI'], 1],
    [{ fatherName: 'Hari Rai' }, [], 0],
  ];
  for (const [cells, left, count] of cases) {
    const { contacts, problems } = read(cells);
    assert.deepEqual(
      problems.map(({ column, leftOut, found }) => `${column} ${leftOut} ${found}`),
      left,
    );
    assert.equal(contacts.length, count, JSON.stringify(cells));
    for (const { say } of problems) assert.ok(say.en && say.ne);
  }
});

test('a number that may not work is taken with a note', () => {
  const { contacts, notes } = read({ phone: '01-4412345', fatherPhone: ONE });
  assert.equal(contacts.length, 2);
  assert.deepEqual(notes.map(({ column, found }) => `${column} ${found}`).sort(), [
    `fatherPhone ${ONE}`,
    'phone 01-4412345',
  ]);
});
