import type { Instant } from '../clock.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import type { Template } from '../templates/template.ts';
import type { Person, Thread } from './person.ts';

/** A JSON object as it came over the wire. */
export type Json = { [key: string]: unknown };

/** How far a message has come. For a person's message: `delivered` once the webhook was taken, `read` once marked. */
export type MessageStatus = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

/** What Meta bills a message as (cloud-api.md section 3). */
export type Category = 'marketing' | 'utility' | 'authentication' | 'service';

/** One message, either way. */
export type Message = {
  /** Its place among all messages since the start; counts up by one. */
  order: number;
  id: string;
  direction: 'business' | 'person';
  number: BusinessNumber;
  person: Person;
  thread: Thread;
  at: Instant;
  type: string;
  /** The Cloud API object of its type. */
  content: Json;
  /** The template as it stood when this was sent. */
  template: Template | null;
  opaque: string | null;
  /** The message this replies to. */
  replyTo: string | null;
  /** Whether the sender used the business-scoped id instead of the phone. */
  byUserId: boolean;
  status: MessageStatus;
  /** Meta's code when `failed`. */
  failure: number | null;
  category: Category;
  pricing: 'regular' | 'free_customer_service' | 'free_entry_point';
  reactions: { emoji: string; from: 'business' | 'person' }[];
};
