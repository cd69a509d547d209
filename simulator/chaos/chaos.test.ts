import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { type Simulator, startSimulator } from '../start-simulator.ts';
import { callGraph, codeOf, sendText } from '../support/call-graph.ts';

const school = '106540352242922';
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({ seed: 1, limits: 'off' });
});

afterEach(() => {
  simulator.chaos.calm();
  simulator.ledger.clear();
});

after(() => simulator.close());

const send = (n = 1, number = school) => sendText(simulator.url, number, `+97798410${10_000 + n}`, 'hi');
const put = (chaos: object) => callGraph('PUT', `${simulator.url}/chaos`, chaos);

test('any error at any rate', async () => {
  await put({ errors: [{ code: 131000, rate: 0.3 }] });
  let failed = 0;
  for (let n = 0; n < 200; n += 1) if (codeOf(await send(n)) === 131_000) failed += 1;
  assert.ok(failed > 35 && failed < 85, `${failed} of 200`);
  assert.equal(simulator.ledger.read().totals.accepted, 200 - failed);
});

test('an error for one number or one person only', async () => {
  await put({
    errors: [
      { code: 4, phoneNumberId: school },
      { code: 131026, phone: '9779841010007' },
    ],
  });
  assert.equal(codeOf(await send(1)), 4);
  assert.equal(codeOf(await send(1, '999')), null);
  assert.equal(codeOf(await send(7, '999')), 131_026);
});

test('failures reported after a 200', async () => {
  await put({ failures: [{ code: 131049, rate: 1 }] });
  assert.equal((await send()).status, 200);
  simulator.clock.move(60_000);
  assert.equal(simulator.ledger.read().messages[0]!.failure, 131_049);
});

test('a connection cut before acceptance leaves nothing', async () => {
  await put({ cutBeforeRate: 1 });
  await assert.rejects(send());
  assert.equal(simulator.ledger.read().totals.accepted, 0);
});

test('a connection cut after acceptance leaves an accepted message that its statuses prove', async () => {
  await put({ cutAfterRate: 1 });
  await assert.rejects(send());
  const { totals, messages } = simulator.ledger.read();
  assert.equal(totals.accepted, 1);
  simulator.clock.move(60_000);
  assert.equal(simulator.ledger.read().messages[0]!.id, messages[0]!.id);
  assert.equal(simulator.ledger.read().totals.delivered, 1);
});

test('an answer that never comes', async () => {
  await put({ silenceRate: 1 });
  const asked = fetch(`${simulator.url}/v26.0/${school}/messages`, {
    method: 'POST',
    headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: '+9779841000001', text: { body: 'hi' } }),
    signal: AbortSignal.timeout(200),
  });
  await assert.rejects(asked, { name: 'TimeoutError' });
  assert.equal(simulator.ledger.read().totals.accepted, 1);
});

test('latency with a tail', async () => {
  await put({ latency: { ms: 40, tailMs: 80, tailRate: 1 } });
  const began = performance.now();
  await send();
  assert.ok(performance.now() - began >= 119);
});

test('a number stopped by chaos, and calm again', async () => {
  await put({ numbers: { [school]: 'spam-limited' } });
  assert.equal(codeOf(await send()), 131_048);
  await put({});
  assert.equal(codeOf(await send()), null);
});

const mistakes: [chaos: object, sentence: RegExp][] = [
  [{ latencyMs: 3 }, /chaos has no latencyMs/],
  [{ cutAfterRate: 2 }, /between 0 and 1/],
  [{ errors: [{ rate: 1 }] }, /errors must be a list/],
  [{ latency: { ms: -1 } }, /latency.ms must be a number from 0/],
  [{ webhooks: { late: 1 } }, /webhooks has no late/],
  [{ numbers: { [school]: 'asleep' } }, /numbers.* must be one of/],
];
for (const [chaos, sentence] of mistakes) {
  test(`refuses ${JSON.stringify(chaos)} and changes nothing`, async () => {
    const answer = await put(chaos);
    assert.equal(answer.status, 400);
    assert.match(String(answer.body.error), sentence);
    assert.equal(codeOf(await send()), null);
  });
}
