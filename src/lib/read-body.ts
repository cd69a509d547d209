import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from '#lib/word-answer.ts';

export type BodyOutcome = { kind: 'read'; body: Buffer } | { kind: 'too large' } | { kind: 'too busy' };

export type BodyReader = {
  /**
   * Reads the raw bytes of a request and calls back once: with the body, or with why it is not read to its end. A caller
   * that goes away in the midst of it is not called back for: there is nobody to answer.
   */
  read(request: IncomingMessage, then: (outcome: BodyOutcome) => void): void;
  /** Counts a body that was read otherwise; false where there is no room for it. */
  hold(body: Buffer): boolean;
  /** The body is no longer needed: its bytes count no more. To be called once for every body that was read or held. */
  done(body: Buffer): void;
  /** Bytes of all bodies that are being read or are not done yet. */
  bytesInHand(): number;
};

const EMPTY = Buffer.alloc(0);

/**
 * Reads bodies into memory within bounds.
 * @param maxBytes of one body
 * @param maxBytesInHand of all together; the chunk that would pass it is refused
 */
export function createBodyReader({
  maxBytes,
  maxBytesInHand,
}: {
  maxBytes: number;
  maxBytesInHand: number;
}): BodyReader {
  let inHand = 0;

  return {
    read(request, then) {
      // What says at once that it is too large is not read at all.
      if (Number(request.headers['content-length']) > maxBytes) {
        then({ kind: 'too large' });
        return;
      }
      const chunks: Buffer[] = [];
      let bytes = 0;
      let open = true;
      const close = (): void => {
        if (!open) return;
        open = false;
        inHand -= bytes;
      };
      request.on('data', (chunk: Buffer) => {
        if (!open) return;
        const kind =
          bytes + chunk.length > maxBytes
            ? 'too large'
            : inHand + chunk.length > maxBytesInHand
              ? 'too busy'
              : undefined;
        if (kind) {
          close();
          then({ kind });
          return;
        }
        bytes += chunk.length;
        inHand += chunk.length;
        chunks.push(chunk);
      });
      request.on('end', () => {
        if (!open) return;
        open = false;
        then({ kind: 'read', body: chunks.length === 1 ? chunks[0]! : join(chunks) });
      });
      request.on('close', close);
      request.on('error', close);
    },
    hold(body) {
      if (inHand + body.length > maxBytesInHand) return false;
      inHand += body.length;
      return true;
    },
    done(body) {
      inHand -= body.length;
    },
    bytesInHand: () => inHand,
  };
}

/** Answers past any framework. */
export function answerBy(response: ServerResponse, { status, body, headers }: Answer): void {
  const text = body ? JSON.stringify(body) : '';
  response
    .writeHead(status, {
      ...(body ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      'content-length': Buffer.byteLength(text),
      ...headers,
    })
    .end(text);
}

function join(chunks: Buffer[]): Buffer {
  return chunks.length === 0 ? EMPTY : Buffer.concat(chunks);
}
