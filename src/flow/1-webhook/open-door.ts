import { newId } from '#lib/ids.ts';
import type { Runtime } from '#src/runtime.ts';
import { forgetOldDoors, writeDoor } from '#webhook/queries.ts';

/**
 * Writes down that this process takes webhooks, and every break in it: what Meta could not hand over meanwhile it brings
 * later, and until then silence about a send says nothing (ADR 0030).
 */
export type Door = {
  /** Statuses were committed: Meta's news of sends come in. */
  keptStatuses(): void;
  /** An event could not be kept, and Meta was told so. */
  broke(): void;
  /** Every event that came was answered, and no more will come. */
  close(): Promise<void>;
};

const BEAT_MS = 5_000;
// A process that did not get to write for so long after its time did not get to answer either.
const HUNG_MS = 2_000;

/** @param beatMs how often it writes down that the process is there */
export function openDoor(runtime: Runtime, beatMs = BEAT_MS): Door {
  const openedAt = new Date(runtime.clock.now());
  const id = newId(openedAt.getTime());
  let keptAt: Date | null = null;
  let brokenAt: Date | null = null;
  let isOwed = false;
  let lastBeat = performance.now();

  const broke = (): void => {
    brokenAt = new Date(runtime.clock.now());
  };

  const write = async (closed: boolean): Promise<void> => {
    if (isOwed || performance.now() - lastBeat > beatMs + HUNG_MS) broke();
    isOwed = true;
    const beatAt = new Date(runtime.clock.now());
    await writeDoor(runtime.db, { id, openedAt, beatAt, keptAt, brokenAt, closedAt: closed ? beatAt : null });
    isOwed = false;
    lastBeat = performance.now();
  };

  const beat = (): Promise<void> =>
    write(false).catch((error) =>
      runtime.log.warn({ stage: 'webhook', err: error }, 'not written that the webhook is open'),
    );

  let beating = beat().then(() => forgetOldDoors(runtime.db, openedAt).catch(() => {}));
  const timer = setInterval(() => {
    beating = beating.then(beat);
  }, beatMs);

  return {
    keptStatuses() {
      keptAt = new Date(runtime.clock.now());
    },
    broke,
    async close() {
      clearInterval(timer);
      await beating;
      // Left unsaid, the process counts as crashed, which makes others wait longer and does no harm.
      await write(true).catch(() => {});
    },
  };
}
