import { loadReaders } from '#audience/queries.ts';
import { PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { keepMedia, mediaOf } from '#outbox/carry-media.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import { sendToReaders } from '#outbox/send-to-readers.ts';
import type { StaffText } from '#outbox/staff-text.ts';
import { loadRoster } from '#school/attendance/queries.ts';
import { nameWords } from '#templates/words/list-words.ts';

/** A text about one pupil goes to the guardians of that pupil alone. */
export async function tellOneHome(
  session: Session,
  text: StaffText,
  reading: ReadingOf<'direct'>,
): Promise<string> {
  const { member } = text;
  const spokenFor = text.classes.find((c) => c.code === reading.class)!;
  const roster = await loadRoster(session.tx, session.schoolId, [spokenFor.id]);
  const pupil = roster.find((p) => p.roll === reading.roll)!;
  const name = nameWords(pupil.name, pupil.name_ne);
  const child = { name, class: spokenFor.code };
  const sent = await sendToReaders(session, text, reading, {
    kind: 'direct',
    topic: 'service',
    priority: PRIORITY.reply,
    classId: spokenFor.id,
    readers: await loadReaders(session.tx, session.schoolId, [spokenFor.id], [pupil.student_id]),
    audience: name,
    notice: {
      kind: 'direct',
      child,
      sender: nameWords(member.name, member.name_ne),
      text: reading.text,
      media: await keepMedia(session, mediaOf(reading)),
    },
    namesChildren: false,
    understood: { kind: 'direct', child, text: reading.text },
    taken: {},
  });
  return sent.kind === 'planned' ? 'direct' : sent.kind === 'asked' ? 'asked:confirm' : 'nobody_in_audience';
}
