import { type Dispatcher, Pool } from 'undici';
import { parseJson } from '#lib/parse-json.ts';

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

/** What came of any other request: `refused` with Meta's code, `trouble` where no readable answer came. */
export type CallResult =
  | { kind: 'done'; json: unknown }
  | { kind: 'refused'; code: number; detail: string }
  | { kind: 'trouble'; reason: string };

export type GraphCalls = {
  /**
   * Sends one message, the whole JSON of the request, from a number. Never throws.
   * @param mayLeaveUntil on the clock of `performance.now()`; a request that has not left by then never does (`not_sent`)
   */
  send(phoneNumberId: string, json: string, mayLeaveUntil?: number): Promise<SendResult>;
  /** Any other Graph API call, such as reading a number. Never throws. */
  call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<CallResult>;
};

export type WhatsAppClient = GraphCalls & {
  /** The same with another token, over the same connections. */
  withToken(token: string): GraphCalls;
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
  const as = (token: string): GraphCalls => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return {
      send: (phoneNumberId, json, mayLeaveUntil = Number.POSITIVE_INFINITY) =>
        new Promise((resolve) =>
          pool.dispatch(
            { method: 'POST', path: `${root}/${phoneNumberId}/messages`, headers, body: json },
            collectAnswer((result) => resolve(hideToken(result, token)), mayLeaveUntil),
          ),
        ),
      async call(method, path, body) {
        try {
          const answer = await pool.request({
            method,
            path: `${root}/${path}`,
            headers,
            body: body === undefined ? undefined : JSON.stringify(body),
          });
          return hideToken(readCall(answer.statusCode, await answer.body.text()), token);
        } catch (error) {
          return { kind: 'trouble', reason: codeOf(error) };
        }
      },
    };
  };

  return {
    ...as(token),
    withToken: as,
    async ping() {
      const began = performance.now();
      const answer = await pool.request({ method: 'GET', path: `${root}/`, headersTimeout: 3_000 });
      await answer.body.dump();
      return performance.now() - began;
    },
    close: () => pool.destroy(),
  };
}

/**
 * Takes an answer together piece by piece. What `request()` adds for the general case, a stream and four promises a
 * request, took more of its time than the rest of a send.
 */
function collectAnswer(
  resolve: (result: SendResult) => void,
  mayLeaveUntil: number,
): Dispatcher.DispatchHandler {
  let status = 0;
  let body: Buffer | undefined;
  return {
    // Called when a connection is free for it, just before the first byte is written.
    onRequestStart(controller) {
      if (performance.now() > mayLeaveUntil)
        controller.abort(Object.assign(new Error('too late to leave'), { code: TOO_LATE }));
    },
    onResponseStart(_controller, statusCode) {
      status = statusCode;
    },
    onResponseData(_controller, chunk) {
      // Nearly always all of it at once.
      body = body ? Buffer.concat([body, chunk]) : chunk;
    },
    onResponseEnd() {
      resolve(readAnswer(status, body?.toString() ?? ''));
    },
    onResponseError(_controller, error) {
      resolve(classifyTransport(error));
    },
  };
}

/** What an answer says. A 5xx or a 2xx that is not Meta's shape tells nothing about the message: unknown. */
export function readAnswer(status: number, body: string): SendResult {
  const json = parseJson(body) as Answer | null | undefined;
  const wamid = first(json?.messages)?.id;
  if (status < 300 && typeof wamid === 'string' && wamid !== '')
    return { kind: 'accepted', wamid, userId: textOf(first(json?.contacts)?.user_id) };
  const refused = readRefusal(json);
  return refused ?? { kind: 'unknown', reason: `HTTP ${status} without a readable answer` };
}

function readCall(status: number, body: string): CallResult {
  const json = parseJson(body);
  if (status < 300 && typeof json === 'object') return { kind: 'done', json };
  return (
    readRefusal(json as Answer | null) ?? {
      kind: 'trouble',
      reason: `HTTP ${status} without a readable answer`,
    }
  );
}

type Refused = Extract<SendResult, { kind: 'refused' }>;

// Graph's answer where the number does not exist for this token: code 100 with this subcode, the code it has elsewhere.
const NO_SUCH_NUMBER = 33;

function readRefusal(json: Answer | null | undefined): Refused | undefined {
  const refused = json?.error;
  if (typeof refused?.code !== 'number') return undefined;
  const detail = textOf(refused.error_data?.details) ?? textOf(refused.message) ?? '';
  const code = refused.error_subcode === NO_SUCH_NUMBER ? NO_SUCH_NUMBER : refused.code;
  return { kind: 'refused', code, detail, isTransient: refused.is_transient === true };
}

/** Graph repeats a token that it cannot read in the text of its error, and texts of errors are kept and shown. */
function hideToken<R extends SendResult | CallResult>(result: R, token: string): R {
  if (result.kind !== 'refused' || token === '') return result;
  return { ...result, detail: result.detail.replaceAll(token, '…') };
}

// Checked by hand and not by a schema: this is done for every message.
type Answer = {
  messages?: unknown;
  contacts?: unknown;
  error?: {
    code?: unknown;
    error_subcode?: unknown;
    message?: unknown;
    is_transient?: unknown;
    error_data?: { details?: unknown };
  };
};

function first(list: unknown): { id?: unknown; user_id?: unknown } | undefined {
  return Array.isArray(list) ? (list[0] ?? undefined) : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

// Errors that come before a byte of the request could leave.
const TOO_LATE = 'TOO_LATE_TO_LEAVE';
const NEVER_LEFT = new Set([
  TOO_LATE,
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
