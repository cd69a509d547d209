/** Runs a statement as the owner of the tables. */
type Query = (text: string, values?: unknown[]) => Promise<unknown>;

const CLASS = 40;
const SCHOOLS = 1_000;
const MONTHS = 12;
const SLICE = 500_000;

/**
 * Fills the partitions of the last twelve months with deliveries that have been read, in the order of time: messages to
 * classes of 40, of a thousand schools in turn. Months that are over are packed, as the rows of a month are once their
 * pages are full; the running month has the room that its rows are given. `deliveries` is a multiple of 40.
 */
export async function fillHistory(query: Query, deliveries: number): Promise<void> {
  for (let back = MONTHS; back > 0; back--)
    await query(`CALL ensure_month_partition('delivery', (now() - interval '${back} months')::date)`);
  for (let first = 0; first < deliveries; first += SLICE)
    await query(
      `WITH spread AS (
         SELECT n, n / ${CLASS} AS nth, now() - interval '${MONTHS} months' * (1 - n::float8 / $3) AS at
         FROM generate_series($1::int, $2::int - 1) AS n
       )
       INSERT INTO delivery (school_id, message_id, recipient_id, sender_id, recipient_kind, address, language, status, attempt, wamid,
                             accepted_at, sent_at, delivered_at, read_at)
       SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(nth % ${SCHOOLS}), 12, '0'))::uuid,
              (lpad(to_hex((extract(epoch FROM now() - interval '${MONTHS} months' * (1 - (nth * ${CLASS})::float8 / $3)) * 1000)::bigint), 12, '0')
                || '70008000' || lpad(to_hex(nth), 12, '0'))::uuid,
              ('00000000-0000-7000-9000-' || lpad(to_hex(nth % ${SCHOOLS} * ${CLASS} + n % ${CLASS}), 12, '0'))::uuid,
              ('00000000-0000-7000-a000-' || lpad(to_hex(nth % ${SCHOOLS}), 12, '0'))::uuid,
              'guardian', '+' || (9779800000000 + n), 'both', 'read', 1,
              'wamid.HBgNOTc3OTgwMDAwMDAwMBUCABEYEj' || upper(lpad(to_hex(n), 12, '0')) || 'AA==', at, at, at, at
       FROM spread`,
      [first, Math.min(deliveries, first + SLICE), deliveries],
    );
  await query('VACUUM ANALYZE delivery');
  await query('CHECKPOINT');
}
