import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { openApp } from '#test/support/open-app.ts';
import { envelope, postWebhook, textFrom } from '#test/support/post-webhook.ts';
import { createTestRuntime, type TestRuntime } from '#test/support/runtime.ts';
import { SCHOOL_DAY } from '#test/support/small-school.ts';
import { idOfPost, packPosts, unpackPosts } from '#webhook/pack-posts.ts';
import { insertEvents } from '#webhook/queries.ts';
import { type SenderStatus, sweepEvents } from './sweep-events.ts';

const NUMBERS = ['106540352242922', '990001', '990002', '990003'];

/** The numbers of Meta's examples and three more, without any school: what is swept stays where the inbox put it. */
async function openInbox(t: { after(fn: () => Promise<void>): void }) {
  const runtime = await createTestRuntime(t, {}, { startAt: SCHOOL_DAY });
  const numbers = NUMBERS.map((phone_number_id) => ({
    id: newId(SCHOOL_DAY),
    phone_number_id,
    waba_id: '1000',
    display_number: '977',
    verified_name: 'A school',
  }));
  await runtime.db.insertInto('sender').values(numbers).execute();
  const app = await openApp(t, runtime);
  const statuses: SenderStatus[] = [];
  return {
    runtime,
    /** What was handed to stage 7. */
    statuses,
    post: (body: unknown) => {
      runtime.time.pass(1);
      return postWebhook(app, body);
    },
    sweep: () => sweepAll(runtime, statuses),
    inbound: () =>
      runtime.database.query<{ wamid: string; person: string; text: string | null; type: string }>(
        'SELECT wamid, person, text, type FROM inbound_message ORDER BY id',
      ),
    aside: () =>
      runtime.database.query<{ kind: string; reason: string; fragment: unknown }>(
        'SELECT kind, reason, fragment FROM set_aside ORDER BY id',
      ),
    waiting: async () =>
      (await runtime.database.query('SELECT 1 FROM webhook_event WHERE processed_at IS NULL')).length,
  };
}

async function sweepAll(runtime: TestRuntime, statuses: SenderStatus[]): Promise<void> {
  runtime.time.pass(1_000);
  const record = async (_: unknown, some: SenderStatus[]) => void statuses.push(...some);
  const sweep = async () =>
    (await sweepEvents(runtime, 'texts', record)).events +
    (await sweepEvents(runtime, 'statuses', record)).events;
  while ((await sweep()) > 0) {
    // until nothing waits
  }
}

const text = (words: string, id: string, from = '+9779811111111') => textFrom(from, words, SCHOOL_DAY, id);
const statusOf = (id: string, over: object = {}) => ({
  id,
  status: 'sent',
  timestamp: '1778392800',
  recipient_id: '9779811111111',
  ...over,
});

const fixtures = new URL('../../../test/fixtures/whatsapp/', import.meta.url);
const examples = readdirSync(fixtures).filter((name) => name.endsWith('.json'));
const inboxOfExamples = await openInbox({ after });

for (const file of examples) {
  test(`Meta's example ${file} is taken and nothing of it is lost`, async () => {
    const { runtime, post, sweep, statuses, waiting } = inboxOfExamples;
    for (const table of ['inbound_message', 'set_aside'])
      await runtime.database.query(`DELETE FROM ${table}`);
    statuses.length = 0;
    const body = readFileSync(new URL(file, fixtures), 'utf8');
    assert.equal(await post(body), 200);
    await sweep();
    assert.equal(await waiting(), 0);
    const inbound = await inboxOfExamples.inbound();
    const aside = await inboxOfExamples.aside();
    assert.equal(inbound.length + statuses.length + aside.length, partsOf(body));
    for (const { reason, kind } of aside)
      assert.ok(reason.length > 0 && kind !== 'malformed', `set aside as ${kind}: ${reason}`);
  });
}

/** Messages and statuses of a body; a change of another field is one part. */
function partsOf(body: string): number {
  type Value = { messages?: unknown[]; statuses?: unknown[] };
  const { entry } = JSON.parse(body) as { entry: { changes: { field: string; value: Value }[] }[] };
  return entry
    .flatMap((e) => e.changes)
    .map(({ field, value }) =>
      field === 'messages' ? (value.messages?.length ?? 0) + (value.statuses?.length ?? 0) : 1,
    )
    .reduce((sum, n) => sum + n, 0);
}

