import { createGroupCommit } from '#lib/group-commit.ts';
import { newId } from '#lib/ids.ts';
import type { Runtime } from '#src/runtime.ts';
import { holdsOnlyStatuses } from '#webhook/holds-only-statuses.ts';
import type { Door } from '#webhook/open-door.ts';
import { type Post, packPosts } from '#webhook/pack-posts.ts';
import { insertEvents } from '#webhook/queries.ts';

/** Keeps the raw bytes of one webhook; resolves once they are committed, and wakes who takes them. */
export type KeepPost = (body: Buffer, requestId: string | undefined) => Promise<void>;

/** Told after each commit what there is to do now. Must cost nothing when called often. */
export type WakeInbox = { texts(): void; statuses(): void };

// One commit carries at most this many bodies and about this many bytes; more waiting than the last number is a 503,
// and Meta comes again. Bytes that wait are bounded where they are read.
const MAX_GROUP = 500;
const MAX_GROUP_BYTES = 4 * 1024 * 1024;
const MAX_WAITING = 20_000;

export function createKeepPost(runtime: Runtime, door: Door, wake: WakeInbox): KeepPost {
  const group = createGroupCommit<Post>({
    write: (posts) => keepTogether(runtime, posts, door, wake),
    maxGroup: MAX_GROUP,
    maxGroupSize: MAX_GROUP_BYTES,
    sizeOf: ({ body }) => body.length,
    maxWaiting: MAX_WAITING,
  });
  return (body, requestId) => group.add({ requestId, body });
}

/** One row for what may be taken apart at once, one for what may wait a moment; one statement and one commit. */
async function keepTogether(runtime: Runtime, posts: Post[], door: Door, wake: WakeInbox): Promise<void> {
  const { true: statuses = [], false: texts = [] } = Object.groupBy(posts, ({ body }) =>
    holdsOnlyStatuses(body) ? 'true' : 'false',
  );
  const rows = [texts, statuses]
    .filter((some) => some.length > 0)
    .map((some) => ({
      id: newId(runtime.clock.now()),
      posts: packPosts(some),
      postCount: some.length,
      onlyStatuses: some === statuses,
    }));
  await insertEvents(runtime.intake, rows);
  if (texts.length > 0) wake.texts();
  if (statuses.length === 0) return;
  door.keptStatuses();
  wake.statuses();
}
