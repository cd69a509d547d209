import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { isExpectedError } from '#lib/expected-error.ts';
import { nameOfKey, readKey } from '#lib/seal.ts';
import { resealTokens } from '#ops/reseal-tokens.ts';
import { startSimulator } from '#simulator/start-simulator.ts';
import type { Config } from '#src/config.ts';
import { addLane } from '#test/support/plan-deliveries.ts';
import { ROOT } from '#test/support/run-folder.ts';
import { createTestRuntime } from '#test/support/runtime.ts';
import { giveToken, takeToken } from './lane-token.ts';

const newKey = () => randomBytes(32).toString('base64');
const key = newKey();
const runtime = await createTestRuntime({ after });
const simulator = await startSimulator();
after(() => simulator.close());
const lane = await addLane(runtime);
const other = await addLane(runtime);
const TOKEN = 'EAAB0123456789abcdef';
simulator.numbers.put([lane, other].map(({ phoneNumberId }) => ({ phoneNumberId })));
simulator.world.settings.accessTokens = new Map([[TOKEN, new Set([lane.phoneNumberId])]]);

/** `bin/chautari …` as a process of its own, with something on its standard input. */
async function chautari(argv: string[], input = '', env: Record<string, string> = { TOKEN_KEY: key }) {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli/main.ts'), ...argv], {
    env: {
      ...process.env,
      DATABASE_URL: runtime.database.url,
      GRAPH_BASE_URL: simulator.url,
      ...env,
      NODE_TEST_CONTEXT: '',
    },
  });
  child.stdin.end(input);
  const [printed, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  assert.ok(!(printed + errors).includes(TOKEN), 'the token is not shown');
  return { code: child.exitCode, printed: printed.trim(), errors: errors.trim() };
}

const ofTheLane = async () =>
  (
    await runtime.database.query<{ key_name: string; reason: string | null; no: number }>(
      `SELECT key_name, stopped_reason AS reason, token_no::int AS no FROM sender_token JOIN lane USING (sender_id) WHERE sender_id = $1`,
      [lane.senderId],
    )
  )[0];

test('a token is read from standard input, tried, sealed and put in force; a stop for the old one is lifted', async () => {
  await runtime.database.query(
    `UPDATE lane SET stopped_reason = 'token', stopped_code = 190, stopped_at = now() WHERE sender_id = $1`,
    [lane.senderId],
  );
  const given = await chautari(['lane', 'token', lane.phoneNumberId], `${TOKEN}\n`);
  assert.deepEqual(given, {
    code: 0,
    printed: `${lane.phoneNumberId} has a token of its own; Meta takes it. It had stopped for the old one, and goes on.`,
    errors: '',
  });
  assert.equal((await ofTheLane())!.reason, null);
  const { printed } = await chautari(['lanes']);
  const rows = printed.split('\n');
  assert.match(rows.find((row) => row.startsWith(lane.phoneNumberId))!, / {2}its own {2}/);
  assert.match(rows.find((row) => row.startsWith(other.phoneNumberId))!, / {2}platform {2}/);
});

test('a token that Meta does not take for the number, nothing, or no key: nothing changes', async () => {
  const before = await ofTheLane();
  const config = { ...runtime.config, GRAPH_BASE_URL: simulator.url, TOKEN_KEY: readKey(key)! };
  const cases: [number: typeof lane, input: string, over: Partial<Config>, says: RegExp][] = [
    [other, TOKEN, {}, /^Meta refuses this token for \d+: code 33/],
    [lane, 'EAAB-unknown', {}, /^Meta refuses this token for \d+: code 190/],
    [lane, '\n', {}, /^No token came on standard input/],
    [lane, '', {}, /^No token came on standard input/],
    [lane, 'two words\n', {}, /^No token came on standard input/],
    [lane, TOKEN, { TOKEN_KEY: undefined }, /^TOKEN_KEY is not set/],
    [lane, TOKEN, { GRAPH_BASE_URL: 'http://127.0.0.1:9' }, /^Meta could not be asked/],
  ];
  for (const [{ senderId, phoneNumberId }, input, over, says] of cases) {
    const number = { sender_id: senderId, phone_number_id: phoneNumberId };
    const stdin = Object.assign(Readable.from([input]), { isTTY: false }) as unknown as NodeJS.ReadStream;
    await assert.rejects(giveToken(runtime.db, number, { ...config, ...over }, stdin), (error: Error) => {
      assert.ok(isExpectedError(error));
      assert.match(error.message, says);
      assert.ok(!error.message.includes(TOKEN));
      return true;
    });
  }
  assert.deepEqual(await ofTheLane(), before);
});

test('a worker without the key ends at once, and says which key it was and what to do', async () => {
  const { code, errors } = await chautari(['start', 'worker'], '', { TOKEN_KEY: newKey() });
  assert.equal(code, 1);
  assert.match(errors, /^The token of a number does not open/);
});

test('another key: tokens are sealed anew and stay the same, and the old key is needed no more', async () => {
  const before = (await ofTheLane())!;
  const [old, next] = [readKey(key)!, readKey(newKey())!];
  await assert.rejects(resealTokens(runtime.db, [next]), /does not open/);
  assert.deepEqual(await ofTheLane(), before, 'and nothing was changed');
  assert.deepEqual(await resealTokens(runtime.db, [next, old]), { resealed: 1, all: 1 });
  const now = (await ofTheLane())!;
  assert.deepEqual([now.key_name, now.no], [nameOfKey(next), before.no]);
  assert.deepEqual(await resealTokens(runtime.db, [next]), { resealed: 0, all: 1 });
});

test('a token is taken away again', async () => {
  const number = { sender_id: lane.senderId, phone_number_id: lane.phoneNumberId };
  assert.match(await takeToken(runtime.db, number), /uses the platform's token \(WA_ACCESS_TOKEN\)\.$/);
  assert.equal(await ofTheLane(), undefined);
  assert.match(await takeToken(runtime.db, number), /had no token of its own/);
});
