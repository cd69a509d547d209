import { sql } from 'kysely';
import type { Runtime } from '#src/runtime.ts';

/** Makes sure that this month and the two after it have their partitions. Run at every start and every day. */
export async function keepPartitions({ db, clock }: Runtime): Promise<void> {
  await sql`CALL ensure_partitions(${new Date(clock.now()).toISOString().slice(0, 10)}::date)`.execute(db);
}
