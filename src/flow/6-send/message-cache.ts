import { type ClaimedDelivery, loadMessages, type MessageToSend } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';

/** What a message says never changes once it is written, so one load serves all its deliveries. */
export type MessageCache = { load(batch: ClaimedDelivery[]): Promise<Map<string, MessageToSend>> };

const KEEP = 2_000;

export function createMessageCache(runtime: Runtime): MessageCache {
  const kept = new Map<string, MessageToSend>();
  return {
    async load(batch) {
      const found = new Map<string, MessageToSend>();
      const missing = new Map<string, { schoolId: string; messageId: string }>();
      for (const { school_id, message_id } of batch) {
        const message = kept.get(message_id);
        if (message) found.set(message_id, message);
        else missing.set(message_id, { schoolId: school_id, messageId: message_id });
      }
      if (missing.size > 0) {
        for (const message of await loadMessages(runtime.db, [...missing.values()])) {
          found.set(message.id, message);
          // Media may be uploaded again, and then have other ids.
          if (!message.media_ids) kept.set(message.id, message);
        }
        // A map keeps the order of insertion: the oldest go first.
        for (const id of kept.keys()) {
          if (kept.size <= KEEP) break;
          kept.delete(id);
        }
      }
      return found;
    },
  };
}
