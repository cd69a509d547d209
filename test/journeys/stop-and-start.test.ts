import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TestRuntime } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { stageProcesses } from './stage-processes.ts';
import { endsByItself, startProcess } from './start-process.ts';

type Line = { stage?: string; requestId?: string; requestIds?: string[] };

const deliveries = (runtime: TestRuntime) =>
  runtime.database.query<{ status: string; request_id: string }>(
    `SELECT d.status::text, m.request_id FROM delivery d JOIN message m ON m.id = d.message_id`,
  );

test('SIGTERM in the middle of sending: what is on the wire is finished, the rest handed back, and the next process sends it once', async (t) => {
  const { simulator, runtime, school, env: settings, post, textOf } = await stageProcesses(t);
  const env = { ...settings, LOG_LEVEL: 'debug' };
  // Two at a time and slowly, so that the signal comes while some are on the wire and others wait.
  await runtime.database.query('UPDATE sender SET per_second = 2');
  simulator.chaos.set({ latency: { ms: 400, tailMs: 0, tailRate: 0 } });

  const first = await startProcess(t, env);
  await post(textOf(school.staff.maya, '5A math: fractions, hw p45'), { 'x-request-id': 'journey-17' });
  await waitUntil('the first request is on the wire', () => simulator.ledger.read().totals.kept > 0);
  await endsByItself(first);

  const stopped = await deliveries(runtime);
  assert.equal(stopped.length, 5, 'four guardians and the echo');
  assert.ok(
    stopped.some(({ status }) => status === 'planned'),
    'some were still to go',
  );
  for (const { status } of stopped) assert.ok(['accepted', 'planned'].includes(status), status);

  const second = await startProcess(t, env);
  await waitUntil(
    'all are sent',
    async () => (await deliveries(runtime)).every(({ status }) => status === 'accepted'),
    { deadlineMs: 40_000 },
  );
  await endsByItself(second);
  const { messages, duplicates } = simulator.ledger.read();
  assert.deepEqual([messages.length, duplicates.length], [5, 0]);

  const rows = await runtime.database.query<{ request_id: string }>(
    `SELECT request_id FROM inbound_message UNION ALL SELECT request_id FROM message`,
  );
  assert.deepEqual(new Set(rows.map((row) => row.request_id)), new Set(['journey-17']));
  const lines = [...first.lines(), ...second.lines()];
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  for (const stage of ['outbox', 'send'])
    assert.ok(
      parsed.some(
        (line) => line.stage === stage && [line.requestId, ...(line.requestIds ?? [])].includes('journey-17'),
      ),
      `the log of stage ${stage} names the request`,
    );
  for (const line of lines) {
    assert.doesNotMatch(line, /9779[78]\d{8}/, 'no phone number');
    assert.doesNotMatch(line, /fractions|p45|Maya|Asha|गणित/, 'no text and no name');
  }
});
