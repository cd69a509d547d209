import { isObject } from '../graph/check-fields.ts';
import type { Json } from '../people/message.ts';

/** What a person can send, and the key that its object must have (cloud-api.md section 1). */
const saidTypes: Readonly<Record<string, string | null>> = {
  text: 'body',
  image: null,
  video: null,
  audio: null,
  document: null,
  sticker: null,
  location: 'latitude',
  contacts: null,
  button: 'text',
  interactive: 'type',
  reaction: 'message_id',
  order: 'catalog_id',
  system: 'type',
  edit: 'original_message_id',
  revoke: 'original_message_id',
  unsupported: null,
};

/** What is wrong with a person's message, as a sentence, or null. */
export function checkSaid(said: Json): string | null {
  const type = String(said.type);
  if (!Object.hasOwn(saidTypes, type)) return `type must be one of ${Object.keys(saidTypes).join(', ')}.`;
  const content = said[type];
  if (type === 'contacts') return Array.isArray(content) ? null : 'contacts must be a list.';
  if (type === 'unsupported') return null;
  if (!isObject(content)) return `A message of type ${type} needs an object named ${type}.`;
  const needed = saidTypes[type];
  if (needed && content[needed] === undefined) return `${type} needs ${needed}.`;
  if (type === 'text' && (typeof content.body !== 'string' || content.body === ''))
    return 'text.body must not be empty.';
  return null;
}
