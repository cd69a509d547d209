import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Json } from '../people/message.ts';
import type { SimulatorOptions } from '../settings.ts';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph, codeOf, sendText } from '../support/call-graph.ts';

const school = '106540352242922';
const minute = 60_000;
const hour = 60 * minute;
let simulator: Simulator;

async function frozen(limits: SimulatorOptions['limits'] = {}) {
  simulator = await startSimulator({ seed: 1, limits, now: () => Date.UTC(2026, 10, 23, 6) });
}

afterEach(() => simulator.close());

const phone = (n: number) => `+97798410${10_000 + n}`;
const code = async (n: number, number = school) =>
  codeOf(await sendText(simulator.url, number, phone(n), 'hi'));
const last = () => simulator.ledger.read().messages.at(-1)!;
const utility = {
  name: 'notice',
  language: 'en',
  category: 'UTILITY',
  components: [{ type: 'BODY', text: 'Closed' }],
};
const sendTemplate = (n: number, name = 'notice') =>
  sendText(simulator.url, school, phone(n), '', {
    text: undefined,
    type: 'template',
    template: { name, language: { code: 'en' } },
  });

test('throughput: 80 at once, then as the second refills; each number by itself', async () => {
  await frozen();
  for (let n = 0; n < 80; n += 1) assert.equal(await code(n), null);
  assert.equal(await code(80), 130_429);
  assert.equal(await code(80, '999'), null);
  simulator.clock.move(100);
  for (let n = 0; n < 8; n += 1) assert.equal(await code(100 + n), null);
  assert.equal(await code(200), 130_429);
});

test('throughput: 20 in coexistence, 1,000 after the upgrade', async () => {
  await frozen();
  simulator.numbers.put([{ phoneNumberId: school, throughputPerSecond: 20 }]);
  simulator.clock.move(10_000);
  for (let n = 0; n < 20; n += 1) assert.equal(await code(n), null);
  assert.equal(await code(20), 130_429);
  simulator.numbers.put([{ phoneNumberId: school, throughputPerSecond: 1_000 }]);
  simulator.clock.move(1_000);
  for (let n = 0; n < 100; n += 1) assert.equal(await code(n), null);
});

test('pair rate: a burst of 20 is paid back over two minutes', async () => {
  await frozen();
  for (let i = 0; i < 20; i += 1) assert.equal(await code(1), null);
  simulator.clock.move(6_000);
  assert.equal(await code(1), 131_056);
  assert.equal(await code(2), null, 'another person is not affected');
  simulator.clock.move(2 * minute - 6_000 - 1);
  assert.equal(await code(1), 131_056);
  simulator.clock.move(1);
  assert.equal(await code(1), null);
});

test('window: 24 hours from the last message of the person, per number', async () => {
  await frozen({ freeServiceMessages: 0 });
  simulator.people.say(phone(1), school, 'hi');
  simulator.clock.move(24 * hour - minute);
  await code(1);
  simulator.clock.move(minute / 2);
  assert.notEqual(last().status, 'failed');
  await code(1, '999');
  simulator.clock.move(minute / 4);
  assert.equal(last().failure, 131_047, 'the window is with one number');
  simulator.clock.move(minute);
  await code(1);
  simulator.clock.move(minute);
  assert.equal(last().failure, 131_047);
});

test('messaging tier: unique people outside windows over a moving day, for the whole portfolio', async () => {
  await frozen({ messagingTier: 2 });
  simulator.templates.put([utility]);
  simulator.people.say(phone(9), school, 'hi');
  for (const n of [1, 2, 1]) {
    await sendTemplate(n);
    simulator.clock.move(minute);
    assert.equal(last().failure, null);
  }
  await sendTemplate(9);
  simulator.clock.move(minute);
  assert.equal(last().failure, null, 'inside a window nobody is counted');
  await sendTemplate(3);
  simulator.clock.move(minute);
  assert.equal(last().failure, 131_048);
  simulator.clock.move(24 * hour);
  await sendTemplate(3);
  simulator.clock.move(minute);
  assert.equal(last().failure, null);
});

test('the bill: free service messages a month, utility in the window, nothing for what failed', async () => {
  await frozen({ freeServiceMessages: 2 });
  simulator.templates.put([utility]);
  simulator.people.put([{ phone: phone(8), name: 'Nobody', onWhatsApp: false }]);
  simulator.people.say(phone(1), school, 'hi');
  for (let i = 0; i < 3; i += 1) {
    await code(1);
    simulator.clock.move(10_000);
  }
  await sendTemplate(1);
  await sendTemplate(8);
  simulator.clock.move(minute);
  const { body } = await callGraph('GET', `${simulator.url}/sim/bill`);
  const lines = (body.lines as Json[]).map(({ country, category, pricing, count }) => [
    country,
    category,
    pricing,
    count,
  ]);
  assert.deepEqual(lines, [
    ['NP', 'service', 'free_customer_service', 2],
    ['NP', 'service', 'regular', 1],
    ['NP', 'utility', 'regular', 1],
  ]);
  assert.equal(body.assumed, true);
  assert.ok(Math.abs((body.total as number) - 2 * 0.0037) < 1e-9);
  simulator.clock.move(8 * 24 * hour);
  simulator.people.say(phone(1), school, 'a new month');
  await code(1);
  simulator.clock.move(minute);
  assert.equal(last().pricing, 'free_customer_service');
});

test('a template people dislike pauses for 3 hours, then 6, then is disabled', async () => {
  await frozen();
  simulator.templates.put([utility]);
  const [template] = simulator.world.templates.byId.values();
  const pause = () =>
    callGraph('POST', `${simulator.url}/sim/templates/${template!.id}/review`, { event: 'PAUSED' });
  for (const hours of [3, 6]) {
    await pause();
    assert.equal(codeOf(await sendTemplate(1)), 132_015);
    simulator.clock.move(hours * hour - 1);
    assert.equal(codeOf(await sendTemplate(1)), 132_015);
    simulator.clock.move(1);
    assert.equal(codeOf(await sendTemplate(1)), null);
  }
  await pause();
  assert.equal(codeOf(await sendTemplate(1)), 132_016);
});

test('reports pause the template and limit the number, as many as the settings say', async () => {
  await frozen({ reportsToPauseTemplate: 2, reportsToLimitNumber: 3 });
  simulator.templates.put([utility]);
  const report = (n: number) =>
    callGraph('POST', `${simulator.url}/sim/people/${phone(n).slice(1)}/threads/${school}/report`);
  for (const n of [1, 2, 3]) await sendTemplate(n);
  simulator.clock.move(minute);
  await report(1);
  assert.equal(codeOf(await sendTemplate(4)), null);
  await report(2);
  assert.equal(codeOf(await sendTemplate(5)), 132_015);
  await report(3);
  assert.equal(codeOf(await sendTemplate(6)), 131_048);
});

test('limits are read and changed over the control API', async () => {
  await frozen();
  const put = (limits: object) => callGraph('PUT', `${simulator.url}/sim/limits`, limits);
  await code(1);
  await put({ throughputPerSecond: 1 });
  simulator.clock.move(5_000);
  assert.equal(await code(2), null);
  assert.equal(await code(3), 130_429);
  assert.match(String((await put({ speed: 1 })).body.error), /There is no limit speed/);
  assert.match(String((await put({ pairRate: 3 })).body.error), /true or false/);
  const { body } = await callGraph('GET', `${simulator.url}/sim/limits`);
  assert.equal((body.numbers as Json[])[0]!.throughputPerSecond, 1);
  assert.equal((body.numbers as Json[])[0]!.freeServiceMessagesLeft, 1_000);
});
