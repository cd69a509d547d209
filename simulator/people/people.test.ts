import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph, sendText } from '../support/call-graph.ts';
import type { Json } from './message.ts';

const school = '106540352242922';
const guardian = '9779841000001';
let simulator: Simulator;

beforeEach(async () => {
  simulator = await startSimulator({ seed: 1, fetchLinks: true, now: () => Date.UTC(2026, 10, 23) });
  simulator.people.put([{ phone: guardian, name: 'Sita' }]);
  simulator.people.say(guardian, school, 'hi');
});

afterEach(() => simulator.close());

const send = (more: Json = {}) => sendText(simulator.url, school, `+${guardian}`, 'hello', more);
const status = () => simulator.ledger.read().messages.at(-1)!.status;

test('habits: reads, watched, never reads, offline', async () => {
  const rows: [habit: string, soon: string, late: string][] = [
    ['reads', 'delivered', 'read'],
    ['watched', 'delivered', 'delivered'],
    ['never-reads', 'delivered', 'delivered'],
    ['offline', 'sent', 'sent'],
  ];
  for (const [habit, soon, late] of rows) {
    simulator.people.change(guardian, { habit });
    await send();
    simulator.clock.move(1_000);
    assert.equal(status(), soon, habit);
    simulator.clock.move(60_000);
    assert.equal(status(), late, habit);
  }
  simulator.people.change(guardian, { habit: 'watched' });
  simulator.clock.move(1_000);
  assert.equal(status(), 'delivered', 'what waited arrives');
  simulator.people.read(guardian, school);
  assert.equal(status(), 'read');
});

test('who replies taps a button when there is one, and does not chatter', async () => {
  simulator.people.change(guardian, { habit: 'replies' });
  simulator.clock.move(120_000);
  const buttons = [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }];
  await send({
    type: 'interactive',
    interactive: { type: 'button', body: { text: 'Well?' }, action: { buttons } },
  });
  await send();
  simulator.clock.move(30_000);
  const said = simulator.people.shows(guardian, school).filter(({ direction }) => direction === 'person');
  assert.equal(said.length, 2);
  const answered = said[1]!;
  assert.ok(answered.type === 'interactive' || answered.type === 'text');
});

test('blocked: sent and no more; receipts off: read on the phone, not told', async () => {
  simulator.people.change(guardian, { blocked: true });
  await send();
  simulator.clock.move(60_000);
  assert.equal(status(), 'sent');
  assert.equal(simulator.people.shows(guardian, school).length, 1);
  simulator.people.change(guardian, { blocked: false, receipts: false });
  await send();
  simulator.clock.move(60_000);
  assert.equal(status(), 'read');
});

test('reactions sit on their bubble, edits change it, take-backs mark it', async () => {
  const { body } = await send();
  simulator.clock.move(1_000);
  const id = String((body.messages as Json[])[0]!.id);
  const bubble = (which: string) => simulator.people.shows(guardian, school).find((one) => one.id === which)!;
  simulator.people.say(guardian, school, { type: 'reaction', reaction: { message_id: id, emoji: '👍' } });
  assert.deepEqual(bubble(id).reactions, [{ emoji: '👍', from: 'person' }]);
  simulator.people.say(guardian, school, { type: 'reaction', reaction: { message_id: id } });
  assert.deepEqual(bubble(id).reactions, []);
  const own = simulator.people.say(guardian, school, 'helo');
  const message = { type: 'text', text: { body: 'hello' } };
  simulator.people.say(guardian, school, { type: 'edit', edit: { original_message_id: own, message } });
  assert.deepEqual(bubble(own).content, { body: 'hello' });
  simulator.people.say(guardian, school, { type: 'revoke', revoke: { original_message_id: own } });
  assert.equal(bubble(own).type, 'revoked');
});

test('a link that cannot be fetched fails with 131053, one that can is carried', async () => {
  const files = createServer((request, response) => {
    const found = request.url === '/a.png';
    response.writeHead(found ? 200 : 404, { 'content-type': 'image/png' }).end('bytes');
  });
  await new Promise<void>((done) => files.listen(0, '127.0.0.1', done));
  const base = `http://127.0.0.1:${(files.address() as AddressInfo).port}`;
  const rows: [link: string, failure: number | null][] = [
    [`${base}/a.png`, null],
    [`${base}/gone.png`, 131_053],
    ['http://127.0.0.1:9/a.png', 131_053],
  ];
  for (const [link, failure] of rows) {
    await send({ type: 'image', text: undefined, image: { link } });
    while (status() === 'accepted') {
      await new Promise((done) => setImmediate(done));
      simulator.clock.move(1_000);
    }
    assert.equal(simulator.ledger.read().messages.at(-1)!.failure, failure, link);
  }
  files.closeAllConnections();
  files.close();
});

test('72 hours are free after a click on an ad', async () => {
  simulator.people.say(guardian, school, {
    type: 'text',
    text: { body: 'hi' },
    referral: { source_type: 'ad' },
  });
  await send();
  simulator.clock.move(60_000);
  assert.equal(simulator.ledger.read().messages.at(-1)!.pricing, 'free_entry_point');
});

test('people and threads over the control API', async () => {
  simulator.people.put(
    Array.from({ length: 300 }, (_, i) => ({ phone: `97798420${10_000 + i}`, name: `Guardian ${i}` })),
  );
  const list = async (query: string) => (await callGraph('GET', `${simulator.url}/sim/people?${query}`)).body;
  assert.equal((await list('search=guardian')).total, 300);
  assert.equal((await list('search=Guardian 29')).total, 11);
  assert.equal(((await list('search=guardian&offset=290')).people as Json[]).length, 10);
  assert.equal((await list('search=9841000001')).total, 1);
  const threads = await callGraph('GET', `${simulator.url}/sim/people/${guardian}/threads`);
  const [thread] = threads.body as unknown as Json[];
  assert.equal(thread!.phoneNumberId, school);
  assert.deepEqual(thread!.last, { text: 'hi', at: simulator.clock.now(), fromPerson: true });
  for (let i = 0; i < 7; i += 1) simulator.people.say(guardian, school, `text ${i}`);
  const url = `${simulator.url}/sim/people/${guardian}/threads/${school}`;
  const last = (await callGraph('GET', `${url}?limit=3`)).body.messages as Json[];
  assert.deepEqual(
    last.map((bubble) => (bubble.content as Json).body),
    ['text 4', 'text 5', 'text 6'],
  );
  const older = (await callGraph('GET', `${url}?limit=2&before=${last[0]!.id}`)).body.messages as Json[];
  assert.deepEqual(
    older.map((bubble) => (bubble.content as Json).body),
    ['text 2', 'text 3'],
  );
});

test('events reach those who asked for the phone', async () => {
  const response = await fetch(`${simulator.url}/sim/events?phones=${guardian}`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  simulator.people.say('9779841000555', school, 'not for this page');
  simulator.people.say(guardian, school, 'नमस्ते');
  let text = '';
  while (!text.includes('नमस्ते')) text += (await reader.read()).value ?? '';
  assert.ok(!text.includes('not for this page'));
  assert.match(
    text,
    /event: message\ndata: \{"phone":"9779841000001","phoneNumberId":"106540352242922","bubble":/,
  );
  await reader.cancel();
});
