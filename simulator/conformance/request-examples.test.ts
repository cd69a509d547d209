import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Json } from '../people/message.ts';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph, type GraphAnswer } from '../support/call-graph.ts';
import { type Receiver, receiveWebhooks } from '../support/receive-webhooks.ts';
import { uploadFile } from '../support/upload-file.ts';
import { differencesFrom } from './check-answer.ts';

const examples = JSON.parse(
  readFileSync(join(import.meta.dirname, 'meta', 'requests.json'), 'utf8'),
) as Record<string, Json>;

const number = '106540352242922';
const waba = '102290129340398';
const people = 9_779_841_000_000;
let simulator: Simulator;
let receiver: Receiver;
let media: Record<string, string>;

before(async () => {
  receiver = await receiveWebhooks();
  simulator = await startSimulator({ callbackUrl: receiver.url, limits: { throughputPerSecond: 0 } });
  simulator.numbers.put([{ phoneNumberId: number, wabaId: waba, displayPhoneNumber: '+15550783881' }]);
  media = {
    AUDIO: await uploadFile(simulator.url, number, 'audio/ogg', 'a.ogg'),
    DOCUMENT: await uploadFile(simulator.url, number, 'application/pdf', 'a.pdf'),
    IMAGE: await uploadFile(simulator.url, number, 'image/jpeg', 'a.jpg'),
    VIDEO: await uploadFile(simulator.url, number, 'video/mp4', 'a.mp4'),
    MEDIA: await uploadFile(simulator.url, number, 'image/webp', 'a.webp'),
  };
  simulator.templates.put(templatesOfExamples.map((template) => ({ ...template, wabaId: waba })));
});

after(async () => {
  await simulator.close();
  await receiver.close();
});

const body = (text: string, count: number) => ({
  type: 'BODY',
  text,
  example: { body_text: [Array.from({ length: count }, () => 'x')] },
});
const shipping = body('Dear {{1}}, {{2}} is due on {{3}}, thank you.', 3);
const imageHeader = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::x'] } };
const quickReplies = {
  type: 'BUTTONS',
  buttons: [
    { type: 'QUICK_REPLY', text: 'Yes' },
    { type: 'QUICK_REPLY', text: 'No' },
  ],
};
const template = (name: string, ...components: Json[]) => ({
  name,
  language: 'en_US',
  category: 'UTILITY',
  components,
});

/** The templates that Meta's examples send, made to fit their parameters. */
const templatesOfExamples = [
  template('hello_world', { type: 'BODY', text: 'Hello' }),
  template('template_text', shipping),
  template('template_media', imageHeader, shipping),
  template('template_interactive', imageHeader, shipping, quickReplies),
  template('sample_issue_resolution', body('Hi {{1}}, were we able to help?', 1), quickReplies),
  template('intro_catalog_offer', body('Use {{1}} of {{2}} for {{3}} days.', 3), {
    type: 'BUTTONS',
    buttons: [{ type: 'CATALOG', text: 'View catalog' }],
  }),
  template(
    'template_flow',
    { type: 'BODY', text: 'Sign up' },
    { type: 'BUTTONS', buttons: [{ type: 'FLOW', text: 'Go' }] },
  ),
];

/** Which of them stands for an example's placeholder name. */
const templateFor: Readonly<Record<string, string>> = {
  Send_Message_Template_Interactive: 'template_interactive',
  Send_Message_Template_Media: 'template_media',
  Send_Message_Template_Text: 'template_text',
  Send_Sample_Shipping_Confirmation_Template: 'template_text',
  Send_Flow_Template_Message: 'template_flow',
};

/** Puts real values where an example has a placeholder; nothing else changes. */
function fill(name: string, value: unknown, phone: string): unknown {
  if (Array.isArray(value)) return value.map((one) => fill(name, one, phone));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(name, one, phone)]));
  }
  if (typeof value !== 'string') return value;
  if (value.startsWith('{{Recipient')) return phone;
  if (value === 'language-and-locale-code') return 'en_US';
  if (value === 'template-name' || value === '<TEMPLATE_NAME>')
    return templateFor[name] ?? name.toLowerCase();
  if (/https?\(s\)|http\(s\)|^<http/.test(value)) return 'https://files.example.com/file';
  const id = /^<(AUDIO|DOCUMENT|IMAGE|VIDEO|MEDIA)_OBJECT_ID>$/.exec(value)?.[1];
  return id ? media[id] : value;
}

const sends = Object.entries(examples).filter(([name]) => name.startsWith('messages_post__'));
for (const [index, [name, example]] of sends.entries()) {
  const short = name.slice('messages_post__'.length);
  if (example.status === 'read') continue;
  test(`accepts ${short}`, async () => {
    const answer = await callGraph(
      'POST',
      `${simulator.url}/v23.0/${number}/messages`,
      fill(short, example, `+${people + index}`),
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assertFits('POST /{Phone-Number-ID}/messages', answer);
  });
}

test('accepts Send_typing_indicator_and_read_receipt', async () => {
  const said = simulator.people.say('9779841000900', number, 'hi');
  const example = { ...examples.messages_post__Send_typing_indicator_and_read_receipt, message_id: said };
  const answer = await callGraph('POST', `${simulator.url}/v23.0/${number}/messages`, example);
  assert.deepEqual(answer, { status: 200, body: { success: true } });
});

const creations = Object.entries(examples).filter(([name]) => name.startsWith('message_templates_post__'));
for (const [name, example] of creations) {
  test(`accepts ${name}`, async () => {
    const short = name.slice('message_templates_post__'.length).replace(/\W/g, '_');
    const answer = await callGraph(
      'POST',
      `${simulator.url}/v23.0/${waba}/message_templates`,
      fill(short, example, ''),
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assertFits('POST /{WABA-ID}/message_templates', answer);
  });
}

test('accepts block_users_post__Block_user_s', async () => {
  const answer = await callGraph(
    'POST',
    `${simulator.url}/v23.0/${number}/block_users`,
    examples.block_users_post__Block_user_s,
  );
  assert.equal(answer.status, 200);
  assertFits('POST /{Phone-Number-ID}/block_users', answer);
});

test('accepts subscribed_apps_post__basic_subscription and __custom_callback', async () => {
  const url = `${simulator.url}/v23.0/${waba}/subscribed_apps`;
  const basic = await callGraph('POST', url, examples.subscribed_apps_post__basic_subscription);
  assert.deepEqual(basic, { status: 200, body: { success: true } });
  const custom = await callGraph('POST', url, {
    ...examples.subscribed_apps_post__custom_callback,
    override_callback_uri: receiver.url,
    verify_token: 'simulator-verify-token',
  });
  assert.equal(custom.status, 200, JSON.stringify(custom.body));
  assertFits('POST /{WABA-ID}/subscribed_apps', custom);
});

function assertFits(route: string, answer: GraphAnswer) {
  assert.deepEqual(differencesFrom(route, answer.status, answer.body), []);
}
