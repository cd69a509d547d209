import type { ServerResponse } from 'node:http';

/** Sends what happens to the pages that listen (server-sent events). */
export type EventHub = {
  /** Whether anyone listens; costly events are built only then. */
  readonly listening: boolean;
  /** Sends an event; one about a person goes to those who asked for everyone or for that phone. */
  tell(name: string, phone: string | null, data: () => unknown): void;
  listen(response: ServerResponse, phones: readonly string[]): void;
  close(): void;
};

type Listener = { response: ServerResponse; phones: ReadonlySet<string> | null; behind: boolean };

/** A page that lags by more than this many bytes loses events until it has caught up, then is told `behind`. */
const mostBuffered = 1_000_000;

/** Makes an empty hub. */
export function eventHub(): EventHub {
  const listeners = new Set<Listener>();
  return {
    get listening() {
      return listeners.size > 0;
    },
    tell(name, phone, data) {
      if (listeners.size === 0) return;
      let frame = '';
      for (const listener of listeners) {
        if (phone !== null && listener.phones && !listener.phones.has(phone)) continue;
        if (listener.response.writableLength > mostBuffered) {
          listener.behind = true;
          continue;
        }
        if (listener.behind) listener.response.write('event: behind\ndata: {}\n\n');
        listener.behind = false;
        frame ||= `event: ${name}\ndata: ${JSON.stringify(data())}\n\n`;
        listener.response.write(frame);
      }
    },
    listen(response, phones) {
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write('retry: 1000\n\n');
      const listener = { response, phones: phones.length > 0 ? new Set(phones) : null, behind: false };
      listeners.add(listener);
      response.on('close', () => listeners.delete(listener));
    },
    close() {
      for (const listener of listeners) listener.response.end();
      listeners.clear();
    },
  };
}