test('what Meta sends again changes nothing: the same POST three times, the same message in other POSTs', async (t) => {
  const { post, sweep, inbound } = await openInbox(t);
  const first = envelope('990001', { messages: [text('one', 'wamid.1')] });
  for (let n = 0; n < 3; n += 1) await post(first);
  await sweep();
  await post(first);
  await post(envelope('990001', { messages: [text('two', 'wamid.2'), text('one', 'wamid.1')] }));
  await sweep();
  assert.deepEqual(
    (await inbound()).map((row) => row.text),
    ['one', 'two'],
  );
});

test('texts of one sweep are taken in the order of their writing, in whatever order Meta brings them', async (t) => {
  const { post, sweep, inbound } = await openInbox(t);
  const at = (seconds: number) => textFrom('+9779811111111', `${seconds}`, SCHOOL_DAY + seconds * 1_000);
  await post(envelope('990001', { messages: [at(3), at(1)] }));
  await post(envelope('990001', { messages: [at(0), at(2)] }));
  await sweep();
  assert.deepEqual(
    (await inbound()).map((row) => row.text),
    ['0', '1', '2', '3'],
  );
});

test('the same id on another number is another message', async (t) => {
  const { post, sweep, inbound } = await openInbox(t);
  for (const number of ['990001', '990002'])
    await post(envelope(number, { messages: [text('hi', 'wamid.1')] }));
  await sweep();
  assert.equal((await inbound()).length, 2);
});

test('a batch of 1,000 updates over several numbers is taken whole', async (t) => {
  const { post, sweep, inbound, aside, statuses } = await openInbox(t);
  const changes = Array.from({ length: 1_000 }, (_, n) => {
    const number = NUMBERS[1 + (n % 3)]!;
    const part =
      n % 2 === 0
        ? { messages: [text(`text ${n}`, `wamid.${n}`)] }
        : { statuses: [statusOf(`wamid.sent.${n}`)] };
    return envelope(number, part).entry as [{ changes: unknown[] }];
  });
  assert.equal(await post({ object: 'whatsapp_business_account', entry: changes.flat() }), 200);
  await sweep();
  assert.deepEqual([(await inbound()).length, statuses.length, (await aside()).length], [500, 500, 0]);
  assert.equal(new Set(statuses.map((s) => s.senderId)).size, 3);
});

const broken: [name: string, part: Record<string, unknown>, kind: string, reason: RegExp][] = [
  [
    'a message without an id',
    { messages: [{ from: '9779811111111', timestamp: '1', type: 'text' }] },
    'malformed',
    /a message: id/,
  ],
  [
    'a message whose time is a word',
    { messages: [{ ...text('x', 'wamid.b'), timestamp: 'now' }] },
    'malformed',
    /timestamp/,
  ],
  ['a message that is a string', { messages: ['hello'] }, 'malformed', /a message/],
  ['a message that is null', { messages: [null] }, 'malformed', /a message/],
  [
    'a message from nobody',
    { messages: [{ ...text('x', 'wamid.b'), from: '' }] },
    'malformed',
    /who wrote it/,
  ],
  [
    'a status that is none',
    { statuses: [statusOf('wamid.c', { status: 'pondered' })] },
    'malformed',
    /a status: status/,
  ],
  [
    'a failed status with a broken error',
    { statuses: [statusOf('wamid.c', { status: 'failed', errors: [{ code: 'x' }] })] },
    'malformed',
    /errors/,
  ],
  ['an error of the number', { errors: [{ code: 131031 }] }, 'unknown_type', /an error of the number/],
];
for (const [name, part, kind, reason] of broken) {
  test(`${name} in a batch: only that is lost, and kept with its reason`, async (t) => {
    const { post, sweep, inbound, aside, waiting, statuses } = await openInbox(t);
    const good = envelope('990001', {
      messages: [text('good', 'wamid.good')],
      statuses: [statusOf('wamid.s')],
    });
    const bad = envelope('990002', part);
    const entry = [...(bad.entry as unknown[]), ...(good.entry as unknown[])];
    assert.equal(await post({ object: 'whatsapp_business_account', entry }), 200);
    await sweep();
    assert.deepEqual(
      (await inbound()).map((row) => row.text),
      ['good'],
    );
    assert.deepEqual(
      statuses.map((s) => s.wamid),
      ['wamid.s'],
    );
    const [only, ...more] = await aside();
    assert.deepEqual([only?.kind, more, await waiting()], [kind, [], 0]);
    assert.match(only!.reason, reason);
    const [[fragment]] = Object.values(part) as [[unknown]];
    assert.deepEqual(Object.keys(Object(only!.fragment)).sort(), Object.keys(Object(fragment)).sort());
  });
}

