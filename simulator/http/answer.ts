import type { IncomingMessage } from 'node:http';

/** A request as handlers see it, its body read. */
export type SimRequest = {
  method: string;
  path: string;
  query: URLSearchParams;
  params: Record<string, string>;
  body: Buffer;
  raw: Pick<IncomingMessage, 'url' | 'headers'>;
};

/**
 * What a handler answers: JSON, bytes, a stream it writes itself, or nothing at all — `cut` closes the
 * connection, `silence` leaves the caller waiting.
 */
export type Answer =
  | { status: number; json: unknown; headers?: Record<string, string> }
  | { status: number; bytes: Buffer | string; headers: Record<string, string> }
  | { take: (response: import('node:http').ServerResponse) => void }
  | { cut: true }
  | { silence: true };

export type Handler<Context> = (context: Context, request: SimRequest) => Answer | Promise<Answer>;
