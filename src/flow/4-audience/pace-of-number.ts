import type { Config } from '#src/config.ts';

export type Quality = 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';

/** Messages a second of a number: its own or the usual pace, and a part of it only while Meta calls its quality RED. */
export function paceOfNumber(
  config: Pick<Config, 'WA_RATE_LIMIT_PER_SECOND' | 'WA_RED_PACE_PERCENT'>,
  perSecond: number | null,
  quality: Quality,
): number {
  const full = perSecond ?? config.WA_RATE_LIMIT_PER_SECOND;
  return quality === 'RED' ? Math.max(1, Math.floor((full * config.WA_RED_PACE_PERCENT) / 100)) : full;
}
