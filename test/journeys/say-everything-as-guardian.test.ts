import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { wordsIn } from '#templates/language.ts';
import { sayWords } from '#templates/say.ts';
import { dayWords, monthWords } from '#templates/words/day-words.ts';
import { subjectNames } from '#templates/words/subjects.ts';
import { SCHOOL_DAY } from '#test/support/small-school.ts';
import { GUARDIAN_TEXTS, type GuardianTexts } from './guardian-texts.ts';
import { type Holds, play, type Step, to } from './play-step.ts';
import { stageTalk, type TalkStage } from './stage-talk.ts';
import { type GuardianKey, nameOf, readersOf, SCHOOL_NAME, type Who } from './talking-school.ts';
import type { Typed } from './teacher-texts.ts';

const [YESTERDAY, TODAY, TOMORROW] = ['2026-05-09', '2026-05-10', '2026-05-11'] as const;
const ELECTION = { en: 'Local election', ne: 'स्थानीय निर्वाचन' };

test('everything that guardians write, in three languages: what they are answered, and who hears of it', async (t) => {
  const stage = await stageTalk(t);
  await keepRecords(stage);
  for (const [language, texts] of Object.entries(GUARDIAN_TEXTS)) {
    const row: Row = (what, run) =>
      t.test(`${language}: ${what}`, (t) => (typeof run === 'function' ? run(t) : play(stage, ...run)));
    await askRecords(row, texts);
    await tellLeave(row, stage, texts);
    await writeToTeacher(row, texts);
    await chooseLanguage(row, stage, texts);
    await optOut(row, stage, texts);
    await speakOfTwo(row, stage, texts);
  }
  assert.deepEqual(stage.simulator.ledger.read({ limit: 0 }).duplicates, []);
});

type Row = (what: string, run: Step[] | ((t: TestContext) => Promise<void>)) => Promise<void>;

const goesTo = (parents: number) => sayWords('teacher.echo.goesNow', { parents });

/** A lesson by the teacher of the class, for these of its readers. */
function lesson({ teacher }: GuardianTexts, { says, holds }: Typed, readers: readonly Who[]): Step {
  return { by: teacher, says, hears: [...holds, goesTo(readers.length)], arrives: to(readers, holds) };
}

async function askRecords(row: Row, texts: GuardianTexts): Promise<void> {
  const { guardian: by, child, own, teacher, everybodyCame, lessons, asks } = texts;
  const name = nameOf(child);
  const today = { child: name, date: dayWords(TODAY) };
  await row('the homework of today, before and after the teacher wrote it', [
    { by, says: asks.homework, hears: [sayWords('guardian.homework.none', today)] },
    lesson(texts, lessons[0], readersOf(own)),
    { by, says: asks.homework, hears: [sayWords('guardian.homework.heading', today), ...lessons[0].holds] },
  ]);
  await row('the homework of yesterday', [
    {
      by,
      says: asks.homeworkYesterday,
      hears: [
        sayWords('guardian.homework.heading', { child: name, date: dayWords(YESTERDAY) }),
        subjectNames.english,
        '33',
      ],
    },
  ]);
  const days = { present: 1, absent: 0, late: 0, leave: 0 };
  await row('the attendance of the month and of a day', [
    { by: teacher, says: everybodyCame, hears: [sayWords('teacher.echo.recorded', {})] },
    {
      by,
      says: asks.month,
      hears: [sayWords('guardian.attendance.month', { child: name, month: monthWords(TODAY), ...days })],
    },
    {
      by,
      says: asks.yesterday,
      hears: [
        sayWords('guardian.attendance.day', { child: name, date: dayWords(YESTERDAY), state: 'notTaken' }),
      ],
    },
  ]);
  const saturday = { date: dayWords('2026-05-16'), event: { en: 'weekly holiday', ne: 'साप्ताहिक बिदा' } };
  await row('the calendar', [
    {
      by,
      says: asks.nextHoliday,
      hears: [sayWords('guardian.calendar.next', { event: ELECTION, date: dayWords('2026-05-13') })],
    },
    {
      by,
      says: asks.saturday,
      hears: [sayWords('guardian.calendar.day', { ...saturday, state: 'closed' })],
    },
  ]);
}

