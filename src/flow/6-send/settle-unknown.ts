import { EVERY_ID, type IdSpan } from '#lib/ids.ts';
import { inTransaction } from '#lib/transaction.ts';
import { chances } from '#send/decide-outcome.ts';
import { decideSettlement } from '#send/decide-settlement.ts';
import { loadDoor, lockUnknown, writeSettlements } from '#send/settlement-queries.ts';
import type { Runtime } from '#src/runtime.ts';

/** How many were looked at, and what became of them: the rest goes on waiting. */
export type Settled = { looked: number; notTaken: number; again: number; aside: number };

/** Looks at the unknown sends whose time has come, and settles those that can be settled (ADR 0030). */
export async function settleUnknown(
  runtime: Runtime,
  limit: number,
  span: IdSpan = EVERY_ID,
): Promise<Settled> {
  const { now, settleMs: waits } = chances(runtime);
  return inTransaction(runtime.db, async (tx) => {
    const sends = await lockUnknown(tx, new Date(now), limit, span);
    if (sends.length === 0) return { looked: 0, notTaken: 0, again: 0, aside: 0 };
    const door = await loadDoor(tx, new Date(now));
    const settled = sends.map((send) => ({
      send,
      settlement: decideSettlement({ ...send, door }, waits, now),
    }));
    await writeSettlements(tx, settled, new Date(now));
    const count = (test: (s: (typeof settled)[number]['settlement']) => boolean) =>
      settled.filter(({ settlement }) => test(settlement)).length;
    return {
      looked: sends.length,
      notTaken: count((s) => s.kind === 'again' && s.because === 'not_taken'),
      again: count((s) => s.kind === 'again' && s.because === 'no_evidence'),
      aside: count((s) => s.kind === 'aside'),
    };
  });
}
