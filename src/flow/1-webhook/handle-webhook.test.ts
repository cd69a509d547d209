import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { encodeBody } from '#simulator/webhooks/encode-body.ts';
import { openApp } from '#test/support/open-app.ts';
import { envelope, postWebhook, sign, textFrom } from '#test/support/post-webhook.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';
import { settle } from '#test/support/settle.ts';
import { loadSmallSchool, SCHOOL_DAY } from '#test/support/small-school.ts';
import { MAX_WEBHOOK_BYTES } from './handle-webhook.ts';

const runtime = await createTestRuntime({ after }, {}, { startAt: SCHOOL_DAY });
const school = await loadSmallSchool(runtime);
const app = await openApp({ after }, runtime);

let posted = 0;
const someBody = () =>
  JSON.stringify(
    envelope('12345', { messages: [textFrom('+9779800000001', `text ${++posted}`, SCHOOL_DAY)] }),
  );

const kept = async (body: string) =>
  (await runtime.database.query('SELECT 1 FROM webhook_event WHERE body = $1', [Buffer.from(body)])).length;

const right = {
  'hub.mode': 'subscribe',
  'hub.challenge': '1158201444',
  'hub.verify_token': SECRETS.VERIFY_TOKEN,
};
const { 'hub.verify_token': _, ...wordless } = right;
const handshakes: [name: string, query: Record<string, string>, status: number][] = [
  ['the right word', right, 200],
  ['a wrong word', { ...right, 'hub.verify_token': 'guessed-word-00000' }, 403],
  ['the beginning of the word', { ...right, 'hub.verify_token': SECRETS.VERIFY_TOKEN.slice(0, -1) }, 403],
  ['no word', wordless, 403],
  ['another mode', { ...right, 'hub.mode': 'unsubscribe' }, 400],
  ['nothing at all', {}, 400],
];
for (const [name, query, status] of handshakes) {
  test(`handshake with ${name}: ${status}`, async () => {
    const answer = await app.inject({ method: 'GET', url: '/webhook', query });
    assert.equal(answer.statusCode, status);
    assert.equal(
      answer.body === '1158201444',
      status === 200,
      'the challenge goes back for the right word alone',
    );
  });
}

test('a parameter given twice is no word', async () => {
  const url = `/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${SECRETS.VERIFY_TOKEN}&hub.verify_token=x`;
  assert.equal((await app.inject({ method: 'GET', url })).statusCode, 403);
});

test('the row is there for everybody when 200 comes', async () => {
  const body = someBody();
  assert.equal(await postWebhook(app, body), 200);
  assert.equal(await kept(body), 1);
});

const signatures: [name: string, of: (body: string) => string | undefined][] = [
  ['with another secret', (body) => sign(body, 'another-secret')],
  ['of other bytes', (body) => sign(`${body} `)],
  ['cut short', (body) => sign(body).slice(0, -2)],
  ['too long', (body) => `${sign(body)}00`],
  ['without its scheme', (body) => sign(body).replace('sha256=', '')],
  ['of another scheme', (body) => sign(body).replace('sha256=', 'sha1=')],
  ['that is no hex', () => `sha256=${'z'.repeat(64)}`],
  ['that is empty', () => ''],
  ['that is missing', () => undefined],
];
for (const [name, of] of signatures) {
  test(`a signature ${name}: 401, and nothing is kept`, async () => {
    const body = someBody();
    const signature = of(body);
    const headers = signature === undefined ? {} : { 'x-hub-signature-256': signature };
    const answer = await app.inject({ method: 'POST', url: '/webhook', headers, payload: body });
    assert.equal(answer.statusCode, 401);
    assert.equal(await kept(body), 0);
  });
}

test('Devanagari escaped as Meta does is accepted over its raw bytes, and read rightly', async () => {
  const words = 'कक्षा ५ क: गृहकार्य १/२ 🙏';
  const message = textFrom('+9779811111111', words, SCHOOL_DAY, 'wamid.ESCAPED');
  const body = String(encodeBody(envelope(school.phoneNumberId, { messages: [message] })));
  assert.ok(body.includes('\\u0915') && body.includes('\\/') && !body.includes('क'), 'escaped like Meta');
  assert.equal(
    await postWebhook(app, body, sign(JSON.stringify(JSON.parse(body)))),
    401,
    'written again, it does not fit',
  );
  assert.equal(await postWebhook(app, body), 200);
  assert.equal(await kept(body), 1, 'byte for byte');
  await settle(runtime);
  const rows = await runtime.database.query(`SELECT text FROM inbound_message WHERE wamid = 'wamid.ESCAPED'`);
  assert.deepEqual(rows, [{ text: words }]);
});

test('3 MB is taken, one byte more is 413', async () => {
  const padded = (bytes: number) => {
    const empty = JSON.stringify({ ...envelope('12345', {}), padding: '' });
    return empty.replace('"padding":""', `"padding":"${'x'.repeat(bytes - Buffer.byteLength(empty))}"`);
  };
  const largest = padded(MAX_WEBHOOK_BYTES);
  assert.equal(Buffer.byteLength(largest), 3 * 1024 * 1024);
  assert.equal(await postWebhook(app, largest), 200);
  assert.equal(await kept(largest), 1);
  assert.equal(await postWebhook(app, padded(MAX_WEBHOOK_BYTES + 1)), 413);
});

test('an empty body is kept only where it is signed, and then set aside', async () => {
  const post = async (headers: Record<string, string>) =>
    (await app.inject({ method: 'POST', url: '/webhook', headers })).statusCode;
  assert.equal(await post({}), 401);
  assert.equal(await post({ 'content-type': 'application/json' }), 401);
  assert.equal(await kept(''), 0);
  assert.equal(await post({ 'content-type': 'application/json', 'x-hub-signature-256': sign('') }), 200);
  await settle(runtime);
  const rows = await runtime.database.query(
    `SELECT s.kind FROM set_aside s JOIN webhook_event e ON e.id = s.event_id WHERE e.body = '' AND e.processed_at IS NOT NULL`,
  );
  assert.deepEqual(rows, [{ kind: 'malformed' }]);
});

test('POSTs that come together share commits', async () => {
  const bodies = Array.from({ length: 300 }, someBody);
  const statuses = await Promise.all(bodies.map((body) => postWebhook(app, body)));
  assert.deepEqual(new Set(statuses), new Set([200]));
  // Rows that one transaction wrote carry its number.
  const [{ events, commits }] = (await runtime.database.query(
    `SELECT count(*)::int AS events, count(DISTINCT xmin::text)::int AS commits FROM webhook_event WHERE body = ANY ($1)`,
    [bodies.map((body) => Buffer.from(body))],
  )) as [{ events: number; commits: number }];
  assert.equal(events, 300);
  assert.ok(commits <= 30, `${commits} commits for 300 POSTs`);
});

test('without the app secret nothing can be checked: 503, and Meta comes again', async (t) => {
  const bare = await createTestRuntime(t, { WA_APP_SECRET: '' });
  const answer = await postWebhook(await openApp(t, bare), someBody());
  assert.equal(answer, 503);
});
