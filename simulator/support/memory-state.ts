import type { StateAdapter } from 'chat';

/** The state that the `chat` package asks for, in memory: real enough to run its adapter in one process. */
export function memoryState(): StateAdapter {
  const values = new Map<string, unknown>();
  const lists = new Map<string, unknown[]>();
  const locks = new Map<string, string>();
  const queues = new Map<string, Parameters<StateAdapter['enqueue']>[1][]>();
  const subscribed = new Set<string>();
  let tokens = 0;
  return {
    connect: async () => {},
    disconnect: async () => {},
    async acquireLock(threadId, ttlMs) {
      if (locks.has(threadId)) return null;
      tokens += 1;
      locks.set(threadId, String(tokens));
      return { threadId, token: String(tokens), expiresAt: Date.now() + ttlMs };
    },
    extendLock: async ({ threadId, token }) => locks.get(threadId) === token,
    async releaseLock({ threadId, token }) {
      if (locks.get(threadId) === token) locks.delete(threadId);
    },
    forceReleaseLock: async (threadId) => void locks.delete(threadId),
    get: async <T>(key: string) => (values.get(key) as T | undefined) ?? null,
    set: async (key, value) => void values.set(key, value),
    async setIfNotExists(key, value) {
      if (values.has(key)) return false;
      values.set(key, value);
      return true;
    },
    delete: async (key) => void values.delete(key),
    async appendToList(key, value, options) {
      const list = [...(lists.get(key) ?? []), value];
      lists.set(key, options?.maxLength ? list.slice(-options.maxLength) : list);
    },
    getList: async <T>(key: string) => (lists.get(key) ?? []) as T[],
    async enqueue(threadId, entry, maxSize) {
      const queue = [...(queues.get(threadId) ?? []), entry].slice(-maxSize);
      queues.set(threadId, queue);
      return queue.length;
    },
    dequeue: async (threadId) => queues.get(threadId)?.shift() ?? null,
    queueDepth: async (threadId) => queues.get(threadId)?.length ?? 0,
    subscribe: async (threadId) => void subscribed.add(threadId),
    unsubscribe: async (threadId) => void subscribed.delete(threadId),
    isSubscribed: async (threadId) => subscribed.has(threadId),
  };
}
