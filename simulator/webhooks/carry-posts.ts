import { type Dispatcher, Pool } from 'undici';
import type { WebhookSettings } from '../settings.ts';
import { type Over, openLines } from './plain-lines.ts';

/** Carries POSTs to one callback. */
export type Carrier = {
  /** Posts a body, all ASCII, with its signature. Each status may be a POST, and then this is most of what the simulator does. */
  post(body: string, signature: string, over: Over): void;
  close(): Promise<void>;
};

const longestCloseMs = 500;
const mostShown = 2_000;
const always = [
  ['content-type', 'application/json'],
  ['user-agent', 'facebookexternalua'],
  ['accept', '*/*'],
] as const;

/**
 * Over plain lines as long as the receiver answers in the plainest form, which takes a third of the time; over undici
 * from the first answer that is not so, and for HTTPS (docs/decisions/0038).
 */
export function openCarrier(
  callback: URL,
  settings: Pick<WebhookSettings, 'concurrency' | 'timeoutMs'>,
): Carrier {
  const path = callback.pathname + callback.search;
  const usual = always.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `POST ${path} HTTP/1.1\r\nhost: ${callback.host}\r\nconnection: keep-alive\r\n${usual}x-hub-signature-256: `;
  let isPlain = callback.protocol === 'http:';
  const lines = isPlain ? openLines(callback, settings, () => (isPlain = false)) : null;
  let pool: Pool | null = null;

  return {
    post(body, signature, over) {
      if (isPlain && lines) {
        lines.post(`${head}${signature}\r\ncontent-length: ${body.length}\r\n\r\n${body}`, over);
        return;
      }
      pool ??= openPool(callback.origin, settings);
      const headers = [...always.flat(), 'x-hub-signature-256', signature];
      pool.dispatch({ method: 'POST', path, headers, body }, collectAnswer(over));
    },
    async close() {
      lines?.close();
      // A pool that is still connecting may never say that it is closed.
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        pool?.destroy(),
        new Promise((done) => (timer = setTimeout(done, longestCloseMs))),
      ]);
      clearTimeout(timer);
    },
  };
}

function openPool(
  origin: string,
  { concurrency, timeoutMs }: Pick<WebhookSettings, 'concurrency' | 'timeoutMs'>,
) {
  return new Pool(origin, { connections: concurrency, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
}

/** Without a promise or a stream for each answer. */
function collectAnswer(over: Over): Dispatcher.DispatchHandler {
  let status = 0;
  const chunks: Buffer[] = [];
  return {
    onRequestStart() {},
    onResponseStart(_, code) {
      status = code;
    },
    onResponseData(_, chunk) {
      chunks.push(chunk);
    },
    onResponseEnd() {
      over(status, chunks.length === 0 ? '' : Buffer.concat(chunks).toString('utf8').slice(0, mostShown));
    },
    onResponseError(_, error) {
      over(0, error.message);
    },
  };
}
