import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { waitUntil } from '#test/support/wait-until.ts';
import { stageProcesses } from './stage-processes.ts';
import { endsByItself, startProcess } from './start-process.ts';

type Person = { phone: string };

/** A school and its phones around a process that can be stopped and started between any two texts. */
async function stageProcess(t: TestContext) {
  const { simulator, school, env, post, textOf } = await stageProcesses(t);
  let process = await startProcess(t, env);
  const heard = ({ phone }: Person) =>
    simulator.ledger
      .read({ phone: phone.replace('+', '') })
      .messages.map(({ content }) => JSON.stringify(content));
  return {
    school,
    heard,
    says: (person: Person, text: string) => post(textOf(person, text)),
    async taps(person: Person, id: string) {
      const { text: _, ...message } = textOf(person, '');
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
