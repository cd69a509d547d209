import { addReply } from '#outbox/add-message.ts';
import type { Session } from '#outbox/answer-texts.ts';
import type { ForeseenReaders } from '#outbox/foresee-readers.ts';
import type { InboundRow } from '#outbox/queries.ts';
import type { StaffMember } from '#school/queries.ts';
import { textMessages } from '#templates/render-free-form.ts';
import { say, type TextKey, type TextValues } from '#templates/say.ts';

/** A member of staff, the text they wrote, and the classes they may speak for. */
export type StaffText = {
  member: StaffMember;
  row: InboundRow;
  classes: SpokenFor[];
  /** What the echo is to say of a text before this one. */
  remarks: string[];
  /** The message that this text puts right. */
  corrects: string | null;
  /** It looks like something that it cannot be, so it waits for a yes. */
  isDoubtful: boolean;
  foreseen?: ForeseenReaders;
};

export type SpokenFor = { id: string; code: string; grade: string };

/** Answers with one text of the catalogue. */
export function tell<Key extends TextKey>(
  session: Session,
  { member, row }: StaffText,
  key: Key,
  values: TextValues<Key>,
): string {
  addReply(
    session,
    { id: member.id, kind: 'staff', language: member.language },
    row,
    textMessages(say(key, values, member.language)),
  );
  return `told:${key}`;
}

/** What a member of staff is told they can do here. */
export function helpFor(member: StaffMember): 'help.admin' | 'help.teacher' {
  return member.role === 'teacher' ? 'help.teacher' : 'help.admin';
}
