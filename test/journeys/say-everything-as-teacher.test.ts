import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { ButtonAction } from '#templates/button-ids.ts';
import { wordsIn } from '#templates/language.ts';
import { sayWords } from '#templates/say.ts';
import { classWords, wholeSchool } from '#templates/words/class-words.ts';
import { subjectNames } from '#templates/words/subjects.ts';
import { type Holds, play, type Step, to } from './play-step.ts';
import { stageTalk, type TalkStage } from './stage-talk.ts';
import { nameOf, readersOf, type StaffKey, type Who } from './talking-school.ts';
import { TEACHER_TEXTS, type TeacherTexts, type Typed } from './teacher-texts.ts';

const ADMINS: StaffKey[] = ['head', 'office', 'deputy'];
const EVERYBODY = readersOf('school');
const STRANGERS = ['strangerOne', 'strangerTwo', 'strangerThree'] as const;

test('everything that teachers and the office type, in three languages: what they are answered, and who gets what', async (t) => {
  const stage = await stageTalk(t);
  for (const [n, [language, texts]] of Object.entries(TEACHER_TEXTS).entries()) {
    const row = (what: string, ...steps: Step[]) =>
      t.test(`${language}: ${what}`, () => play(stage, ...steps));
    await sayUpdates(row, texts);
    await sayAttendance(row, texts);
    await sayNotices(row, texts);
    await sayToOneHome(row, texts);
    await putRight(row, texts);
    await undoInTime(t, stage, language, texts);
    await leaveOpen(row, texts);
    await sayOtherThings(row, texts);
    await row('a stranger is told once that no school knows them', ...strangersSteps(STRANGERS[n]!, texts));
  }
  assert.deepEqual(stage.simulator.ledger.read({ limit: 0 }).duplicates, []);
});

type Row = (what: string, ...steps: Step[]) => Promise<void>;

const button = (action: ButtonAction) => ({ short: sayWords(`button.${action}`, {}) });
const goesNow = (readers: readonly Who[]) => sayWords('teacher.echo.goesNow', { parents: readers.length });

/** A text that goes to readers at once. */
function sends(by: StaffKey, { says, holds }: Typed, readers: readonly Who[]): Step {
  return { by, says, hears: [...holds, goesNow(readers)], arrives: to(readers, holds) };
}

/** A button under a question, upon which a text goes to readers. */
function sendsByTap(by: StaffKey, taps: string, holds: Holds, readers: readonly Who[]): Step {
  return { by, taps, hears: [...holds, goesNow(readers)], arrives: to(readers, holds) };
}

async function sayUpdates(row: Row, { teacher, own, updates }: TeacherTexts): Promise<void> {
  for (const [what, typed] of Object.entries(updates))
    await row(`an update, ${what}`, sends(teacher, typed, readersOf(own)));
}

async function sayAttendance(row: Row, texts: TeacherTexts): Promise<void> {
  const { teacher, pupils, absent } = texts;
  const answers = ['sick', 'leave', 'didNotKnow', 'sick'] as const;
  for (const [n, [how, says]] of Object.entries(absent).entries()) {
    const [pupil, told] = pupils[n]!;
    const child = nameOf(pupil);
    const marked = pupils.slice(0, n + 1).map(([key]) => nameOf(key));
    const alert: Holds = [child, { en: 'absent', ne: 'अनुपस्थित' }, button('didNotKnow')];
    await row(
      `absent ${how}; the family of the new one is told, and answers`,
      { by: teacher, says, hears: [...marked, goesNow(told)], arrives: to(told, alert) },
      { by: told[0]!, taps: answers[n]!, hears: [sayWords(`guardian.absent.${answers[n]!}`, { child })] },
    );
  }
  const { admin, absentSomewhere } = texts;
  const newcomer = nameOf(absentSomewhere.pupils.at(-1)!);
  await row(
    'the office marks absent in a class that it is asked about',
    {
      by: admin,
      says: absentSomewhere.says,
      hears: [sayWords('question.class', {}), classWords('5A'), classWords('7A')],
    },
    {
      by: admin,
      taps: titleOf(admin, classWords('5B')),
      hears: [...absentSomewhere.pupils.map(nameOf), goesNow(absentSomewhere.told)],
      arrives: to(absentSomewhere.told, [newcomer, { en: 'absent', ne: 'अनुपस्थित' }]),
    },
  );
}

