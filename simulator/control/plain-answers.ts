import type { Answer } from '../http/answer.ts';

const fresh = { 'cache-control': 'no-store' };

/** 200 with JSON. */
export function good(json: unknown): Answer {
  return { status: 200, json, headers: fresh };
}

/** An error of the control API: one sentence. */
export function wrong(status: number, sentence: string): Answer {
  return { status, json: { error: sentence }, headers: fresh };
}
