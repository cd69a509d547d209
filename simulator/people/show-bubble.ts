import { errorKind } from '../graph/error-table.ts';
import { renderTemplate } from '../templates/render-template.ts';
import type { Json, Message, MessageStatus } from './message.ts';
import type { Thread } from './person.ts';

/** A message as a phone shows it (the control API's shape). */
export type Bubble = {
  id: string;
  direction: 'business' | 'person';
  at: number;
  type: string;
  content: Json;
  status: MessageStatus;
  context?: { id: string };
  reactions: { emoji: string; from: 'business' | 'person' }[];
  errors?: { code: number; title: string }[];
};

/** Renders a message; templates become header, body, footer and buttons. */
export function showBubble(message: Message): Bubble {
  const bubble: Bubble = {
    id: message.id,
    direction: message.direction,
    at: message.at,
    type: message.type,
    content:
      message.type === 'template' ? renderTemplate(message.template, message.content) : message.content,
    status: message.status,
    reactions: message.reactions,
  };
  if (message.replyTo) bubble.context = { id: message.replyTo };
  if (message.failure !== null) {
    bubble.errors = [{ code: message.failure, title: errorKind(message.failure).title }];
  }
  return bubble;
}

/** Reactions, edits and take-backs are no bubbles of their own: they change another. */
export function changesAnother(type: string): boolean {
  return type === 'reaction' || type === 'edit' || type === 'revoke';
}

/** Whether the person's phone shows this message: their own, or one that has arrived. */
export function isOnPhone(message: Message): boolean {
  if (changesAnother(message.type)) return false;
  return message.direction === 'person' || message.status === 'delivered' || message.status === 'read';
}

/** One line for a list of conversations. */
export function lastLine(thread: Thread): { text: string; at: number; fromPerson: boolean } | null {
  for (let i = thread.messages.length - 1; i >= 0; i -= 1) {
    const message = thread.messages[i]!;
    if (!isOnPhone(message)) continue;
    return { text: firstWords(message), at: message.at, fromPerson: message.direction === 'person' };
  }
  return null;
}

function firstWords(message: Message): string {
  const { content, type } = message;
  if (type === 'template') return shorten(renderTemplate(message.template, content).body);
  const reply = (content.button_reply ?? content.list_reply) as Json | undefined;
  const body = content.body as Json | string | undefined;
  const words =
    (typeof body === 'string' ? body : (body?.text as string | undefined)) ??
    (content.caption as string | undefined) ??
    (reply?.title as string | undefined) ??
    (content.text as string | undefined) ??
    (content.filename as string | undefined) ??
    (content.name as string | undefined);
  return typeof words === 'string' ? shorten(words) : `[${type}]`;
}

function shorten(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
