import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type DemoSchool, makeDemoSchool } from './make-demo-school.ts';
import { demoPosts, demoSubjects } from './school-plan.ts';

const seeds = ['chautari', 'bar', 'pipal', '1', '2'];
const schools = seeds.map((seed) => makeDemoSchool({ seed }));
const everySchool = (name: string, check: (school: DemoSchool) => void) =>
  test(name, () => schools.forEach(check));

const hashOf = (school: DemoSchool) => createHash('sha256').update(JSON.stringify(school)).digest('hex');
const countBy = <T>(list: T[], key: (item: T) => string | number) => {
  const counts = new Map<string | number, number>();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return counts;
};
const people = ({ staff, students, guardians }: DemoSchool) => [...staff, ...students, ...guardians];

test('the same seed gives the same school, another seed another one', () => {
  assert.equal(hashOf(makeDemoSchool({ seed: 'chautari' })), hashOf(schools[0]!));
  assert.equal(new Set(schools.map(hashOf)).size, seeds.length);
});

test('neither the time zone nor the locale of the machine changes it', () => {
  const path = JSON.stringify(new URL('./make-demo-school.ts', import.meta.url).href);
  const script = `import { makeDemoSchool } from ${path};
    import { createHash } from 'node:crypto';
    process.stdout.write(createHash('sha256').update(JSON.stringify(makeDemoSchool({ seed: 'chautari' }))).digest('hex'));`;
  const elsewhere = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' },
  });
  assert.equal(elsewhere.toString(), hashOf(schools[0]!));
});

test('ids come from the caller when asked, each used once', () => {
  let n = 0;
  const school = makeDemoSchool({ seed: 'chautari', makeId: () => `id ${n++}` });
  const used = [
    school.school,
    school.academicYear,
    ...school.classes,
    ...school.staff,
    ...school.students,
    ...school.guardians,
  ].map(({ id }) => id);
  const consents = school.guardians.map(({ consentId }) => consentId);
  assert.equal(new Set([...used, ...consents]).size, n);
});

everySchool('about 280 pupils and one or two guardians each', ({ students, guardians, guardianships }) => {
  assert.ok(students.length >= 260 && students.length <= 300, `${students.length} pupils`);
  assert.ok(guardians.length >= 280 && guardians.length <= 400, `${guardians.length} guardians`);
  const perStudent = countBy(guardianships, ({ student }) => student);
  assert.equal(perStudent.size, students.length);
  for (const [student, count] of perStudent) {
    assert.ok(count === 1 || count === 2);
    assert.equal(guardianships.filter((g) => g.student === student && g.primary).length, 1);
  }
  const known = new Set(guardians.map(({ id }) => id));
  assert.deepEqual(new Set(guardianships.map(({ guardian }) => guardian)), known);
});

everySchool('sisters and brothers share their guardians and are in different grades', (school) => {
  const studentOf = new Map(school.students.map((student) => [student.id, student]));
  const gradeOf = new Map(school.classes.map(({ code, grade }) => [code, grade]));
  const children = new Map<string, string[]>();
  for (const { guardian, student } of school.guardianships) {
    children.set(guardian, [...(children.get(guardian) ?? []), student]);
  }
  const shared = [...children.values()].filter((list) => list.length > 1);
  assert.ok(shared.length >= 30, `${shared.length} guardians of several children`);
  for (const siblings of shared) {
    const grades = siblings.map((id) => gradeOf.get(studentOf.get(id)!.classCode));
    assert.equal(new Set(grades).size, siblings.length);
  }
});

everySchool(
  'classes from Nursery to 10 with rolls from 1, in the order of the names',
  ({ classes, students }) => {
    assert.deepEqual(
      classes.map(({ code }) => code),
      'NurseryA LKGA UKGA 1A 2A 3A 4A 5A 5B 6A 6B 7A 8A 8B 9A 10A'.split(' '),
    );
    for (const { code } of classes) {
      const pupils = students.filter(({ classCode }) => classCode === code);
      assert.ok(pupils.length >= 12 && pupils.length <= 25, `${code}: ${pupils.length}`);
      assert.deepEqual(
        pupils.map(({ roll }) => roll),
        pupils.map((_, i) => i + 1),
      );
      const names = pupils.map(({ name }) => name);
      assert.deepEqual(names, [...names].sort());
      assert.equal(new Set(names).size, names.length, `two pupils of ${code} have one name`);
    }
  },
);

