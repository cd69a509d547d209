import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import Client, { type CreateMessageOptions, MessageType } from '@great-detail/whatsapp';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { type Receiver, receiveWebhooks } from '../support/receive-webhooks.ts';

/** @great-detail/whatsapp 8, pointed at the simulator by its `prefixUrl` and otherwise untouched. */
const phoneNumberID = '106540352242922';
const account = '100000000000001';
const to = '+9779841000001';
const link = 'https://files.example.com/file';
let simulator: Simulator;
let receiver: Receiver;
let sdk: Client;

before(async () => {
  receiver = await receiveWebhooks();
  simulator = await startSimulator({ callbackUrl: receiver.url, limits: { pairRate: false } });
  sdk = new Client({
    prefixUrl: simulator.url,
    graphVersion: 'v24.0',
    request: { headers: { Authorization: 'Bearer token' } },
  });
  simulator.people.say(to, phoneNumberID, 'नमस्ते');
  simulator.templates.put([
    { name: 'closed', language: 'en', category: 'UTILITY', components: [{ type: 'BODY', text: 'Closed.' }] },
  ]);
});

after(async () => {
  await simulator.close();
  await receiver.close();
});

const button = { type: 'reply', reply: { id: 'y', title: 'Yes' } };
const rows: [name: string, content: object][] = [
  ['text', { type: MessageType.Text, text: { body: 'भोलि बिदा' } }],
  ['image', { type: MessageType.Image, image: { link } }],
  ['audio', { type: MessageType.Audio, audio: { link } }],
  ['video', { type: MessageType.Video, video: { link } }],
  ['document', { type: MessageType.Document, document: { link, filename: 'a.pdf' } }],
  ['sticker', { type: MessageType.Sticker, sticker: { link } }],
  [
    'location',
    {
      type: MessageType.Location,
      location: { latitude: 27.7, longitude: 85.3, name: 'School', address: 'Kathmandu' },
    },
  ],
  [
    'contacts',
    { type: MessageType.Contacts, contacts: [{ name: { formatted_name: 'Sita Rai', first_name: 'Sita' } }] },
  ],
  [
    'reaction',
    {
      // In 8.4.0 the client's own MessageType.Reaction is 'sticker'.
      type: 'reaction',
      reaction: { message_id: 'wamid.x', emoji: '👍' },
    },
  ],
  [
    'interactive',
    {
      type: MessageType.Interactive,
      interactive: { type: 'button', body: { text: 'Well?' }, action: { buttons: [button] } },
    },
  ],
  ['template', { type: MessageType.Template, template: { name: 'closed', language: { code: 'en' } } }],
];

for (const [name, content] of rows) {
  test(`sends ${name}`, async () => {
    const sent = await sdk.message.createMessage({ phoneNumberID, to, ...content } as CreateMessageOptions & {
      phoneNumberID: string;
    });
    const { messages } = await sent.json();
    assert.match(String(messages?.[0]?.id), /^wamid\./);
  });
}

test('marks as read with typing', async () => {
  const message_id = simulator.people.say(to, phoneNumberID, 'homework?');
  const marked = await sdk.message.createStatus({
    phoneNumberID,
    message_id,
    status: 'read' as never,
    typing_indicator: { type: 'text' },
  });
  assert.equal((await marked.json()).success, true);
});

test('uploads, looks up, downloads and deletes media', async () => {
  const file = new Blob(['a report card'], { type: 'application/pdf' });
  const uploaded = await sdk.media.upload({
    phoneNumberID,
    file,
    filename: 'a.pdf',
    mimeType: 'application/pdf',
  });
  const { id: mediaID } = await uploaded.json();
  const { url: mediaURL } = await (await sdk.media.getURL({ mediaID, phoneNumberID })).json();
  const bytes = await fetch(mediaURL, { headers: { authorization: 'Bearer token' } });
  assert.equal(await bytes.text(), 'a report card');
  assert.equal((await fetch(mediaURL)).status, 401);
  assert.equal((await (await sdk.media.delete({ mediaID, phoneNumberID })).json()).success, true);
});

test('creates, lists, gets, edits and deletes a template', async () => {
  const created = await sdk.template.create(account, {
    name: 'fees_due',
    language: 'en',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'The fees are due.' }],
  } as Parameters<Client['template']['create']>[1]);
  const { id } = await created.json();
  const { data } = await (await sdk.template.list(account, { status: 'APPROVED' })).json();
  assert.ok(data.some((template) => template.id === id));
  const one = await (await sdk.template.get(id, { fields: ['name', 'status'] as never })).json();
  assert.equal(one.name, 'fees_due');
  const edit = await sdk.template.update(id, {
    components: [{ type: 'BODY', text: 'The fees are due on Friday.' }],
  } as Parameters<Client['template']['update']>[1]);
  assert.equal((await edit.json()).success, true);
  assert.equal((await (await sdk.template.delete(account, { name: 'fees_due' })).json()).success, true);
});

test('numbers, profile, account and subscriptions', async () => {
  const number = await (await sdk.phoneNumbers.getPhoneNumber({ phoneNumberID })).json();
  assert.equal(number.id, phoneNumberID);
  const numbers = await (await sdk.phoneNumbers.listPhoneNumbers({ businessAccountID: account })).json();
  assert.ok(JSON.stringify(numbers).includes(phoneNumberID));
  await sdk.businessProfile.updateBusinessProfile({ phoneNumberID, about: 'A school' });
  const profile = await (
    await sdk.businessProfile.getBusinessProfile({ phoneNumberID, fields: ['about'] as never })
  ).json();
  assert.ok(JSON.stringify(profile).includes('A school'));
  assert.equal((await (await sdk.whatsappBusinessAccount.get(account)).json()).id, account);
  const subscribed = await sdk.subscribedApps.createSubscription({
    businessAccountID: account,
    override_callback_uri: receiver.url,
    verify_token: simulator.verifyToken,
  });
  assert.equal((await subscribed.json()).success, true);
  const list = await (await sdk.subscribedApps.listSubscriptions({ businessAccountID: account })).json();
  assert.equal(JSON.stringify(list).includes(receiver.url), true);
});

test('verifies and parses the simulator’s webhooks', async () => {
  simulator.people.say(to, phoneNumberID, 'के छ?');
  await receiver.until(() => receiver.received.some(({ text }) => text.includes('\\u0915\\u0947')));
  const { headers, text } = receiver.received.find((one) => one.text.includes('\\u0915\\u0947'))!;
  const event = await sdk.webhook.eventNotification({
    method: 'POST',
    query: {},
    body: text,
    headers,
  } as unknown as Parameters<Client['webhook']['eventNotification']>[0]);
  await event.verifySignature(simulator.appSecret);
  assert.equal(event.eventNotification.entry[0]?.changes[0]?.field, 'messages');
  await assert.rejects(event.verifySignature('another secret'));
});
