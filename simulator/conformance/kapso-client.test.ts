import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { uploadFile } from '../support/upload-file.ts';

/** @kapso/whatsapp-cloud-api, pointed at the simulator by its `baseUrl` and otherwise untouched. */
const phoneNumberId = '106540352242922';
const businessAccountId = '100000000000001';
const to = '+9779841000001';
const link = 'https://files.example.com/file';
let simulator: Simulator;
let client: WhatsAppClient;

before(async () => {
  simulator = await startSimulator({ limits: { pairRate: false } });
  client = new WhatsAppClient({ accessToken: 'token', baseUrl: simulator.url, graphVersion: 'v24.0' });
  simulator.people.say(to, phoneNumberId, 'नमस्ते');
  simulator.templates.put([
    {
      name: 'absence',
      language: 'en',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Dear {{1}}, hello.', example: { body_text: [['Ram']] } }],
    },
  ]);
});

after(() => simulator.close());

const rows: [name: string, send: () => Promise<{ messages: { id: string }[] }>][] = [
  ['text', () => client.messages.sendText({ phoneNumberId, to, body: 'भोलि बिदा', previewUrl: false })],
  ['image', () => client.messages.sendImage({ phoneNumberId, to, image: { link, caption: 'Sports day' } })],
  ['audio', () => client.messages.sendAudio({ phoneNumberId, to, audio: { link } })],
  ['voice note', () => client.messages.sendAudio({ phoneNumberId, to, audio: { link, voice: true } })],
  [
    'document',
    () => client.messages.sendDocument({ phoneNumberId, to, document: { link, filename: 'a.pdf' } }),
  ],
  ['video', () => client.messages.sendVideo({ phoneNumberId, to, video: { link } })],
  ['sticker', () => client.messages.sendSticker({ phoneNumberId, to, sticker: { link } })],
  [
    'location',
    () => client.messages.sendLocation({ phoneNumberId, to, location: { latitude: 27.7, longitude: 85.3 } }),
  ],
  [
    'contacts',
    () =>
      client.messages.sendContacts({
        phoneNumberId,
        to,
        contacts: [{ name: { formattedName: 'Sita Rai', firstName: 'Sita' }, phones: [{ phone: to }] }],
      }),
  ],
  [
    'template',
    () =>
      client.messages.sendTemplate({
        phoneNumberId,
        to,
        template: {
          name: 'absence',
          language: { code: 'en' },
          components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ram' }] }],
        },
      }),
  ],
  [
    'reaction',
    () =>
      client.messages.sendReaction({ phoneNumberId, to, reaction: { messageId: 'wamid.x', emoji: '👍' } }),
  ],
  [
    'buttons',
    () =>
      client.messages.sendInteractiveButtons({
        phoneNumberId,
        to,
        bodyText: 'Well?',
        buttons: [{ id: 'y', title: 'Yes' }],
      }),
  ],
  [
    'list',
    () =>
      client.messages.sendInteractiveList({
        phoneNumberId,
        to,
        bodyText: 'Which class?',
        buttonText: 'Choose',
        sections: [{ title: 'Classes', rows: [{ id: '5', title: 'Class 5' }] }],
      }),
  ],
  [
    'product',
    () =>
      client.messages.sendInteractiveProduct({ phoneNumberId, to, catalogId: '1', productRetailerId: 'a' }),
  ],
  [
    'product list',
    () =>
      client.messages.sendInteractiveProductList({
        phoneNumberId,
        to,
        bodyText: 'Books',
        header: { type: 'text', text: 'Books' },
        catalogId: '1',
        sections: [{ title: 'All', productItems: [{ productRetailerId: 'a' }] }],
      }),
  ],
  [
    'flow',
    () =>
      client.messages.sendInteractiveFlow({
        phoneNumberId,
        to,
        bodyText: 'Leave note',
        parameters: { flowId: '1', flowCta: 'Open', flowMessageVersion: '3' },
      }),
  ],
  [
    'address',
    () =>
      client.messages.sendInteractiveAddress({
        phoneNumberId,
        to,
        bodyText: 'Where?',
        parameters: { country: 'IN' },
      }),
  ],
  [
    'location request',
    () =>
      client.messages.sendInteractiveLocationRequest({
        phoneNumberId,
        to,
        bodyText: 'Where are you?',
        parameters: { requestMessage: 'Where?' },
      }),
  ],
  [
    'call permission',
    () =>
      client.messages.sendInteractiveCallPermission({ phoneNumberId, to, parameters: { phoneNumber: to } }),
  ],
  [
    'cta_url',
    () =>
      client.messages.sendInteractiveCtaUrl({
        phoneNumberId,
        to,
        bodyText: 'Results',
        parameters: { displayText: 'Open', url: 'https://school.example.com' },
      }),
  ],
  [
    'carousel',
    () =>
      client.messages.sendInteractiveCarousel({
        phoneNumberId,
        to,
        bodyText: 'Clubs',
        cards: [0, 1].map((cardIndex) => ({
          cardIndex,
          header: { type: 'image' as const, image: { link } },
          action: { displayText: 'Open', url: 'https://school.example.com' },
        })),
      }),
  ],
  [
    'catalog',
    () =>
      client.messages.sendInteractiveCatalogMessage({ phoneNumberId, to, bodyText: 'Books', parameters: {} }),
  ],
  [
    'raw interactive',
    () =>
      client.messages.sendInteractiveRaw({
        phoneNumberId,
        to,
        interactive: {
          type: 'request_contact_info',
          body: { text: 'Your number?' },
          action: { name: 'request_contact_info' },
        },
      }),
  ],
];

