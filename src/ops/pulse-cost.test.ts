import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { KyselyPlugin } from 'kysely';
import type { Db } from '#lib/db.ts';
import { EVERY_ID } from '#lib/ids.ts';
import { findWaiting } from '#ops/queries.ts';
import { leaseLanes, slotsWithWork } from '#send/lane-queries.ts';
import { addLane, addSchool } from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';

const LANES = 1_000;
const DELIVERIES = 20_000;

const runtime = await createTestRuntime({ after });
const { database, time } = runtime;

test('looking for work costs the same with a thousand numbers, a long history and a long queue', async () => {
  const now = new Date(time.now());
  const lane = await addLane(runtime);
  const school = await addSchool(runtime, lane);
  await addSenders();
  await database.query('VACUUM ANALYZE');
  const look = {
    beat: (db: Db) => findWaiting(db, { now, cameBefore: now, parkedSince: now, among: EVERY_ID }),
    slots: (db: Db) => slotsWithWork(db),
    lease: (db: Db) => leaseLanes(db, lane.slot, 'somebody', 20),
  };
  const before = await costOfEach(look);

  await addDeliveries(lane.senderId, school, 'delivered', 'NULL');
  await addDeliveries(lane.senderId, school, 'planned', 'n');
  await database.query('VACUUM ANALYZE');
  const after = await costOfEach(look);

  for (const [name, { blocks, deliveries }] of Object.entries(after)) {
    const was = before[name]!.blocks;
    assert.ok(deliveries <= 8, `${name} reads ${deliveries} deliveries`);
    assert.ok(blocks <= was * 1.5 + 40, `${name} reads ${blocks} blocks, and ${was} of empty tables`);
  }
});

type Look = (db: Db) => Promise<unknown>;

type Cost = { blocks: number; deliveries: number };

/** Blocks of tables and indexes, and rows of deliveries, that each look reads: the same on any machine, however busy. */
async function costOfEach(looks: Record<string, Look>): Promise<Record<string, Cost>> {
  const costs: Record<string, Cost> = {};
  for (const [name, look] of Object.entries(looks)) {
    const plans: Plan[] = [];
    await look(runtime.db.withPlugin(explaining(plans)));
    const [plan] = plans;
    costs[name] = {
      blocks: plan!['Shared Hit Blocks'] + plan!['Shared Read Blocks'],
      deliveries: deliveriesRead(plan!),
    };
  }
  return costs;
}

type Plan = {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Shared Hit Blocks': number;
  'Shared Read Blocks': number;
  Plans?: Plan[];
};

function deliveriesRead(plan: Plan): number {
  const here = plan['Relation Name']?.startsWith('delivery')
    ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops']
    : 0;
  return Math.round(here) + (plan.Plans ?? []).reduce((sum, part) => sum + deliveriesRead(part), 0);
}

/** Runs a statement as it is written in its slice, and keeps what the database tells about running it. */
function explaining(plans: Plan[]): KyselyPlugin {
  return {
    transformQuery: ({ node }) =>
      node.kind !== 'RawNode'
        ? node
        : {
            ...node,
            sqlFragments: [
              `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${node.sqlFragments[0]}`,
              ...node.sqlFragments.slice(1),
            ],
          },
    async transformResult({ result }) {
      for (const row of result.rows) {
        const [entry] = row['QUERY PLAN'] as [{ Plan: Plan }];
        plans.push(entry.Plan);
      }
      return result;
    },
  };
}

const addSenders = () =>
  database.query(
    `INSERT INTO sender (id, phone_number_id, waba_id, display_number, verified_name)
     SELECT gen_random_uuid(), 'many ' || n, '1000', 'many ' || n, 'many' FROM generate_series(1, $1) n`,
    [LANES],
  );

const addDeliveries = (senderId: string, schoolId: string, status: string, place: string) =>
  database.query(
    `INSERT INTO delivery (school_id, message_id, recipient_id, sender_id, recipient_kind, address, language, status, place)
     SELECT $1, uuid_v7_floor($2), gen_random_uuid(), $3, 'guardian', '+9779800000000', 'ne', $4::delivery_status, ${place}
     FROM generate_series(1, $5) n`,
    [schoolId, new Date(time.now()), senderId, status, DELIVERIES],
  );