const strange: [name: string, body: string, kind: string][] = [
  ['no JSON', '{"object": "whats', 'malformed'],
  ['another object', '{"object":"page","entry":[]}', 'malformed'],
  ['a number', '17', 'malformed'],
  ['null', 'null', 'malformed'],
  ['no entries', '{"object":"whatsapp_business_account"}', 'malformed'],
  ['a field not known yet', JSON.stringify(envelope('990001', { event: 'x' }, 'telepathy')), 'unknown_field'],
  [
    'a number that is not ours',
    JSON.stringify(envelope('555', { messages: [text('x', 'wamid.x')] })),
    'unknown_number',
  ],
  [
    'a status of a number that is not ours',
    JSON.stringify(envelope('555', { statuses: [statusOf('wamid.x')] })),
    'unknown_number',
  ],
];
for (const [name, body, kind] of strange) {
  test(`${name}: taken, set aside as ${kind}, nobody else held up`, async (t) => {
    const { post, sweep, inbound, aside, waiting } = await openInbox(t);
    assert.equal(await post(body), 200);
    await post(envelope('990001', { messages: [text('after', 'wamid.after')] }));
    await sweep();
    assert.deepEqual(
      (await aside()).map((row) => row.kind),
      [kind],
    );
    assert.deepEqual([(await inbound()).length, await waiting()], [1, 0]);
  });
}

test('NUL and half surrogate pairs, wherever they are, keep nobody waiting', async (t) => {
  const { post, sweep, inbound, aside, waiting } = await openInbox(t);
  const message = text('a\u0000b \ud83d c', 'wamid.\u0000nul');
  const contacts = [{ profile: { name: 'R\u0000am \udc00' }, wa_id: '9779811111111' }];
  await post(envelope('990001', { messages: [message], contacts }));
  await post(envelope('990001', { messages: [{ type: 'te\u0000xt', body: '\ud800' }] }));
  await post('{"object": "whatsapp\\u0000');
  await sweep();
  assert.deepEqual(await inbound(), [
    { wamid: 'wamid.nul', person: '+9779811111111', text: 'ab \ufffd c', type: 'text' },
  ]);
  assert.deepEqual([(await aside()).length, await waiting()], [2, 0]);
});