for (const [name, send] of rows) {
  test(`sends ${name}`, async () => {
    const before = simulator.ledger.read().totals.accepted;
    const { messages } = await send();
    assert.match(messages[0]!.id, /^wamid\./);
    assert.equal(simulator.ledger.read().totals.accepted, before + 1);
  });
}

test('marks as read with typing', async () => {
  const messageId = simulator.people.say(to, phoneNumberId, 'homework?');
  const answer = await client.messages.markRead({
    phoneNumberId,
    messageId,
    typingIndicator: { type: 'text' },
  });
  assert.equal(answer.success, true);
});

test('uploads, looks up, downloads and deletes media', async () => {
  const bytes = new TextEncoder().encode('a report card');
  const { id } = await client.media.upload({
    phoneNumberId,
    type: 'application/pdf',
    file: bytes,
    fileName: 'a.pdf',
  });
  const found = await client.media.get({ mediaId: id, phoneNumberId });
  assert.equal(found.mimeType, 'application/pdf');
  const fetched = (await client.media.download({
    mediaId: id,
    phoneNumberId,
    auth: 'always',
  })) as ArrayBuffer;
  assert.equal(new TextDecoder().decode(fetched), 'a report card');
  await client.messages.sendDocument({ phoneNumberId, to, document: { id, filename: 'a.pdf' } });
  assert.equal((await client.media.delete({ mediaId: id, phoneNumberId })).success, true);
  await assert.rejects(client.media.get({ mediaId: id, phoneNumberId }), GraphApiError);
});

test('another number does not see a file', async () => {
  const id = await uploadFile(simulator.url, phoneNumberId, 'image/png', 'a.png');
  await assert.rejects(client.media.get({ mediaId: id, phoneNumberId: '999' }), GraphApiError);
});

test('creates, lists, gets and deletes a template', async () => {
  const made = await client.templates.create({
    businessAccountId,
    name: 'fees_due',
    language: 'en',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'The fees are due.' }],
  });
  assert.equal(made.status, 'APPROVED');
  const { data } = await client.templates.list({ businessAccountId, name: 'fees_due' });
  assert.deepEqual(
    data.map(({ name, status }) => [name, status]),
    [['fees_due', 'APPROVED']],
  );
  const one = await client.templates.get({ businessAccountId, templateId: made.id });
  assert.equal(one.name, 'fees_due');
  assert.equal((await client.templates.delete({ businessAccountId, name: 'fees_due' })).success, true);
});

test('reads and changes the business profile', async () => {
  await client.phoneNumbers.businessProfile.update({ phoneNumberId, about: 'A school', vertical: 'EDU' });
  const { data } = await client.phoneNumbers.businessProfile.get({ phoneNumberId });
  assert.equal(data[0]!.about, 'A school');
});

test('registers and deregisters', async () => {
  assert.equal((await client.phoneNumbers.register({ phoneNumberId: '555', pin: '123456' })).success, true);
  assert.equal((await client.phoneNumbers.deregister({ phoneNumberId: '555' })).success, true);
});

test('an error arrives as the client’s GraphApiError with Meta’s code', async () => {
  simulator.people.put([{ phone: '9779841000002', name: 'Hari' }]);
  const refused = client.messages.sendTemplate({
    phoneNumberId,
    to: '+9779841000002',
    template: { name: 'unknown', language: { code: 'ne' } },
  });
  await assert.rejects(refused, (error: unknown) => error instanceof GraphApiError && error.code === 132_001);
});
