import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Json } from '../people/message.ts';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph, sendText } from '../support/call-graph.ts';
import { type Receiver, receiveWebhooks } from '../support/receive-webhooks.ts';
import { webhookDifferences } from './webhook-shapes.ts';

const school = '106540352242922';
const waba = '100000000000001';
const guardian = '9779841000001';
let receiver: Receiver;
let simulator: Simulator;

before(async () => {
  receiver = await receiveWebhooks();
  simulator = await startSimulator({ callbackUrl: receiver.url });
  simulator.people.put([{ phone: guardian, name: 'सीता राई' }]);
});

after(async () => {
  await simulator.close();
  await receiver.close();
});

/** Everything posted has the shape; answers what came since the count. */
async function shaped(): Promise<Json[]> {
  simulator.clock.move(60_000);
  await simulator.webhooksIdle();
  const bodies = receiver.received.splice(0).map(({ body }) => body);
  for (const body of bodies) assert.deepEqual(webhookDifferences(body), [], JSON.stringify(body));
  return bodies;
}

const examples = JSON.parse(
  readFileSync(join(import.meta.dirname, 'meta', 'webhooks.json'), 'utf8'),
) as Record<string, Json>;
for (const [name, example] of Object.entries(examples)) {
  if (name.startsWith('Group_')) continue;
  test(`Meta's example has the shape: ${name}`, () => assert.deepEqual(webhookDifferences(example), []));
}

test('the shapes refuse a key too many and one too few', () => {
  const example = JSON.stringify(examples.Text_Message);
  assert.notDeepEqual(webhookDifferences(JSON.parse(example.replace('"timestamp"', '"time_stamp"'))), []);
  assert.notDeepEqual(webhookDifferences(JSON.parse(example.replace('"text":{', '"extra":1,"text":{'))), []);
});

const said: Json[] = [
  { type: 'text', text: { body: 'नमस्ते' } },
  { type: 'text', text: { body: 'hi' }, referral: { source_url: 'https://fb.me/x', source_type: 'ad' } },
  { type: 'text', text: { body: 'hi' }, context: { forwarded: true } },
  { type: 'location', location: { latitude: 27.7, longitude: 85.3, name: 'School' } },
  { type: 'contacts', contacts: [{ name: { formatted_name: 'Hari' } }] },
  { type: 'button', button: { payload: 'p', text: 'Yes' }, context: { id: 'wamid.x' } },
  { type: 'interactive', interactive: { type: 'button_reply', button_reply: { id: 'y', title: 'Yes' } } },
  {
    type: 'interactive',
    interactive: { type: 'list_reply', list_reply: { id: '5', title: 'Class 5', description: 'A' } },
  },
  {
    type: 'interactive',
    interactive: { type: 'nfm_reply', nfm_reply: { name: 'flow', body: 'Sent', response_json: '{}' } },
  },
  { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } },
  { type: 'order', order: { catalog_id: '1', product_items: [{ product_retailer_id: 'a' }] } },
  { type: 'edit', edit: { original_message_id: 'wamid.x', message: { type: 'text', text: { body: 'b' } } } },
  { type: 'revoke', revoke: { original_message_id: 'wamid.x' } },
  { type: 'unsupported', unsupported: { type: 'poll' } },
];
for (const content of said) {
  test(`a person's ${content.type} ${Object.keys((content[String(content.type)] as Json) ?? {})[0]}`, async () => {
    simulator.people.say(guardian, school, content);
    assert.equal((await shaped()).length, 1);
  });
}

for (const type of ['image', 'audio', 'video', 'document', 'sticker']) {
  test(`a person's ${type}, uploaded`, async () => {
    const mime = {
      image: 'image/png',
      audio: 'audio/ogg',
      video: 'video/mp4',
      document: 'application/pdf',
      sticker: 'image/webp',
    };
    const response = await fetch(`${simulator.url}/sim/media`, {
      method: 'POST',
      headers: { 'content-type': mime[type as keyof typeof mime] },
      body: 'bytes',
    });
    const { id } = (await response.json()) as Json;
    simulator.people.say(guardian, school, { type, [type]: { id } });
    assert.equal((await shaped()).length, 1);
  });
}

