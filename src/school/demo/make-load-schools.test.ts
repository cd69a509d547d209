import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LoadSchool, type LoadSize, makeLoadSchools, refuseLoadSize } from './make-load-schools.ts';

const size: LoadSize = { schools: 30, classes: 12, guardians: 40 };
const schools = [...makeLoadSchools(size)];
const classes = schools.flatMap((school) => school.classes);
const pupils = classes.flatMap((one) => one.pupils);

const distinct = (values: string[]) => assert.equal(new Set(values).size, values.length);

test('as many schools, classes and guardians as asked', () => {
  assert.deepEqual([schools.length, classes.length, pupils.length], [30, 30 * 12, 30 * 12 * 40]);
  assert.ok(schools.every((school) => school.classes.length === 12));
  assert.ok(classes.every((one) => one.pupils.length === 40));
});

test('two runs agree, and a larger load begins with the smaller one', () => {
  assert.deepEqual([...makeLoadSchools(size)], schools);
  const [first] = makeLoadSchools({ ...size, schools: 99 });
  assert.deepEqual(first, schools[0]);
});

test('ids, phones and numbers of WhatsApp are unique', () => {
  distinct(
    schools.flatMap((school) => [
      school.id,
      school.yearId,
      school.sender.id,
      ...school.classes.flatMap((one) => [
        one.id,
        one.teacher.id,
        ...one.pupils.flatMap(({ id, guardian }) => [id, guardian.id, guardian.consentId]),
      ]),
    ]),
  );
  distinct([
    ...schools.map(({ sender }) => sender.phone),
    ...classes.map(({ teacher }) => teacher.phone),
    ...pupils.map(({ guardian }) => guardian.phone),
  ]);
  distinct(schools.map(({ sender }) => sender.phoneNumberId));
  distinct(schools.map(({ iemisCode }) => iemisCode));
});

test('numbers belong to nobody and keep clear of the demo school', () => {
  for (const { guardian } of pupils) assert.match(guardian.phone, /^\+977988[1-8]\d{6}$/);
  for (const { teacher } of classes) assert.match(teacher.phone, /^\+977972[1-8]\d{6}$/);
  for (const { sender } of schools) {
    assert.match(sender.phone, /^\+9779729[0-8]\d{5}$/);
    assert.match(sender.phoneNumberId, /^99000000[0-8]\d{6}$/);
  }
});

test('ids are of the layout of uuidv7 and rise with the rows', () => {
  const ids = pupils.map(({ id }) => id);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(ids, [...ids].sort());
});

test('names stand in both scripts, rolls count from 1, class codes do not repeat in a school', () => {
  for (const { name, nameNe, guardian } of pupils) {
    for (const latin of [name, guardian.name]) assert.match(latin, /^[A-Z][A-Za-z. ]+$/);
    for (const devanagari of [nameNe, guardian.nameNe])
      assert.match(devanagari, /^[\u0900-\u097F][\u0900-\u097F. ]+$/);
  }
  for (const one of classes)
    assert.deepEqual(
      one.pupils.map(({ roll }) => roll),
      one.pupils.map((_, i) => i + 1),
    );
  for (const school of schools) distinct(school.classes.map(({ code }) => code));
});

test('a class has many names, a load many texts, and each text names its class', () => {
  const names = classes.map((one) => new Set(one.pupils.map(({ name }) => name)).size);
  assert.ok(Math.min(...names) >= 36, `${Math.min(...names)} different names in a class of 40`);
  const texts = classes.map(({ teacher }) => teacher.text);
  assert.ok(new Set(texts).size >= 150, `${new Set(texts).size} different texts of ${texts.length}`);
  for (const { code, teacher } of classes) assert.match(teacher.text, new RegExp(`\\b${code}\\b`));
});

test('a size that cannot be made is refused with its reason', () => {
  const cases: [LoadSize, RegExp | undefined][] = [
    [{ schools: 1, classes: 1, guardians: 1 }, undefined],
    [{ schools: 1000, classes: 10, guardians: 40 }, undefined],
    [{ schools: 100_000, classes: 10, guardians: 8 }, undefined],
    [{ schools: 1, classes: 260, guardians: 1 }, undefined],
    [{ schools: 0, classes: 10, guardians: 40 }, /^schools must be a whole number from 1$/],
    [{ schools: 1, classes: 1.5, guardians: 40 }, /^classes must be a whole number from 1$/],
    [{ schools: 1, classes: 1, guardians: Number.NaN }, /^guardians must be a whole number from 1$/],
    [{ schools: 3, classes: 1, guardians: 1, numbers: 1 }, undefined],
    [{ schools: 3, classes: 1, guardians: 1, numbers: 0 }, /^numbers must be a whole number from 1$/],
    [{ schools: 3, classes: 1, guardians: 1, numbers: 4 }, /^numbers must be at most schools, 3/],
    [{ schools: 1, classes: 261, guardians: 1 }, /^classes must be at most 260/],
    [{ schools: 900_001, classes: 1, guardians: 1 }, /^schools must be at most 900000$/],
    [{ schools: 100_000, classes: 10, guardians: 9 }, /is 9000000; there are unused numbers for 8000000$/],
  ];
  for (const [given, expected] of cases) {
    const refusal = refuseLoadSize(given);
    if (expected) assert.match(refusal ?? 'accepted', expected);
    else assert.equal(refusal, undefined);
  }
  assert.throws(() => [...makeLoadSchools({ schools: 1, classes: 300, guardians: 1 })], RangeError);
});

test('schools share numbers in turn when asked', () => {
  const shared = [...makeLoadSchools({ schools: 5, classes: 1, guardians: 1, numbers: 2 })].map(
    ({ sender }) => sender,
  );
  const [a, b] = [shared[0]!.phoneNumberId, shared[1]!.phoneNumberId];
  assert.notEqual(a, b);
  assert.deepEqual(
    shared.map(({ phoneNumberId }) => phoneNumberId),
    [a, b, a, b, a],
  );
  assert.deepEqual(
    shared.map(({ isNew }) => isNew),
    [true, true, false, false, false],
  );
  assert.equal(shared[4]!.id, shared[0]!.id);
});

test('the last section of the largest school is Z', () => {
  const [school]: LoadSchool[] = [...makeLoadSchools({ schools: 1, classes: 260, guardians: 1 })];
  assert.equal(school?.classes.at(-1)?.code, '10Z');
});
