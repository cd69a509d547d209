import assert from 'node:assert/strict';
import { test } from 'node:test';
import { waitUntil } from '#test/support/wait-until.ts';
import { stageEngine } from './stage-engines.ts';
import { endsByItself, killAtOnce, startProcess } from './start-process.ts';

test('a worker killed between download and upload: the next one fetches the file again, and everybody has it once', async (t) => {
  const stage = await stageEngine(t, 'PostgreSQL');
  const { simulator, runtime } = stage;
  await stage.start('server');
  // Look-up and upload take this long, the download between them no time.
  simulator.chaos.set({ latency: { ms: 1_500, tailMs: 0, tailRate: 0 } });
  const worker = await startProcess(t, stage.env, 'worker');
  stage.show('the timetable', 'The new timetable.');
  const hasDownloaded = () =>
    simulator.world.wire.last(100).some(({ path }) => path.startsWith('/whatsapp_business/attachments'));
  await waitUntil('the file is downloaded', hasDownloaded, { deadlineMs: 40_000, everyMs: 2 });
  await killAtOnce(worker);
  simulator.chaos.calm();
  const [row] = await runtime.database.query('SELECT state, media_id FROM media');
  assert.deepEqual(
    row,
    { state: 'waiting', media_id: null },
    'it was killed before it could write the upload down',
  );
  // Leases are ended by hand: the file’s would take 130 s.
  await runtime.database.query('UPDATE media SET look_at = now()');
  await runtime.database.query(`UPDATE lane SET lease_until = now() - interval '1 second'`);
  const next = await startProcess(t, stage.env, 'worker');
  await waitUntil('everybody has it', () => stage.phonesShowing(1) === stage.guardians, {
    deadlineMs: 50_000,
  });
  assert.deepEqual(simulator.ledger.read({ limit: 0 }).duplicates, []);
  const shown = simulator.ledger
    .read({ limit: 100_000 })
    .messages.flatMap(({ content }) => /"image":\{"id":"(\d+)"/.exec(JSON.stringify(content))?.[1] ?? []);
  assert.equal(shown.length, stage.guardians);
  assert.equal(new Set(shown).size, 1, 'one id for all, whatever was uploaded before');
  assert.equal(simulator.world.media.get(shown[0]!)?.bytes.toString(), 'the timetable');
  await endsByItself(next);
});
