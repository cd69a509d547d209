/**
 * Runs `action` at most once at a time per key: calls that come while one runs become one more run after it.
 * So a thousand wake-ups in a burst cost two trips to the queue, not a thousand.
 */
export function createCoalescer<K>(
  action: (key: K) => Promise<void>,
  onError: (error: unknown) => void,
): (key: K) => void {
  const running = new Map<K, { again: boolean }>();
  return function wake(key) {
    const current = running.get(key);
    if (current) {
      current.again = true;
      return;
    }
    const state = { again: false };
    running.set(key, state);
    void action(key)
      .catch(onError)
      .finally(() => {
        running.delete(key);
        if (state.again) wake(key);
      });
  };
}
