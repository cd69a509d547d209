import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsIn } from '#templates/language.ts';
import { sayWords } from '#templates/say.ts';
import { wholeSchool } from '#templates/words/class-words.ts';
import { dayWords } from '#templates/words/day-words.ts';
import { GUARDIAN_TEXTS, type GuardianTexts } from './guardian-texts.ts';
import { play, type Step, to } from './play-step.ts';
import { stageTalk, type TalkStage } from './stage-talk.ts';
import { nameOf, readersOf, type StaffKey } from './talking-school.ts';
import { TEACHER_TEXTS, type TeacherTexts } from './teacher-texts.ts';

// Longer than a start takes on the slowest machine.
const UNDO_SECONDS = 240;
const ADMINS: StaffKey[] = ['head', 'office', 'deputy'];

/** What is written before server and worker are killed, what arrives by itself after, and what is tapped then. */
type Draft = { before: Step[]; byItself?: Step['arrives']; after: Step[] };

test('server and worker are killed between the two halves of a talk: what was open goes on, once', async (t) => {
  const stage = await stageTalk(t);
  await stage.database.query('UPDATE school SET undo_window_seconds = $1', [UNDO_SECONDS]);
  const languages = ['English', 'Devanagari', 'romanised Nepali'] as const;
  // Each language has each kind once; the window ends while nobody is there, but in the last round.
  for (const round of [0, 1, 2]) {
    const isLast = round === 2;
    const kinds = [isLast ? undoneUpdate : heldUpdate, openQuestions, openApproval];
    const turns = languages.map((language, n) => ({ language, kind: kinds[(n + round) % kinds.length]! }));
    await t.test(turns.map(({ language, kind }) => `${kind.name} in ${language}`).join(', '), () =>
      playAround(
        stage,
        turns.map(({ language, kind }) => kind(stage, TEACHER_TEXTS[language], GUARDIAN_TEXTS[language])),
        isLast ? 0 : UNDO_SECONDS + 1,
      ),
    );
  }
  assert.deepEqual(stage.simulator.ledger.read({ limit: 0 }).duplicates, []);
});

async function playAround(stage: TalkStage, drafts: Draft[], seconds: number): Promise<void> {
  for (const { before } of drafts) await play(stage, ...before);
  const arrives: Step['arrives'] = Object.assign({}, ...drafts.map(({ byItself = {} }) => byItself));
  const meanwhile = () => stage.killAndStart(seconds);
  await play(stage, { meanwhile, arrives, ...(seconds > UNDO_SECONDS ? { untilSent: true } : {}) });
  for (const { after } of drafts) await play(stage, ...after);
}

/** An update inside its undo window, which ends while nobody is there. */
function heldUpdate(_: TalkStage, texts: TeacherTexts): Draft {
  return { before: [writesWrong(texts)], byItself: to(readersOf(texts.own), texts.wrong.holds), after: [] };
}

function undoneUpdate(_: TalkStage, texts: TeacherTexts): Draft {
  const undone: Step = { by: texts.teacher, taps: 'undo', hears: [sayWords('teacher.undone', {})] };
  return { before: [writesWrong(texts)], after: [undone] };
}

function writesWrong({ teacher, own, wrong }: TeacherTexts): Step {
  const parents = readersOf(own).length;
  const held = sayWords('teacher.echo.sendsIn', { parents, seconds: UNDO_SECONDS });
  return { by: teacher, says: wrong.says, hears: [...wrong.holds, held] };
}

/** A teacher is asked for the subject, a guardian for the child. */
function openQuestions(stage: TalkStage, texts: TeacherTexts, { ofTwo }: GuardianTexts): Draft {
  const { teacher, own, withoutSubject } = texts;
  const readers = readersOf(own);
  const { language } = stage.school.people[teacher];
  const child = nameOf(ofTwo.children[1]);
  const seconds = UNDO_SECONDS;
  return {
    before: [
      { by: teacher, says: withoutSubject.says, hears: [withoutSubject.subject] },
      { by: ofTwo.guardian, says: ofTwo.ill, hears: [sayWords('question.child', {}), child] },
    ],
    after: [
      {
        by: teacher,
        taps: wordsIn(language, withoutSubject.subject),
        hears: [
          ...withoutSubject.holds,
          sayWords('teacher.echo.sendsIn', { parents: readers.length, seconds }),
        ],
      },
      {
        by: ofTwo.guardian,
        taps: wordsIn(stage.school.people[ofTwo.guardian].language, child),
        hears: [sayWords('guardian.leave.noted', { child, period: dayWords('2026-05-10') })],
        arrives: { head: [child] },
      },
      {
        by: teacher,
        taps: 'undo',
        hears: [sayWords('teacher.undone', {})],
      },
    ],
  };
}

/** A notice that waits for the office, where a second tap changes nothing. */
function openApproval(_: TalkStage, { teacher, admin, schoolNotices }: TeacherTexts): Draft {
  const { says, holds } = schoolNotices.approved;
  const everybody = readersOf('school');
  const parents = everybody.length;
  const waits = sayWords('teacher.echo.waitsForApproval', {});
  return {
    before: [{ by: teacher, says, hears: [...holds, waits], arrives: to(ADMINS, holds) }],
    after: [
      {
        by: admin,
        taps: 'approve',
        hears: [sayWords('admin.approved', { parents })],
        arrives: {
          ...to(everybody, holds),
          ...to(
            ADMINS.filter((one) => one !== admin),
            [sayWords('approval.approved', { by: nameOf(admin) })],
          ),
          [teacher]: [sayWords('teacher.approved', { audience: wholeSchool, parents })],
        },
      },
      { by: admin, taps: 'approve', hears: [sayWords('approval.approved', { by: nameOf(admin) })] },
    ],
  };
}