async function tellLeave(
  row: Row,
  stage: TalkStage,
  { guardian: by, child, teacher, leave }: GuardianTexts,
): Promise<void> {
  const name = nameOf(child);
  await row('leave goes to the class teacher and into the attendance', async () => {
    await play(stage, {
      by,
      says: leave.says,
      hears: [sayWords('guardian.leave.noted', { child: name, period: dayWords(TOMORROW) })],
      arrives: { [teacher]: [name, dayWords(TOMORROW), leave.reason] },
    });
    assert.deepEqual(await leaveOf(stage, name.en), [TOMORROW]);
  });
}

async function writeToTeacher(row: Row, texts: GuardianTexts): Promise<void> {
  const { guardian: by, child, teacher, asks, freeWords, nonsense, preeti, answer, smallTalk } = texts;
  const passes = (says: string, about: 'message' | 'result' | 'fee'): Step => ({
    by,
    says,
    hears: [sayWords('guardian.passedOn', { about, to: nameOf(teacher) })],
    arrives: { [teacher]: [says, nameOf(child)] },
  });
  await row('questions about result and fee go to the teacher', [
    passes(asks.result, 'result'),
    passes(asks.fee, 'fee'),
  ]);
  await row('free words go to the teacher, whose reply comes back to them alone', [
    passes(freeWords, 'message'),
    {
      by: teacher,
      quotes: freeWords,
      says: answer,
      hears: [goesTo(1)],
      arrives: { [by]: [sayWords('guardian.answer.heading', { sender: nameOf(teacher) }), answer] },
    },
  ]);
  await row('what nobody understands goes to the teacher, too', [passes(nonsense, 'message')]);
  await row('Preeti is asked about and goes to nobody', [
    { by, says: preeti, hears: [sayWords('question.preeti', {})] },
  ]);
  await row('small talk', [
    { by, says: smallTalk.greeting, hears: [sayWords('greeting.guardian', { school: SCHOOL_NAME })] },
    { by, says: smallTalk.thanks, hears: [sayWords('thanks', {})] },
    { by, says: smallTalk.help, hears: [sayWords('help.guardian', {})] },
    { by, says: smallTalk.okay },
  ]);
}

async function chooseLanguage(row: Row, stage: TalkStage, texts: GuardianTexts): Promise<void> {
  const { guardian: by, own, lessons, languages } = texts;
  await row('another language, in which everything then comes, and back', async () => {
    for (const { says, language } of languages) {
      stage.school.people[by].language = language;
      await play(
        stage,
        { by, says, hears: [sayWords('language.chosen', { language })] },
        lesson(texts, lessons[1], readersOf(own)),
      );
    }
  });
}