async function sayNotices(row: Row, texts: TeacherTexts): Promise<void> {
  const { teacher, admin, own, classNotice, schoolNotices, reason, ofTheOffice } = texts;
  const others = ADMINS.filter((one) => one !== admin);
  const sender = nameOf(teacher);
  const asks = ({ says, holds }: Typed): Step => ({
    by: teacher,
    says,
    hears: [...holds, sayWords('teacher.echo.waitsForApproval', {})],
    arrives: to(ADMINS, [...holds, sender, wholeSchool, button('approve')]),
  });
  const by = nameOf(admin);
  await row('a notice to the own class', sends(teacher, classNotice, readersOf(own)));
  await row('a notice to the whole school, approved by button', asks(schoolNotices.approved), {
    by: admin,
    taps: 'approve',
    hears: [sayWords('admin.approved', { parents: EVERYBODY.length })],
    arrives: {
      ...to(EVERYBODY, schoolNotices.approved.holds),
      ...to(others, [sayWords('approval.approved', { by })]),
      [teacher]: [sayWords('teacher.approved', { audience: wholeSchool, parents: EVERYBODY.length })],
    },
  });
  await row('a notice to the whole school, declined by button', asks(schoolNotices.declined), {
    by: admin,
    taps: 'doNotApprove',
    hears: [sayWords('admin.notApproved', { sender })],
    arrives: {
      ...to(others, [sayWords('approval.declined', { by })]),
      [teacher]: [sayWords('teacher.notApproved', { audience: wholeSchool })],
    },
  });
  await row('a notice to the whole school, declined in words', asks(schoolNotices.declinedWithReason), {
    by: admin,
    quotes: schoolNotices.declinedWithReason.holds[0] as string,
    says: reason,
    hears: [sayWords('admin.reasonPassedOn', { sender })],
    arrives: {
      ...to(others, [sayWords('approval.declined', { by })]),
      [teacher]: [sayWords('teacher.notApprovedBecause', { audience: wholeSchool, reason })],
    },
  });
  await row('a notice taken back before the office answered', asks(schoolNotices.declined), {
    by: teacher,
    taps: 'undo',
    hears: [sayWords('teacher.approvalWithdrawn', {})],
    arrives: to(ADMINS, [sayWords('approval.withdrawn', { by: sender })]),
  });
  await row('the office to a class', sends(admin, ofTheOffice.toClass, readersOf('6A')));
  await row('the office to a grade', sends(admin, ofTheOffice.toGrade, readersOf('5')));
  await row('the office to the school', sends(admin, ofTheOffice.toSchool, EVERYBODY));
  await row('the office to the school, urgent', sends(admin, ofTheOffice.urgent, EVERYBODY));
}

async function sayToOneHome(row: Row, { teacher, pupils, direct }: TeacherTexts): Promise<void> {
  const [pupil, family] = pupils[2]!;
  const holds: Holds = [...direct.holds, nameOf(pupil)];
  await row('a word to one home', {
    ...sends(teacher, { says: direct.says, holds }, family),
    arrives: to(family, [...holds, nameOf(teacher)]),
  });
}

async function putRight(row: Row, texts: TeacherTexts): Promise<void> {
  const { teacher, own, wrong, corrections, undo } = texts;
  const readers = readersOf(own);
  const parents = readers.length;
  const tooLate: Step = {
    by: teacher,
    says: undo,
    hears: [sayWords('teacher.tooLateToUndo', { parents }), button('takeBack')],
  };
  const correction: Holds = [{ en: 'orrection', ne: 'सच्याइएको' }];
  const waits = ({ holds }: Typed): Holds => [
    ...holds,
    sayWords('teacher.alreadyGone', { parents }),
    sayWords('teacher.echo.correctionWaits', { parents }),
  ];
  const goes = ({ holds }: Typed): Step => ({
    ...sendsByTap(teacher, 'send', holds, readers),
    arrives: to(readers, [...holds, ...correction]),
  });
  const { byWord, byReply, whole } = corrections;
  await row(
    'undo when it is too late, and parents are asked to ignore it',
    sends(teacher, wrong, readers),
    tooLate,
    {
      by: teacher,
      taps: 'takeBack',
      hears: [sayWords('teacher.takenBack', { parents })],
      arrives: to(readers, [wrong.holds[0]!, ...correction]),
    },
  );
  await row(
    'undo when it is too late, and the right text by button',
    sends(teacher, wrong, readers),
    tooLate,
    { by: teacher, taps: 'correction', hears: [sayWords('teacher.writeCorrection', {})] },
    { by: teacher, says: whole.says, hears: waits(whole) },
    goes(whole),
  );
  await row(
    'a correction in a few words',
    sends(teacher, wrong, readers),
    { by: teacher, says: byWord.says, hears: waits(byWord) },
    goes(byWord),
  );
  await row(
    'a correction in reply to the echo',
    sends(teacher, wrong, readers),
    { by: teacher, quotes: wrong.holds[1] as string, says: byReply.says, hears: waits(byReply) },
    goes(byReply),
  );
}

