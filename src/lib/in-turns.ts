import { setImmediate } from 'node:timers/promises';

/**
 * A list in parts of `size`, and between two parts a turn of the event loop: work of many milliseconds then keeps nobody
 * waiting for longer than one part takes. A list of one part waits for nothing.
 */
export async function* inTurns<T>(list: T[], size: number): AsyncGenerator<T[]> {
  for (let at = 0; at < list.length; at += size) {
    if (at > 0) await setImmediate();
    yield list.slice(at, at + size);
  }
}
