import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExpectedError } from '#lib/expected-error.ts';
import { type Config, readConfig } from './config.ts';
import { settings } from './settings.ts';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://db.example/chautari',
  WA_ACCESS_TOKEN: 'a-token-of-meta',
  WA_APP_SECRET: 'an-app-secret',
  VERIFY_TOKEN: 'a-verify-token',
};

const KEY = Buffer.alloc(32, 7).toString('base64');

/** What a wrong configuration is told; fails when it is taken. */
function refusalOf(env: Record<string, string | undefined>): string {
  try {
    readConfig(env);
  } catch (error) {
    assert.ok(isExpectedError(error), String(error));
    return error.message;
  }
  assert.fail(`taken: ${JSON.stringify(env)}`);
}

test('nothing set gives the defaults, and needs no secret', () => {
  assert.deepEqual(readConfig({}), {
    NODE_ENV: 'development',
    PORT: 3000,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    DATABASE_URL: undefined,
    DATABASE_OWNER_URL: undefined,
    DATABASE_REPLICA_URL: undefined,
    DATABASE_REPLICA_LAG_SECONDS: 10,
    DB_MAX_CONNECTIONS: 20,
    REDIS_URL: undefined,
    REDIS_HOST: undefined,
    REDIS_PORT: 6379,
    REDIS_PASSWORD: undefined,
    REDIS_CLUSTER_NODES: undefined,
    WA_ACCESS_TOKEN: undefined,
    TOKEN_KEY: undefined,
    TOKEN_KEYS_BEFORE: undefined,
    WA_PHONE_NUMBER_ID: undefined,
    WA_APP_SECRET: undefined,
    VERIFY_TOKEN: undefined,
    GRAPH_BASE_URL: 'https://graph.facebook.com',
    GRAPH_VERSION: 'v26.0',
    WA_RATE_LIMIT_PER_SECOND: 80,
    WA_RATE_LIMIT_PER_MINUTE: undefined,
    WA_RATE_LIMIT_PER_HOUR: undefined,
    WA_PAIR_SECONDS: 6,
    WA_RED_PACE_PERCENT: 10,
    WA_PEOPLE_PER_DAY: 250,
    WA_URGENT_RESERVE_PERCENT: 10,
    WA_FREE_SERVICE_MESSAGES: 1_000,
    WA_NON_PROFIT: 'no',
    WA_PRICES: { '*': { utility: 0.0037, service: 0.0037 } },
    NPR_PER_USD: 140,
    AGEING_MINUTES: 10,
    WA_ANSWER_TIMEOUT_SECONDS: 20,
    NOT_TAKEN_AFTER_SECONDS: 45,
    NOT_TAKEN_AFTER_GAP_SECONDS: 120,
    UNSETTLED_WAIT_SECONDS: 900,
    UNSETTLED_URGENT_WAIT_SECONDS: 60,
    MESSAGE_WORKER_CONCURRENCY: 5,
    WHATSAPP_WORKER_CONCURRENCY: 3,
    NOTIFICATION_WORKER_CONCURRENCY: 2,
    KEEP_EVENTS_MONTHS: 2,
    KEEP_DELIVERIES_MONTHS: 13,
    KEEP_TEXTS_MONTHS: 13,
  } satisfies Config);
});

test('an empty value, or one of spaces, counts as not set', () => {
  const empty = Object.fromEntries(Object.keys(settings).map((name, n) => [name, n % 2 ? '' : '  ']));
  assert.deepEqual(readConfig(empty), readConfig({}));
});

test('values are read, without the spaces around them; what is no setting is passed over', () => {
  const cases: [name: keyof Config, given: string, read: unknown][] = [
    ['PORT', ' 8080 ', 8080],
    ['PORT', '0', 0],
    ['LOG_LEVEL', 'silent', 'silent'],
    ['DATABASE_URL', 'postgresql://me:word@db.example:6432/chautari?sslmode=require', undefined],
    ['REDIS_URL', 'rediss://cache.example:6380/1', undefined],
    ['GRAPH_BASE_URL', 'http://127.0.0.1:4000', undefined],
    ['GRAPH_VERSION', 'v27.0', 'v27.0'],
    ['WA_PHONE_NUMBER_ID', '106540352242922', '106540352242922'],
    ['WA_RATE_LIMIT_PER_SECOND', '1000', 1000],
    ['WA_RATE_LIMIT_PER_HOUR', '36000', 36_000],
    ['NPR_PER_USD', '141.5', 141.5],
    [
      'WA_PRICES',
      '{"NP": {"utility": 0.003, "service": 0.002}, "*": {"utility": 0.01, "service": 0.01}}',
      { NP: { utility: 0.003, service: 0.002 }, '*': { utility: 0.01, service: 0.01 } },
    ],
  ];
  for (const [name, given, read = given] of cases)
    assert.deepEqual(readConfig({ [name]: given, HOME: '/root' }), { ...readConfig({}), [name]: read });
});

