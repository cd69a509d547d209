import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Exclusion, planAudience, type Topic, WINDOW_MS } from './plan-audience.ts';
import type { Reader } from './queries.ts';

const NOW = Date.parse('2026-05-10T06:00:00Z');
const DAY_MS = 24 * 60 * 60 * 1_000;
const ago = (ms: number) => new Date(NOW - ms);

const reader = (over: Partial<Reader> = {}): Reader =>
  ({
    guardian_id: 'g',
    phone: '+9779800000001',
    whatsapp_user_id: null,
    language: 'ne',
    opted_in: true,
    muted_topics: [],
    unreachable_since: null,
    last_inbound_at: null,
    children: [],
    ...over,
  }) as Reader;

const cases: [name: string, over: Partial<Reader>, topic: Topic, reason: Exclusion | undefined][] = [
  ['one who agreed', {}, 'homework', undefined],
  ['one who did not agree', { opted_in: false }, 'homework', 'no_consent'],
  ['one who stopped this topic', { muted_topics: ['homework'] }, 'homework', 'opted_out'],
  ['one who stopped another topic', { muted_topics: ['announcements'] }, 'homework', undefined],
  ['one who stopped all', { muted_topics: ['all'] }, 'attendance', 'opted_out'],
  ['one without phone or id', { phone: null }, 'homework', 'no_phone'],
  ['one with an id alone', { phone: null, whatsapp_user_id: 'NP.1' }, 'homework', undefined],
  ['one who was not there yesterday', { unreachable_since: ago(DAY_MS) }, 'homework', 'not_on_whatsapp'],
  [
    'one who was not there 29 days ago',
    { unreachable_since: ago(29 * DAY_MS) },
    'homework',
    'not_on_whatsapp',
  ],
  ['one who was not there 30 days ago', { unreachable_since: ago(30 * DAY_MS) }, 'homework', undefined],
  ['one with no consent and a mute', { opted_in: false, muted_topics: ['all'] }, 'homework', 'no_consent'],
];
for (const [name, over, topic, reason] of cases) {
  test(`${name} is ${reason ? `left out: ${reason}` : 'reached'}`, () => {
    const { recipients, excluded } = planAudience([reader(over)], topic, NOW);
    assert.deepEqual(excluded, reason ? { [reason]: 1 } : {});
    assert.equal(recipients.length, reason ? 0 : 1);
  });
}

const windows: [name: string, wrote: Date | null, open: boolean][] = [
  ['never wrote', null, false],
  ['wrote just now', ago(0), true],
  ['wrote a millisecond less than a day ago', ago(WINDOW_MS - 1), true],
  ['wrote a day ago', ago(WINDOW_MS), false],
];
for (const [name, last_inbound_at, open] of windows) {
  test(`the window of one who ${name} is ${open ? 'open' : 'closed'}`, () => {
    const [recipient] = planAudience([reader({ last_inbound_at })], 'homework', NOW).recipients;
    assert.equal(
      recipient!.windowUntil?.getTime(),
      open ? last_inbound_at!.getTime() + WINDOW_MS : undefined,
    );
  });
}

test('a phone is preferred to an id, and reasons are counted', () => {
  const plan = planAudience(
    [reader({ whatsapp_user_id: 'NP.1' }), reader({ opted_in: false }), reader({ opted_in: false })],
    'homework',
    NOW,
  );
  assert.deepEqual(
    [plan.recipients.map((r) => r.address), plan.excluded],
    [['+9779800000001'], { no_consent: 2 }],
  );
});
