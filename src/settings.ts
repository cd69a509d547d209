import { z } from 'zod';
import {
  amount,
  clusterNodes,
  key,
  keys,
  oneOf,
  type Prices,
  port,
  prices,
  url,
  whole,
} from '#lib/setting-kinds.ts';

// Nepal's rate was not found; that of Bangladesh, which moved to a lower one on the same day, stands in for all
// (cloud-api.md section 3).
const ASSUMED_PRICES: Prices = { '*': { utility: 0.0037, service: 0.0037 } };

/**
 * Every setting, its default and what it is for. `config.ts` reads them;
 * `.env.example` and docs/configuration.md are generated from them (`npm run generate`).
 */
export const settings = {
  NODE_ENV: {
    schema: oneOf('development', 'test', 'production').default('development'),
    about: 'What kind of run this is.',
  },
  PORT: { schema: whole(0, 65_535).default(3000), about: 'Port of the web server; 0 takes any free one.' },
  HOST: {
    schema: z.string().min(1).default('127.0.0.1'),
    about: 'Address the web server listens on; 0.0.0.0 for all.',
  },
  LOG_LEVEL: {
    schema: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info'),
    about: 'How much is logged. Logs never hold texts, names or phone numbers.',
  },
  DATABASE_URL: {
    schema: url('postgres:', 'postgresql:').optional(),
    about: 'PostgreSQL 15 or newer. Left out, bin/dev runs an embedded PostgreSQL 18 kept under .data/.',
    secret: true,
  },
  DATABASE_OWNER_URL: {
    schema: url('postgres:', 'postgresql:').optional(),
    about:
      'The same database as its owner, for bin/chautari migrate and load-demo alone. The user of DATABASE_URL is then made without rights of its own. Left out, DATABASE_URL does both.',
    secret: true,
  },
  DATABASE_REPLICA_URL: {
    schema: url('postgres:', 'postgresql:').optional(),
    about:
      'A streaming replica of the same database, with the user of DATABASE_URL, for reports. While it is away or too far behind, they are read from DATABASE_URL.',
    secret: true,
  },
  DATABASE_REPLICA_LAG_SECONDS: {
    schema: whole(1, 3_600).default(10),
    about: 'How many seconds the replica may be behind.',
  },
  DB_MAX_CONNECTIONS: {
    schema: whole(4, 500).default(20),
    about: 'Database connections of this process at most.',
  },
  REDIS_URL: {
    schema: url('redis:', 'rediss:').optional(),
    about:
      'Redis or Valkey for the job queues. Left out, as REDIS_HOST and REDIS_CLUSTER_NODES, the queues live in PostgreSQL.',
    secret: true,
  },
  REDIS_HOST: { schema: z.string().min(1).optional(), about: 'In place of REDIS_URL.' },
  REDIS_PORT: { schema: port().default(6379), about: 'With REDIS_HOST.' },
  REDIS_PASSWORD: { schema: z.string().optional(), about: 'With REDIS_HOST.', secret: true },
  REDIS_CLUSTER_NODES: {
    schema: clusterNodes().optional(),
    about:
      'A Redis or Valkey Cluster for the job queues, in place of REDIS_URL: one address with some of its nodes, redis://user:password@first:6379,second:6379 (rediss:// for TLS). The other nodes are learnt from these.',
    secret: true,
  },
  WA_ACCESS_TOKEN: {
    schema: z.string().min(1).optional(),
    about:
      'System-user token of the Meta app, for every number without a token of its own (bin/chautari lane token). bin/dev uses the simulator.',
    secret: true,
  },
  TOKEN_KEY: {
    schema: key().optional(),
    about:
      'Seals the tokens of numbers in the database. Make one with: openssl rand -base64 32. Keep it apart from backups of the database.',
    secret: true,
  },
  TOKEN_KEYS_BEFORE: {
    schema: keys().optional(),
    about: 'Earlier values of TOKEN_KEY, with commas between them, until bin/chautari reseal has been run.',
    secret: true,
  },
  WA_PHONE_NUMBER_ID: {
    schema: z
      .string()
      .regex(/^\d{5,20}$/, 'must be the numeric id Meta shows beside the number')
      .optional(),
    about: 'The WhatsApp number that new schools use, by its Meta id.',
  },
  WA_APP_SECRET: {
    schema: z.string().min(8, 'must be the app secret of the Meta app (8 characters at least)').optional(),
    about: 'App secret of the Meta app: webhooks are checked against it.',
    secret: true,
  },
  VERIFY_TOKEN: {
    schema: z.string().min(8, 'must have 8 characters at least').optional(),
    about: 'A word of your choice that Meta sends back when you set the callback address.',
    secret: true,
  },
  GRAPH_BASE_URL: {
    schema: url('http:', 'https:').default('https://graph.facebook.com'),
    about: 'The Cloud API, or a simulator of it.',
  },
  GRAPH_VERSION: {
    schema: z
      .string()
      .regex(/^v\d+\.\d+$/, 'must look like v26.0')
      .default('v26.0'),
    about: 'Version of the Graph API (cloud-api.md section 0).',
  },
  WA_RATE_LIMIT_PER_SECOND: {
    schema: whole(1, 1000).default(80),
    about: 'Messages a second of each WhatsApp number that has no pace of its own (Meta: 80, up to 1,000).',
  },
  WA_RATE_LIMIT_PER_MINUTE: {
    schema: whole(1, 60_000).optional(),
    about: 'A further limit of each number, if you want one.',
  },
  WA_RATE_LIMIT_PER_HOUR: {
    schema: whole(1, 3_600_000).optional(),
    about: 'A further limit of each number, if you want one.',
  },
  WA_PAIR_SECONDS: {
    schema: whole(0, 60).default(6),
    about:
      'Seconds a message to one person takes of their pace; up to 45 may be ahead of it (Meta: 6). 0 for no limit.',
  },
  WA_RED_PACE_PERCENT: {
    schema: whole(1, 100).default(10),
    about: 'How much of its pace a number keeps while Meta calls its quality RED.',
  },
  WA_PEOPLE_PER_DAY: {
    schema: whole(0, 10_000_000).default(250),
    about:
      'Messaging limit of a portfolio until Meta has named its own: people written to outside their window in 24 hours (250, 2000, 10000, 100000); 0 for no limit.',
  },
  WA_URGENT_RESERVE_PERCENT: {
    schema: whole(0, 90).default(10),
    about: 'Part of the messaging limit that is kept for urgent messages.',
  },
  WA_FREE_SERVICE_MESSAGES: {
    schema: whole(0, 10_000_000).default(1_000),
    about: 'Free-form messages of a number that Meta delivers free of charge in a month.',
  },
  WA_NON_PROFIT: {
    schema: oneOf('yes', 'no').default('no'),
    about:
      'Whether Meta has accepted you as a non-profit: free-form messages are then free until 2027-12-31.',
  },
  WA_PRICES: {
    schema: prices().default(ASSUMED_PRICES),
    about:
      'US dollars for a delivered message, by country and category, as JSON; * stands for every other country. The default is an assumption (the rate of Bangladesh); put in the rates of your invoice.',
  },
  NPR_PER_USD: {
    schema: amount().default(140),
    about: 'Rupees for a US dollar, for costs shown in rupees. An assumption; put in your bank’s.',
  },
  AGEING_MINUTES: {
    schema: whole(1, 1_440).default(10),
    about: 'After so many minutes in the queue a message rises by one priority, never to urgent.',
  },
  WA_ANSWER_TIMEOUT_SECONDS: {
    schema: whole(1, 120).default(20),
    about: 'How long to wait for an answer to a send before its outcome counts as unknown.',
  },
  NOT_TAKEN_AFTER_SECONDS: {
    schema: whole(3, 3_600).default(45),
    about:
      'After so long without a status, while statuses of others come, a send without an answer counts as not taken and goes again.',
  },
  NOT_TAKEN_AFTER_GAP_SECONDS: {
    schema: whole(3, 86_400).default(120),
    about:
      'The same after a break of our webhook, since Meta may have to come again: counted from the end of the break.',
  },
  UNSETTLED_WAIT_SECONDS: {
    schema: whole(10, 86_400).default(900),
    about:
      'How long a send of unknown outcome waits where nothing tells whether it was taken; then it is set aside as failed.',
  },
  UNSETTLED_URGENT_WAIT_SECONDS: {
    schema: whole(10, 86_400).default(60),
    about: 'The same for urgent messages, which are then sent again.',
  },
  MESSAGE_WORKER_CONCURRENCY: {
    schema: whole(1, 100).default(5),
    about: 'Schools whose texts one process handles side by side.',
  },
  WHATSAPP_WORKER_CONCURRENCY: {
    schema: whole(1, 100).default(3),
    about: 'Send batches (of up to 100 requests) one process has on the wire side by side.',
  },
  NOTIFICATION_WORKER_CONCURRENCY: {
    schema: whole(1, 100).default(2),
    about: 'Reports and schedules one process works on side by side.',
  },
  KEEP_EVENTS_MONTHS: {
    schema: whole(1, 120).default(2),
    about:
      'Whole months for which raw webhooks are kept, besides the present one. The clean-up at night drops older ones.',
  },
  KEEP_DELIVERIES_MONTHS: {
    schema: whole(1, 120).default(13),
    about: 'The same for messages and their deliveries; monthly totals of each school are kept for good.',
  },
  KEEP_TEXTS_MONTHS: {
    schema: whole(1, 120).default(13),
    about: 'The same for texts that people wrote.',
  },
} as const satisfies Record<string, Setting>;

export type Setting = { schema: z.ZodType; about: string; secret?: boolean };
