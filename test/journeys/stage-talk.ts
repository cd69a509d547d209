import { findFreePort } from '#lib/embedded-state.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { type Closing, closeBackwards } from '#test/support/close-backwards.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { putNumber } from '#test/support/put-number.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';
import { SCHOOL_DAY } from '#test/support/small-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { startShiftedClock } from './shifted-clock.ts';
import { killAtOnce, type Started, startProcess } from './start-process.ts';
import { loadTalkingSchool, type TalkingSchool } from './talking-school.ts';

/** A school, its phones, and a server and a worker between them, on a Sunday before noon. */
export type TalkStage = {
  school: TalkingSchool;
  simulator: Simulator;
  database: TestDatabase;
  /** kill -9 of server and worker, and others in their place, so many seconds later. */
  killAndStart(afterSeconds?: number): Promise<void>;
  /**
   * Until every webhook was taken, every text answered, and everything that may go now has arrived on its phone.
   * @param heldToo what an undo window holds back has, too
   */
  quiet(heldToo?: boolean): Promise<void>;
};

export async function stageTalk(test: Closing): Promise<TalkStage> {
  const t = closeBackwards(test);
  const clock = startShiftedClock(t);
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    limits: { pairRate: false, messagingTier: 0 },
    habits: { usual: 'watched' },
    statuses: { sentAfterMs: [0, 0] },
    webhooks: { batchWaitMs: 1 },
    now: clock.now,
  });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(t, {}, { queues: true, startAt: SCHOOL_DAY });
  const school = await loadTalkingSchool(runtime);
  putNumber(simulator, school.phoneNumberId);
  simulator.people.put(Object.values(school.people).map(({ phone }) => ({ phone })));
  const env = {
    ...SECRETS,
    ...clock.env,
    NODE_ENV: 'test',
    DATABASE_URL: runtime.database.url,
    GRAPH_BASE_URL: simulator.url,
    PORT: String(await findFreePort()),
    WA_PEOPLE_PER_DAY: '0',
    WA_PAIR_SECONDS: '0',
  };
  const start = (): Promise<Started[]> =>
    Promise.all([startProcess(t, env, 'server'), startProcess(t, env, 'worker')]);
  let processes = await start();
  simulator.setCallback(`${processes[0]!.address}/webhook`);
  const { database } = runtime;
  return {
    school,
    simulator,
    database,
    async killAndStart(afterSeconds = 0) {
      await Promise.all(processes.map(killAtOnce));
      clock.putForward(afterSeconds);
      // Leases are ended by hand: they would take 20 s.
      await database.query(`UPDATE lane SET lease_until = now() - interval '1 second'`);
      processes = await start();
    },
    quiet: (heldToo = false) => untilQuiet(simulator, database, heldToo),
  };
}

async function untilQuiet(simulator: Simulator, database: TestDatabase, heldToo: boolean): Promise<void> {
  await waitUntil(
    'everything is done',
    async () => {
      await simulator.webhooksIdle();
      const [row] = await database.query<{ busy: boolean }>(
        `SELECT EXISTS (SELECT FROM webhook_event WHERE processed_at IS NULL AND NOT only_statuses)
             OR EXISTS (SELECT FROM inbound_message WHERE handled_at IS NULL)
             OR EXISTS (SELECT FROM delivery WHERE status IN ('planned', 'sending', 'unknown')
                        AND ($1 OR place IS NOT NULL OR wake_at IS NULL)) AS busy`,
        [heldToo],
      );
      const { accepted, delivered, failed } = simulator.ledger.read({ limit: 0 }).totals;
      return !row!.busy && accepted === delivered + failed;
    },
    { deadlineMs: 60_000 },
  );
}
