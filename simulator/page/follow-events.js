// The live line from the simulator. However fast events come, the page works on them once a frame.

/** @typedef {import('./contract.ts').SimEvent} SimEvent */

const NAMES = /** @type {const} */ (['message', 'status', 'person', 'typing', 'wire']);
const FRAME_LIMIT = 400;
const HIDDEN_PAUSE_MS = 250;
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];

/**
 * Follows GET /sim/events for as long as the page lives. After a break it calls `onReturn`, so that what
 * happened meanwhile can be fetched.
 *
 * @param {{
 *   onBatch: (events: SimEvent[]) => void,
 *   onState: (live: boolean) => void,
 *   onReturn: () => void,
 * }} handlers
 */
export function followEvents({ onBatch, onState, onReturn }) {
  /** @type {SimEvent[]} */
  let waiting = [];
  let scheduled = false;
  let broken = false;
  let failures = 0;
  /** @type {EventSource} */
  let source;

  connect();
  addEventListener('online', () => {
    if (source.readyState === EventSource.CLOSED) connect();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && waiting.length) flush();
  });

  function connect() {
    source?.close();
    source = new EventSource('/sim/events');
    source.onopen = () => {
      failures = 0;
      onState(true);
      if (broken) onReturn();
      broken = false;
    };
    source.onerror = () => {
      broken = true;
      onState(false);
      // The browser tries again by itself unless the answer was not a stream at all.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(connect, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
      failures += 1;
    };
    // The page lagged and the simulator left events out for it.
    source.addEventListener('behind', onReturn);
    for (const name of NAMES) {
      source.addEventListener(name, (event) => {
        waiting.push(/** @type {SimEvent} */ ({ name, data: JSON.parse(event.data) }));
        schedule();
      });
    }
  }

  function schedule() {
    if (scheduled) return;
    scheduled = true;
    if (document.hidden) setTimeout(flush, HIDDEN_PAUSE_MS);
    else requestAnimationFrame(flush);
  }

  function flush() {
    scheduled = false;
    const batch = waiting.slice(0, FRAME_LIMIT);
    waiting = waiting.slice(FRAME_LIMIT);
    if (batch.length) onBatch(batch);
    if (waiting.length) schedule();
  }
}
