import { sql } from 'kysely';
import type { Runtime } from '#src/runtime.ts';

export type PartHealth = { state: 'up' | 'down'; latencyMs: number | null; problem?: string };

/**
 * `ready`     everything answers
 * `degraded`  webhooks are kept, but something behind them is away: it is made up for later
 * `down`      the database is away, so nothing can be kept: Meta should come again
 */
export type Health = {
  status: 'ready' | 'degraded' | 'down';
  parts: { database: PartHealth; queue: PartHealth; whatsapp: PartHealth };
};

const PATIENCE_MS = 3_000;

export async function checkHealth({ db, queues, whatsapp, log }: Runtime): Promise<Health> {
  const [database, queue, graph] = await Promise.all([
    probe(() => sql`SELECT 1`.execute(db)),
    probe(() => queues.ping()),
    probe(() => whatsapp.ping()),
  ]);
  const parts = { database, queue, whatsapp: graph };
  const allUp = Object.values(parts).every((part) => part.state === 'up');
  const status = database.state === 'down' ? 'down' : allUp ? 'ready' : 'degraded';
  if (status !== 'ready') log.warn({ stage: 'health', status, parts }, 'not everything answers');
  return { status, parts };
}

async function probe(work: () => Promise<unknown>): Promise<PartHealth> {
  const began = performance.now();
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    await Promise.race([
      work(),
      new Promise((_, reject) =>
        patience.addEventListener('abort', () => reject(new Error(`no answer in ${PATIENCE_MS} ms`))),
      ),
    ]);
    return { state: 'up', latencyMs: Math.round((performance.now() - began) * 10) / 10 };
  } catch (error) {
    return { state: 'down', latencyMs: null, problem: (error as Error).message || String(error) };
  }
}
