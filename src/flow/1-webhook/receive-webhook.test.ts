import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { encodeBody } from '#simulator/webhooks/encode-body.ts';
import { injectWhole } from '#test/support/inject.ts';
import { openApp } from '#test/support/open-app.ts';
import { envelope, postWebhook, sign, textFrom } from '#test/support/post-webhook.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { settle } from '#test/support/settle.ts';
import { loadSmallSchool, SCHOOL_DAY } from '#test/support/small-school.ts';
import { packPosts, unpackPosts } from './pack-posts.ts';
import { MAX_WEBHOOK_BYTES } from './receive-webhook.ts';

const runtime = await createTestRuntime({ after }, {}, { startAt: SCHOOL_DAY });
const school = await loadSmallSchool(runtime);
const app = await openApp({ after }, runtime);

let posted = 0;
const someBody = () =>
  JSON.stringify(
    envelope('12345', { messages: [textFrom('+9779800000001', `text ${++posted}`, SCHOOL_DAY)] }),
  );

/** How often these very bytes are kept. */
const kept = async (body: string) =>
  (await runtime.database.query<{ posts: Buffer }>('SELECT posts FROM webhook_event'))
    .flatMap(({ posts }) => unpackPosts(posts))
    .filter((post) => post.body.equals(Buffer.from(body))).length;

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
    const answer = await injectWhole(app, { method: 'POST', url: '/webhook', headers, payload: body });
    assert.equal(answer.statusCode, 401);
    assert.equal(await kept(body), 0);
  });
}

test('Devanagari escaped as Meta does is accepted over its raw bytes, and read rightly', async () => {
  const words = 'कक्षा ५ क: गृहकार्य १/२ 🙏';
  const message = textFrom('+9779811111111', words, SCHOOL_DAY, 'wamid.ESCAPED');
  const body = encodeBody(JSON.stringify(envelope(school.phoneNumberId, { messages: [message] })));
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
    (await injectWhole(app, { method: 'POST', url: '/webhook', headers })).statusCode;
  assert.equal(await post({}), 401);
  assert.equal(await post({ 'content-type': 'application/json' }), 401);
  assert.equal(await kept(''), 0);
  assert.equal(await post({ 'content-type': 'application/json', 'x-hub-signature-256': sign('') }), 200);
  await settle(runtime);
  const rows = await runtime.database.query(
    `SELECT s.kind FROM set_aside s JOIN webhook_event e ON e.id = s.event_id WHERE e.posts = $1 AND e.processed_at IS NOT NULL`,
    [packPosts([{ requestId: undefined, body: Buffer.alloc(0) }])],
  );
  assert.deepEqual(rows, [{ kind: 'malformed' }]);
});

test('POSTs that come together share commits', async () => {
  const bodies = Array.from({ length: 300 }, someBody);
  const statuses = await Promise.all(bodies.map((body) => postWebhook(app, body)));
  assert.deepEqual(new Set(statuses), new Set([200]));
  const [{ rows }] = (await runtime.database.query(
    `SELECT count(*)::int AS rows FROM webhook_event WHERE post_count > 1`,
  )) as [{ rows: number }];
  assert.ok(rows > 0 && rows <= 30, `${rows} rows for 300 POSTs`);
  for (const body of bodies) assert.equal(await kept(body), 1);
});

test('without the app secret nothing can be checked: 503, and Meta comes again', async (t) => {
  const bare = await createTestRuntime(t, { WA_APP_SECRET: '' });
  const answer = await postWebhook(await openApp(t, bare), someBody());
  assert.equal(answer, 503);
});

const elsewhere: [method: string, url: string, status: number][] = [
  ['PUT', '/webhook', 404],
  ['DELETE', '/webhook', 404],
  ['POST', '/webhook/', 404],
  ['POST', '/webhooks', 404],
  ['POST', '/', 404],
];
for (const [method, url, status] of elsewhere) {
  test(`${method} ${url}: ${status}, and nothing is kept`, async () => {
    const body = someBody();
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': sign(body) };
    const answer = await injectWhole(app, { method: method as 'PUT', url, headers, payload: body });
    assert.equal(answer.statusCode, status);
    assert.match(answer.json().error, /^There is nothing at/);
    assert.equal(await kept(body), 0);
  });
}

test('a query after the address changes nothing', async () => {
  const body = someBody();
  const headers = { 'x-hub-signature-256': sign(body) };
  const answer = await injectWhole(app, {
    method: 'POST',
    url: '/webhook?from=meta',
    headers,
    payload: body,
  });
  assert.equal(answer.statusCode, 200);
  assert.equal(await kept(body), 1);
});

test('statuses and texts of one commit are kept apart, so that texts wait for nobody', async () => {
  const status = { id: 'wamid.apart', status: 'sent', timestamp: '1778392800' };
  const both = [JSON.stringify(envelope('12345', { statuses: [status] })), someBody()];
  await Promise.all(both.map((body) => postWebhook(app, body)));
  const rows = await runtime.database.query<{ posts: Buffer; only_statuses: boolean }>(
    'SELECT posts, only_statuses FROM webhook_event',
  );
  for (const [nth, body] of both.entries()) {
    const row = rows.find(({ posts }) => unpackPosts(posts).some((post) => String(post.body) === body));
    assert.equal(row?.only_statuses, nth === 0);
  }
});
