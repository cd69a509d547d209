import type { Tally } from '#outbox/queries.ts';
import { catalogue } from '#templates/catalogue.ts';
import type { Language, Words } from '#templates/language.ts';
import { reportText } from '#templates/report-text.ts';
import type { SendOutcome } from '#templates/say.ts';

/** "38 of 40 parents reached, 31 have read it", and each reason why some were not. */
export function sayReport(audience: Words, tally: Tally, language: Language): string {
  const failures = tally.failed.map(({ reason, count }) => ({
    reason: isSendOutcome(reason) ? reason : ('other' as const),
    parents: count,
  }));
  return reportText(
    {
      audience,
      total: tally.total,
      reached: tally.reached,
      read: tally.read,
      waiting: tally.waiting,
      failures,
    },
    language,
  );
}

function isSendOutcome(reason: string): reason is SendOutcome {
  return `outcome.${reason}` in catalogue;
}
