import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sweepEvents } from '#inbox/sweep-events.ts';
import type { Tx } from '#lib/db.ts';
import { findTexts, handleInbound } from '#outbox/handle-inbound.ts';
import { createDrainer } from '#send/drain-slot.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { stageSchool } from '#test/support/stage-school.ts';
import { type Statement, watchStatements } from '#test/support/watch-statements.ts';

/**
 * What one text may cost: trips to the database that follow each other, and commits that wait for its disk. The text
 * waits for each of these; on a busy machine a trip is a millisecond, a disk several (ADR 35, with the list of them).
 * More of them need a reason here; fewer, and the bound comes down.
 */
const MOST = {
  webhook: { trips: 1, statements: 1 },
  inbox: { trips: 2, statements: 7 },
  handling: { trips: 3, statements: 12 },
  // Until the first request leaves: the lease; the claim with its messages, beside what the lane brings with it. Once a
  // second also a look into the months, and the next look at the lane, for which nobody waits (ADR 32).
  sending: { trips: 2, statements: 6 },
};

test('a text of a teacher, from its webhook to what its class is sent, costs no more trips than are written down', async (t) => {
  const staged = await stageSchool(t, { undoWindowSeconds: 0 });
  const { runtime, school, writes, heard } = staged;
  const leaves = Promise.withResolvers<void>();
  const { whatsapp } = runtime;
  const send: typeof whatsapp.send = (...request) => {
    leaves.resolve();
    return whatsapp.send(...request);
  };
  const listening = { ...runtime, whatsapp: { ...whatsapp, send } };
  const drainer = createDrainer(listening, createSendBatch(listening));
  const slots = new Set<number>();
  let found: Awaited<ReturnType<typeof findTexts>> | undefined;
  const stages = {
    webhook: () => writes(school.staff.maya, '5A math: fractions, hw p45'),
    inbox: async () => {
      const askAlong = (tx: Tx) => findTexts(runtime, tx);
      found = (await sweepEvents(runtime, 'texts', async () => {}, askAlong)).answer;
    },
    handling: () => handleInbound(runtime, (slot) => slots.add(slot), found),
  };
  const count = async (name: keyof typeof MOST, run: () => Promise<unknown>): Promise<void> => {
    const watched = watchStatements(runtime);
    await run();
    const seen = watched.stop();
    const { trips, statements } = MOST[name];
    assert.ok(tripsOf(seen) <= trips, `${name}: more trips than ${trips}\n${list(seen)}`);
    assert.ok(seen.length <= statements, `${name}: more statements than ${statements}\n${list(seen)}`);
  };
  // Once before, so that statements are prepared; and as many connections as are used side by side.
  for (const run of Object.values(stages)) await run();
  const side = await Promise.all(Array.from({ length: 5 }, () => runtime.pool.connect()));
  for (const connection of side) connection.release();
  for (const [name, run] of Object.entries(stages)) await count(name as keyof typeof stages, run);
  const draining: Promise<boolean>[] = [];
  await count('sending', () => {
    draining.push(...[...slots].map((slot) => drainer.drain(slot)));
    return leaves.promise;
  });
  await Promise.all(draining);
  assert.equal(heard(school.guardians.bimalsFather).length, 2);
});

function tripsOf(seen: Statement[]): number {
  return seen.filter(({ beginsTrip }) => beginsTrip).length;
}

function list(seen: Statement[]): string {
  return seen
    .map(({ sql, beginsTrip }) => `${beginsTrip ? '*' : ' '} ${sql.replace(/\s+/g, ' ').slice(0, 120)}`)
    .join('\n');
}