test('a value that will not do is named, shown, and set right in the sentence', () => {
  const cases: [name: keyof Config, given: string, sentence: RegExp | string][] = [
    ['NODE_ENV', 'prod', /^NODE_ENV must be one of development, test, production \(it is "prod"\)\.$/],
    ['PORT', 'http', 'PORT must be a whole number from 0 to 65535 (it is "http").'],
    ['PORT', '-1', 'PORT must be a whole number from 0 to 65535 (it is "-1").'],
    ['PORT', '65536', 'PORT must be a whole number from 0 to 65535 (it is "65536").'],
    ['PORT', '80.5', 'PORT must be a whole number from 0 to 65535 (it is "80.5").'],
    ['REDIS_PORT', '0', 'REDIS_PORT must be a whole number from 1 to 65535 (it is "0").'],
    ['DB_MAX_CONNECTIONS', '3', 'DB_MAX_CONNECTIONS must be a whole number from 4 to 500 (it is "3").'],
    [
      'WA_PHONE_NUMBER_ID',
      '+977 984',
      'WA_PHONE_NUMBER_ID must be the numeric id Meta shows beside the number (it is "+977 984").',
    ],
    ['GRAPH_VERSION', '26', 'GRAPH_VERSION must look like v26.0 (it is "26").'],
    [
      'GRAPH_BASE_URL',
      'graph.example',
      'GRAPH_BASE_URL must be an address that begins with http:// or https:// (it is "graph.example").',
    ],
    [
      'WA_RATE_LIMIT_PER_SECOND',
      '1001',
      'WA_RATE_LIMIT_PER_SECOND must be a whole number from 1 to 1000 (it is "1001").',
    ],
    [
      'MESSAGE_WORKER_CONCURRENCY',
      '0',
      'MESSAGE_WORKER_CONCURRENCY must be a whole number from 1 to 100 (it is "0").',
    ],
  ];
  for (const [name, given, sentence] of cases) {
    const [head, line, ...more] = refusalOf({ [name]: given }).split('\n  - ');
    assert.equal(head, 'The configuration has a mistake:');
    assert.deepEqual(more, []);
    if (typeof sentence === 'string') assert.equal(line, sentence);
    else assert.match(line!, sentence);
  }
});

test('every mistake is named at once', () => {
  const wrong = { PORT: 'x', LOG_LEVEL: 'loud', GRAPH_VERSION: '26', DB_MAX_CONNECTIONS: '1' };
  const [head, ...lines] = refusalOf(wrong).split('\n  - ');
  assert.equal(head, 'The configuration has 4 mistakes:');
  assert.deepEqual(lines.map((line) => line.split(' ')[0]).sort(), Object.keys(wrong).sort());
});

test('a secret is never shown, however wrong it is', () => {
  const secrets = Object.entries(settings).filter(([, setting]) => 'secret' in setting && setting.secret);
  assert.ok(secrets.length >= 6);
  const wrong = {
    DATABASE_URL: 'mysql://me:hush@x/y',
    REDIS_URL: 'hush',
    WA_APP_SECRET: 'hush',
    VERIFY_TOKEN: 'hush',
    TOKEN_KEY: 'hush',
    TOKEN_KEYS_BEFORE: `${KEY},hush`,
  };
  const sentence = refusalOf({ ...wrong, WA_ACCESS_TOKEN: 'hush', REDIS_PASSWORD: 'hush', PORT: 'x' });
  assert.match(sentence, /7 mistakes/);
  assert.doesNotMatch(sentence, /hush/);
  assert.ok(!sentence.includes(KEY));
});

test('keys of tokens are 32 bytes in base64, and those before stand beside the one of now', () => {
  const { TOKEN_KEY, TOKEN_KEYS_BEFORE } = readConfig({
    TOKEN_KEY: KEY,
    TOKEN_KEYS_BEFORE: `${KEY}, ${KEY}`,
  });
  assert.deepEqual([TOKEN_KEY!.export(), TOKEN_KEYS_BEFORE!.length], [Buffer.alloc(32, 7), 2]);
  assert.match(
    refusalOf({ TOKEN_KEY: 'short' }),
    /TOKEN_KEY must be 32 bytes in base64, as openssl rand -base64 32/,
  );
  assert.match(refusalOf({ TOKEN_KEYS_BEFORE: KEY }), /without TOKEN_KEY/);
});

test('production names what it needs, and starts once it has it', () => {
  assert.equal(readConfig(production).WA_APP_SECRET, 'an-app-secret');
  for (const name of ['DATABASE_URL', 'WA_ACCESS_TOKEN', 'WA_APP_SECRET', 'VERIFY_TOKEN'] as const) {
    const line = refusalOf({ ...production, [name]: ' ' }).split('\n  - ')[1];
    assert.equal(line, `${name} is not set; production needs it. ${settings[name].about}`);
    assert.equal(readConfig({ ...production, NODE_ENV: 'test', [name]: undefined })[name], undefined);
  }
  const [head, ...lines] = refusalOf({ NODE_ENV: 'production', PORT: 'x' }).split('\n  - ');
  assert.equal(head, 'The configuration has 5 mistakes:');
  assert.equal(lines.length, 5);
});
