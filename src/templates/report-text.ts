import { haltedLine } from './halted-line.ts';
import type { Language, Words } from './language.ts';
import { type SendOutcome, sayLine, sayWords } from './say.ts';

/** How a message did, counted in parents. `waiting` are those not yet settled; the rest of the total failed. */
export type Report = {
  audience: Words;
  total: number;
  reached: number;
  read: number;
  waiting: number;
  failures: readonly { reason: SendOutcome; parents: number }[];
  /** Why what waits cannot go at present; null: it can. */
  halted: SendOutcome | null;
};

/** The report to a sender: "38 of 40 parents reached, 31 have read it.", then each reason with its number. */
export function reportText(report: Report, language: Language): string {
  const { audience, total, reached, read, waiting, failures, halted } = report;
  const lines = [
    sayLine('report.heading', { audience }, language),
    reached === total && total > 0
      ? sayLine('report.allReached', { total, read }, language)
      : sayLine('report.reached', { reached, total, read }, language),
  ];
  if (waiting > 0) lines.push(sayLine('report.onTheWay', { waiting }, language));
  if (waiting > 0 && halted) lines.push(haltedLine(halted, language));
  for (const { reason, parents } of failures) {
    lines.push(
      sayLine('report.notReached', { parents, reason: sayWords(`outcome.${reason}`, {}) }, language),
    );
  }
  return lines.join('\n');
}
