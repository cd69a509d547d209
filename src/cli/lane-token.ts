import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Db } from '#lib/db.ts';
import { expectedError } from '#lib/expected-error.ts';
import { nameOfKey, seal } from '#lib/seal.ts';
import { putToken, removeToken } from '#ops/token-queries.ts';
import type { Config } from '#src/config.ts';
import { openWhatsApp } from '#whatsapp/client.ts';
import { boundTo } from '#whatsapp/open-tokens.ts';
import { readNumber } from '#whatsapp/read-number.ts';

type FoundNumber = { sender_id: string; phone_number_id: string };

/** Puts a token in force for a number, once Meta has shown the number to it. Returns what to say. */
export async function giveToken(
  db: Db,
  { sender_id, phone_number_id }: FoundNumber,
  config: Config,
  input: NodeJS.ReadStream,
): Promise<string> {
  const key = config.TOKEN_KEY;
  if (!key)
    throw expectedError(
      'TOKEN_KEY is not set, and a token is kept only sealed. Make one with: openssl rand -base64 32. Keep it with your other secrets, and give it to every process of Chautari.',
    );
  const token = await readToken(input);
  await tryToken(config, token, phone_number_id);
  const sealed = seal(key, token, boundTo(phone_number_id));
  const lifted = await putToken(db, sender_id, { key_name: nameOfKey(key), sealed }, new Date());
  return `${phone_number_id} has a token of its own; Meta takes it.${lifted ? ' It had stopped for the old one, and goes on.' : ''}`;
}

/** Takes a number's token away. Returns what to say. */
export async function takeToken(db: Db, { sender_id, phone_number_id }: FoundNumber): Promise<string> {
  const lifted = await removeToken(db, sender_id);
  if (lifted === undefined) return `${phone_number_id} had no token of its own.`;
  return `${phone_number_id} uses the platform's token (WA_ACCESS_TOKEN).${lifted ? ' It had stopped for its own, and goes on.' : ''}`;
}

// A token is one word of printable characters; what else was piped in would break the request's header.
const TOKEN = /^[\x21-\x7e]{8,1000}$/;

/** The first line of the input; on a terminal it is asked for, and what is typed does not show. */
async function readToken(input: NodeJS.ReadStream): Promise<string> {
  const { isTTY } = input;
  if (isTTY) process.stderr.write('Token: ');
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: isTTY === true });
  const { value } = await lines[Symbol.asyncIterator]().next();
  lines.close();
  if (isTTY) process.stderr.write('\n');
  const token = String(value ?? '').trim();
  if (TOKEN.test(token)) return token;
  throw expectedError('No token came on standard input: one line with nothing but the token, please.');
}

async function tryToken(config: Config, token: string, phoneNumberId: string): Promise<void> {
  const whatsapp = openWhatsApp({
    baseUrl: config.GRAPH_BASE_URL,
    version: config.GRAPH_VERSION,
    token,
    connections: 1,
    answerTimeoutMs: config.WA_ANSWER_TIMEOUT_SECONDS * 1_000,
  });
  try {
    const answer = await readNumber(whatsapp, phoneNumberId);
    switch (answer.kind) {
      case 'done':
        return;
      case 'refused':
        throw expectedError(
          `Meta refuses this token for ${phoneNumberId}: code ${answer.code}, ${answer.detail}. Nothing was changed.`,
        );
      case 'trouble':
        throw expectedError(
          `Meta could not be asked whether the token is good (${answer.reason}). Nothing was changed; try again.`,
        );
    }
  } finally {
    await whatsapp.close();
  }
}
