import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Db, Tx } from '#lib/db.ts';
import type { Runtime } from '#src/runtime.ts';

/** A node of a plan that PostgreSQL has carried out. */
export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: PlanNode[];
};

export type Explained = {
  /** Blocks of the whole statement, from memory or disk. */
  blocks: number;
  nodes: PlanNode[];
};

/**
 * Carries out what `work` sends first, planned as the process plans it and with its parameters, and tells how that went.
 * Nothing stays: it is rolled back.
 */
export async function explain(runtime: Runtime, work: (tx: Tx) => Promise<unknown>): Promise<Explained> {
  const statement = await catchFirst(runtime, work);
  const client = await runtime.pool.connect();
  try {
    await client.query('BEGIN');
    // A statement of the process is planned once, for whatever values come (plan_cache_mode); only what is prepared is
    // explained like that.
    await client.query(`PREPARE explained AS ${statement.sql}`);
    const values = statement.parameters.map((value) => literal(client, value)).join(', ');
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE explained (${values})`,
    );
    const plan = rows[0]!['QUERY PLAN'][0].Plan;
    return { blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], nodes: allNodes(plan) };
  } finally {
    await client.query('ROLLBACK; DEALLOCATE explained');
    client.release();
  }
}

/** A value as pg would send it, as a literal. */
function literal(client: pg.PoolClient, value: unknown): string {
  return value === null ? 'NULL' : client.escapeLiteral(asText(value));
}

function asText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (!Array.isArray(value)) return String(value);
  return `{${value.map((one) => (one === null ? 'NULL' : JSON.stringify(asText(one)))).join(',')}}`;
}

const UNDONE = new Error('caught and undone');

async function catchFirst(runtime: Runtime, work: (tx: Tx) => Promise<unknown>): Promise<CompiledQuery> {
  const caught: CompiledQuery[] = [];
  const listening: Db = new Kysely({
    dialect: new PostgresDialect({ pool: runtime.pool }),
    log: ({ query }) => void (query.parameters.length > 0 && caught.push(query)),
  });
  const undone = listening.transaction().execute(async (tx) => {
    await work(tx);
    throw UNDONE;
  });
  await undone.catch((error) => {
    if (error !== UNDONE) throw error;
  });
  return caught[0]!;
}

function allNodes(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(allNodes)];
}

/** Rows that all scans of a table and its partitions have read, those thrown away by a filter too. */
export function rowsRead({ nodes }: Explained, table: string): number {
  return nodes
    .filter((node) => node['Node Type'].includes('Scan') && node['Relation Name']?.startsWith(table))
    .reduce(
      (sum, node) =>
        sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
}