const shapes: [hidePhone: boolean | string, phone: string, from: string | undefined][] = [
  [false, '9779841000151', '9779841000151'],
  [true, '9779841000152', undefined],
  ['omitted', '9779841000153', undefined],
  ['empty', '9779841000154', ''],
  ['user-id', '9779841000155', 'the id'],
  ['by-rule', '9779841000156', undefined],
];
for (const [hidePhone, phone, from] of shapes) {
  test(`statuses and texts of a person whose hidePhone is ${hidePhone}`, async () => {
    simulator.people.put([{ phone, name: 'Gita', hidePhone, username: 'gita' }]);
    simulator.people.say(phone, school, 'hi');
    await sendText(simulator.url, school, `+${phone}`, 'hello', { biz_opaque_callback_data: 'x' });
    const values = (await shaped())
      .flatMap((body) => body.entry as { changes: { value: Json }[] }[])
      .flatMap(({ changes }) => changes.map(({ value }) => value));
    const [message] = values.flatMap(({ messages }) => (messages as Json[] | undefined) ?? []);
    assert.equal(message!.from, from === 'the id' ? message!.from_user_id : from);
    const statuses = values.flatMap(({ statuses: some }) => (some as Json[] | undefined) ?? []);
    assert.equal(statuses.length, 3);
    // By Meta's rule the phone is known from the first contact on.
    const told = hidePhone === 'by-rule' ? phone : from;
    for (const status of statuses) {
      assert.equal(status.recipient_id, told === 'the id' ? status.recipient_user_id : told);
    }
  });
}

test('a failed status has no contacts and no user id', async () => {
  simulator.people.put([{ phone: '9779841000200', name: 'Nobody', onWhatsApp: false }]);
  await sendText(simulator.url, school, '+9779841000200', 'hello');
  const [body] = await shaped();
  const [change] = (body!.entry as { changes: { value: Json }[] }[])[0]!.changes;
  assert.equal(change!.value.contacts, undefined);
  const [failed] = change!.value.statuses as Json[];
  assert.equal(failed!.status, 'failed');
  assert.equal(failed!.recipient_user_id, undefined);
});

test('a new number comes as a system message without contacts', async () => {
  simulator.people.put([{ phone: '9779841000300', name: 'Maya' }]);
  simulator.people.say('9779841000300', school, 'hi');
  await shaped();
  simulator.people.change('9779841000300', { newPhone: '9779841000301' });
  const [body] = await shaped();
  const [change] = (body!.entry as { changes: { value: Json }[] }[])[0]!.changes;
  assert.equal(change!.value.contacts, undefined);
  const [message] = change!.value.messages as { from: string; system: Json }[];
  assert.equal(message!.from, '9779841000300');
  assert.equal(message!.system.wa_id, '9779841000301');
  assert.notEqual(message!.system.user_id, message!.system.previous_user_id);
});

test('account, template, quality and preference news', async () => {
  const made = await callGraph('POST', `${simulator.url}/v26.0/${waba}/message_templates`, {
    name: 'notice',
    language: 'en',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'Come and see' }],
  });
  const review = (event: string) =>
    callGraph('POST', `${simulator.url}/sim/templates/${made.body.id}/review`, {
      event,
      reason: 'ABUSIVE_CONTENT',
    });
  await review('PAUSED');
  await review('REJECTED');
  await callGraph('PUT', `${simulator.url}/sim/limits`, { messagingTier: 2_000 });
  await callGraph('POST', `${simulator.url}/sim/templates/${made.body.id}/quality`, { quality: 'YELLOW' });
  simulator.numbers.put([{ phoneNumberId: school, accountStanding: 'locked' }]);
  simulator.numbers.put([{ phoneNumberId: school, accountStanding: 'policy-blocked' }]);
  simulator.numbers.put([{ phoneNumberId: school, accountStanding: 'active', throughputPerSecond: 1_000 }]);
  simulator.people.change(guardian, { stoppedMarketing: true });
  simulator.people.change(guardian, { stoppedMarketing: false });
  const fields = (await shaped())
    .flatMap((body) => body.entry as { changes: { field: string }[] }[])
    .map(({ changes }) => changes[0]!.field);
  for (const field of [
    'message_template_status_update',
    'account_update',
    'phone_number_quality_update',
    'user_preferences',
    'business_capability_update',
    'message_template_quality_update',
  ]) {
    assert.ok(fields.includes(field), field);
  }
});
