import type pg from 'pg';
import { unpackDeliveryKey } from '#send/delivery-key.ts';
import type { Simulator } from '#simulator/start-simulator.ts';

export type Evidence = {
  seed: number;
  seconds: number;
  engine: 'postgres' | 'redis';
  /** The ids of the texts that teachers typed. */
  said: string[];
  faults: string[];
  settled: boolean;
  exits: Record<string, number | string>;
  pool: pg.Pool;
  simulator: Simulator;
};

export type Verdict = {
  isGood: boolean;
  seed: number;
  seconds: number;
  engine: string;
  texts: number;
  sends: number;
  faults: number;
  lost: number;
  twice: number;
  /** Final states that the ledger does not bear out. */
  wrong: number;
  /** Set aside as failed, since no status ever said what became of an unknown send. Never in the ledger. */
  setAside: number;
  lines: string[];
};

type Row = {
  school_id: string;
  message_id: string;
  recipient_id: string;
  part: number;
  status: string;
  error_detail: string | null;
};

/** Holds the simulator's ledger against the database: what was lost, sent twice, or recorded wrongly. */
export async function judge({
  seed,
  seconds,
  engine,
  said,
  faults,
  settled,
  exits,
  pool,
  simulator,
}: Evidence): Promise<Verdict> {
  const inbound = new Set(
    (
      await pool.query<{ wamid: string }>('SELECT wamid FROM inbound_message WHERE handled_at IS NOT NULL')
    ).rows.map((r) => r.wamid),
  );
  const lostTexts = said.filter((wamid) => !inbound.has(wamid));
  const unanswered = (
    await pool.query<{ id: string }>(
      `SELECT i.id FROM inbound_message i WHERE i.outcome IS DISTINCT FROM 'daily_update' OR NOT EXISTS
         (SELECT FROM message m WHERE m.school_id = i.school_id AND m.inbound_id = i.id AND m.kind = 'daily_update')`,
    )
  ).rows;

  // A report that was written while the processes were being told to end waits for their next start.
  const { rows } = await pool.query<Row>(
    `SELECT d.school_id, d.message_id, d.recipient_id, d.part, d.status, d.error_detail
     FROM delivery d JOIN message m ON m.school_id = d.school_id AND m.id = d.message_id
     WHERE NOT (m.kind = 'report' AND d.status = 'planned')`,
  );
  const accepted = acceptedByDelivery(simulator);
  const twice = [...accepted.values()].filter((entry) => entry.times > 1);
  const setAside = rows.filter(
    (row) => row.status === 'failed' && row.error_detail === 'unsettled' && !accepted.has(idOf(row)),
  );
  const lost = rows.filter((row) => !accepted.has(idOf(row)) && !setAside.includes(row));
  const wrong = rows.filter(
    (row) => accepted.has(idOf(row)) && row.status !== accepted.get(idOf(row))!.state,
  );

  const verdict = { seed, seconds, engine, texts: said.length, sends: rows.length, faults: faults.length };
  const counts = {
    lost: lostTexts.length + unanswered.length + lost.length,
    twice: twice.length,
    wrong: wrong.length,
    setAside: setAside.length,
  };
  const isGood =
    settled &&
    counts.lost === 0 &&
    counts.twice === 0 &&
    counts.wrong === 0 &&
    Object.values(exits).every((code) => code === 0);
  const lines = [
    `${said.length} texts, ${rows.length} sends, ${faults.length} faults on ${engine}: ${counts.lost} lost, ${counts.twice} sent twice, ${counts.wrong} wrong, ${counts.setAside} set aside`,
    ...(settled ? [] : ['It did not come to rest in time.']),
    ...Object.entries(exits).flatMap(([name, code]) =>
      code === 0 ? [] : [`${name} ended with ${code} on SIGTERM`],
    ),
    ...lostTexts.slice(0, 5).map((wamid) => `text never handled: ${wamid}`),
    ...unanswered.slice(0, 5).map(({ id }) => `text without its message: ${id}`),
    ...lost.slice(0, 5).map((row) => `never accepted, ${row.status} (${row.error_detail}): ${idOf(row)}`),
    ...twice
      .slice(0, 5)
      .map(
        (entry) =>
          `accepted ${entry.times} times, within ${(entry.lastAt - entry.firstAt) / 1_000} s: ${entry.wamids.join(', ')}`,
      ),
    ...wrong
      .slice(0, 5)
      .map(
        (row) =>
          `${row.status} in the database, ${accepted.get(idOf(row))!.state} in the ledger: ${idOf(row)}`,
      ),
  ];
  return { isGood, ...verdict, ...counts, lines };
}

type Accepted = { times: number; state: string; wamids: string[]; firstAt: number; lastAt: number };

function acceptedByDelivery(simulator: Simulator): Map<string, Accepted> {
  const accepted = new Map<string, Accepted>();
  for (const entry of simulator.ledger.read({ limit: Number.POSITIVE_INFINITY }).messages) {
    const key = unpackDeliveryKey(entry.opaque ?? undefined);
    if (!key) continue;
    const id = [key.schoolId, key.messageId, key.recipientId, key.part].join('/');
    const before = accepted.get(id);
    accepted.set(id, {
      times: (before?.times ?? 0) + 1,
      state: entry.status,
      wamids: [...(before?.wamids ?? []), entry.id],
      firstAt: before?.firstAt ?? entry.at,
      lastAt: entry.at,
    });
  }
  return accepted;
}

function idOf(row: Row): string {
  return [row.school_id, row.message_id, row.recipient_id, row.part].join('/');
}
