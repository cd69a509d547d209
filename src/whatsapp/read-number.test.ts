import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NumberInput } from '#simulator/numbers/number.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { type CallResult, openWhatsApp } from '#whatsapp/client.ts';
import { type NumberStanding, readNumber } from '#whatsapp/read-number.ts';

const ID = '106540352242922';

const cases: [name: string, number: Partial<NumberInput>, tier: number, standing: NumberStanding][] = [
  ['new', {}, 250, { quality: 'GREEN', raisedTo: undefined, peoplePerDay: 250, nameStatus: 'APPROVED' }],
  [
    'fast, in trouble, of a portfolio without a limit',
    { throughputPerSecond: 1_000, quality: 'RED' },
    0,
    { quality: 'RED', raisedTo: 1_000, peoplePerDay: 0, nameStatus: 'APPROVED' },
  ],
  [
    'not rated, its name not approved',
    { quality: 'UNKNOWN', standing: 'pending-name' },
    10_000,
    { quality: undefined, raisedTo: undefined, peoplePerDay: 10_000, nameStatus: 'PENDING_REVIEW' },
  ],
];

for (const [name, number, messagingTier, standing] of cases)
  test(`a number is read: ${name}`, async (t) => {
    const simulator = await startSimulator({
      limits: { messagingTier },
      numbers: [{ phoneNumberId: ID, ...number }],
    });
    const graph = openWhatsApp({ baseUrl: simulator.url, version: 'v26.0', token: 't' });
    t.after(async () => {
      await graph.close();
      await simulator.close();
    });
    assert.deepEqual(await readNumber(graph, ID), { kind: 'done', standing });
    assert.partialDeepStrictEqual(await readNumber(graph, '106540352242923'), { kind: 'refused', code: 33 });
  });

test('a version of Graph that has the limit under its older name is asked for that', async () => {
  const asked: string[] = [];
  const answer = await readNumber(
    {
      send: () => assert.fail('nothing is sent'),
      async call(_method, path): Promise<CallResult> {
        asked.push(path);
        if (path.includes('business_manager'))
          return { kind: 'refused', code: 100, detail: '(#100) Tried accessing nonexisting field' };
        return { kind: 'done', json: { id: ID, quality_rating: 'NA', messaging_limit_tier: 'TIER_1K' } };
      },
    },
    ID,
  );
  assert.equal(asked.length, 2);
  assert.partialDeepStrictEqual(answer, {
    kind: 'done',
    standing: { peoplePerDay: 1_000, quality: undefined },
  });
});