test('an event that always fails is set aside after five tries; the others go through at once', async (t) => {
  const { runtime, post, sweep, inbound } = await openInbox(t);
  // The stand-in for a bug that only one event meets: the database refuses what comes of it.
  await runtime.database.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this text cannot be kept'; END $$;
     CREATE TRIGGER refuse BEFORE INSERT ON inbound_message FOR EACH ROW WHEN (NEW.text = 'poison') EXECUTE FUNCTION refuse()`,
  );
  await post(envelope('990001', { messages: [text('before', 'wamid.1')] }));
  await post(envelope('990001', { messages: [text('poison', 'wamid.2')] }));
  await post(envelope('990001', { messages: [text('after', 'wamid.3')] }));
  const once = () => sweepEvents(runtime, 'texts', async () => {});
  await once();
  assert.deepEqual(
    (await inbound()).map((row) => row.text),
    ['before', 'after'],
  );
  const state = async () =>
    (
      await runtime.database.query(
        `SELECT attempts, problem, processed_at IS NOT NULL AS aside FROM webhook_event WHERE problem IS NOT NULL`,
      )
    )[0];
  for (let tries = 1; tries < 5; tries += 1) {
    assert.deepEqual(await state(), {
      attempts: tries,
      problem: 'error: this text cannot be kept',
      aside: false,
    });
    await once();
  }
  assert.deepEqual(await state(), { attempts: 5, problem: 'error: this text cannot be kept', aside: true });
  await sweep();
  assert.deepEqual(await state(), { attempts: 5, problem: 'error: this text cannot be kept', aside: true });
});

test('two sweeps at once take each event once', async (t) => {
  const { runtime, post, inbound, waiting } = await openInbox(t);
  for (let n = 0; n < 20; n += 1) await post(envelope('990001', { messages: [text(`${n}`, `wamid.${n}`)] }));
  const handed: SenderStatus[] = [];
  await post(envelope('990001', { statuses: [statusOf('wamid.s')] }));
  const kinds = ['texts', 'texts', 'texts', 'statuses', 'statuses', 'statuses'] as const;
  const sweeps = kinds.map((kind) =>
    sweepEvents(runtime, kind, async (_, statuses) => void handed.push(...statuses)),
  );
  const events = (await Promise.all(sweeps)).map((swept) => swept.events);
  assert.deepEqual([...events].sort(), [0, 0, 0, 0, 1, 20]);
  assert.deepEqual([(await inbound()).length, handed.length, await waiting()], [20, 1, 0]);
});

test('when statuses cannot be written, their event stays', async (t) => {
  const { runtime, post, sweep, statuses, waiting } = await openInbox(t);
  await post(envelope('990001', { statuses: [statusOf('wamid.s')] }));
  await sweepEvents(runtime, 'statuses', async () => {
    throw new Error('not now');
  });
  assert.equal(await waiting(), 1);
  await sweep();
  assert.deepEqual([statuses.length, await waiting()], [1, 0]);
});

/** Bodies as one commit keeps them: in one row. */
async function postTogether(runtime: TestRuntime, bodies: unknown[]): Promise<void> {
  const posts = bodies.map((body) => ({ requestId: undefined, body: Buffer.from(JSON.stringify(body)) }));
  await insertEvents(runtime.db, [
    { id: newId(runtime.time.now()), posts: packPosts(posts), postCount: posts.length, onlyStatuses: false },
  ]);
}

test('a broken body among those of one commit loses only itself, and is kept with its reason', async (t) => {
  const { runtime, sweep, inbound, aside, waiting } = await openInbox(t);
  const good = (n: number) => envelope('990001', { messages: [text(`${n}`, `wamid.${n}`)] });
  await postTogether(runtime, [good(1), 'no webhook', good(2), { object: 'page' }, good(3)]);
  await sweep();
  assert.deepEqual(
    (await inbound()).map((row) => row.text),
    ['1', '2', '3'],
  );
  assert.deepEqual(
    (await aside()).map((row) => [row.kind, row.fragment]),
    [
      ['malformed', 'no webhook'],
      ['malformed', { object: 'page' }],
    ],
  );
  assert.equal(await waiting(), 0);
});

test('a body that breaks the batch of its commit is found out, tried alone, and alone set aside', async (t) => {
  const { runtime, inbound } = await openInbox(t);
  await runtime.database.query(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'this text cannot be kept'; END $$;
     CREATE TRIGGER refuse BEFORE INSERT ON inbound_message FOR EACH ROW WHEN (NEW.text = 'poison') EXECUTE FUNCTION refuse()`,
  );
  const bodies = ['before', 'poison', 'after'].map((words, n) =>
    envelope('990001', { messages: [text(words, `wamid.${n}`)] }),
  );
  await postTogether(runtime, bodies);
  for (let tries = 1; tries <= 5; tries += 1) {
    await sweepEvents(runtime, 'texts', async () => {});
    assert.deepEqual(
      (await inbound()).map((row) => row.text),
      ['before', 'after'],
    );
  }
  const [only, ...more] = await runtime.database.query<{ posts: Buffer; problem: string; attempts: number }>(
    'SELECT posts, problem, attempts FROM webhook_event WHERE problem IS NOT NULL AND processed_at IS NOT NULL',
  );
  assert.deepEqual([more, only?.problem, only?.attempts], [[], 'error: this text cannot be kept', 5]);
  const [post] = unpackPosts(only!.posts);
  assert.deepEqual(JSON.parse(String(post!.body)), bodies[1], 'its bytes are there');
});

test('each text is known by the request that brought it, whoever shared its commit', async (t) => {
  const { runtime, sweep } = await openInbox(t);
  const bodies = [1, 2].map((n) => envelope('990001', { messages: [text(`${n}`, `wamid.${n}`)] }));
  await postTogether(runtime, bodies);
  await sweep();
  const rows = await runtime.database.query<{ request_id: string; event_id: string }>(
    'SELECT request_id, event_id FROM inbound_message ORDER BY id',
  );
  assert.equal(new Set(rows.map((row) => row.request_id)).size, 2);
  for (const [nth, row] of rows.entries()) assert.equal(row.request_id, idOfPost(row.event_id, nth));
});
