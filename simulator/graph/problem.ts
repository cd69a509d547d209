import type { Answer } from '../http/answer.ts';
import { errorKind } from './error-table.ts';

/** Why a request is refused: Meta's code and the sentence for `error_data.details`. */
export type Problem = {
  code: number;
  details: string;
  subcode?: number;
  http?: number;
  /** Stands instead of `(#code) title`. */
  message?: string;
  /** The management API's sentence for people: `error_user_title`, `error_user_msg`. */
  forPeople?: string;
};

/** Names a problem. */
export function problem(code: number, details: string, more?: Omit<Problem, 'code' | 'details'>): Problem {
  return { code, details, ...more };
}

/** Meta's error object: `(#code) title`, details, `fbtrace_id` (cloud-api.md section 2). */
export function refuse(traceId: string, found: Problem): Answer {
  const kind = errorKind(found.code);
  const title = found.message ?? kind.title;
  const inline = found.code === 190 || found.code === 104 || found.message !== undefined;
  const error: Record<string, unknown> = {
    message: inline ? title : `(#${found.code}) ${title}`,
    type: kind.type ?? 'OAuthException',
    code: found.code,
  };
  if (found.subcode !== undefined) error.error_subcode = found.subcode;
  if (kind.transient) error.is_transient = true;
  if (found.forPeople !== undefined) {
    error.error_user_title = title;
    error.error_user_msg = found.forPeople;
  } else if (found.details !== '')
    error.error_data = { messaging_product: 'whatsapp', details: found.details };
  error.fbtrace_id = traceId;
  return { status: found.http ?? kind.http, json: { error } };
}
