import { PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { askApproval } from '#outbox/ask-approval.ts';
import { keepMedia, mediaOf } from '#outbox/carry-media.ts';
import { type ForeseenReaders, readersOf } from '#outbox/foresee-readers.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import { type ForReaders, sendToReaders } from '#outbox/send-to-readers.ts';
import type { SpokenFor, StaffText } from '#outbox/staff-text.ts';
import { loadClasses } from '#school/queries.ts';
import type { Words } from '#templates/language.ts';
import { classWords, wholeSchool } from '#templates/words/class-words.ts';
import { listWords, nameWords } from '#templates/words/list-words.ts';

/**
 * An announcement goes to the guardians of the school, of a grade or of a class, each once; a teacher's first to the
 * office, where the school wants to see it.
 */
export async function announce(
  session: Session,
  text: StaffText,
  reading: ReadingOf<'announcement'>,
): Promise<string> {
  const { classes, audience } = await addressed(session, text.classes, reading);
  const what = await noticeFor(session, classes, audience, reading, text.foreseen);
  if (needsApproval(session, text, classes)) return askApproval(session, text, reading, what);
  const sent = await sendToReaders(session, text, reading, what);
  return sent.kind === 'planned'
    ? 'announcement'
    : sent.kind === 'asked'
      ? 'asked:confirm'
      : 'nobody_in_audience';
}

/** The announcement with its audience as the lists are now, for the classes its writer speaks for. */
export async function planNotice(
  session: Session,
  spokenFor: SpokenFor[],
  reading: ReadingOf<'announcement'>,
): Promise<ForReaders> {
  const { classes, audience } = await addressed(session, spokenFor, reading);
  return noticeFor(session, classes, audience, reading);
}

function needsApproval(
  { school }: Session,
  { member, classes: own }: StaffText,
  classes: SpokenFor[],
): boolean {
  if (member.role !== 'teacher') return false;
  switch (school.notices_to_approve) {
    case 'none':
      return false;
    case 'all':
      return true;
    case 'wider':
      return classes.some(({ id }) => !own.some((c) => c.id === id));
  }
}

async function noticeFor(
  session: Session,
  classes: SpokenFor[],
  audience: Words,
  reading: ReadingOf<'announcement'>,
  foreseen?: ForeseenReaders,
): Promise<ForReaders> {
  const sender = nameWords(session.school.name, session.school.name_ne);
  const classIds = classes.map((c) => c.id);
  const media = await keepMedia(session, mediaOf(reading));
  const { text, urgent } = reading;
  const plain = { kind: 'announcement', school: sender, text, urgent } as const;
  return {
    kind: 'announcement',
    topic: 'announcements',
    priority: reading.urgent ? PRIORITY.urgent : PRIORITY.bulk,
    classId: classIds.length === 1 ? classIds[0]! : null,
    readers: await readersOf(session, foreseen, classIds),
    audience,
    notice: media.length > 0 ? { kind: 'media', audience, sender, media, caption: text } : plain,
    namesChildren: false,
    understood: { kind: 'announcement', audience, text: reading.text, urgent: reading.urgent },
    taken: reading.defaulted?.includes('class') && reading.class ? { class: reading.class } : {},
  };
}

async function addressed(
  session: Session,
  spokenFor: SpokenFor[],
  reading: ReadingOf<'announcement'>,
): Promise<{ classes: SpokenFor[]; audience: Words }> {
  switch (reading.scope) {
    case 'school':
      return {
        classes: await loadClasses(session.tx, session.schoolId, session.today),
        audience: wholeSchool,
      };
    case 'grade': {
      const grade = String(reading.grade);
      const all = await loadClasses(session.tx, session.schoolId, session.today);
      return { classes: all.filter((c) => c.grade === grade), audience: classWords(grade) };
    }
    case 'class': {
      const codes = reading.classes ?? [reading.class!];
      return {
        classes: spokenFor.filter((c) => codes.includes(c.code)),
        audience: listWords(codes.map((code) => classWords(code))),
      };
    }
  }
}
