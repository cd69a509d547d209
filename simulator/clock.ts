/** A point of simulated time: milliseconds since 1970, UTC. */
export type Instant = number;

/**
 * The simulator's clock. It runs as the real one does until a test moves or freezes it; statuses, reads,
 * replies and webhook retries wait on it, so seven days of retries pass in one call.
 */
export type Clock = {
  now(): Instant;
  /** Runs `run` once, `ms` simulated milliseconds from now. */
  after(ms: number, run: () => void): void;
  /**
   * Moves time forward by `ms`. What falls due on the way runs in order of its time, and sees its own time
   * as `now()`; what those runs schedule within the span runs too.
   */
  move(ms: number): void;
  /** Stops (or starts again) the running of time; `move` still works while it is frozen. */
  freeze(frozen: boolean): void;
  readonly frozen: boolean;
  /** How many things wait for their time. */
  readonly waiting: number;
  close(): void;
};

type Due = { at: Instant; order: number; run: () => void };

/** Starts a clock. `realNow` is the time it follows, in milliseconds since 1970. */
export function startClock(realNow: () => number): Clock {
  const heap: Due[] = [];
  let order = 0;
  let shift = 0;
  let frozenAt: Instant | null = null;
  let stepAt: Instant | null = null;
  let timer: NodeJS.Timeout | null = null;
  let timerFor = Number.POSITIVE_INFINITY;
  let closed = false;

  const flow = () => frozenAt ?? realNow() + shift;
  const now = () => stepAt ?? flow();

  function arm() {
    const first = heap[0];
    if (!first || frozenAt !== null) return;
    if (timer && timerFor <= first.at) return;
    if (timer) clearTimeout(timer);
    timerFor = first.at;
    timer = setTimeout(fire, Math.min(Math.max(first.at - flow(), 0), 2 ** 31 - 1));
  }

  function fire() {
    timer = null;
    timerFor = Number.POSITIVE_INFINITY;
    runUntil(flow());
    arm();
  }

  function runUntil(end: Instant) {
    for (let first = heap[0]; first && first.at <= end; first = heap[0]) {
      takeFirst(heap);
      stepAt = first.at;
      try {
        first.run();
      } finally {
        stepAt = null;
      }
    }
  }

  return {
    now,
    after(ms, run) {
      if (closed) return;
      order += 1;
      insert(heap, { at: now() + ms, order, run });
      arm();
    },
    move(ms) {
      const end = flow() + ms;
      runUntil(end);
      if (frozenAt !== null) frozenAt = end;
      else shift = end - realNow();
      if (timer) clearTimeout(timer);
      timer = null;
      timerFor = Number.POSITIVE_INFINITY;
      arm();
    },
    freeze(frozen) {
      if (frozen === (frozenAt !== null)) return;
      if (frozen) frozenAt = flow();
      else {
        shift = (frozenAt ?? realNow()) - realNow();
        frozenAt = null;
      }
      arm();
    },
    get frozen() {
      return frozenAt !== null;
    },
    get waiting() {
      return heap.length;
    },
    close() {
      closed = true;
      if (timer) clearTimeout(timer);
      heap.length = 0;
    },
  };
}

function earlier(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function insert(heap: Due[], due: Due) {
  let place = heap.push(due) - 1;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (!earlier(due, heap[parent]!)) break;
    heap[place] = heap[parent]!;
    place = parent;
  }
  heap[place] = due;
}

function takeFirst(heap: Due[]) {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  let place = 0;
  for (;;) {
    let child = place * 2 + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && earlier(heap[child + 1]!, heap[child]!)) child += 1;
    if (!earlier(heap[child]!, last)) break;
    heap[place] = heap[child]!;
    place = child;
  }
  heap[place] = last;
}
