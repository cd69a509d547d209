import type { Session } from '#outbox/answer-texts.ts';
import type { LastMessage } from '#outbox/outcome-queries.ts';
import { findTextOf } from '#outbox/outcome-queries.ts';
import { type StaffText, tell } from '#outbox/staff-text.ts';
import { forgetOwnWords, LEARNT_AFTER, rememberOwnWord } from '#school/own-words/queries.ts';
import { sayLine } from '#templates/say.ts';
import { subjectNames } from '#templates/words/subjects.ts';
import { ownWordsIn, readTeaching, shorthandOf } from '#understand/own-words.ts';
import type { Draft, Reading, SubjectCode } from '#understand/reading.ts';

/** "omt = optional math", "forget omt": what a member of staff says of their own words. */
export async function heedTeaching(
  session: Session,
  text: StaffText,
  words: string,
): Promise<string | undefined> {
  const { member } = text;
  const teaching = readTeaching(words, member.own_words);
  if (!teaching) return undefined;
  const { word } = teaching;
  if (teaching.kind === 'forget') {
    await forget(session, text, [word]);
    return tell(session, text, 'teacher.wordForgotten', { word });
  }
  await learn(session, text, word, teaching.subject, LEARNT_AFTER);
  return tell(session, text, 'teacher.wordLearnt', { word, subject: subjectNames[teaching.subject] });
}

/**
 * They answered which subject it is: the unknown word at the head of their text stood for it, and is no part of the
 * topic. Said twice, the word is theirs.
 */
export async function learnFromAnswer(
  session: Session,
  text: StaffText,
  asked: Draft,
  answered: Reading,
): Promise<Reading> {
  if (asked.intent !== 'daily_update' || answered.intent !== 'daily_update') return answered;
  const updates = [...answered.updates];
  for (const [n, before] of asked.updates.entries()) {
    const subject = updates[n]?.subject;
    const short = before.subject === undefined && subject ? shorthandOf(before) : null;
    if (!short || !subject || updates[n]?.topic !== before.topic) continue;
    updates[n] = { ...updates[n], topic: short.topic };
    const times = await learn(session, text, short.word, subject, 1);
    if (times === LEARNT_AFTER) {
      const about = { word: short.word, subject: subjectNames[subject] };
      text.remarks.push(sayLine('teacher.wordLearnt', about, text.member.language));
    }
  }
  return { ...answered, updates };
}

/** A subject was put right: words of their own that named the wrong one are forgotten. */
export async function unlearn(
  session: Session,
  text: StaffText,
  wrong: LastMessage,
  corrected: Reading,
): Promise<void> {
  const { reading, id } = wrong;
  const { own_words } = text.member;
  if (reading?.intent !== 'daily_update' || corrected.intent !== 'daily_update') return;
  if (Object.keys(own_words).length === 0) return;
  const left = new Set(corrected.updates.map((u) => u.subject));
  const words = (await findTextOf(session.tx, session.schoolId, id)) ?? '';
  const misread = ownWordsIn(words, own_words, reading).filter(([, subject]) => !left.has(subject));
  await forget(
    session,
    text,
    misread.map(([word]) => word),
  );
}

/** What the echo says of words of their own that named a subject. */
export function sayOwnWords({ member, row }: StaffText, reading: Draft): string[] {
  if (reading.intent !== 'daily_update') return [];
  return ownWordsIn(row.text ?? '', member.own_words, reading).map(([word, subject]) =>
    sayLine('teacher.echo.ownWord', { word, subject: subjectNames[subject] }, member.language),
  );
}

async function learn(
  session: Session,
  { member }: StaffText,
  word: string,
  subject: SubjectCode,
  times: number,
): Promise<number> {
  const at = new Date(session.now);
  const said = await rememberOwnWord(session.tx, session.schoolId, {
    staffId: member.id,
    word,
    subject,
    times,
    at,
  });
  if (said >= LEARNT_AFTER) member.own_words = { ...member.own_words, [word]: subject };
  return said;
}

async function forget(session: Session, { member }: StaffText, words: string[]): Promise<void> {
  if (words.length === 0) return;
  await forgetOwnWords(session.tx, session.schoolId, member.id, words);
  member.own_words = Object.fromEntries(
    Object.entries(member.own_words).filter(([word]) => !words.includes(word)),
  );
}