everySchool('every name stands in both scripts and is composed (NFC)', (school) => {
  for (const { name, nameNe } of people(school)) {
    assert.match(name, /^[A-Z][A-Za-z]*\.?([ .][A-Z][A-Za-z]*\.?)+$/);
    assert.match(nameNe, /^[\u0900-\u0963\u0971-\u097F]+\.?([ .][\u0900-\u0963\u0971-\u097F]+\.?)+$/);
    assert.equal(nameNe.split(' ').length, name.split(' ').length, `${name} / ${nameNe}`);
    assert.equal(nameNe.normalize('NFC'), nameNe);
  }
});

everySchool('phones are unique and belong to nobody', ({ guardians, staff, sender }) => {
  for (const { phone } of guardians) assert.match(phone, /^\+9779880\d{6}$/);
  for (const { phone } of staff) assert.match(phone, /^\+9779720\d{6}$/);
  assert.match(sender.phone, /^\+97797299\d{5}$/);
  assert.match(sender.phoneNumberId, /^9900000009\d{5}$/);
  const phones = [...guardians, ...staff, sender].map(({ phone }) => phone);
  assert.equal(new Set(phones).size, phones.length);
});

everySchool('ids of the Ministry are sixteen digits, unique, and missing for a few', ({ students }) => {
  const ids = students.flatMap(({ iemisStudentId }) => iemisStudentId ?? []);
  for (const id of ids) assert.match(id, /^990010001\d{7}$/);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.length < students.length && ids.length > students.length * 0.85);
});

everySchool(
  'every class has a class teacher, and every subject of its grade a teacher',
  ({ classes, staff }) => {
    for (const { code, grade } of classes) {
      const own = staff.filter(({ title, classes: [first] }) => title === 'class teacher' && first === code);
      assert.equal(own.length, 1, `class teachers of ${code}`);
      for (const { code: subject, grades } of demoSubjects) {
        const teachers = staff.filter((one) => one.classes.includes(code) && one.subjects.includes(subject));
        const expected = grades.includes(grade);
        if (expected) assert.ok(teachers.length > 0, `nobody teaches ${subject} in ${code}`);
        else assert.deepEqual(teachers, [], `${subject} is not taught in ${code}`);
      }
    }
    assert.equal(staff.find(({ classes: [first] }) => first === '5A')?.subjects[0], 'mathematics');
  },
);

everySchool('one principal and one accountant, who teach nothing', ({ staff }) => {
  assert.equal(staff.length, demoPosts.length);
  const office = staff.filter(({ role }) => role !== 'teacher');
  assert.deepEqual(
    office.map(({ role, classes }) => [role, classes]),
    [
      ['admin', []],
      ['accountant', []],
    ],
  );
});

test('languages, places, families and surnames are spread as in a village', () => {
  const guardians = schools.flatMap((school) => school.guardians);
  const students = schools.flatMap((school) => school.students);
  const relations = countBy(
    schools.flatMap((school) => school.guardianships),
    ({ relation }) => relation,
  );
  const share = (counts: Map<string | number, number>, key: string) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return (counts.get(key) ?? 0) / all;
  };
  const between = (value: number, low: number, high: number, what: string) =>
    assert.ok(value >= low && value <= high, `${what}: ${value.toFixed(3)} is not within ${low} and ${high}`);

  const languages = countBy(guardians, ({ language }) => language);
  between(share(languages, 'ne'), 0.7, 0.9, 'ne');
  between(share(languages, 'en'), 0.04, 0.13, 'en');
  between(share(languages, 'both'), 0.07, 0.2, 'both');
  const countries = countBy(guardians, ({ livesIn }) => livesIn);
  between(share(countries, 'NP'), 0.78, 0.95, 'at home');
  for (const country of ['QA', 'AE', 'MY', 'IN', 'SA'])
    between(share(countries, country), 0.004, 0.06, country);
  between(share(relations, 'mother'), 0.35, 0.6, 'mothers');
  between(share(relations, 'father'), 0.25, 0.5, 'fathers');
  for (const relation of ['grandmother', 'grandfather', 'uncle', 'aunt']) {
    between(share(relations, relation), 0.005, 0.1, relation);
  }
  between(
    share(
      countBy(students, ({ gender }) => gender),
      'female',
    ),
    0.44,
    0.58,
    'girls',
  );

  const surnames = countBy(students, ({ name }) => name.split(' ').at(-1)!);
  const communities =
    'Adhikari Karki Shrestha Bishwakarma Tamang Magar Gurung Rai Limbu Sherpa Chaudhary Yadav Paswan Ansari Khatun';
  for (const surname of communities.split(' '))
    assert.ok(surnames.has(surname), `no ${surname} in five schools`);
});
