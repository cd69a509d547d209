import { BURST } from '#audience/pair-limit.ts';

/**
 * The pace of one number towards each person: one message in six seconds, or up to 45 within six, borrowed from the
 * time to come (cloud-api.md section 3). Kept ahead of Meta, so that nobody's message runs into 131056 and the lane
 * never waits for one person. Pure: the caller brings the time, in milliseconds since 1970.
 */
export type PairPace = {
  /** Takes one message to this person. Returns 0 when it may go now, else from when on it may be tried again. */
  take(address: string, now: number): number;
  /** Everybody who is ahead of the pace by more than `ms` now. */
  owing(now: number, ms: number): PairDebts;
  /** What another owner of the lane left behind; the later of the two accounts counts. */
  restore(debts: PairDebts): void;
};

/** Address → [paid until, burst from, burst size]. */
export type PairDebts = Record<string, [paidUntil: number, burstFrom: number, burstSize: number]>;

// Requests arrive a little closer together or farther apart than they left: a message takes a twentieth more of the
// pace than Meta says, and a burst is a sixth shorter.
const PAID_SLACK = 1.05;
const BURST_PART = 5 / 6;
const FORGET_EVERY = 1_000;

type Account = { paidUntil: number; burstFrom: number; burstSize: number; promised: number };

/** @param everyMs what a message to one person takes of their pace, milliseconds; 0 for no limit */
export function createPairPace(everyMs: number): PairPace {
  const paidMs = everyMs * PAID_SLACK;
  const burstMs = everyMs * BURST_PART;
  const accounts = new Map<string, Account>();
  let sinceForgetting = 0;
  // The account that is farthest ahead; nobody need be asked while it is not far.
  let farthest = 0;

  const forget = (now: number): void => {
    sinceForgetting = 0;
    for (const [address, { paidUntil, promised }] of accounts)
      if (Math.max(paidUntil, promised) <= now) accounts.delete(address);
  };

  return {
    take(address, now) {
      if (++sinceForgetting >= FORGET_EVERY) forget(now);
      const account = accounts.get(address);
      if (!account || now >= account.paidUntil) {
        const promised = account?.promised ?? 0;
        accounts.set(address, { paidUntil: now + paidMs, burstFrom: now, burstSize: 1, promised });
        farthest = Math.max(farthest, now + paidMs);
        return 0;
      }
      if (now - account.burstFrom < burstMs && account.burstSize < BURST) {
        account.burstSize += 1;
        account.paidUntil += paidMs;
        farthest = Math.max(farthest, account.paidUntil);
        return 0;
      }
      // Those that wait come back one after another, in the order in which they were sent away.
      const at = Math.max(account.paidUntil, account.promised);
      account.promised = at + paidMs;
      return at;
    },
    owing(now, ms) {
      const debts: PairDebts = {};
      if (farthest - now <= ms) return debts;
      for (const [address, { paidUntil, burstFrom, burstSize }] of accounts)
        if (paidUntil - now > ms) debts[address] = [paidUntil, burstFrom, burstSize];
      return debts;
    },
    restore(debts) {
      for (const [address, [paidUntil, burstFrom, burstSize]] of Object.entries(debts)) {
        const promised = accounts.get(address)?.promised ?? 0;
        farthest = Math.max(farthest, paidUntil);
        if ((accounts.get(address)?.paidUntil ?? 0) < paidUntil)
          accounts.set(address, { paidUntil, burstFrom, burstSize, promised });
      }
    },
  };
}
