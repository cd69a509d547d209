import type { IdSpan } from '#lib/ids.ts';
import { placeDue } from '#send/due-queries.ts';
import { findDueSpans } from '#send/lane-queries.ts';
import { covering, everySpan } from '#send/month-spans.ts';
import { settleUnknown } from '#send/settle-unknown.ts';
import type { Runtime } from '#src/runtime.ts';

const BATCH = 2_000;

/** Puts everything whose time has come back into its lane, and settles old unknowns. Returns the slots with work. */
export async function wakeDue(runtime: Runtime): Promise<Set<number>> {
  const slots = new Set<number>();
  const span = await findDueSpan(runtime);
  if (!span) return slots;
  for (;;) {
    const now = new Date(runtime.clock.now());
    const settled = await settleUnknown(runtime, BATCH, span);
    if (settled.notTaken + settled.again + settled.aside > 0)
      runtime.log.warn({ stage: 'send', ...settled }, 'unknown sends settled without a status');
    const woken = await placeDue(runtime.db, now, BATCH, span);
    for (const { slot } of woken) slots.add(slot);
    if (woken.length === 0) return slots;
  }
}

/** The months in which something is due: mostly this one, and what follows opens no other. */
async function findDueSpan({ db, clock, config }: Runtime): Promise<IdSpan | undefined> {
  const now = clock.now();
  return covering(await findDueSpans(db, everySpan(now, config.KEEP_DELIVERIES_MONTHS), new Date(now)));
}
