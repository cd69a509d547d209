import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { waitUntil } from '#test/support/wait-until.ts';
import { ENGINES, type Stage, stageEngine } from './stage-engines.ts';
import { endsByItself, killAtOnce, startProcess } from './start-process.ts';

const sent = ({ simulator }: Stage) => simulator.ledger.read({ limit: 0 }).totals.accepted;

/** Who was sent the announcement, by the ledger, with how often. */
function phonesReached({ simulator }: Stage): Map<string, number> {
  const times = new Map<string, number>();
  for (const { phone, type } of simulator.ledger.read({ limit: 100_000 }).messages)
    if (type === 'template') times.set(`+${phone}`, (times.get(`+${phone}`) ?? 0) + 1);
  return times;
}

// Side by side, since each waits for the queue to give up on the dead worker's jobs. Its leases are ended by hand: they
// would take 20 s, which are part of the 35 that silence has to last.
describe('a worker killed in the middle of sending', { concurrency: true }, () => {
  for (const { name, skip } of ENGINES) {
    test(`${name}: the next one goes on, and everybody gets it once`, {
      skip,
    }, async (t) => {
      const stage = await stageEngine(t, name, 60);
      // So that each kill finds requests on the wire.
      stage.simulator.chaos.set({ latency: { ms: 40, tailMs: 100, tailRate: 0.2 } });
      await stage.start('server');
      const start = () => startProcess(t, { ...stage.env, NOT_TAKEN_AFTER_SECONDS: '35' }, 'worker');
      let worker = await start();
      stage.announce('Tomorrow is a holiday.');
      await waitUntil('a part has gone', () => sent(stage) > stage.guardians / 5, {
        deadlineMs: 40_000,
        everyMs: 2,
      });
      await killAtOnce(worker);
      await stage.runtime.database.query(`UPDATE lane SET lease_until = now() - interval '1 second'`);
      worker = await start();
      // What was on the wire is settled by the statuses that name it; of the rest their silence tells that it never left.
      await waitUntil('everybody has read it', async () => (await stage.counts()).read === stage.guardians, {
        deadlineMs: 120_000,
        everyMs: 100,
      });
      const reached = phonesReached(stage);
      assert.equal(reached.size, stage.guardians);
      assert.deepEqual(
        [...reached].filter(([, times]) => times > 1),
        [],
        'nobody twice',
      );
      assert.deepEqual(stage.simulator.ledger.read({ limit: 0 }).duplicates, []);
      await endsByItself(worker);
    });
  }
});
