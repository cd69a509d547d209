import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { findFreePort } from '#lib/embedded-state.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { templateRegistrations } from '#templates/register-templates.ts';
import { envelope, sign, textFrom } from '#test/support/post-webhook.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';
import { loadSmallSchool } from '#test/support/small-school.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { endsByItself, type Started, startProcess } from './start-process.ts';

type Person = { phone: string };

/** A school and its phones around a process that can be stopped and started between any two texts. */
async function stageProcess(t: TestContext) {
  const simulator = await startSimulator({ appSecret: SECRETS.WA_APP_SECRET, limits: 'off' });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(t, {}, { queues: true });
  const school = await loadSmallSchool(runtime);
  simulator.numbers.put([{ phoneNumberId: school.phoneNumberId, wabaId: '1000' }]);
  const templates = templateRegistrations({ IMAGE: '4:a', DOCUMENT: '4:b' });
  simulator.templates.put(templates.map((template) => ({ ...template, wabaId: '1000' })));
  const env = {
    ...SECRETS,
    DATABASE_URL: runtime.database.url,
    GRAPH_BASE_URL: simulator.url,
    PORT: String(await findFreePort()),
  };
  let process: Started = await startProcess(t, env);
  const heard = ({ phone }: Person) =>
    simulator.ledger
      .read({ phone: phone.replace('+', '') })
      .messages.map(({ content }) => JSON.stringify(content));
  const post = async (message: Record<string, unknown>) => {
    const body = JSON.stringify(envelope(school.phoneNumberId, { messages: [message] }));
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) };
    const answer = await fetch(`${process.address}/webhook`, { method: 'POST', body, headers });
    assert.equal(answer.status, 200);
  };
  return {
    school,
    heard,
    says: ({ phone }: Person, text: string) => post(textFrom(phone, text, Date.now())),
    async taps({ phone }: Person, id: string) {
      const { text: _, ...message } = textFrom(phone, '', Date.now());
      const interactive = { type: 'button_reply', button_reply: { id, title: 'tapped' } };
      await post({ ...message, type: 'interactive', interactive });
    },
    async restart() {
      await endsByItself(process);
      process = await startProcess(t, env);
    },
    end: () => endsByItself(process),
    duplicates: () => simulator.ledger.read().duplicates.length,
    hears: (person: Person, what: RegExp) =>
      waitUntil(`somebody hears ${what}`, () => heard(person).some((words) => what.test(words)), {
        deadlineMs: 40_000,
      }),
  };
}

test('a question asked before a restart is answered after it', async (t) => {
  const { school, heard, says, restart, hears, end, duplicates } = await stageProcess(t);
  const { maya } = school.staff;
  await says(maya, '5A math');
  await hears(maya, /what was taught/);
  await restart();
  await says(maya, 'decimals, hw p9');
  await hears(maya, /Going to 4 parents/);
  await hears(school.guardians.ashasFather, /decimals.*p9/);
  await end();
  assert.equal(heard(school.guardians.ashasFather).length, 1);
  assert.equal(duplicates(), 0);
});

test('what waits for the office before a restart is approved after it, and goes once', async (t) => {
  const { school, heard, says, taps, restart, hears, end, duplicates } = await stageProcess(t);
  const { maya, office } = school.staff;
  await says(maya, 'Notice to the whole school: Bring hats on Friday.');
  await hears(office, /Bring hats/);
  await restart();
  const approve = /approve:[0-9a-f-]{36}/.exec(heard(office)[0]!)![0];
  await Promise.all([taps(office, approve), taps(office, approve)]);
  await hears(maya, /office approved your notice/);
  for (const guardian of Object.values(school.guardians)) await hears(guardian, /Bring hats/);
  await hears(office, /needs no answer any more/);
  await end();
  for (const guardian of Object.values(school.guardians)) assert.equal(heard(guardian).length, 1);
  assert.equal(duplicates(), 0);
});

test('a correction that waits for a tap before a restart is sent by it after, once', async (t) => {
  const { school, heard, says, taps, restart, hears, end, duplicates } = await stageProcess(t);
  const { maya } = school.staff;
  const { bimalsFather } = school.guardians;
  await says(maya, '5A math: fractions, hw p45');
  await hears(bimalsFather, /p45/);
  await says(maya, 'hw p46 not p45');
  await hears(maya, /as a correction\?/);
  await restart();
  const send = heard(maya)
    .flatMap((words) => /send:[0-9a-f-]{36}/.exec(words) ?? [])
    .at(-1)!;
  await Promise.all([taps(maya, send), taps(maya, send)]);
  await hears(bimalsFather, /class_correction.*p46/);
  await hears(maya, /no longer open/);
  await end();
  assert.equal(heard(bimalsFather).length, 2);
  assert.equal(duplicates(), 0);
});