async function optOut(row: Row, stage: TalkStage, texts: GuardianTexts): Promise<void> {
  const { guardian: by, own, teacher, lessons, homework, notices, all } = texts;
  const readers = readersOf(own);
  const others = readers.filter((one) => one !== by);
  const leftOut = (reason: Holds[number]): Holds => [goesTo(others.length), reason];
  const changes =
    (topic: 'homework' | 'announcements' | 'all', says: string, granted: boolean) => async () => {
      const key = granted ? 'consent.optedIn' : 'consent.optedOut';
      await play(stage, { by, says, hears: [sayWords(key, { topic, school: SCHOOL_NAME })] });
      assert.deepEqual(await lastConsent(stage, by), { topic, granted, how: 'whatsapp', wording: says });
    };
  const notice = { by: 'head', says: `Notice ${own}: the water is off on Monday` } as const;
  const water = ['the water is off on Monday'];
  const noticeTo = (some: readonly GuardianKey[]): Step => ({
    ...notice,
    hears: [...water, goesTo(some.length)],
    arrives: to(some, water),
  });
  const muted = leftOut(sayWords('outcome.opted_out', {}));
  await row('no homework any more, and again', async () => {
    await changes('homework', homework.stop, false)();
    const [typed] = lessons.slice(2) as [Typed];
    await play(
      stage,
      { by: teacher, says: typed.says, hears: muted, arrives: to(others, typed.holds) },
      noticeTo(readers),
    );
    await changes('homework', homework.start, true)();
    await play(stage, lesson(texts, lessons[1], readers));
  });
  await row('no notices any more, and again', async () => {
    await changes('announcements', notices.stop, false)();
    await play(stage, { ...noticeTo(others), hears: muted }, lesson(texts, lessons[1], readers));
    await changes('announcements', notices.start, true)();
    await play(stage, noticeTo(readers));
  });
  await row('nothing any more, and again', async () => {
    await changes('all', all.stop, false)();
    const stopped = leftOut(sayWords('outcome.no_consent', {}));
    await play(stage, { ...noticeTo(others), hears: stopped });
    await changes('all', all.start, true)();
    await play(stage, noticeTo(readers));
  });
}

async function speakOfTwo(row: Row, stage: TalkStage, { ofTwo }: GuardianTexts): Promise<void> {
  const { guardian: by, children, homework, ill, absentAfterAll } = ofTwo;
  const [first, second] = [nameOf(children[0]), nameOf(children[1])];
  await row('the homework of two children in one answer', [{ by, says: homework, hears: [first, second] }]);
  const title = (name: typeof first) => wordsIn(stage.school.people[by].language, name);
  const asked: Step = { by, says: ill, hears: [sayWords('question.child', {}), first, second] };
  const noted = (child: typeof first): Holds => [
    sayWords('guardian.leave.noted', { child, period: dayWords(TODAY) }),
  ];
  await row('which child is asked, and chosen by button; the absence then alerts nobody', async () => {
    await play(
      stage,
      asked,
      { by, taps: title(second), hears: noted(second), arrives: { head: [second, dayWords(TODAY)] } },
      asked,
      {
        by,
        taps: title(first),
        hears: noted(first),
        arrives: { [absentAfterAll.by]: [first, dayWords(TODAY)] },
      },
      { ...absentAfterAll, hears: [first, sayWords('teacher.echo.recorded', {})] },
    );
    assert.deepEqual(await leaveOf(stage, second.en), [TODAY]);
  });
}

/** Homework of yesterday in every class, and the next day off. */
async function keepRecords({ database, school }: TalkStage): Promise<void> {
  for (const classId of Object.values(school.classes))
    await database.query(
      `INSERT INTO daily_update (school_id, id, class_id, subject, on_date, message_id, staff_id, homework)
       VALUES ($1, $2, $3, 'english', $4, $2, $5, '33')`,
      [school.id, newId(SCHOOL_DAY), classId, YESTERDAY, school.people.head.id],
    );
  await database.query(
    `INSERT INTO calendar_event (school_id, id, starts_on, ends_on, kind, title, title_ne)
     VALUES ($1, $2, '2026-05-13', '2026-05-13', 'holiday', $3, $4)`,
    [school.id, newId(SCHOOL_DAY), ELECTION.en, ELECTION.ne],
  );
}

async function leaveOf({ database }: TalkStage, pupil: string): Promise<string[]> {
  const rows = await database.query<{ day: string }>(
    `SELECT a.on_date::text AS day FROM attendance a JOIN student s ON s.school_id = a.school_id AND s.id = a.student_id
     WHERE s.name = $1 AND a.state = 'leave' ORDER BY 1`,
    [pupil],
  );
  return rows.map(({ day }) => day);
}

async function lastConsent({ database, school }: TalkStage, who: GuardianKey): Promise<unknown> {
  const [row] = await database.query(
    `SELECT topic, granted, how, wording FROM consent WHERE guardian_id = $1 ORDER BY at DESC, id DESC LIMIT 1`,
    [school.people[who].id],
  );
  return row;
}
