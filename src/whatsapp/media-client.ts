import { Agent, FormData, request } from 'undici';
import { z } from 'zod';
import { parseJson } from '#lib/parse-json.ts';

/**
 * What came of a call about media. Expected outcomes are values (cloud-api.md sections 2 and 4):
 * - `done`       it worked
 * - `gone`       Meta does not have it (any more)
 * - `too_large`  it has more bytes than were allowed
 * - `refused`    Meta answered with an error code
 * - `trouble`    no answer, or no readable one: worth another try
 */
export type MediaResult<T> =
  | { kind: 'done'; value: T }
  | { kind: 'gone' }
  | { kind: 'too_large' }
  | { kind: 'refused'; code: number; isTransient: boolean }
  | { kind: 'trouble'; reason: string };

/** What Meta says about a file. `url` is good for five minutes; `size` in bytes. */
export type MediaFacts = { url: string; mimeType: string; size: number };

export type MediaCalls = {
  /** Looks a file up by Meta's id, as seen by one of our numbers. */
  lookUp(mediaId: string, phoneNumberId: string): Promise<MediaResult<MediaFacts>>;
  /** The bytes behind a link, `mostBytes` at the most. */
  download(url: string, mostBytes: number): Promise<MediaResult<Buffer>>;
  /** Uploads a file for one of our numbers; Meta keeps it for 30 days under the id that comes back. */
  upload(phoneNumberId: string, mimeType: string, bytes: Buffer): Promise<MediaResult<string>>;
};

export type MediaClient = MediaCalls & {
  /** The same with another token, over the same connections. */
  withToken(token: string): MediaCalls;
  close(): Promise<void>;
};

export type MediaClientOptions = { baseUrl: string; version: string; token: string; answerTimeoutMs: number };

// A slow line gets so long for a whole file; what takes longer is tried again.
const TRANSFER_MS = 30_000;

/** Media of the Cloud API: look-up, download with the token, upload as multipart. Never throws. */
export function openMedia({ baseUrl, version, token, answerTimeoutMs }: MediaClientOptions): MediaClient {
  const root = `${baseUrl.replace(/\/$/, '')}/${version}`;
  const { origin } = new URL(baseUrl);
  const dispatcher = new Agent({
    connect: { timeout: 5_000 },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
  });
  const as = (token: string): MediaCalls => {
    const headers = { authorization: `Bearer ${token}` };
    const call = (url: string, options: Parameters<typeof request>[1] = {}) =>
      request(url, { dispatcher, headers, signal: AbortSignal.timeout(TRANSFER_MS), ...options });

    return {
      lookUp: (mediaId, phoneNumberId) =>
        asResult(async () => {
          const path = `${encodeURIComponent(mediaId)}?phone_number_id=${encodeURIComponent(phoneNumberId)}`;
          const answer = await call(`${root}/${path}`);
          return readAnswer(answer.statusCode, await answer.body.text(), factsShape, (facts) => ({
            url: facts.url,
            mimeType: facts.mime_type,
            size: facts.file_size,
          }));
        }),
      download: (url, mostBytes) =>
        asResult(async () => {
          if (!mayHaveToken(url, origin))
            return { kind: 'trouble', reason: 'the link is neither https nor of Graph' };
          const answer = await call(url);
          if (answer.statusCode !== 200) {
            await answer.body.dump();
            // A stale link answers 404; the next try looks up a new one.
            return { kind: 'trouble', reason: `HTTP ${answer.statusCode} to a download` };
          }
          return collect(answer.body, mostBytes);
        }),
      upload: (phoneNumberId, mimeType, bytes) =>
        asResult(async () => {
          const form = new FormData();
          form.set('messaging_product', 'whatsapp');
          form.set('type', mimeType);
          // What the network brought is never shared memory, which alone a Blob refuses.
          const blob = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: mimeType });
          form.set('file', blob, 'file');
          const answer = await call(`${root}/${phoneNumberId}/media`, { method: 'POST', body: form });
          return readAnswer(answer.statusCode, await answer.body.text(), uploadedShape, ({ id }) => id);
        }),
    };
  };

  return { ...as(token), withToken: as, close: () => dispatcher.destroy() };
}

// The link comes from Meta, but the token goes to nobody who could read it on the way.
function mayHaveToken(url: string, origin: string): boolean {
  if (!URL.canParse(url)) return false;
  const parsed = new URL(url);
  return parsed.protocol === 'https:' || parsed.origin === origin;
}

async function collect(body: AsyncIterable<Buffer>, mostBytes: number): Promise<MediaResult<Buffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // Leaving the loop destroys the stream, and with it the rest of the answer.
    if (size > mostBytes) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'done', value: Buffer.concat(chunks, size) };
}

const factsShape = z.object({
  url: z.string().min(1),
  mime_type: z.string().min(1),
  file_size: z.union([z.number(), z.string().regex(/^\d+$/)]).transform(Number),
});

const uploadedShape = z.object({ id: z.string().min(1) });

const refusedShape = z.object({
  error: z.object({
    code: z.number(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
  }),
});

// Graph's answer for an id that nobody has, or has any more: code 100, subcode 33.
const NO_SUCH_OBJECT = 33;

function readAnswer<S extends z.ZodType, T>(
  status: number,
  body: string,
  shape: S,
  take: (value: z.output<S>) => T,
): MediaResult<T> {
  const json = parseJson(body);
  const good = shape.safeParse(json);
  if (status < 300 && good.success) return { kind: 'done', value: take(good.data) };
  const refused = refusedShape.safeParse(json).data?.error;
  if (refused?.error_subcode === NO_SUCH_OBJECT || status === 404) return { kind: 'gone' };
  if (!refused) return { kind: 'trouble', reason: `HTTP ${status} without a readable answer` };
  return { kind: 'refused', code: refused.code, isTransient: refused.is_transient === true };
}

async function asResult<T>(run: () => Promise<MediaResult<T>>): Promise<MediaResult<T>> {
  try {
    return await run();
  } catch (error) {
    const { code, name } = error as { code?: string; name?: string };
    return { kind: 'trouble', reason: code ?? name ?? 'no reason given' };
  }
}
