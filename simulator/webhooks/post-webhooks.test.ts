import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { Json } from '../people/message.ts';
import type { SimulatorOptions } from '../settings.ts';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph, sendText } from '../support/call-graph.ts';
import { type Receiver, receiveWebhooks } from '../support/receive-webhooks.ts';

const school = '106540352242922';
const guardian = '9779841000001';
const minute = 60_000;
const hour = 60 * minute;
let receiver: Receiver;
let simulator: Simulator;

beforeEach(async () => {
  receiver = await receiveWebhooks();
});

afterEach(async () => {
  await simulator.close();
  await receiver.close();
});

/** A simulator whose clock only moves by hand. */
async function frozen(options: SimulatorOptions = {}) {
  simulator = await startSimulator({ callbackUrl: receiver.url, seed: 1, limits: 'off', ...options });
  simulator.clock.freeze(true);
}

/** Moves time in small steps, letting what was posted be answered in between. */
async function pass(ms: number, step: number) {
  for (let spent = 0; spent < ms; spent += step) {
    simulator.clock.move(step);
    await simulator.webhooksIdle();
  }
}

test('a refused webhook comes again at once and then ever less often, for seven days', async () => {
  await frozen();
  receiver.status = 503;
  simulator.people.say(guardian, school, 'hi');
  await simulator.webhooksIdle();
  assert.equal(receiver.received.length, 1);
  await pass(30_000, 5_000);
  const early = receiver.received.length;
  assert.ok(early >= 3, `${early} tries in the first half minute`);
  await pass(24 * hour, 10 * minute);
  const firstDay = receiver.received.length - early;
  await pass(24 * hour, 10 * minute);
  const secondDay = receiver.received.length - early - firstDay;
  assert.ok(secondDay < firstDay && secondDay > 0, `${firstDay} then ${secondDay}`);
  await pass(6 * 24 * hour, hour);
  const all = receiver.received.length;
  await pass(2 * 24 * hour, hour);
  assert.equal(receiver.received.length, all, 'nothing after seven days');
  assert.equal(simulator.world.webhooks.totals.dropped, 1);
  assert.equal(new Set(receiver.received.map(({ text }) => text)).size, 1, 'every try is the same bytes');
});

test('a receiver that comes back gets what waited, and no more tries follow', async () => {
  await frozen();
  receiver.status = 500;
  simulator.people.say(guardian, school, 'hi');
  await simulator.webhooksIdle();
  receiver.status = 200;
  await pass(2 * hour, minute);
  assert.equal(receiver.received.length, 2);
  assert.equal(simulator.people.shows(guardian, school)[0]!.status, 'delivered');
});

test('what waits for its next try is counted until it is taken', async () => {
  await frozen();
  receiver.status = 503;
  simulator.people.say(guardian, school, 'hi');
  await simulator.webhooksIdle();
  assert.equal(simulator.webhooksWaiting(), 1);
  await pass(minute, 5_000);
  assert.equal(simulator.webhooksWaiting(), 1);
  receiver.status = 200;
  await pass(2 * minute, 30_000);
  assert.equal(simulator.webhooksWaiting(), 0);
});

test('a receiver that cannot be reached counts as refusing', async () => {
  await frozen({ callbackUrl: 'http://127.0.0.1:9/webhook' });
  simulator.people.say(guardian, school, 'hi');
  await simulator.webhooksIdle();
  assert.equal(simulator.world.webhooks.totals.failed, 1);
  simulator.setCallback(receiver.url);
});

test('updates of one moment share a POST, up to the batch size', async () => {
  await frozen({ webhooks: { batchSize: 100 } });
  for (let i = 0; i < 250; i += 1) simulator.people.say(`97798410${10_000 + i}`, school, `text ${i}`);
  await simulator.webhooksIdle();
  assert.equal(receiver.messages().length, 250);
  const sizes = receiver.received.map(({ body }) => JSON.stringify(body).match(/"timestamp"/g)?.length ?? 0);
  assert.equal(Math.max(...sizes), 100);
  assert.ok(receiver.received.length <= 4);
});

