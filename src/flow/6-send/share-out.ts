import type { Pace } from '#send/pace.ts';
import type { ClaimedDelivery, LaneShare } from '#send/queries.ts';

/** A lane that is held, with what may leave by it. */
type PacedLane = { sender_id: string; fence: number; pace: Pace };

/** Divides a batch among the lanes that may send now, so that one full lane does not keep the others waiting. */
export function shareOut(
  lanes: PacedLane[],
  { now, random }: { now: number; random: number },
  batch: number,
): LaneShare[] {
  const free = rotated(lanes, random)
    .map((lane) => ({ lane, allowance: lane.pace.allowance(now) }))
    .filter(({ allowance }) => allowance > 0);
  const each = Math.max(1, Math.floor(batch / Math.max(1, free.length)));
  return free.slice(0, batch).map(({ lane, allowance }) => ({
    sender_id: lane.sender_id,
    fence: lane.fence,
    count: Math.min(allowance, each),
  }));
}

// With more lanes than a batch has places, each claim begins somewhere else.
function rotated<T>(items: T[], random: number): T[] {
  const from = Math.floor(random * items.length);
  return [...items.slice(from), ...items.slice(0, from)];
}

type Claim = { shares: LaneShare[]; claimed: ClaimedDelivery[]; going: ClaimedDelivery[] };

/** Tells each pace how much of its lane left, and whether the lane had as much as was asked for. */
export function tookFrom(lanes: PacedLane[], { shares, claimed, going }: Claim, now: number): void {
  const asked = new Map(shares.map(({ sender_id, count }) => [sender_id, count]));
  const [found, went] = [countByLane(claimed), countByLane(going)];
  for (const { sender_id, pace } of lanes)
    pace.took(now, went.get(sender_id) ?? 0, found.get(sender_id) === asked.get(sender_id));
}

function countByLane(batch: ClaimedDelivery[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { sender_id } of batch) counts.set(sender_id, (counts.get(sender_id) ?? 0) + 1);
  return counts;
}
