/**
 * Gathers what comes while a write is under way into the next write: one commit serves many callers,
 * and the first caller waits for nobody.
 */
export type GroupCommit<T> = {
  /** Resolves when the item is durable; rejects when its group could not be written. */
  add(item: T): Promise<void>;
  /** Items that wait or are being written. */
  size(): number;
};

export type GroupCommitOptions<T> = {
  /** Writes a group in one transaction. */
  write: (items: T[]) => Promise<void>;
  /** Items of one group at most. */
  maxGroup: number;
  /** A group that has this size takes no further item, so it is at most one item larger. */
  maxGroupSize: number;
  sizeOf: (item: T) => number;
  /** Items that may wait; one more is refused with {@link TooBusyError}. */
  maxWaiting: number;
};

/** More waits than is allowed: the caller should be told to come again. */
export class TooBusyError extends Error {}

type Waiting<T> = { item: T; resolve: () => void; reject: (error: unknown) => void };

export function createGroupCommit<T>(options: GroupCommitOptions<T>): GroupCommit<T> {
  const { write, maxWaiting } = options;
  let waiting: Waiting<T>[] = [];
  let inFlight = 0;
  let writing = false;

  const run = async (): Promise<void> => {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, lengthOfGroup(waiting, options));
      waiting = waiting.slice(group.length);
      inFlight = group.length;
      try {
        await write(group.map((w) => w.item));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
      inFlight = 0;
    }
    writing = false;
  };

  return {
    add(item) {
      if (waiting.length + inFlight >= maxWaiting)
        return Promise.reject(new TooBusyError('too many events wait to be written'));
      return new Promise<void>((resolve, reject) => {
        waiting.push({ item, resolve, reject });
        if (!writing) void run();
      });
    },
    size: () => waiting.length + inFlight,
  };
}

function lengthOfGroup<T>(
  waiting: Waiting<T>[],
  { maxGroup, maxGroupSize, sizeOf }: GroupCommitOptions<T>,
): number {
  let size = 0;
  let length = 0;
  while (length < waiting.length && length < maxGroup && size < maxGroupSize)
    size += sizeOf(waiting[length++]!.item);
  return length;
}
