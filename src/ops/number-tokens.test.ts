import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import { sql } from 'kysely';
import { pino } from 'pino';
import { inSchool } from '#lib/db.ts';
import { isExpectedError } from '#lib/expected-error.ts';
import { nameOfKey, readKey, seal } from '#lib/seal.ts';
import { checkTokens } from '#ops/check-tokens.ts';
import { putToken, removeToken } from '#ops/token-queries.ts';
import { createDrainer } from '#send/drain-slot.ts';
import { leaseLanes } from '#send/lane-queries.ts';
import { openAccess } from '#send/open-access.ts';
import { claimBatch } from '#send/queries.ts';
import { createSendBatch } from '#send/send-batch.ts';
import { wakeDue } from '#send/wake-due.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import { buildRuntime, type Runtime } from '#src/runtime.ts';
import {
  addLane,
  addSchool,
  countByStatus,
  deliveriesOf,
  planMessage,
  type TestLane,
} from '#test/support/plan-deliveries.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { boundTo } from '#whatsapp/open-tokens.ts';

const [KEY, OTHER_KEY] = [randomBytes(32), randomBytes(32)].map((bytes) => bytes.toString('base64'));
const runtime = await createTestRuntime({ after }, { TOKEN_KEY: KEY! });
const { database } = runtime;
const simulator = await startSimulator({ limits: 'off', templates: 'any', accessTokens: [] });
after(() => simulator.close());
let slots = 300;

/** Everything a process of ours writes to its log, from the lowest level on. */
function logged(): { log: Runtime['log']; text: () => string } {
  let text = '';
  return {
    log: pino(
      { level: 'trace' },
      {
        write(line: string) {
          text += line;
        },
      },
    ),
    text: () => text,
  };
}

function sender(log = runtime.log, keys: Partial<Runtime['config']> = {}) {
  const own = buildRuntime({ ...runtime.config, GRAPH_BASE_URL: simulator.url, ...keys }, 'test', {
    clock: runtime.time,
    log,
  });
  after(() => own.close());
  return { own, drainer: createDrainer(own, createSendBatch(own)) };
}

async function planned(recipients = 3): Promise<TestLane> {
  const lane = await addLane(runtime, { slot: slots++, perSecond: 1_000 });
  simulator.numbers.put([{ phoneNumberId: lane.phoneNumberId }]);
  await planMessage(runtime, await addSchool(runtime, lane), lane, { recipients });
  return lane;
}

/** Meta takes this token for this number alone. */
function makeToken({ phoneNumberId }: TestLane): string {
  const token = `EAAB${randomBytes(12).toString('hex')}`;
  simulator.world.settings.accessTokens!.set(token, new Set([phoneNumberId]));
  return token;
}

async function give(lane: TestLane, token: string, key = KEY!): Promise<boolean> {
  const sealing = readKey(key)!;
  const sealed = seal(sealing, token, boundTo(lane.phoneNumberId));
  return putToken(runtime.db, lane.senderId, { key_name: nameOfKey(sealing), sealed }, new Date());
}

async function goOn(): Promise<void> {
  runtime.time.pass(120_000);
  await wakeDue(runtime);
}

const statusesOf = async (lane: TestLane) => countByStatus(await deliveriesOf(database, lane));

const stopOf = async ({ senderId }: TestLane) =>
  (
    await database.query<{ reason: string | null; code: number | null }>(
      'SELECT stopped_reason AS reason, stopped_code AS code FROM lane WHERE sender_id = $1',
      [senderId],
    )
  )[0];

test('numbers side by side send each with its own token, and one without with the platform’s', async () => {
  const { drainer } = sender();
  const lanes = [await planned(), await planned(), await planned()];
  const slot = slots++;
  await database.query('UPDATE lane SET slot = $1 WHERE sender_id = ANY ($2)', [
    slot,
    lanes.map((l) => l.senderId),
  ]);
  await give(lanes[0]!, makeToken(lanes[0]!));
  await give(lanes[1]!, makeToken(lanes[1]!));
  simulator.world.settings.accessTokens!.set('test-token', new Set([lanes[2]!.phoneNumberId]));
  await drainer.drain(slot);
  for (const lane of lanes) assert.deepEqual(await statusesOf(lane), { accepted: 3 });
});

test('a token that is refused stops its number; a new one lifts the stop, and what waits goes', async () => {
  const { drainer } = sender();
  const lane = await planned();
  await give(lane, 'EAAB-ended-long-ago');
  await drainer.drain(lane.slot);
  assert.deepEqual(await stopOf(lane), { reason: 'token', code: 190 });
  assert.deepEqual(await statusesOf(lane), { planned: 3 });

  assert.equal(await give(lane, makeToken(lane)), true, 'it lifts the stop');
  await goOn();
  await drainer.drain(lane.slot);
  assert.deepEqual(await statusesOf(lane), { accepted: 3 });
});

test('a token that may not see the number stops it too, and fails nothing', async () => {
  const { drainer } = sender();
  const [lane, other] = [await planned(), await planned()];
  await give(lane, makeToken(other));
  await drainer.drain(lane.slot);
  assert.deepEqual(await stopOf(lane), { reason: 'number_setup', code: 33 });
  assert.deepEqual(await statusesOf(lane), { planned: 3 });
  assert.equal(await give(lane, makeToken(lane)), true);
});

