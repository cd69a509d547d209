import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSimulator } from '../start-simulator.ts';
import { codeOf, sendText } from '../support/call-graph.ts';

const school = '106540352242922';
const guardian = '9779841000001';

test('a scenario sets the stage and plays its timeline on the simulated clock', async () => {
  const simulator = await startSimulator({
    now: () => Date.UTC(2026, 10, 23),
    scenario: {
      numbers: [{ phoneNumberId: school, verifiedName: 'Shree School' }],
      people: [{ phone: guardian, name: 'Sita', habit: 'offline' }],
      templates: [
        {
          name: 'closed',
          language: 'en',
          category: 'UTILITY',
          components: [{ type: 'BODY', text: 'Closed' }],
        },
      ],
      timeline: [
        { after: '10s', person: guardian, say: 'homework?', number: school },
        { after: '1m', person: guardian, change: { habit: 'reads' } },
        { after: '1h', chaos: { errors: [{ code: 131000 }] } },
      ],
    },
  });
  try {
    const closed = {
      text: undefined,
      type: 'template',
      template: { name: 'closed', language: { code: 'en' } },
    };
    await sendText(simulator.url, school, `+${guardian}`, '', closed);
    simulator.clock.move(9_000);
    assert.equal(simulator.people.shows(guardian, school).length, 0);
    simulator.clock.move(2_000);
    assert.equal(simulator.people.shows(guardian, school)[0]!.type, 'text');
    simulator.clock.move(120_000);
    assert.equal(simulator.ledger.read().messages[0]!.status, 'read', 'came when the phone was on again');
    simulator.clock.move(3_600_000);
    assert.equal(codeOf(await sendText(simulator.url, school, `+${guardian}`, 'hi')), 131_000);
  } finally {
    await simulator.close();
  }
});

const mistakes: [scenario: Record<string, unknown>, sentence: RegExp][] = [
  [{ persons: [] }, /A scenario has no persons/],
  [{ people: {} }, /people must be a list/],
  [{ people: [{ phone: '12' }] }, /7 to 15 digits/],
  [{ numbers: [{ phoneNumberId: 'x' }] }, /string of digits/],
  [{ templates: [{ name: 'Bad Name' }] }, /lower case letters/],
  [{ chaos: { speed: 1 } }, /chaos has no speed/],
  [{ timeline: [{ after: 'soon' }] }, /Step 1 of the timeline: after must be/],
  [{ timeline: [{ after: '1s', chaos: { cutAfterRate: 3 } }] }, /between 0 and 1/],
  [{ timeline: [{ after: '1s', person: guardian }] }, /needs change or say/],
  [
    { timeline: [{ after: '1s', person: guardian, say: { type: 'song' }, number: school }] },
    /type must be one of/,
  ],
];
for (const [scenario, sentence] of mistakes) {
  test(`refuses ${JSON.stringify(scenario)}`, () => assert.rejects(startSimulator({ scenario }), sentence));
}
