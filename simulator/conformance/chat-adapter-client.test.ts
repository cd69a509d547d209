import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createWhatsAppAdapter, type WhatsAppAdapter, WhatsAppApiError } from '@chat-adapter/whatsapp';
import { Chat } from 'chat';
import type { Json } from '../people/message.ts';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph } from '../support/call-graph.ts';
import { memoryState } from '../support/memory-state.ts';

/**
 * @chat-adapter/whatsapp, pointed at the simulator by its `apiUrl`: it sends, and its own webhook handler
 * verifies and parses what the simulator posts.
 */
const phoneNumberId = '106540352242922';
const phone = '9779841000001';
const threadId = `whatsapp:${phoneNumberId}:${phone}`;
let simulator: Simulator;
let adapter: WhatsAppAdapter;
let chat: Chat;
const answers: number[] = [];
const heard: { kind: string; what: unknown }[] = [];
const waits = new Set<() => void>();
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await adapter.handleWebhook(
    new Request(`http://localhost${request.url}`, {
      method: request.method,
      headers: request.headers as Record<string, string>,
      body: request.method === 'POST' ? Buffer.concat(chunks) : undefined,
    }),
    { waitUntil: (work) => void work },
  );
  if (request.method === 'POST') answers.push(answer.status);
  response.writeHead(answer.status).end(await answer.text());
});

before(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const callback = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
  simulator = await startSimulator({
    callbackUrl: callback,
    limits: { pairRate: false },
    linkBase: 'https://lookaside.fbsbx.com',
  });
  adapter = createWhatsAppAdapter({
    accessToken: 'token',
    apiUrl: simulator.url,
    appSecret: simulator.appSecret,
    verifyToken: simulator.verifyToken,
    phoneNumberId,
    userName: 'school',
  });
  chat = new Chat({
    userName: 'school',
    adapters: { whatsapp: adapter },
    state: memoryState(),
    logger: 'silent',
  });
  const note = (kind: string, what: unknown) => {
    heard.push({ kind, what });
    for (const wait of waits) wait();
  };
  chat.onDirectMessage((_, message) => note('message', message.text));
  chat.onReaction((event) => note('reaction', event.rawEmoji));
  chat.onAction((event) => note('action', event.actionId));
  await chat.initialize();
});

after(async () => {
  await simulator.close();
  await chat.shutdown();
  server.closeAllConnections();
  server.close();
});

function hears(kind: string, what: unknown): Promise<void> {
  const is = () => heard.some((one) => one.kind === kind && one.what === what);
  if (is()) return Promise.resolve();
  return new Promise((done) => {
    const wait = () => {
      if (!is()) return;
      waits.delete(wait);
      done();
    };
    waits.add(wait);
  });
}

test('answers the handshake of a subscription', async () => {
  const { port } = server.address() as AddressInfo;
  const answer = await callGraph('POST', `${simulator.url}/v25.0/100000000000001/subscribed_apps`, {
    override_callback_uri: `http://127.0.0.1:${port}/webhook`,
    verify_token: simulator.verifyToken,
  });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
});

test('verifies and parses texts, taps and reactions of people', async () => {
  simulator.people.say(phone, phoneNumberId, 'नमस्ते / hello');
  await hears('message', 'नमस्ते / hello');
  simulator.people.say(phone, phoneNumberId, { type: 'button', button: { payload: 'leave', text: 'Leave' } });
  await hears('action', 'leave');
  simulator.people.say(phone, phoneNumberId, {
    type: 'interactive',
    interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } },
  });
  await hears('action', 'yes');
  const [bubble] = simulator.people.shows(phone, phoneNumberId);
  simulator.people.say(phone, phoneNumberId, {
    type: 'reaction',
    reaction: { message_id: bubble!.id, emoji: '👍' },
  });
  await hears('reaction', '👍');
  assert.ok(answers.every((status) => status === 200));
});

test('parses a person whose phone is not shown', async () => {
  simulator.people.put([{ phone: '9779841000007', name: 'Gita', hidePhone: true }]);
  simulator.people.say('9779841000007', phoneNumberId, 'no phone here');
  await hears('message', 'no phone here');
});

test('sends text, buttons, files, templates, reactions and reads', async () => {
  simulator.templates.put([
    { name: 'closed', language: 'en', category: 'UTILITY', components: [{ type: 'BODY', text: 'Closed.' }] },
  ]);
  const text = await adapter.postMessage(threadId, 'भोलि बिदा');
  assert.match(text.id, /^wamid\./);
  await adapter.postMessage(threadId, {
    markdown: 'The report card',
    files: [{ data: Buffer.from('a report card'), filename: 'a.pdf', mimeType: 'application/pdf' }],
  });
  await adapter.sendTemplate(threadId, { name: 'closed', language: 'en' });
  const said = simulator.people.say(phone, phoneNumberId, 'thanks');
  await adapter.addReaction(threadId, said, '🙏');
  await adapter.removeReaction(threadId, said, '🙏');
  await adapter.markAsRead(threadId, said);
  const types = simulator.ledger.read().messages.map(({ type }) => type);
  for (const type of ['text', 'document', 'template', 'reaction']) assert.ok(types.includes(type), type);
});

test('downloads what a person sent', async () => {
  const uploaded = await fetch(`${simulator.url}/sim/media`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: 'a picture',
  });
  const { id } = (await uploaded.json()) as Json;
  // The client refuses loopback addresses, so links look like Meta's and its own `transport` brings them here.
  const bytes = await adapter.downloadMedia(String(id), async (url, signal, headers) => {
    const asked = get(`${simulator.url}${url.pathname}${url.search}`, { signal, headers });
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    return response;
  });
  assert.equal(bytes.toString(), 'a picture');
});

test('an error arrives as the client’s own, with Meta’s code', async () => {
  await assert.rejects(
    adapter.sendTemplate(threadId, { name: 'unknown', language: 'ne' }),
    (error: unknown) => error instanceof WhatsAppApiError && error.errorCode === 132_001,
  );
});

test('a changed body fails its signature', async () => {
  const answer = await adapter.handleWebhook(
    new Request('http://localhost/webhook', {
      method: 'POST',
      headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
      body: '{}',
    }),
  );
  assert.equal(answer.status, 401);
});
