import { createCoalescer } from '#lib/coalesce.ts';
import { createGroupCommit } from '#lib/group-commit.ts';
import { newId } from '#lib/ids.ts';
import type { Runtime } from '#src/runtime.ts';
import { insertEvents, type RawEvent } from '#webhook/queries.ts';

/** Keeps the raw bytes of one webhook; resolves once they are committed, and wakes the inbox. */
export type KeepEvent = (body: Buffer, requestId: string) => Promise<void>;

// One statement carries at most this many bodies; more waiting than the second number is a 503, and Meta comes again.
const MAX_GROUP = 500;
const MAX_WAITING = 20_000;

export function createKeepEvent(runtime: Runtime, wakeInbox: () => Promise<void>): KeepEvent {
  const group = createGroupCommit<RawEvent>({
    write: (events) => insertEvents(runtime.db, events),
    maxGroup: MAX_GROUP,
    maxWaiting: MAX_WAITING,
  });
  // The event is safe already: a wake-up that fails is made up for by the sweeper.
  const wake = createCoalescer<'inbox'>(wakeInbox, (error) =>
    runtime.log.warn({ err: error }, 'inbox not woken; the sweeper will'),
  );
  return async (body, requestId) => {
    await group.add({ id: newId(runtime.clock.now()), requestId, body });
    wake('inbox');
  };
}
