import type { Tx } from '#lib/db.ts';
import { kathmanduDate } from '#nepal/calendar.ts';
import { answerGuardian } from '#outbox/answer-guardian.ts';
import { answerStaff } from '#outbox/answer-staff.ts';
import { answerStranger } from '#outbox/answer-stranger.ts';
import { loadDrafts, type OpenDraft } from '#outbox/draft-queries.ts';
import { gatherAlbums } from '#outbox/gather-albums.ts';
import type { KnownText } from '#outbox/handle-inbound.ts';
import { insertDailyUpdates, insertMessages, type NewDailyUpdate, type NewMessage } from '#outbox/queries.ts';
import {
  type Guardian,
  loadGuardians,
  loadSchool,
  loadStaff,
  type SchoolFacts,
  type StaffMember,
  touchPeople,
} from '#school/queries.ts';
import type { Config } from '#src/config.ts';

/** One transaction of one school: what is known of it, and what is to be written at its end. */
export type Session = {
  tx: Tx;
  config: Config;
  schoolId: string;
  school: SchoolFacts;
  /** The day in Kathmandu. */
  today: string;
  now: number;
  /** Those who wrote these texts. */
  staff: StaffMember[];
  guardians: Guardian[];
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

/**
 * Answers the texts of one school in their order, and gathers in the session all that follows from them. Returns what
 * became of each.
 */
export async function answerTexts(
  session: Session,
  texts: KnownText[],
): Promise<{ id: string; outcome: string }[]> {
  const handled: { id: string; outcome: string }[] = [];
  for (const { text, others, files } of gatherAlbums(texts)) {
    const { row, person } = text;
    const member = session.staff.find((s) => s.id === person?.id);
    const guardian = session.guardians.find((g) => g.id === person?.id);
    const outcome = member
      ? await answerStaff(session, member, row, files)
      : guardian
        ? await answerGuardian(session, guardian, row, files)
        : await answerStranger(session, row);
    handled.push({ id: row.id, outcome }, ...others.map(({ id }) => ({ id, outcome: 'part_of_album' })));
  }
  return handled;
}

/** Opens the session of one school, for these texts. Everything it wants to know goes out at once. */
export async function openSession(
  config: Config,
  tx: Tx,
  schoolId: string,
  texts: KnownText[],
  now: number,
): Promise<Session> {
  const today = kathmanduDate(now);
  const [staffIds, guardianIds] = [writers(texts, 'staff'), writers(texts, 'guardian')];
  const [school, asked, staff, guardians] = await Promise.all([
    loadSchool(tx, schoolId),
    loadDrafts(tx, schoolId, [...staffIds, ...guardianIds]),
    loadStaff(tx, schoolId, staffIds, today),
    loadGuardians(tx, schoolId, guardianIds),
    touch(tx, schoolId, texts),
  ]);
  const isOld = ({ asked_at }: OpenDraft) => asked_at.getTime() <= now - DRAFT_LIFE_MS;
  const session: Session = {
    tx,
    config,
    schoolId,
    school,
    today,
    now,
    staff,
    guardians,
    drafts: new Map([...asked].filter(([, draft]) => !isOld(draft))),
    expired: new Map([...asked].filter(([, draft]) => isOld(draft))),
    strangersTold: new Set(),
    messages: [],
    dailyUpdates: [],
    async flush() {
      await Promise.all([
        insertMessages(tx, schoolId, school.sender_id, session.messages.splice(0), new Date(now)),
        insertDailyUpdates(tx, schoolId, session.dailyUpdates.splice(0)),
      ]);
    },
  };
  return session;
}

function writers(texts: KnownText[], kind: 'staff' | 'guardian'): string[] {
  return [...new Set(texts.flatMap((t) => (t.person?.kind === kind ? [t.person.id] : [])))];
}

async function touch(tx: Tx, schoolId: string, texts: KnownText[]): Promise<void> {
  const kinds = (['staff', 'guardian'] as const).map((kind) => {
    const people = new Map<string, { id: string; userId: string | null; at: Date }>();
    for (const { row, person } of texts)
      if (person?.kind === kind)
        people.set(person.id, { id: person.id, userId: row.user_id, at: row.sent_at });
    return touchPeople(tx, schoolId, kind, [...people.values()]);
  });
  await Promise.all(kinds);
}
