import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sendMessage } from '../graph/send-message.ts';
import { type Simulator, startSimulator } from '../start-simulator.ts';

const keep = 500;
let simulator: Simulator;

before(async () => {
  simulator = await startSimulator({ limits: 'off', ledger: { keep }, now: () => 0 });
});

after(() => simulator.close());

/** Sends to ever new people, and carries every message to its end. */
function send(count: number, from: number) {
  for (let n = from; n < from + count; n += 1) {
    const to = `+97798${String(n).padStart(8, '0')}`;
    const sent = sendMessage(simulator.world, String(1 + (n % 10)), {
      messaging_product: 'whatsapp',
      to,
      type: 'text',
      text: { body: 'hello' },
      biz_opaque_callback_data: `delivery-${n}`,
    });
    assert.ok('message' in sent);
    if (n % 50 === 0) simulator.clock.move(60_000);
  }
  simulator.clock.move(60_000);
}

test('messages, people and threads that are kept do not grow with what was sent; totals do', () => {
  simulator.people.put([{ phone: '9779800000001', name: 'Sita' }]);
  send(20_000, 0);
  const { messages, people } = simulator.world;
  assert.equal(messages.byId.size, keep);
  assert.ok(people.byPhone.size <= keep + 1, `${people.byPhone.size} people`);
  assert.equal(people.byUserId.size, people.byPhone.size);
  assert.ok(people.byPhone.has('9779800000001'), 'who was put there stays');
  const { totals } = simulator.ledger.read();
  assert.equal(totals.accepted, 20_000);
  assert.equal(totals.read, 20_000);
  assert.equal(totals.duplicates, 0);
});

test('a duplicate is seen long after its first message was trimmed', () => {
  send(1, 7);
  const { totals, duplicates } = simulator.ledger.read();
  assert.equal(totals.duplicates, 1);
  assert.equal(duplicates[0]!.opaque, 'delivery-7');
});
