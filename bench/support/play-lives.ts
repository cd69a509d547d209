import { type BenchNumber, type Ground, planNotice } from '#bench/support/plan-notices.ts';
import { EVERY_ID } from '#lib/ids.ts';
import { findWaiting } from '#ops/queries.ts';
import type { DeliveryKey } from '#send/delivery-key.ts';
import { type LeasedLane, leaseLanes, slotsWithWork } from '#send/lane-queries.ts';
import { type ClaimedDelivery, claimBatch, recordAccepted, recordOutcomes } from '#send/queries.ts';
import type { QueueSpan } from '#send/queue-span.ts';
import { wakeDue } from '#send/wake-due.ts';
import type { Progress } from '#status/collapse-statuses.ts';
import { recordProgress } from '#status/queries.ts';

export const CLASS = 40;
const SLOTS = 8;
const BATCH = 100;
const STATUSES = 500;
const LOOKS = 20;
/** Every so manieth send is cut off, and settled. */
const CUT_OFF = 20;
const HOUR_MS = 60 * 60 * 1_000;

export const STEPS = ['look', 'claim', 'accept', 'settle', 'status'] as const;
export type Step = (typeof STEPS)[number];

/** What stands ready for a round: numbers, and a school on each. */
export type Field = Ground & { numbers: BenchNumber[]; schools: string[]; span: QueueSpan };

export async function plan(field: Field, deliveries: number): Promise<void> {
  for (let planned = 0, nth = 0; planned < deliveries; planned += CLASS, nth++) {
    const at = nth % field.numbers.length;
    await planNotice(field, field.schools[at]!, field.numbers[at]!, { recipients: CLASS });
  }
}

/**
 * Whole lives of what is planned, through the very statements of the stages, without a request in between: claimed,
 * accepted or cut off and settled, claimed again; sent, delivered and read recorded. Milliseconds of each step.
 */
export async function playLives(field: Field): Promise<Record<Step, number>> {
  const tookMs: Record<Step, number> = { look: 0, claim: 0, accept: 0, settle: 0, status: 0 };
  const timed = async <T>(step: Step, work: () => Promise<T>): Promise<T> => {
    const began = performance.now();
    try {
      return await work();
    } finally {
      tookMs[step] += performance.now() - began;
    }
  };
  await timed('look', async () => {
    for (let nth = 0; nth < LOOKS; nth++) await look(field);
  });
  const claimed = await timed('claim', () => claimAll(field));
  const cutOff = claimed.filter((_, nth) => nth % CUT_OFF === 0);
  const taken = claimed.filter((_, nth) => nth % CUT_OFF !== 0);
  await timed('accept', () => accept(field, taken));
  await timed('settle', async () => {
    await loseTrackOf(field, cutOff);
    await wakeDue(field.runtime);
  });
  const again = await timed('claim', () => claimAll(field));
  await timed('accept', () => accept(field, again));
  const all = [...taken, ...again];
  for (const status of ['sent', 'delivered', 'read'] as const)
    await timed('status', () => tell(field, all, status));
  return tookMs;
}

/** What the pulse looks at four times a second. */
async function look({ runtime: { db }, span }: Field): Promise<void> {
  await span.look();
  await slotsWithWork(db, span.current());
  await findWaiting(db, lookAt(new Date()));
}

export function lookAt(now: Date) {
  return { now, cameBefore: now, parkedSince: now, among: EVERY_ID };
}

export async function lease({ runtime: { db }, span }: Field): Promise<LeasedLane[]> {
  const lanes: LeasedLane[] = [];
  for (let slot = 0; slot < SLOTS; slot++)
    lanes.push(...(await leaseLanes(db, slot, 'bench', 60, span.current())));
  return lanes;
}

export function sharesOf(lanes: LeasedLane[]) {
  const count = Math.floor(BATCH / Math.max(1, lanes.length));
  return lanes.map(({ sender_id, fence }) => ({ sender_id, fence, count }));
}

async function claimAll(field: Field): Promise<ClaimedDelivery[]> {
  const shares = sharesOf(await lease(field));
  const all: ClaimedDelivery[] = [];
  for (;;) {
    const batch = await claimBatch(field.runtime.db, shares, field.span.current());
    if (batch.length === 0) return all;
    all.push(...batch);
  }
}

async function accept({ runtime: { db } }: Field, claimed: ClaimedDelivery[]): Promise<void> {
  for (const group of inGroups(claimed, BATCH))
    await recordAccepted(
      db,
      group.map((one) => ({ key: keyOf(one), wamid: wamidOf(one) })),
      new Date(),
    );
}

/** Cut off so long ago that it is time to settle them. */
async function loseTrackOf({ runtime: { db } }: Field, claimed: ClaimedDelivery[]): Promise<void> {
  const longAgo = new Date(Date.now() - HOUR_MS);
  const unknown = { status: 'unknown', wakeAt: longAgo, unknownSince: longAgo, errorCode: null } as const;
  const rest = { errorDetail: 'the connection was cut', closeWindow: false, spared: false };
  for (const group of inGroups(claimed, BATCH))
    await recordOutcomes(
      db,
      group.map((one) => ({ key: keyOf(one), ...unknown, ...rest })),
      new Date(),
    );
}

async function tell({ runtime: { db } }: Field, claimed: ClaimedDelivery[], status: Progress['status']) {
  for (const group of inGroups(claimed, STATUSES))
    await db.transaction().execute((tx) => recordProgress(tx, progressOf(group, status)));
}

export function progressOf(claimed: ClaimedDelivery[], status: Progress['status']): Progress[] {
  const now = Date.now();
  return claimed
    .map((one) => ({
      id: one.school_id + one.message_id + one.recipient_id,
      key: keyOf(one),
      wamid: wamidOf(one),
      status,
      [`${status}At`]: now,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

export function keyOf(one: ClaimedDelivery): DeliveryKey {
  const { school_id: schoolId, message_id: messageId, recipient_id: recipientId, part, attempt } = one;
  return { schoolId, messageId, recipientId, part, attempt };
}

export function wamidOf({ recipient_id, message_id }: ClaimedDelivery): string {
  return `wamid.${recipient_id}${message_id.slice(0, 13)}`;
}

function* inGroups<T>(items: T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
