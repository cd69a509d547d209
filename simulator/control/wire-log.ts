import type { EventHub } from './event-hub.ts';

/** One request the simulator got (`in`) or one webhook it posted (`out`). */
export type WireEntry = {
  id: number;
  at: number;
  direction: 'in' | 'out';
  method: string;
  path: string;
  /** HTTP status; 0 when there was no answer. */
  status: number;
  /** Real milliseconds. */
  ms: number;
  signature?: string;
  summary: string;
  request: { headers: Record<string, string>; body: string };
  response: { body: string };
};

/** What an exchange said: put into words when somebody looks at it. */
type Words = {
  summary(): string;
  request(): WireEntry['request'];
  response(): WireEntry['response'];
};

/** The last exchanges, newest last. */
export type Wire = {
  note(entry: Omit<WireEntry, 'id' | keyof Words>, words: Words): void;
  last(limit: number): Omit<WireEntry, 'request' | 'response'>[];
  find(id: number): WireEntry | null;
  clear(): void;
};

type Kept = { entry: Omit<WireEntry, keyof Words>; words: Words };

/** Keeps the last `keep` exchanges. */
export function wireLog(keep: number, events: EventHub): Wire {
  const slots: Kept[] = [];
  let count = 0;
  return {
    note(entry, words) {
      count += 1;
      const kept = { entry: { id: count, ...entry }, words };
      if (keep > 0) slots[count % keep] = kept;
      events.tell('wire', null, () => brief(kept));
    },
    last(limit) {
      const found: ReturnType<typeof brief>[] = [];
      for (let id = count; id > 0 && found.length < limit; id -= 1) {
        const kept = slots[id % keep];
        if (!kept || kept.entry.id !== id) break;
        found.push(brief(kept));
      }
      return found.reverse();
    },
    find(id) {
      const kept = slots[id % keep];
      if (!kept || kept.entry.id !== id) return null;
      return { ...brief(kept), request: kept.words.request(), response: kept.words.response() };
    },
    clear() {
      slots.length = 0;
    },
  };
}

function brief({ entry, words }: Kept) {
  return { ...entry, summary: words.summary() };
}
