import { expectedError } from '#lib/expected-error.ts';
import type { FailedFilter } from '#ops/replay-queries.ts';
import { idOf, schoolOf } from '#src/cli/school-flag.ts';

/** The flags by which `failed` and `replay` say which failures are meant. */
export const FILTER_FLAGS = {
  school: { type: 'string' },
  message: { type: 'string' },
  reason: { type: 'string' },
  since: { type: 'string' },
} as const;

const WEEK_MS = 7 * 24 * 60 * 60 * 1_000;

/** @param now milliseconds since 1970; without `--since` the week before it is meant, or all time for one message. */
export function filterOf(
  flags: { school?: string; message?: string; reason?: string; since?: string },
  now: number,
): FailedFilter {
  const { school, message, reason, since } = flags;
  if (reason !== undefined && !/^[a-z_]+$/.test(reason))
    throw expectedError(`"${reason}" is not a reason; bin/chautari failed lists them.`);
  return {
    ...(school === undefined ? {} : { schoolId: schoolOf(school) }),
    ...(message === undefined ? {} : { messageId: idOf(message, 'a message') }),
    ...(reason === undefined ? {} : { reason }),
    since: since === undefined ? new Date(message === undefined ? now - WEEK_MS : 0) : instantOf(since),
  };
}

function instantOf(text: string): Date {
  const at = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw expectedError(
      `--since is a date such as 2026-11-20, or an instant such as 2026-11-20T08:00Z, not "${text}".`,
    );
  return new Date(at);
}
