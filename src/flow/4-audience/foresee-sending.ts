import { type Addressee, planSending, type SendingPlan } from '#audience/plan-sending.ts';
import { loadSendingFacts } from '#audience/sending-queries.ts';
import type { Tx } from '#lib/db.ts';
import type { Config } from '#src/config.ts';

/** A message before it is put into the outbox. Instants are milliseconds since 1970. */
export type Foreseen = {
  schoolId: string;
  senderId: string;
  priority: number;
  addressees: readonly Addressee[];
  /** Why nothing of the school goes at present; null: all goes. */
  halted: string | null;
  sendAfter: number;
  expiresAt: number;
};

/** Loads what the plan of a message stands on, and plans it. Nothing is written. */
export async function foreseeSending(tx: Tx, config: Config, message: Foreseen): Promise<SendingPlan> {
  const { addressees, sendAfter } = message;
  const outside = addressees.filter(({ windowUntil }) => !windowUntil || windowUntil.getTime() <= sendAfter);
  const inside = addressees.filter((one) => !outside.includes(one));
  const facts = await loadSendingFacts(tx, config, {
    ...message,
    messages: outside.length + inside.reduce((sum, { parts }) => sum + parts, 0),
    outside: outside.map(({ address }) => address),
  });
  return planSending(addressees, facts);
}
