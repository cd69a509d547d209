import { newId } from '#lib/ids.ts';
import { PRIORITY } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import { keepMedia, mediaOf } from '#outbox/carry-media.ts';
import { joinHeldUpdate } from '#outbox/cross-texts.ts';
import { readersOf } from '#outbox/foresee-readers.ts';
import { sayOwnWords } from '#outbox/learn-words.ts';
import type { ReadingOf } from '#outbox/read-text.ts';
import { sendToReaders } from '#outbox/send-to-readers.ts';
import type { StaffText } from '#outbox/staff-text.ts';
import type { SubjectUpdate } from '#templates/notice.ts';
import { classWords } from '#templates/words/class-words.ts';
import { dueWords } from '#templates/words/day-words.ts';
import { listWords, nameWords } from '#templates/words/list-words.ts';
import type { Update } from '#understand/reading.ts';

/** A daily update goes to every guardian of its class (or classes), and into the records. */
export async function passUpdateOn(
  session: Session,
  text: StaffText,
  said: ReadingOf<'daily_update'>,
): Promise<string> {
  const { member } = text;
  const mayCross = said.ask === null && !text.corrects;
  const reading = mayCross ? await joinHeldUpdate(session, text, said) : said;
  const codes = reading.classes ?? (reading.class ? [reading.class] : []);
  const classes = codes.map((code) => text.classes.find((c) => c.code === code)!);
  text.remarks.push(...sayOwnWords(text, reading));
  const updates = reading.updates.map(toSubjectUpdate);
  const taken = takenByDefault(reading);
  const media = await keepMedia(session, mediaOf(reading));

  const classIds = classes.map((c) => c.id);
  const sent = await sendToReaders(session, text, reading, {
    kind: 'daily_update',
    topic: 'homework',
    priority: PRIORITY.routine,
    classId: classIds.length === 1 ? classIds[0]! : null,
    readers: await readersOf(session, text.foreseen, classIds),
    audience: listWords(codes.map((code) => classWords(code))),
    notice: {
      kind: 'update',
      children: [],
      updates,
      sender: nameWords(member.name, member.name_ne),
      ...(media.length > 0 ? { media } : {}),
    },
    namesChildren: true,
    understood: { kind: 'update', classes: codes, updates },
    taken,
  });
  if (sent.kind !== 'planned') return sent.kind === 'asked' ? 'asked:confirm' : 'nobody_in_audience';
  for (const { id: class_id } of classes) {
    for (const update of reading.updates.filter(saysSomething)) {
      session.dailyUpdates.push({
        id: newId(session.now),
        class_id,
        subject: update.subject!,
        on_date: session.today,
        message_id: sent.messageId,
        staff_id: member.id,
        topic: update.topic ?? null,
        homework: update.homework ?? null,
        understanding: update.understanding ?? null,
        note: update.note ?? null,
        due_on: update.due ?? null,
      });
    }
  }
  return 'daily_update';
}

// Of a picture alone there is nothing to tell a parent who asks later.
function saysSomething({ subject: _, ...words }: Update): boolean {
  return Object.values(words).some((value) => value !== undefined);
}

function toSubjectUpdate({ subject, due, ...words }: Update): SubjectUpdate {
  return { subject: subject!, ...words, ...(due ? { due: dueWords(due) } : {}) };
}

function takenByDefault(reading: ReadingOf<'daily_update'>) {
  const defaulted = reading.defaulted ?? [];
  return {
    ...(defaulted.includes('class') && reading.class ? { class: reading.class } : {}),
    ...(defaulted.some((slot) => slot.includes('subject')) && reading.updates[0]?.subject
      ? { subject: reading.updates[0].subject }
      : {}),
  };
}
