import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitUntil } from '#test/support/wait-until.ts';
import { ENGINES, type EngineName, KINDS, type Stage, stageEngine } from './stage-engines.ts';

const PATIENT = { deadlineMs: 40_000 };

/** What has to hold on any queue engine, through everything, also when the engine fails. */
export function tryEngine(name: EngineName): void {
  const { skip } = ENGINES.find((engine) => engine.name === name)!;

  test(`${name}: what the head writes reaches every guardian of the school, once`, { skip }, async (t) => {
    const stage = await stageEngine(t, name);
    await stage.start('all');
    assert.equal(stage.runtime.queues.engine, KINDS[name]);
    stage.announce('Tomorrow is a holiday.');
    await everybodyHas(stage, 1);
  });

  test(`${name}: the queue goes away in the middle and comes back`, { skip }, async (t) => {
    const stage = await stageEngine(t, name);
    await stage.start('all');
    stage.announce('Tomorrow is a holiday.');
    await waitUntil('a part has gone', () => sent(stage) > stage.guardians / 4, PATIENT);
    if (stage.redis) {
      await stage.redis.stop();
      await waitUntil('what was under way still goes', () => sent(stage) > stage.guardians / 3, PATIENT);
      await stage.redis.startAgain();
    } else {
      await stage.runtime.database.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    }
    await everybodyHas(stage, 1);
    stage.announce('School begins at nine.');
    await everybodyHas(stage, 2);
  });

  if (name === 'PostgreSQL') return; // what empties this one empties the rows, too

  test(`${name}, emptied in the middle, loses nothing: the rows know what is to be done`, {
    skip,
  }, async (t) => {
    const stage = await stageEngine(t, name);
    await stage.start('all');
    stage.announce('Tomorrow is a holiday.');
    for (const share of [8, 4, 2]) {
      await waitUntil('a part has gone', () => sent(stage) > stage.guardians / share, PATIENT);
      await stage.redis!.empty();
    }
    await everybodyHas(stage, 1);
  });
}

/** Every guardian's phone shows so many messages, the rows agree, and nothing was sent twice. */
async function everybodyHas(stage: Stage, messages: number): Promise<void> {
  const { guardians, simulator } = stage;
  await waitUntil(
    `${guardians} phones show ${messages}`,
    () => stage.phonesShowing(messages) === guardians,
    PATIENT,
  ).catch(async (error: Error) => {
    throw new Error(
      `${error.message}: ${stage.phonesShowing(messages)}, ${JSON.stringify(await stage.counts())}`,
    );
  });
  await waitUntil(
    'every delivery is read',
    async () => (await stage.counts()).read === guardians * messages,
    PATIENT,
  ).catch(async (error: Error) => {
    throw new Error(
      `${error.message}: ${JSON.stringify([await stage.counts(), simulator.ledger.read({ limit: 0 }).webhooks])}`,
    );
  });
  assert.deepEqual(simulator.ledger.read({ limit: 0 }).duplicates, []);
}

const sent = ({ simulator }: Stage) => simulator.ledger.read({ limit: 0 }).totals.accepted;
