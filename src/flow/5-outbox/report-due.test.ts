import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, postWebhook } from '#test/support/post-webhook.ts';
import { settle } from '#test/support/settle.ts';
import { type StagedSchool, stageSchool } from '#test/support/stage-school.ts';
import { reportDue } from './report-due.ts';

const UPDATE = '5A math: fractions, hw p45';

/** What Meta says became of the last message to a person. */
async function becomes(staged: StagedSchool, { phone }: { phone: string }, status: string, code?: number) {
  const { simulator, app, school, runtime } = staged;
  const last = simulator.ledger.read({ phone: phone.slice(1) }).messages.at(-1)!;
  const news = {
    id: last.id,
    status,
    timestamp: String(Math.floor(runtime.time.now() / 1_000)),
    recipient_id: phone.slice(1),
    biz_opaque_callback_data: last.opaque,
    ...(code ? { errors: [{ code, title: 'test' }] } : {}),
  };
  await postWebhook(app, envelope(school.phoneNumberId, { statuses: [news] }));
  await settle(runtime);
}

const reportsTo = ({ school, heard }: StagedSchool) =>
  heard(school.staff.maya).filter((words) => words.includes('📬'));

test('when all is settled the teacher hears once how many were reached, and why the others were not', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says } = staged;
  const { ashasMother, ashasFather, bimalsFather, chitrasMother } = school.guardians;
  await says(school.staff.maya, UPDATE);
  await becomes(staged, ashasMother, 'read');
  await becomes(staged, ashasFather, 'delivered');
  await becomes(staged, bimalsFather, 'delivered');
  await becomes(staged, chitrasMother, 'failed', 131026);
  assert.deepEqual(reportsTo(staged), [], 'not at once');
  runtime.time.pass(20_000);
  await settle(runtime);
  const [report, ...more] = reportsTo(staged);
  assert.match(report!, /Class 5A.*3 of 4 parents reached, 1 has read it.*1 parent not reached\. /s);
  runtime.time.pass(60 * 60_000);
  await settle(runtime);
  assert.deepEqual([more.length, reportsTo(staged).length], [0, 1]);
});

test('while some are on the way it waits, and after ten minutes it tells what is known', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says } = staged;
  await says(school.staff.maya, UPDATE);
  await becomes(staged, school.guardians.ashasMother, 'delivered');
  for (let minutes = 0; minutes < 9; minutes += 1) {
    runtime.time.pass(60_000);
    await settle(runtime);
    assert.deepEqual(reportsTo(staged), [], `after ${minutes + 1} minutes`);
  }
  runtime.time.pass(60_000);
  await settle(runtime);
  assert.equal(reportsTo(staged).length, 1);
  assert.match(reportsTo(staged)[0]!, /1 of 4 parents reached.*Still on the way: 3/s);
});

test('workers that look at once tell it once', async (t) => {
  const staged = await stageSchool(t);
  const { runtime, school, says } = staged;
  await says(school.staff.maya, UPDATE);
  for (const person of Object.values(school.guardians).slice(0, 4)) await becomes(staged, person, 'read');
  runtime.time.pass(20_000);
  await Promise.all(Array.from({ length: 4 }, () => reportDue(runtime)));
  await settle(runtime);
  assert.equal(reportsTo(staged).length, 1);
  assert.match(reportsTo(staged)[0]!, /All 4 parents were reached, 4 have read it/);
});

test('asked, it tells how the last message is doing at any moment', async (t) => {
  const staged = await stageSchool(t);
  const { school, says } = staged;
  await says(school.staff.maya, 'status');
  assert.match(staged.heard(school.staff.maya)[0]!, /not sent anything/);
  await says(school.staff.maya, UPDATE);
  await becomes(staged, school.guardians.ashasMother, 'read');
  await says(school.staff.maya, 'status');
  assert.match(reportsTo(staged)[0]!, /1 of 4 parents reached, 1 has read it.*Still on the way: 3/s);
});

const button = (content: string, action: string) => new RegExp(`${action}:[0-9a-f-]{36}`).exec(content)![0];

test('in the afternoon it is told once who answered since and who has not, to the class teacher as well', async (t) => {
  const { runtime, school, says, taps, heard } = await stageSchool(t);
  const { maya, office } = school.staff;
  const { ashasFather } = school.guardians;
  await says(maya, 'namaste');
  await says(office, '5A absent 1, 3');
  runtime.time.pass(11 * 60_000);
  await settle(runtime);
  await taps(ashasFather, button(heard(ashasFather)[0]!, 'didNotKnow'), 'I did not know');
  const before = { maya: heard(maya).length, office: heard(office).length };
  // The staged day begins a quarter before noon; the afternoon's look is at two.
  runtime.time.pass(2 * 60 * 60_000 + 15 * 60_000);
  await settle(runtime);
  for (const teacher of [maya, office])
    assert.match(
      heard(teacher).at(-1)!,
      /as it stands now.*did not know, please call: Asha Rai.*No answer yet: Chitra Tamang/,
    );
  runtime.time.pass(6 * 60 * 60_000);
  await settle(runtime);
  assert.deepEqual([heard(maya).length, heard(office).length], [before.maya + 1, before.office + 1]);
});

test('where the report had every answer, nothing is told again', async (t) => {
  const { runtime, school, says, taps, heard } = await stageSchool(t);
  const { ekasMother } = school.guardians;
  await says(school.staff.hari, '6A absent 1');
  await taps(ekasMother, button(heard(ekasMother)[0]!, 'sick'), 'Sick');
  runtime.time.pass(11 * 60_000);
  await settle(runtime);
  const told = heard(school.staff.hari).length;
  runtime.time.pass(6 * 60 * 60_000);
  await settle(runtime);
  assert.equal(heard(school.staff.hari).length, told);
});
