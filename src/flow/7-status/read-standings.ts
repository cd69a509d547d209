import { inTransaction } from '#lib/transaction.ts';
import { openAccess } from '#send/open-access.ts';
import type { Runtime } from '#src/runtime.ts';
import { setLimit } from '#status/account-queries.ts';
import { type AskedNumber, askAgainAt, claimNumbers, putStanding } from '#status/standing-queries.ts';
import type { GraphCalls } from '#whatsapp/client.ts';
import { type NumberStanding, readNumber } from '#whatsapp/read-number.ts';

const AT_A_TIME = 10;
// Longer than an answer is waited for; then its worker is taken for dead.
const LEASE_MS = 120_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
const AGAIN_MS = 15 * 60 * 1_000;

/**
 * Asks Meta for the numbers that are due how they stand, and writes it down: so a limit of Meta's is known before its
 * first news comes, and a setting stands in for it only until then. Returns how many answered.
 */
export async function readStandings(runtime: Runtime): Promise<number> {
  let answered = 0;
  for (;;) {
    const now = runtime.clock.now();
    const numbers = await claimNumbers(runtime.db, new Date(now), new Date(now + LEASE_MS), AT_A_TIME);
    if (numbers.length === 0) return answered;
    const access = await openAccess(runtime, numbers);
    const asked = await Promise.all(
      numbers.map((number) => askOne(runtime, number, access.get(number.sender_id)?.whatsapp)),
    );
    answered += asked.filter(Boolean).length;
  }
}

async function askOne(
  runtime: Runtime,
  number: AskedNumber,
  graph: GraphCalls | undefined,
): Promise<boolean> {
  const about = { stage: 'status', senderId: number.sender_id };
  const answer = graph
    ? await readNumber(graph, number.phone_number_id)
    : ({ kind: 'trouble', reason: 'its token does not open' } as const);
  if (answer.kind === 'done') {
    await record(runtime, number, answer.standing);
    runtime.log[isWell(answer.standing) ? 'info' : 'warn']({ ...about, ...answer.standing }, 'number read');
    return true;
  }
  const { kind: _, ...why } = answer;
  runtime.log.warn({ ...about, ...why }, 'Meta does not say how a number stands; it is asked again');
  await askAgainAt(runtime.db, number.sender_id, new Date(runtime.clock.now() + AGAIN_MS));
  return false;
}

async function record({ db, clock }: Runtime, number: AskedNumber, standing: NumberStanding): Promise<void> {
  const now = clock.now();
  // Not all numbers in the same minute of every day.
  const next = new Date(now + DAY_MS * (1 - clock.random() / 10));
  await inTransaction(db, async (tx) => {
    if (standing.peoplePerDay !== undefined)
      await setLimit(tx, number.waba_id, standing.peoplePerDay, new Date(now));
    await putStanding(tx, number.sender_id, standing, new Date(now), next);
  });
}

function isWell({ quality, nameStatus = 'APPROVED' }: NumberStanding): boolean {
  return quality !== 'RED' && (nameStatus === 'APPROVED' || nameStatus === 'AVAILABLE_WITHOUT_REVIEW');
}
