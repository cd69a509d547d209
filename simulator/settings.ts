import { randomInt } from 'node:crypto';
import type { NumberInput } from './numbers/number.ts';
import type { Habit } from './people/person.ts';

/** A span of milliseconds, from the shortest to the longest; each use draws one from between. */
export type Span = readonly [shortest: number, longest: number];

/** How long WhatsApp takes over a message, on the simulated clock. */
export type StatusTimes = {
  sentAfterMs: Span;
  deliveredAfterMs: Span;
  readAfterMs: Span;
  replyAfterMs: Span;
};

/** How webhooks go out (cloud-api.md section 1: batches of up to 1,000, concurrent, retried for seven days). */
export type WebhookSettings = {
  /** Most updates in one POST; 1 sends each status by itself. */
  batchSize: number;
  /** How long an update may wait for company, real milliseconds. */
  batchWaitMs: number;
  /** Most POSTs under way at once. */
  concurrency: number;
  /** No answer within this many real milliseconds counts as a failure. */
  timeoutMs: number;
  /** Graph API version of the webhook's shapes; up to 23 carries `conversation`. */
  version: number;
  /** When true, a WABA gets events only after POST /{WABA}/subscribed_apps, as with Meta. */
  requireSubscription: boolean;
};

/** Which of Meta's limits are kept, and how tight (cloud-api.md section 3). */
export type LimitSettings = {
  /** Messages a second and number; 0 for no limit. Upgrades and coexistence are set per number. */
  throughputPerSecond: number;
  /** One message every 6 s to one person, 45 in a burst. */
  pairRate: boolean;
  /** Free-form only within 24 h of the person's last message. */
  serviceWindow: boolean;
  /** Unique people outside windows in 24 h, per portfolio; 0 for no limit. */
  messagingTier: number;
  /** Free service messages a month and number. */
  freeServiceMessages: number;
  /** Whether a payment method is on file; without one, service messages beyond the free ones fail (131042). */
  paymentMethod: boolean;
  /** Marketing templates a person takes from all businesses in 24 h (131049); 0 for no limit. */
  marketingPerPersonPerDay: number;
  /** Reports by people until the template they got is paused; 0 for never. */
  reportsToPauseTemplate: number;
  /** Reports by people until the number is limited (131048); 0 for never. */
  reportsToLimitNumber: number;
  /** Management calls an hour and WABA (80007); 0 for no limit. */
  managementCallsPerHour: number;
};

/** A token of a system user who has all numbers, or only those named by their ids. */
export type AccessToken = string | { token: string; numbers: readonly string[] };

/** What a caller may choose; everything has a default. */
export type SimulatorOptions = {
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  /** Where webhooks go. Without it nothing is posted until a callback is set. */
  callbackUrl?: string;
  appSecret?: string;
  verifyToken?: string;
  /** When given, only these tokens are accepted (others: error 190). One with `numbers` sees and uses only those. */
  accessTokens?: readonly AccessToken[];
  /** When given, only these numbers exist (others: error 100, subcode 33). */
  numbers?: readonly NumberInput[];
  /** `strict` refuses a template that was never created (132001); `any` accepts and renders what it can. */
  templates?: 'strict' | 'any';
  /** Whether a template passes review by itself, and after how long on the simulated clock. */
  templateReview?: { approveAfterMs: number };
  /** What people who were not told otherwise do. */
  habits?: { usual?: Habit };
  statuses?: Partial<StatusTimes>;
  webhooks?: Partial<WebhookSettings>;
  limits?: 'off' | Partial<LimitSettings>;
  /** Messages kept for phones and ledger; older ones are forgotten, totals are not. */
  ledger?: { keep?: number };
  wire?: { keep?: number };
  /** Whether links in messages are fetched first, as Meta does; a file that cannot be had fails (131053). */
  fetchLinks?: boolean;
  /** The beginning of media links, when it is not the address that was asked: behind a proxy, or as Meta's is. */
  linkBase?: string;
  /** State is read from and written to this file. */
  stateFile?: string;
  /** Numbers, people, templates, chaos and a timeline to play from the start. */
  scenario?: Record<string, unknown>;
  /** Where the demonstration page's files are. */
  pageFolder?: string;
  /** The same seed draws the same times and choices. */
  seed?: number;
  now?: () => number;
  log?: (line: string) => void;
};

/** The options with every gap filled. */
export type Settings = {
  host: string;
  port: number;
  callbackUrl: string | null;
  appSecret: string;
  verifyToken: string;
  appId: string;
  /** Each token with the numbers it may use; null: all of them. */
  accessTokens: Map<string, ReadonlySet<string> | null> | null;
  strictNumbers: boolean;
  templates: 'strict' | 'any';
  approveAfterMs: number;
  usualHabit: Habit;
  statuses: StatusTimes;
  webhooks: WebhookSettings;
  limits: LimitSettings;
  fetchLinks: boolean;
  linkBase: string | null;
  keepMessages: number;
  keepWire: number;
  seed: number;
  now: () => number;
  log: (line: string) => void;
};

const noLimits: LimitSettings = {
  throughputPerSecond: 0,
  pairRate: false,
  serviceWindow: false,
  messagingTier: 0,
  freeServiceMessages: 1_000,
  paymentMethod: true,
  marketingPerPersonPerDay: 0,
  reportsToPauseTemplate: 0,
  reportsToLimitNumber: 0,
  managementCallsPerHour: 0,
};

const metaLimits: LimitSettings = {
  ...noLimits,
  throughputPerSecond: 80,
  pairRate: true,
  serviceWindow: true,
  managementCallsPerHour: 5_000,
};

/** Fills the gaps. Secrets have fixed defaults so that a newcomer's first try needs no configuration. */
export function settle(options: SimulatorOptions): Settings {
  return {
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    callbackUrl: options.callbackUrl ?? null,
    appSecret: options.appSecret ?? 'simulator-app-secret',
    verifyToken: options.verifyToken ?? 'simulator-verify-token',
    appId: '1234567890123456',
    accessTokens: options.accessTokens ? new Map(options.accessTokens.map(entryOf)) : null,
    strictNumbers: options.numbers !== undefined,
    templates: options.templates ?? 'strict',
    approveAfterMs: options.templateReview?.approveAfterMs ?? 0,
    usualHabit: options.habits?.usual ?? 'reads',
    statuses: {
      sentAfterMs: [20, 60],
      deliveredAfterMs: [80, 250],
      readAfterMs: [1_500, 6_000],
      replyAfterMs: [2_000, 8_000],
      ...options.statuses,
    },
    webhooks: {
      batchSize: 1_000,
      batchWaitMs: 10,
      concurrency: 64,
      timeoutMs: 20_000,
      version: 26,
      requireSubscription: false,
      ...options.webhooks,
    },
    limits: options.limits === 'off' ? noLimits : { ...metaLimits, ...options.limits },
    fetchLinks: options.fetchLinks ?? false,
    linkBase: options.linkBase ?? null,
    keepMessages: options.ledger?.keep ?? 20_000,
    keepWire: options.wire?.keep ?? 500,
    seed: options.seed ?? randomInt(2 ** 31),
    now: options.now ?? Date.now,
    log: options.log ?? (() => {}),
  };
}

function entryOf(one: AccessToken): [string, ReadonlySet<string> | null] {
  return typeof one === 'string' ? [one, null] : [one.token, new Set(one.numbers)];
}
