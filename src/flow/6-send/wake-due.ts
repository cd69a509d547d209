import { placeDue } from '#send/queries.ts';
import { settleUnknown } from '#send/settle-unknown.ts';
import type { Runtime } from '#src/runtime.ts';

const BATCH = 2_000;

/** Puts everything whose time has come back into its lane, and settles old unknowns. Returns the slots with work. */
export async function wakeDue(runtime: Runtime): Promise<Set<number>> {
  const slots = new Set<number>();
  for (;;) {
    const now = new Date(runtime.clock.now());
    const settled = await settleUnknown(runtime, BATCH);
    if (settled.notTaken + settled.again + settled.aside > 0)
      runtime.log.warn({ stage: 'send', ...settled }, 'unknown sends settled without a status');
    const woken = await placeDue(runtime.db, now, BATCH);
    for (const { slot } of woken) slots.add(slot);
    if (woken.length === 0) return slots;
  }
}
