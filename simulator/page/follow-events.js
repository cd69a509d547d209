// The live line from the simulator. However fast events come, the page works on them for a part of each frame.

/** @typedef {import('./contract.ts').SimEvent} SimEvent */

const NAMES = /** @type {const} */ (['message', 'status', 'person', 'typing', 'wire']);
const WORK_MS = 12;
const HIDDEN_PAUSE_MS = 250;
const MOST_WAITING = 20_000;
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000];

/**
 * Follows GET /sim/events for as long as the page lives. After a break, or when more came than a page can
 * follow, it calls `onReturn`, so that what was missed can be fetched.
 *
 * @param {{
 *   isWanted: (name: SimEvent['name']) => boolean,
 *   onEvent: (event: SimEvent) => void,
 *   onFrame: () => void,
 *   onState: (live: boolean) => void,
 *   onReturn: () => void,
 * }} handlers `onFrame` is called after the events of a frame
 */
export function followEvents({ isWanted, onEvent, onFrame, onState, onReturn }) {
  /** @type {{ name: SimEvent['name'], text: string }[]} */
  let waiting = [];
  let next = 0;
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
    if (!document.hidden && waiting.length) work();
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
      source.addEventListener(name, ({ data }) => {
        if (isWanted(name)) keep(name, data);
      });
    }
  }

  /** @param {SimEvent['name']} name @param {string} text */
  function keep(name, text) {
    waiting.push({ name, text });
    if (waiting.length > MOST_WAITING) {
      forget();
      onReturn();
    } else if (!scheduled) schedule();
  }

  function schedule() {
    scheduled = true;
    if (document.hidden) setTimeout(work, HIDDEN_PAUSE_MS);
    else requestAnimationFrame(work);
  }

  function work() {
    scheduled = false;
    const end = performance.now() + WORK_MS;
    while (next < waiting.length && performance.now() < end) {
      const { name, text } = /** @type {typeof waiting[number]} */ (waiting[next]);
      next += 1;
      onEvent(/** @type {SimEvent} */ ({ name, data: JSON.parse(text) }));
    }
    if (next < waiting.length) schedule();
    else forget();
    onFrame();
  }

  function forget() {
    waiting = [];
    next = 0;
  }
}
