import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Json } from '../people/message.ts';
import { startSimulator } from '../start-simulator.ts';
import { callGraph, codeOf, sendText } from '../support/call-graph.ts';
import { uploadFile } from '../support/upload-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'simulator-'));
after(() => rmSync(folder, { recursive: true }));

const school = '106540352242922';
const guardian = '9779841000001';

test('people, numbers, templates, files, windows and conversations outlive a restart', async () => {
  const stateFile = join(folder, 'state.json');
  const first = await startSimulator({ stateFile });
  first.people.put([{ phone: guardian, name: 'सीता', pinned: true, habit: 'watched' }]);
  first.numbers.put([{ phoneNumberId: school, verifiedName: 'Shree School', restrictedCountries: ['IN'] }]);
  first.templates.put([
    { name: 'closed', language: 'en', category: 'UTILITY', components: [{ type: 'BODY', text: 'Closed.' }] },
  ]);
  const media = await uploadFile(first.url, school, 'image/png', 'a.png');
  first.people.say(guardian, school, 'नमस्ते');
  await sendText(first.url, school, `+${guardian}`, 'hello');
  first.clock.move(60_000);
  // Under way when the simulator stops.
  await sendText(first.url, school, `+${guardian}`, 'goodbye');
  const shown = first.people.shows(guardian, school);
  const now = first.clock.now();
  await first.close();

  const second = await startSimulator({ stateFile });
  try {
    assert.ok(second.clock.now() >= now, 'time does not run back');
    assert.deepEqual(second.people.shows(guardian, school), shown);
    second.clock.move(60_000);
    assert.equal(
      second.people.shows(guardian, school).length,
      shown.length + 1,
      'what was under way arrives',
    );
    const { body } = await callGraph('GET', `${second.url}/sim/people?pinned=1`);
    assert.equal((body.people as Json[])[0]!.name, 'सीता');
    const found = await callGraph('GET', `${second.url}/v26.0/${media}`);
    assert.equal(found.status, 200);
    const closed = {
      text: undefined,
      type: 'template',
      template: { name: 'closed', language: { code: 'en' } },
    };
    assert.equal(codeOf(await sendText(second.url, school, `+${guardian}`, '', closed)), null);
    assert.equal(codeOf(await sendText(second.url, school, '+919841000001', 'hi')), 130_497);
  } finally {
    await second.close();
  }
});

test('a file that is no state file is refused with a sentence', async () => {
  const stateFile = join(folder, 'other.json');
  writeFileSync(stateFile, '{"version":7}');
  await assert.rejects(startSimulator({ stateFile }), /is not a state file/);
  writeFileSync(stateFile, 'no');
  await assert.rejects(startSimulator({ stateFile }), /is not JSON/);
});
