import assert from 'node:assert/strict';
import { findFreePort } from '#lib/embedded-state.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { type Closing, closeBackwards } from '#test/support/close-backwards.ts';
import { envelope, sign, textFrom } from '#test/support/post-webhook.ts';
import { putNumber } from '#test/support/put-number.ts';
import { createTestRuntime, SECRETS, type TestRuntime } from '#test/support/runtime.ts';
import { loadSmallSchool, SCHOOL_DAY, type SmallSchool } from '#test/support/small-school.ts';
import { startShiftedClock } from './shifted-clock.ts';

/** A small school and its phones, for processes that are started and stopped, on a school day. */
export type ProcessStage = {
  simulator: Simulator;
  runtime: TestRuntime;
  school: SmallSchool;
  /** The settings of each process. */
  env: Record<string, string>;
  /** Posts a message of somebody's as Meta does, to whichever process has the port. */
  post(message: Record<string, unknown>, headers?: Record<string, string>): Promise<void>;
  /** A text as their phone sends it now. */
  textOf(person: { phone: string }, text: string): Record<string, unknown>;
};

export async function stageProcesses(test: Closing): Promise<ProcessStage> {
  const t = closeBackwards(test);
  const clock = startShiftedClock(t);
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    limits: 'off',
    now: clock.now,
  });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(t, {}, { queues: true, startAt: SCHOOL_DAY });
  const school = await loadSmallSchool(runtime);
  putNumber(simulator, school.phoneNumberId);
  const env = {
    ...SECRETS,
    ...clock.env,
    DATABASE_URL: runtime.database.url,
    GRAPH_BASE_URL: simulator.url,
    PORT: String(await findFreePort()),
  };
  return {
    simulator,
    runtime,
    school,
    env,
    async post(message, more = {}) {
      const body = JSON.stringify(envelope(school.phoneNumberId, { messages: [message] }));
      const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body), ...more };
      const url = `http://127.0.0.1:${env.PORT}/webhook`;
      assert.equal((await fetch(url, { method: 'POST', body, headers })).status, 200);
    },
    textOf: ({ phone }, text) => textFrom(phone, text, clock.now()),
  };
}
