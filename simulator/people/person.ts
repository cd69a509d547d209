import type { Instant } from '../clock.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import type { Message } from './message.ts';

/**
 * What a person does when nobody plays them. `reads`: after a while. `watched`: gets messages at once, reads
 * when the page says so. `never-reads`: delivered, no more. `offline`: the phone is off. `replies`: reads and
 * answers.
 */
export const habits = ['reads', 'watched', 'never-reads', 'offline', 'replies'] as const;
export type Habit = (typeof habits)[number];

/**
 * How a person's phone number appears in webhooks (cloud-api.md section 1): shown; left out; an empty string;
 * their business-scoped id in its place; or left out by Meta's rule, unless this number wrote to or heard from
 * the phone in the last 30 days.
 */
export const phoneShapes = ['shown', 'omitted', 'empty', 'user-id', 'by-rule'] as const;
export type PhoneShape = (typeof phoneShapes)[number];

/** A person with a phone. */
export type Person = {
  /** Digits without `+`. */
  phone: string;
  country: string;
  /** Business-scoped user id for the usual portfolio. */
  userId: string;
  name: string;
  username: string | null;
  about: string;
  habit: Habit;
  online: boolean;
  onWhatsApp: boolean;
  /** Whether this person has blocked all businesses. */
  blocked: boolean;
  phoneShape: PhoneShape;
  /** Whether `read` statuses go out. */
  receipts: boolean;
  /** Stopped marketing messages from every business here. */
  stoppedMarketing: boolean;
  /** In Meta's experiment group (130472). */
  inExperiment: boolean;
  pinned: boolean;
  /** Came into being because someone wrote to them; may be forgotten with their last message. */
  passing: boolean;
  threads: Map<string, Thread>;
  /** Times of marketing messages delivered in the last day. */
  marketingAt: Instant[];
};

/** A person's conversation with one business number. */
export type Thread = {
  number: BusinessNumber;
  person: Person;
  /** Oldest first. */
  messages: Message[];
  /** Arrived and not yet read by the person. */
  unread: number;
  /** Sent, waiting for the phone to come online. */
  waiting: Message[];
  lastInboundAt: Instant;
  /** When either side last wrote; for Meta's 30-day rule on phone numbers. */
  lastContactAt: Instant;
  /** Until when everything is free after a click on an ad. */
  freeUntil: Instant;
  /** Pair rate: paid up to here; the running burst and its size. */
  pairPaidUntil: Instant;
  burstFrom: Instant;
  burstSize: number;
};
