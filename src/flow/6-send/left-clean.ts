/**
 * Lanes that this process gave back with nothing of theirs left `sending`, and their fence then. Whoever takes a lane over looks
 * through its whole queue for what the last owner left on the wire (ADR 0006); a process that takes its own back, as it does
 * every few seconds, knows that there is nothing.
 */
export type LeftClean = {
  gaveBack(lanes: Iterable<[senderId: string, fence: number]>): void;
  /**
   * Of a lane that was just taken: nobody else had it meanwhile, we left nothing, and it was looked through within the minute.
   * To be asked once; whoever hears no looks. @param now on the clock of `performance.now()`
   */
  isClean(lane: { sender_id: string; fence: number }, now: number): boolean;
};

// However sure we are, a lane is looked through so often.
const LOOK_EVERY_MS = 60_000;

export function createLeftClean(): LeftClean {
  const fences = new Map<string, number>();
  const lookedAt = new Map<string, number>();
  return {
    gaveBack(lanes) {
      for (const [senderId, fence] of lanes) fences.set(senderId, fence);
    },
    isClean({ sender_id: senderId, fence }, now) {
      const left = fences.get(senderId);
      fences.delete(senderId);
      const isFresh = now - (lookedAt.get(senderId) ?? Number.NEGATIVE_INFINITY) < LOOK_EVERY_MS;
      // A fence rises by one whenever a lane changes hands; by more, and somebody else had it.
      if (left !== undefined && fence === left + 1 && isFresh) return true;
      lookedAt.set(senderId, now);
      return false;
    },
  };
}
