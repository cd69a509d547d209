import type { Tx } from '#lib/db.ts';
import { kathmanduDate } from '#nepal/calendar.ts';
import { answerGuardian } from '#outbox/answer-guardian.ts';
import { answerStaff } from '#outbox/answer-staff.ts';
import { answerStranger } from '#outbox/answer-stranger.ts';
import { gatherAlbums } from '#outbox/gather-albums.ts';
import type { KnownText } from '#outbox/handle-inbound.ts';
import {
  insertDailyUpdates,
  insertMessages,
  loadDrafts,
  type NewDailyUpdate,
  type NewMessage,
  type OpenDraft,
} from '#outbox/queries.ts';
import { loadGuardians, loadSchool, loadStaff, type SchoolFacts, touchPeople } from '#school/queries.ts';
import type { Config } from '#src/config.ts';
import type { Runtime } from '#src/runtime.ts';

/** One transaction of one school: what is known of it, and what is to be written at its end. */
export type Session = {
  tx: Tx;
  config: Config;
  schoolId: string;
  school: SchoolFacts;
  /** The day in Kathmandu. */
  today: string;
  now: number;
  /** What was asked of the writers of these texts and is still open. */
  drafts: Map<string, OpenDraft>;
  /** What they were asked too long ago. */
  expired: Map<string, OpenDraft>;
  /** Whom no school knows and who is answered in this transaction. */
  strangersTold: Set<string>;
  messages: NewMessage[];
  dailyUpdates: NewDailyUpdate[];
  /** Writes what has gathered, for a text that looks at what those before it did. */
  flush(): Promise<void>;
};

const DRAFT_LIFE_MS = 2 * 60 * 60 * 1_000;

/** Answers the texts of one school in their order, and writes all that follows from them. */
export async function answerTexts(
  runtime: Runtime,
  tx: Tx,
  schoolId: string,
  texts: KnownText[],
): Promise<{ handled: { id: string; outcome: string }[]; slot: number }> {
  const now = runtime.clock.now();
  const session = await openSession(runtime.config, tx, schoolId, texts, now);
  const idsOf = (kind: 'staff' | 'guardian') => [
    ...new Set(texts.flatMap((t) => (t.person?.kind === kind ? [t.person.id] : []))),
  ];
  const [staffIds, guardianIds] = [idsOf('staff'), idsOf('guardian')];
  const staff = staffIds.length > 0 ? await loadStaff(tx, schoolId, staffIds, session.today) : [];
  const guardians = guardianIds.length > 0 ? await loadGuardians(tx, schoolId, guardianIds) : [];
  await touch(session, texts);

  const handled: { id: string; outcome: string }[] = [];
  for (const { text, others, files } of gatherAlbums(texts)) {
    const { row, person } = text;
    const member = staff.find((s) => s.id === person?.id);
    const guardian = guardians.find((g) => g.id === person?.id);
    const outcome = member
      ? await answerStaff(session, member, row, files)
      : guardian
        ? await answerGuardian(session, guardian, row, files)
        : await answerStranger(session, row);
    handled.push({ id: row.id, outcome }, ...others.map(({ id }) => ({ id, outcome: 'part_of_album' })));
  }
  await session.flush();
  return { handled, slot: session.school.lane_slot };
}

/** Opens the session of one school, for these texts. */
export async function openSession(
  config: Config,
  tx: Tx,
  schoolId: string,
  texts: KnownText[],
  now: number,
): Promise<Session> {
  const people = texts.flatMap((t) => (t.person ? [t.person.id] : []));
  const asked = people.length > 0 ? await loadDrafts(tx, schoolId, people) : new Map<string, OpenDraft>();
  const isOld = ({ asked_at }: OpenDraft) => asked_at.getTime() <= now - DRAFT_LIFE_MS;
  const session: Session = {
    tx,
    config,
    schoolId,
    school: await loadSchool(tx, schoolId),
    today: kathmanduDate(now),
    now,
    drafts: new Map([...asked].filter(([, draft]) => !isOld(draft))),
    expired: new Map([...asked].filter(([, draft]) => isOld(draft))),
    strangersTold: new Set(),
    messages: [],
    dailyUpdates: [],
    async flush() {
      const messages = session.messages.splice(0);
      const updates = session.dailyUpdates.splice(0);
      if (messages.length > 0)
        await insertMessages(tx, schoolId, session.school.sender_id, messages, new Date(now));
      if (updates.length > 0) await insertDailyUpdates(tx, schoolId, updates);
    },
  };
  return session;
}

async function touch({ tx, schoolId }: Session, texts: KnownText[]): Promise<void> {
  for (const kind of ['staff', 'guardian'] as const) {
    const people = new Map<string, { id: string; userId: string | null; at: Date }>();
    for (const { row, person } of texts)
      if (person?.kind === kind)
        people.set(person.id, { id: person.id, userId: row.user_id, at: row.sent_at });
    if (people.size > 0) await touchPeople(tx, schoolId, kind, [...people.values()]);
  }
}