async function undoInTime(
  t: TestContext,
  stage: TalkStage,
  language: string,
  { teacher, own, wrong, undo }: TeacherTexts,
): Promise<void> {
  const readers = readersOf(own);
  const parents = readers.length;
  const waits = (seconds: number): Step => ({
    by: teacher,
    says: wrong.says,
    hears: [...wrong.holds, sayWords('teacher.echo.sendsIn', { parents, seconds })],
  });
  const undone: Holds = [sayWords('teacher.undone', {})];
  const setWindow = (seconds: number) =>
    stage.database.query('UPDATE school SET undo_window_seconds = $1', [seconds]);
  await t.test(`${language}: an undo window: by button, by word, and let pass`, async (t) => {
    t.after(() => setWindow(0));
    await setWindow(60);
    await play(stage, waits(60), { by: teacher, taps: 'undo', hears: undone }, waits(60), {
      by: teacher,
      says: undo,
      hears: undone,
    });
    await setWindow(1);
    await play(stage, { ...waits(1), arrives: to(readers, wrong.holds), untilSent: true });
  });
}

async function leaveOpen(row: Row, texts: TeacherTexts): Promise<void> {
  const { teacher, own, withoutSubject, subjectAlone, lessonThen, namesPupil, nonsense, preeti } = texts;
  const readers = readersOf(own);
  await row(
    'no subject: one short question, and its answer by button',
    {
      by: teacher,
      says: withoutSubject.says,
      hears: [sayWords('question.subject', { class: classWords(own) }), withoutSubject.subject],
    },
    sendsByTap(teacher, titleOf(teacher, withoutSubject.subject), withoutSubject.holds, readers),
  );
  const topic = { class: classWords(own), subject: lessonThen.holds[0] as (typeof subjectNames)['science'] };
  await row(
    'a subject alone: what was taught is asked, and told in the next text',
    { by: teacher, says: subjectAlone, hears: [sayWords('question.topic', topic)] },
    sends(teacher, lessonThen, readers),
  );
  if (own === '5A')
    await row(
      'a grade of two sections: which one is asked',
      {
        by: teacher,
        says: 'class 5 maths: shares of a cake, hw page 8',
        hears: [sayWords('question.classOfGrade', { grade: classWords('5') }), classWords('5A')],
      },
      sendsByTap(
        teacher,
        classWords('5B').en,
        ['shares of a cake', 'page 8', subjectNames.mathematics],
        readersOf('5B'),
      ),
    );
  const asksFirst: Step = {
    by: teacher,
    says: namesPupil.says,
    hears: [...namesPupil.holds, sayWords('teacher.echo.waitsForTap', { parents: readers.length })],
  };
  await row('a note that names a pupil waits for a tap, and stays', asksFirst, {
    by: teacher,
    taps: 'doNotSend',
    hears: [sayWords('teacher.cancelled', {})],
  });
  await row('nonsense goes to nobody', {
    by: teacher,
    says: nonsense,
    hears: [sayWords('unknown.teacher', {})],
  });
  await row('Preeti is asked about and goes to nobody', {
    by: teacher,
    says: preeti,
    hears: [sayWords('question.preeti', {})],
  });
}

async function sayOtherThings(row: Row, texts: TeacherTexts): Promise<void> {
  const { teacher, admin, otherClass, smallTalk } = texts;
  const { greeting, thanks, help, yes, status } = smallTalk;
  await row('a class that is not theirs', {
    by: teacher,
    says: otherClass.says,
    hears: [sayWords('error.notAllowedClass', { class: classWords(otherClass.code) })],
  });
  await row('who got it', { by: teacher, says: status, hears: [{ en: 'reached', ne: 'पाउनुभयो' }] });
  await row(
    'small talk',
    { by: teacher, says: greeting, hears: [sayWords('greeting.teacher', { name: nameOf(teacher) })] },
    { by: teacher, says: thanks, hears: [sayWords('thanks', {})] },
    { by: teacher, says: help, hears: [sayWords('help.teacher', {})] },
    { by: admin, says: help, hears: [sayWords('help.admin', {})] },
    { by: teacher, says: yes, hears: [sayWords('teacher.nothingToConfirm', {})] },
  );
}

function strangersSteps(by: Who, { updates, classNotice }: TeacherTexts): Step[] {
  return [
    { by, says: updates.lesson.says, hears: [sayWords('error.notRegistered', {})] },
    { by, says: classNotice.says },
  ];
}

/** The title of a choice as this member of staff reads it. */
function titleOf(who: StaffKey, title: { en: string; ne: string }): string {
  return wordsIn(LANGUAGES[who], title);
}

const LANGUAGES = {
  anita: 'en',
  bimala: 'ne',
  chandra: 'both',
  head: 'en',
  office: 'ne',
  deputy: 'both',
} as const;
