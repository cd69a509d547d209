import { Pool } from 'undici';
import { z } from 'zod';

/**
 * What came of one request to send. Meta has no idempotency key (cloud-api.md section 2), so it matters
 * whether the request can have left:
 * - `accepted`  Meta took it
 * - `refused`   Meta answered with an error code
 * - `not_sent`  no connection came about: nothing left this machine, it may be sent again
 * - `unknown`   it left, and no answer (or no readable one) came back
 */
export type SendResult =
  | { kind: 'accepted'; wamid: string; userId?: string }
  | { kind: 'refused'; code: number; detail: string; isTransient: boolean }
  | { kind: 'not_sent'; reason: string }
  | { kind: 'unknown'; reason: string };

export type WhatsAppClient = {
  /** Sends one message body (all of the JSON but `messaging_product`) from a number. Never throws. */
  send(phoneNumberId: string, message: Record<string, unknown>): Promise<SendResult>;
  /** Any other Graph API call, such as templates. @throws when the answer is not 2xx. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
  /** Milliseconds until Graph answered anything at all; throws when it cannot be reached. */
  ping(): Promise<number>;
  close(): Promise<void>;
};

export type ClientOptions = {
  baseUrl: string;
  version: string;
  token: string;
  /** Connections kept open to Graph, and so requests on the wire at a time. */
  connections?: number;
  /** Milliseconds to wait for an answer before the outcome counts as unknown. */
  answerTimeoutMs?: number;
};

/** The Cloud API client: keep-alive connections, outcomes as values. Knows no school. */
export function openWhatsApp({
  baseUrl,
  version,
  token,
  connections = 128,
  answerTimeoutMs = 20_000,
}: ClientOptions): WhatsAppClient {
  const { origin, pathname } = new URL(baseUrl);
  const root = `${pathname === '/' ? '' : pathname.replace(/\/$/, '')}/${version}`;
  const pool = new Pool(origin, {
    connections,
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    connect: { timeout: 5_000 },
  });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  return {
    async send(phoneNumberId, message) {
      try {
        const body = JSON.stringify({ messaging_product: 'whatsapp', ...message });
        const answer = await pool.request({
          method: 'POST',
          path: `${root}/${phoneNumberId}/messages`,
          headers,
          body,
        });
        return readAnswer(answer.statusCode, await answer.body.text());
      } catch (error) {
        return classifyTransport(error);
      }
    },
    async call(method, path, body) {
      const answer = await pool.request({
        method,
        path: `${root}/${path}`,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.body.text();
      if (answer.statusCode >= 300)
        throw new Error(
          `Graph answered ${answer.statusCode} to ${method} ${path.split('?')[0]}: ${text.slice(0, 500)}`,
        );
      return JSON.parse(text);
    },
    async ping() {
      const began = performance.now();
      const answer = await pool.request({ method: 'GET', path: `${root}/`, headersTimeout: 3_000 });
      await answer.body.dump();
      return performance.now() - began;
    },
    close: () => pool.destroy(),
  };
}

const acceptedShape = z.object({
  messages: z.array(z.object({ id: z.string().min(1) })).min(1),
  contacts: z.array(z.object({ user_id: z.string().optional() })).optional(),
});

const refusedShape = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().optional(),
    is_transient: z.boolean().optional(),
    error_data: z.object({ details: z.string().optional() }).optional(),
  }),
});

/** What an answer says. A 5xx or a 2xx that is not Meta's shape tells nothing about the message: unknown. */
export function readAnswer(status: number, body: string): SendResult {
  const json = parse(body);
  const accepted = acceptedShape.safeParse(json).data;
  if (status < 300 && accepted)
    return { kind: 'accepted', wamid: accepted.messages[0]!.id, userId: accepted.contacts?.[0]?.user_id };
  const refused = refusedShape.safeParse(json).data?.error;
  if (!refused) return { kind: 'unknown', reason: `HTTP ${status} without a readable answer` };
  const detail = refused.error_data?.details ?? refused.message ?? '';
  return { kind: 'refused', code: refused.code, detail, isTransient: refused.is_transient === true };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

// Errors that come before a byte of the request could leave.
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function classifyTransport(error: unknown): SendResult {
  const code = codeOf(error);
  return NEVER_LEFT.has(code) ? { kind: 'not_sent', reason: code } : { kind: 'unknown', reason: code };
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? 'no reason given';
}
