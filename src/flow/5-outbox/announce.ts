import { loadReaders } from '#audience/queries.ts';
import { PRIORITY } from '#outbox/add-message.ts';
import type { SpokenFor, StaffText } from '#outbox/answer-staff.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import { sendToReaders } from '#outbox/send-to-readers.ts';
import { loadClasses } from '#school/queries.ts';
import type { Words } from '#templates/language.ts';
import { classWords, wholeSchool } from '#templates/words/class-words.ts';
import { listWords, nameWords } from '#templates/words/list-words.ts';

/** An announcement goes to the guardians of the school, of a grade or of a class, each once. */
export async function announce(
  session: Session,
  text: StaffText,
  reading: ReadingOf<'announcement'>,
): Promise<string> {
  const { classes, audience } = await addressed(session, text, reading);
  const { school } = session;
  const classIds = classes.map((c) => c.id);
  const sent = await sendToReaders(session, text, reading, {
    kind: 'announcement',
    topic: 'announcements',
    priority: reading.urgent ? PRIORITY.urgent : PRIORITY.bulk,
    classId: classIds.length === 1 ? classIds[0]! : null,
    readers: await loadReaders(session.tx, session.schoolId, classIds),
    audience,
    notice: {
      kind: 'announcement',
      school: nameWords(school.name, school.name_ne),
      text: reading.text,
      urgent: reading.urgent,
    },
    namesChildren: false,
    understood: { kind: 'announcement', audience, text: reading.text, urgent: reading.urgent },
    taken: reading.defaulted?.includes('class') && reading.class ? { class: reading.class } : {},
  });
  return sent.kind === 'planned'
    ? 'announcement'
    : sent.kind === 'asked'
      ? 'asked:confirm'
      : 'nobody_in_audience';
}

async function addressed(
  session: Session,
  text: StaffText,
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
      return { classes: text.classes.filter((c) => c.grade === grade), audience: classWords(grade) };
    }
    case 'class': {
      const codes = reading.classes ?? [reading.class!];
      return {
        classes: text.classes.filter((c) => codes.includes(c.code)),
        audience: listWords(codes.map((code) => classWords(code))),
      };
    }
  }
}
