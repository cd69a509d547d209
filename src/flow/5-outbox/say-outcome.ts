import type { Tx } from '#lib/db.ts';
import type { MessageKind } from '#outbox/queries.ts';
import type { Tally } from '#outbox/report-queries.ts';
import { sayAbsences } from '#outbox/say-absences.ts';
import { catalogue } from '#templates/catalogue.ts';
import type { Language, Words } from '#templates/language.ts';
import { reportText } from '#templates/report-text.ts';
import type { SendOutcome } from '#templates/say.ts';

/**
 * "38 of 40 parents reached, 31 have read it", and each reason why some were not; after attendance also what the
 * families answered.
 */
export async function sayOutcome(
  tx: Tx,
  schoolId: string,
  message: { id: string; kind: MessageKind; audience: Words },
  tally: Tally,
  language: Language,
  halted: SendOutcome | null,
): Promise<string> {
  const failures = tally.failed.map(({ reason, count }) => ({
    reason: isSendOutcome(reason) ? reason : ('other' as const),
    parents: count,
  }));
  const { total, reached, read, waiting } = tally;
  const report = reportText(
    { audience: message.audience, total, reached, read, waiting, failures, halted },
    language,
  );
  const absences = message.kind === 'attendance' ? await sayAbsences(tx, schoolId, message.id, language) : '';
  return absences === '' ? report : `${report}\n\n${absences}`;
}

function isSendOutcome(reason: string): reason is SendOutcome {
  return `outcome.${reason}` in catalogue;
}
