import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { mediaOf } from '#outbox/carry-media.ts';
import { keepDraft } from '#outbox/keep-draft.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { limits } from '#templates/limits.ts';
import type { MessagePayload } from '#templates/payload.ts';
import { type Choice, choicesMessage } from '#templates/render-choices.ts';
import { textMessages, withButtons } from '#templates/render-free-form.ts';
import { say } from '#templates/say.ts';
import { classWords } from '#templates/words/class-words.ts';
import { sameInBoth } from '#templates/words/list-words.ts';
import { subjectNames } from '#templates/words/subjects.ts';
import type { Reading } from '#understand/reading.ts';

/** Asks the one short question that is open, keeps what is understood so far, and sends nothing meanwhile. */
export async function askBack(session: Session, text: StaffText, reading: Reading): Promise<string> {
  const { member, row } = text;
  const notTheirs =
    'class' in reading &&
    reading.class &&
    !isGrade(reading.class) &&
    !text.classes.some((c) => c.code === reading.class);
  if (reading.ask === 'class' && notTheirs && reading.class)
    return tell(session, text, 'error.notAllowedClass', { class: classWords(reading.class) });
  await keepDraft(session, member.id, reading, row.id, text.corrects);
  addReply(
    session,
    { id: member.id, kind: 'staff', language: member.language },
    row,
    question(text, reading),
  );
  return `asked:${reading.ask}`;
}

function question({ member, row, classes }: StaffText, reading: Reading): MessagePayload[] {
  const { language } = member;
  const about = 'class' in reading && reading.class ? reading.class : undefined;
  const of = about ? classWords(about) : sameInBoth('');
  switch (reading.ask) {
    case 'class': {
      if (mediaOf(reading).length > 0 && !about) return mediaForWhom(member, row, classes);
      const offered = about && isGrade(about) ? classes.filter((c) => c.grade === about) : classes;
      const words = about
        ? say('question.classOfGrade', { grade: classWords(about) }, language)
        : say('question.class', {}, language);
      return choicesMessage(
        words,
        offered.map((c): Choice => ({ id: c.code, title: classWords(c.code) })),
        language,
        row.id,
      );
    }
    case 'subject': {
      const taught = member.teaching.filter((t) => !about || t.code === about).flatMap((t) => t.subjects);
      const offered = [...new Set(taught)].filter(
        (code) => code in subjectNames,
      ) as (keyof typeof subjectNames)[];
      return choicesMessage(
        say('question.subject', { class: of }, language),
        offered.map((code): Choice => ({ id: code, title: subjectNames[code] })),
        language,
        row.id,
      );
    }
    case 'topic': {
      const subject = reading.intent === 'daily_update' ? reading.updates[0]?.subject : undefined;
      return textMessages(
        say(
          'question.topic',
          { class: of, subject: subject ? subjectNames[subject] : sameInBoth('') },
          language,
        ),
      );
    }
    case 'student': {
      const unmatched = 'unmatched' in reading ? reading.unmatched : undefined;
      if (unmatched?.[0])
        return textMessages(say('question.student', { typed: unmatched.join(', '), class: of }, language));
      return textMessages(say('question.whoIsAbsent', { class: of }, language));
    }
    default:
      return withButtons(say('question.confirm', {}, language), ['send', 'doNotSend'], language, row.id);
  }
}

/** Whom files without words are for: one of a teacher's classes, or what is typed; and perhaps nobody. */
function mediaForWhom(
  member: StaffText['member'],
  row: StaffText['row'],
  classes: StaffText['classes'],
): MessagePayload[] {
  const { language } = member;
  if (member.role !== 'teacher' || classes.length >= limits.listRows) {
    const actions = member.role === 'teacher' ? [] : (['wholeSchool'] as const);
    const words = say('question.mediaForWhom', {}, language);
    return withButtons(words, [...actions, 'notForParents'], language, row.id);
  }
  const choices = classes.map((c): Choice => ({ id: c.code, title: classWords(c.code) }));
  const words = say('question.mediaClass', {}, language);
  return choicesMessage(words, [...choices, { action: 'notForParents' }], language, row.id);
}

// A grade alone ("5") stands where the section is still open.
function isGrade(code: string): boolean {
  return /^(\d{1,2}|Nursery|LKG|UKG|KG|PG|ECD|PPC)$/.test(code);
}
