import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readWebhook } from '#whatsapp/read-webhook.ts';

const fixtures = new URL('../../test/fixtures/whatsapp/', import.meta.url);
const files = readdirSync(fixtures).filter((name) => name.endsWith('.json'));

const wrap = (value: unknown, field = 'messages') =>
  JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ field, value }] }] });
const metadata = { phone_number_id: '1055', display_phone_number: '977' };
const text = (over: object = {}) => ({
  from: '9779880000001',
  id: 'wamid.A',
  timestamp: '1750269342',
  type: 'text',
  text: { body: 'hi' },
  ...over,
});

for (const file of files) {
  test(`Meta's example ${file} is read whole`, () => {
    const body = readFileSync(new URL(file, fixtures), 'utf8');
    const news = readWebhook(body);
    assert.deepEqual(
      news.problems.filter((p) => p.kind === 'malformed'),
      [],
    );
    const parts = (body.match(/"wamid\.[^"]+"/g) ?? []).length;
    assert.ok(news.inbound.length + news.statuses.length + news.problems.length > 0, 'something came of it');
    if (news.inbound[0])
      assert.ok(parts > 0 && (news.inbound[0].phone || news.inbound[0].userId), 'its writer is known');
  });
}

const words: [name: string, message: object, expected: string | undefined][] = [
  ['text', text(), 'hi'],
  ['template quick reply', text({ type: 'button', button: { payload: 'p', text: 'Yes' } }), 'Yes'],
  [
    'reply button',
    text({
      type: 'interactive',
      interactive: { type: 'button_reply', button_reply: { id: '1', title: 'Undo' } },
    }),
    'Undo',
  ],
  [
    'list row',
    text({ type: 'interactive', interactive: { type: 'list_reply', list_reply: { id: '1', title: '5A' } } }),
    '5A',
  ],
  [
    'a picture with words',
    text({ type: 'image', image: { id: '9', mime_type: 'image/jpeg', caption: 'hw p45' } }),
    'hw p45',
  ],
  ['a picture without', text({ type: 'image', image: { id: '9', mime_type: 'image/jpeg' } }), undefined],
  [
    'a changed number',
    text({ type: 'system', system: { body: 'User A changed', type: 'user_changed_number' } }),
    undefined,
  ],
];
for (const [name, message, expected] of words) {
  test(`words of ${name}`, () =>
    assert.equal(readWebhook(wrap({ metadata, messages: [message] })).inbound[0]?.text, expected));
}

const writers: [
  name: string,
  over: object,
  contact: object,
  phone: string | undefined,
  userId: string | undefined,
][] = [
  ['a phone', {}, { wa_id: '9779880000001', user_id: 'NP.77' }, '+9779880000001', 'NP.77'],
  ['a phone with its plus', { from: '+9779880000001' }, {}, '+9779880000001', undefined],
  ['a user id alone', { from: undefined, from_user_id: 'NP.77' }, { user_id: 'NP.77' }, undefined, 'NP.77'],
  ['an empty phone', { from: '', from_user_id: 'NP.77' }, {}, undefined, 'NP.77'],
  ['a user id in the place of the phone', { from: 'NP.77abc' }, {}, undefined, 'NP.77abc'],
];
for (const [name, over, contact, phone, userId] of writers) {
  test(`a writer known by ${name}`, () => {
    const [inbound] = readWebhook(wrap({ metadata, contacts: [contact], messages: [text(over)] })).inbound;
    assert.deepEqual([inbound?.phone, inbound?.userId], [phone, userId]);
  });
}

test('one broken message of a batch loses only itself, and says why', () => {
  const messages = [
    text({ id: 'wamid.1' }),
    { id: 'wamid.2', type: 'text' },
    'nonsense',
    text({ id: 'wamid.3' }),
  ];
  const statuses = [
    { id: 'wamid.9', status: 'sent', timestamp: '1' },
    { id: 'wamid.8', status: 'flown', timestamp: '1' },
  ];
  const news = readWebhook(wrap({ metadata, messages, statuses }));
  assert.deepEqual(
    news.inbound.map((m) => m.wamid),
    ['wamid.1', 'wamid.3'],
  );
  assert.deepEqual(
    news.statuses.map((s) => s.wamid),
    ['wamid.9'],
  );
  assert.deepEqual(
    news.problems.map((p) => p.kind),
    ['malformed', 'malformed', 'malformed'],
  );
  assert.match(news.problems[0]!.reason, /timestamp/);
  assert.deepEqual(news.problems[0]!.fragment, { id: 'wamid.2', type: 'text' });
});

for (const [name, body] of Object.entries({
  'no JSON': '{oops',
  'a page': '{"object":"page","entry":[]}',
  'an array': '[]',
  nothing: '',
})) {
  test(`${name} is one problem, never a throw`, () => {
    const news = readWebhook(body);
    assert.deepEqual([news.inbound, news.statuses, news.problems.length], [[], [], 1]);
  });
}

test('a field we do not act on is kept', () => {
  const [problem] = readWebhook(wrap({ event: 'APPROVED' }, 'message_template_status_update')).problems;
  assert.equal(problem?.kind, 'unknown_field');
});

test('Devanagari escaped as Meta escapes it is read, and what PostgreSQL cannot store is left out', () => {
  const body = wrap({ metadata, messages: [text({ text: { body: 'MARK' } })] }).replace(
    'MARK',
    '\\u0915\\u0915\\u094d\\u0937\\u093e 5A\\u0000 \\ud83d\\ude4f \\ud83d 1\\/2',
  );
  assert.equal(readWebhook(body).inbound[0]?.text, 'कक्षा 5A 🙏 \uFFFD 1/2');
});