test('a batch size of one sends each status by itself', async () => {
  await frozen({ webhooks: { batchSize: 1 } });
  await sendText(simulator.url, school, `+${guardian}`, 'hi');
  simulator.clock.move(minute);
  await simulator.webhooksIdle();
  assert.equal(receiver.statuses().length, 3);
  assert.equal(receiver.received.length, 3);
});

test('duplicates, reversed batches and a skipped delivered, when chaos says so', async () => {
  await frozen();
  simulator.chaos.set({
    webhooks: { withholdMs: 0, duplicateRate: 1, reorderRate: 1, skipDeliveredRate: 1 },
  });
  await sendText(simulator.url, school, `+${guardian}`, 'hi');
  simulator.clock.move(minute);
  await simulator.webhooksIdle();
  const seen = receiver.statuses().map(({ status }) => status);
  assert.deepEqual(seen, ['read', 'sent', 'read', 'sent']);
  const read = receiver.statuses().find(({ status }) => status === 'read')!;
  assert.ok(read.pricing, 'the price stands on read when delivered is skipped');
});

test('webhooks withheld for an hour come after the hour', async () => {
  await frozen();
  simulator.chaos.set({
    webhooks: { withholdMs: hour, duplicateRate: 0, reorderRate: 0, skipDeliveredRate: 0 },
  });
  simulator.people.say(guardian, school, 'hi');
  simulator.clock.move(59 * minute);
  await simulator.webhooksIdle();
  assert.equal(receiver.received.length, 0);
  simulator.clock.move(minute);
  await simulator.webhooksIdle();
  assert.equal(receiver.received.length, 1);
});

test('the callback of a number wins over that of its WABA, and that over the app’s', async () => {
  await frozen();
  const [ofAccount, ofNumber] = [await receiveWebhooks('a'), await receiveWebhooks('n')];
  try {
    const waba = '100000000000001';
    const account = await callGraph('POST', `${simulator.url}/v26.0/${waba}/subscribed_apps`, {
      override_callback_uri: ofAccount.url,
      verify_token: 'a',
    });
    assert.equal(account.status, 200);
    simulator.people.say(guardian, school, 'to the account');
    const number = await callGraph('POST', `${simulator.url}/v26.0/${school}`, {
      webhook_configuration: { override_callback_uri: ofNumber.url, verify_token: 'n' },
    });
    assert.equal(number.status, 200);
    simulator.people.say(guardian, school, 'to the number');
    simulator.people.change(guardian, { stoppedMarketing: true });
    await simulator.webhooksIdle();
    assert.equal((ofAccount.messages()[0]!.text as Json).body, 'to the account');
    assert.equal((ofNumber.messages()[0]!.text as Json).body, 'to the number');
    assert.equal(receiver.received.length, 1, 'account news go to the app');
  } finally {
    await ofAccount.close();
    await ofNumber.close();
  }
});

test('a callback that fails the handshake is refused', async () => {
  await frozen();
  const answer = await callGraph('POST', `${simulator.url}/v26.0/100000000000001/subscribed_apps`, {
    override_callback_uri: receiver.url,
    verify_token: 'not the token',
  });
  assert.equal(answer.status, 400);
  assert.match(JSON.stringify(answer.body), /answered 403/);
});

test('with requireSubscription nothing comes before the app is subscribed', async () => {
  await frozen({ webhooks: { requireSubscription: true } });
  simulator.people.say(guardian, school, 'one');
  await callGraph('POST', `${simulator.url}/v26.0/100000000000001/subscribed_apps`, {});
  simulator.people.say(guardian, school, 'two');
  await simulator.webhooksIdle();
  assert.deepEqual(
    receiver.messages().map((message) => (message.text as Json).body),
    ['two'],
  );
});
