import { outlastTrouble } from '#lib/database-errors.ts';
import type { Decision } from '#send/decide-outcome.ts';
import { type AcceptedRow, markUnreachable, recordAccepted, recordOutcomes } from '#send/queries.ts';
import type { Runtime } from '#src/runtime.ts';

/** Outcomes of one batch on their way into its rows. */
export type Outcomes = {
  accepted(row: AcceptedRow): void;
  other(decision: Decision): void;
  /** Writes what is left; resolves when all of the batch is written, rejects when some of it could not be. */
  finish(): Promise<void>;
};

// A restart of the database is waited for, since what has been sent cannot be asked for again. Shorter than it
// takes until another process takes the lane over and an urgent send of unknown outcome is repeated.
export const PATIENCE_MS = 10_000;
// One slow answer must not keep those of the others in memory, where a crash would make them unknown.
const LONGEST_WAIT_MS = 50;

/** A batch is claimed by one statement, and its outcomes are written by one, if its answers come about together. */
export function gatherOutcomes(runtime: Runtime): Outcomes {
  let accepted: AcceptedRow[] = [];
  let others: Decision[] = [];
  let timer: NodeJS.Timeout | undefined;
  const writing: Promise<void>[] = [];
  let failure: { error: unknown } | undefined;

  const begin = (write: Promise<void>): void => {
    writing.push(
      write.catch((error) => {
        failure ??= { error };
      }),
    );
  };

  const writeSoFar = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const at = new Date(runtime.clock.now());
    if (accepted.length > 0) begin(writeAccepted(runtime, accepted, at));
    if (others.length > 0) begin(writeDecisions(runtime, others, at));
    accepted = [];
    others = [];
  };

  const writeSoon = (): void => {
    timer ??= setTimeout(writeSoFar, LONGEST_WAIT_MS);
  };

  return {
    accepted(row) {
      accepted.push(row);
      writeSoon();
    },
    other(decision) {
      others.push(decision);
      writeSoon();
    },
    async finish() {
      writeSoFar();
      await Promise.all(writing);
      if (failure) throw failure.error;
    },
  };
}

function writeAccepted(runtime: Runtime, rows: AcceptedRow[], at: Date): Promise<void> {
  return outlastTrouble(() => recordAccepted(runtime.db, rows, at), PATIENCE_MS);
}

async function writeDecisions(runtime: Runtime, decisions: Decision[], at: Date): Promise<void> {
  const rows = decisions.map((d) => d.row);
  await outlastTrouble(() => recordOutcomes(runtime.db, rows, at), PATIENCE_MS);
  const unreachable = decisions.filter((d) => d.personUnreachable).map(({ row }) => row.key);
  if (unreachable.length > 0)
    await outlastTrouble(() => markUnreachable(runtime.db, unreachable, at), PATIENCE_MS);
}