test('what comes back of requests with the old token does not stop the number that has a new one', async () => {
  const { own } = sender();
  const lane = await planned();
  await give(lane, 'EAAB-the-old-one');
  const sendBatch = createSendBatch(own);
  const [row] = await database.query<{ token_no: number }>(
    'SELECT token_no::int FROM lane WHERE sender_id = $1',
    [lane.senderId],
  );
  const tokenNo = row!.token_no;
  const access = (await openAccess(own, [{ sender_id: lane.senderId, token_no: tokenNo }])).get(
    lane.senderId,
  )!;
  await give(lane, makeToken(lane));
  const batch = await claimAll(own, lane);
  await sendBatch(
    batch,
    new Map([
      [
        lane.senderId,
        {
          phoneNumberId: lane.phoneNumberId,
          whatsapp: access.whatsapp,
          tokenNo,
          mayLeaveUntil: Number.POSITIVE_INFINITY,
        },
      ],
    ]),
    () => {},
  );
  assert.deepEqual(await stopOf(lane), { reason: null, code: null });
  assert.deepEqual(await statusesOf(lane), { planned: 3 });
});

async function claimAll(own: Runtime, { senderId, slot }: TestLane) {
  const [leased] = await leaseLanes(own.db, slot, 'test', 20);
  return claimBatch(own.db, [{ sender_id: senderId, fence: leased!.fence, count: 10 }]);
}

test('a token is opened once, not for each message or lease', async () => {
  const { own, drainer } = sender();
  let opened = 0;
  const { open } = own.tokens;
  own.tokens.open = (...args) => {
    opened += 1;
    return open(...args);
  };
  const lane = await planned(250);
  await give(lane, makeToken(lane));
  while (await drainer.drain(lane.slot));
  assert.deepEqual(await statusesOf(lane), { accepted: 250 });
  assert.equal(opened, 1);
});

test('a number whose token does not open here stands still and says so; the others of its slot go on', async () => {
  const { log, text } = logged();
  const { drainer } = sender(log, { TOKEN_KEY: readKey(OTHER_KEY!)! });
  const [shut, open] = [await planned(), await planned()];
  await database.query('UPDATE lane SET slot = $1 WHERE sender_id = $2', [shut.slot, open.senderId]);
  await give(shut, makeToken(shut));
  await give(open, makeToken(open), OTHER_KEY);
  await drainer.drain(shut.slot);
  assert.deepEqual(await statusesOf(open), { accepted: 3 });
  assert.deepEqual(await statusesOf(shut), { planned: 3 });
  assert.deepEqual(await stopOf(shut), { reason: 'token', code: null });
  assert.match(text(), new RegExp(`"key":"${nameOfKey(readKey(KEY!)!)}".*does not open`));
  assert.equal(await removeToken(runtime.db, shut.senderId), true, 'and it is lifted with the token');
});

test('a process whose keys do not open every token does not start, and says which key is missing', async () => {
  const lane = await planned();
  await give(lane, makeToken(lane));
  await assert.doesNotReject(
    checkTokens({ ...runtime, config: { ...runtime.config, TOKEN_KEYS_BEFORE: [readKey(OTHER_KEY!)!] } }),
  );
  for (const TOKEN_KEY of [undefined, readKey(OTHER_KEY!)!])
    await assert.rejects(
      checkTokens({ ...runtime, config: { ...runtime.config, TOKEN_KEY } }),
      (error: Error) => {
        assert.ok(isExpectedError(error));
        assert.match(error.message, new RegExp(nameOfKey(readKey(KEY!)!)));
        assert.match(error.message, /Put that key back.*Nothing is lost/);
        return true;
      },
    );
});

test('a token shows nowhere: not in the database, the log, an error or what is printed of the runtime', async () => {
  const { log, text } = logged();
  const { own, drainer } = sender(log);
  const lane = await planned();
  const token = makeToken(lane);
  await give(lane, token);
  await drainer.drain(lane.slot);
  simulator.world.settings.accessTokens!.delete(token);
  await planMessage(runtime, await addSchool(runtime, lane), lane, { recipients: 1 });
  await drainer.drain(lane.slot);
  assert.equal((await stopOf(lane))!.reason, 'token');

  const tables = await database.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  assert.ok(tables.some(({ name }) => name === 'sender_token'));
  const hex = Buffer.from(token).toString('hex');
  for (const { name } of tables) {
    const [found] = await database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "${name}" t WHERE t::text LIKE '%' || $1 || '%' OR t::text LIKE '%' || $2 || '%'`,
      [token, hex],
    );
    assert.equal(found!.n, 0, name);
  }
  assert.match(text(), /"stage":"send"/, 'the log was kept');
  const printed = inspect(own, { depth: 8, showHidden: true });
  for (const [where, what] of [
    ['the log', text()],
    ['the runtime', printed],
    ['JSON', JSON.stringify(own.config)],
  ] as const) {
    assert.ok(!what.includes(token), where);
    assert.ok(
      !what.includes(KEY!) && !what.includes(Buffer.from(KEY!, 'base64').toString('hex')),
      `the key in ${where}`,
    );
  }
});

test('what is done for one school may not read tokens', async () => {
  const school = await addSchool(runtime, await planned());
  await assert.rejects(
    inSchool(runtime.db, school, (tx) => sql`SELECT sealed FROM sender_token`.execute(tx)),
    /permission denied/,
  );
});
