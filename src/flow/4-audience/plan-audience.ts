import type { Reader } from '#audience/queries.ts';
import type { Language } from '#templates/language.ts';
import type { ChildInClass } from '#templates/notice.ts';
import { nameWords } from '#templates/words/list-words.ts';

export type Topic = 'homework' | 'announcements' | 'attendance' | 'service';

/** A child of the reader, with its id, so that an answer by button finds it. */
export type AboutChild = ChildInClass & { id: string };

/** Somebody who gets the message. */
export type Recipient = {
  id: string;
  address: string;
  language: Language;
  children: AboutChild[];
  /** Free-form may go until then; null: only a template. */
  windowUntil: Date | null;
};

/** Why a guardian is left out, before anything is sent. */
export type Exclusion = 'no_phone' | 'no_consent' | 'opted_out' | 'not_on_whatsapp';

export type Plan = { recipients: Recipient[]; excluded: Partial<Record<Exclusion, number>> };

/** A person's window is open for a day after they wrote (cloud-api.md section 3). */
export const WINDOW_MS = 24 * 60 * 60 * 1_000;

// WhatsApp said that a number is not there: it is tried again after this long, since people do come.
const TRY_UNREACHABLE_AGAIN_MS = 30 * 24 * 60 * 60 * 1_000;

/** Who gets a message and who does not, and why. Pure: the same roster gives the same plan. */
export function planAudience(readers: Reader[], topic: Topic, now: number): Plan {
  const plan: Plan = { recipients: [], excluded: {} };
  for (const reader of readers) {
    const reason = whyNot(reader, topic, now);
    if (reason) plan.excluded[reason] = (plan.excluded[reason] ?? 0) + 1;
    else plan.recipients.push(toRecipient(reader, now));
  }
  return plan;
}

function whyNot(reader: Reader, topic: Topic, now: number): Exclusion | undefined {
  if (!reader.phone && !reader.whatsapp_user_id) return 'no_phone';
  if (!reader.opted_in) return 'no_consent';
  if (reader.muted_topics.includes(topic) || reader.muted_topics.includes('all')) return 'opted_out';
  const since = reader.unreachable_since?.getTime();
  return since !== undefined && now - since < TRY_UNREACHABLE_AGAIN_MS ? 'not_on_whatsapp' : undefined;
}

function toRecipient(reader: Reader, now: number): Recipient {
  const opened = reader.last_inbound_at?.getTime();
  const isOpen = opened !== undefined && opened + WINDOW_MS > now;
  return {
    id: reader.guardian_id,
    address: (reader.phone ?? reader.whatsapp_user_id)!,
    language: reader.language,
    children: reader.children.map((child) => ({
      id: child.id,
      name: nameWords(child.name, child.name_ne),
      class: child.class,
    })),
    windowUntil: isOpen ? new Date(opened + WINDOW_MS) : null,
  };
}
