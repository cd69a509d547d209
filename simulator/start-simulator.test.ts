import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { Json } from './people/message.ts';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { callGraph, codeOf, sendText } from './support/call-graph.ts';
import { type Receiver, receiveWebhooks } from './support/receive-webhooks.ts';

const school = '106540352242922';
const guardian = '9779841000001';
let receiver: Receiver;
let simulator: Simulator;

before(async () => {
  receiver = await receiveWebhooks();
  simulator = await startSimulator({
    callbackUrl: receiver.url,
    statuses: { sentAfterMs: [1, 1], deliveredAfterMs: [1, 1], readAfterMs: [1, 1], replyAfterMs: [1, 1] },
    webhooks: { batchSize: 1 },
  });
});

after(async () => {
  await simulator.close();
  await receiver.close();
});

const statusesOf = (id: unknown) => receiver.statuses().filter((status) => status.id === id);

test('a text in an open window is accepted, sent, delivered and read, its opaque data echoed', async () => {
  simulator.people.say(guardian, school, 'नमस्ते');
  const { status, body } = await sendText(simulator.url, school, `+${guardian}`, 'भोलि बिदा', {
    biz_opaque_callback_data: 'delivery-7',
  });
  assert.equal(status, 200);
  const id = (body.messages as Json[])[0]!.id;
  assert.deepEqual(body.contacts, [{ input: `+${guardian}`, wa_id: guardian }]);
  await receiver.until(() => statusesOf(id).length === 3);
  const order = ['sent', 'delivered', 'read'];
  const seen = statusesOf(id);
  assert.deepEqual(seen.map((one) => one.status).sort(), [...order].sort());
  for (const one of seen) {
    assert.equal(one.biz_opaque_callback_data, 'delivery-7');
    assert.equal(one.recipient_id, guardian);
    assert.match(String(one.recipient_user_id), /^NP\.[A-Z0-9]+$/);
    assert.equal(one.pricing !== undefined, one.status !== 'read');
  }
});

test('webhooks are signed over the escaped bytes on the wire', async () => {
  simulator.people.say(guardian, school, 'काठमाडौं / पोखरा');
  await receiver.until(() => receiver.received.some(({ text }) => text.includes('\\/')));
  const { headers, text } = receiver.received.find((one) => one.text.includes('\\/'))!;
  const expected = createHmac('sha256', simulator.appSecret).update(text).digest('hex');
  assert.equal(headers['x-hub-signature-256'], `sha256=${expected}`);
  assert.match(text, /^[\x20-\x7e]+$/);
});

test("a person's text reaches the webhook with both ids, and answers the text on the phone", async () => {
  const said = await callGraph('POST', `${simulator.url}/sim/people/${guardian}/threads/${school}/messages`, {
    type: 'text',
    text: { body: 'homework?' },
  });
  await receiver.until(() => receiver.messages().some((one) => one.id === said.body.id));
  const message = receiver.messages().find((one) => one.id === said.body.id)!;
  assert.equal(message.from, guardian);
  assert.match(String(message.from_user_id), /^NP\./);
  assert.deepEqual(message.text, { body: 'homework?' });
  assert.match(String(message.timestamp), /^\d{10}$/);
});

test('outside the window a free-form text is accepted and then fails with 131047', async () => {
  const { status, body } = await sendText(simulator.url, school, '+9779841000002', 'hello');
  assert.equal(status, 200);
  const id = (body.messages as Json[])[0]!.id;
  await receiver.until(() => statusesOf(id).length === 1);
  const [failed] = statusesOf(id);
  assert.equal(failed!.status, 'failed');
  assert.equal((failed!.errors as Json[])[0]!.code, 131_047);
  assert.equal(failed!.recipient_user_id, undefined);
});

test('marking read turns the ticks of this message and those before', async () => {
  const first = simulator.people.say(guardian, school, 'one');
  const second = simulator.people.say(guardian, school, 'two');
  const { body } = await callGraph('POST', `${simulator.url}/v26.0/${school}/messages`, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: second,
    typing_indicator: { type: 'text' },
  });
  assert.deepEqual(body, { success: true });
  const ticks = new Map(simulator.people.shows(guardian, school).map(({ id, status }) => [id, status]));
  assert.equal(ticks.get(first), 'read');
  assert.equal(ticks.get(second), 'read');
});

test('an error is Meta’s object', async () => {
  const answer = await sendText(simulator.url, school, `+${guardian}`, 'x'.repeat(4_097));
  assert.equal(answer.status, 400);
  assert.equal(codeOf(answer), 100);
  const error = answer.body.error as Json;
  assert.match(String(error.message), /^\(#100\) /);
  assert.equal(error.type, 'OAuthException');
  assert.match(String((error.error_data as Json).details), /4096/);
  assert.match(String(error.fbtrace_id), /^A[0-9A-Za-z]+$/);
});

test('the ledger counts what came twice for the same person and opaque id', async () => {
  simulator.ledger.clear();
  for (let i = 0; i < 2; i += 1) {
    await sendText(simulator.url, school, `+${guardian}`, 'twice', { biz_opaque_callback_data: 'same' });
  }
  await sendText(simulator.url, school, '+9779841000003', 'once', { biz_opaque_callback_data: 'same' });
  const { body } = await callGraph('GET', `${simulator.url}/ledger?opaque=same`);
  assert.equal((body.totals as Json).accepted, 3);
  assert.equal((body.totals as Json).duplicates, 1);
  assert.equal((body.messages as Json[]).length, 3);
  assert.equal((body.duplicates as Json[])[0]!.phone, guardian);
});
