import type { Standing } from '../numbers/number.ts';
import type { TemplateStatus } from '../templates/template.ts';

/** An error to answer, or a failure to report later, for a share of messages. */
export type Trouble = {
  /** Meta's code (cloud-api.md section 4). */
  code: number;
  /** 0 to 1. */
  rate: number;
  details?: string;
  /** Only for this number, person (digits) or path ending. */
  phoneNumberId?: string;
  phone?: string;
};

/** What goes wrong on purpose. All rates run from 0 to 1. */
export type Chaos = {
  /** Added to every answer of the Graph API, real milliseconds; a share gets the tail on top. */
  latency: { ms: number; tailMs: number; tailRate: number };
  /** Answered instead of accepting. */
  errors: Trouble[];
  /** Accepted, then reported in a `failed` status. */
  failures: Trouble[];
  /** Connection closed with nothing done. */
  cutBeforeRate: number;
  /** Message accepted, then the connection closed without an answer. */
  cutAfterRate: number;
  /** Message accepted, and the answer never comes. */
  silenceRate: number;
  webhooks: {
    /** Kept back this long on the simulated clock. */
    withholdMs: number;
    duplicateRate: number;
    reorderRate: number;
    /** `read` without `delivered` before it. */
    skipDeliveredRate: number;
  };
  /** Standing of numbers by id, over what they have: `spam-limited`, `maintenance`, … */
  numbers: Record<string, Standing>;
  /** Status of templates by name, over what they have: `PAUSED`, `DISABLED`, … */
  templates: Record<string, TemplateStatus>;
};

export type ChaosBox = { now: Chaos };

/** Nothing goes wrong. */
export const calm = (): Chaos => ({
  latency: { ms: 0, tailMs: 0, tailRate: 0 },
  errors: [],
  failures: [],
  cutBeforeRate: 0,
  cutAfterRate: 0,
  silenceRate: 0,
  webhooks: { withholdMs: 0, duplicateRate: 0, reorderRate: 0, skipDeliveredRate: 0 },
  numbers: {},
  templates: {},
});

/** The first trouble that applies and whose dice fall so, or null. */
export function drawTrouble(
  troubles: readonly Trouble[],
  random: () => number,
  about: { phoneNumberId: string; phone: string | null },
): Trouble | null {
  for (const trouble of troubles) {
    if (trouble.phoneNumberId !== undefined && trouble.phoneNumberId !== about.phoneNumberId) continue;
    if (trouble.phone !== undefined && trouble.phone !== about.phone) continue;
    if (trouble.rate >= 1 || random() < trouble.rate) return trouble;
  }
  return null;
}
