import type { MessageToSend } from '#send/queries.ts';

/**
 * What a message says never changes once it is written, so what was worded of it for one batch serves the next, too: the
 * first that was seen of it is given back for all that come later.
 */
export type MessageCache = { firstOf(message: MessageToSend): MessageToSend };

const KEEP = 2_000;

export function createMessageCache(): MessageCache {
  const kept = new Map<string, MessageToSend>();
  return {
    firstOf(message) {
      // Media may be uploaded again, and then have other ids.
      if (message.media_ids) return message;
      const first = kept.get(message.id);
      if (first) return first;
      kept.set(message.id, message);
      // A map keeps the order of insertion: the oldest goes first.
      if (kept.size > KEEP) kept.delete(kept.keys().next().value!);
      return message;
    },
  };
}
