import type { Instant } from '../clock.ts';

/** What `PUT /sim/numbers` and the options take. */
export type NumberInput = {
  phoneNumberId: string;
  displayPhoneNumber?: string;
  verifiedName?: string;
  wabaId?: string;
  portfolioId?: string;
  /** Messages a second: 80, 1,000 after an upgrade, 20 in coexistence with the phone app. */
  throughputPerSecond?: number;
  quality?: Quality;
  standing?: Standing;
  /** How its WABA stands. */
  accountStanding?: Account['standing'];
  /** Countries the business may not write to (130497), ISO 3166 alpha-2. */
  restrictedCountries?: readonly string[];
  /** A test number writes to these phones only (131030); null lifts it. */
  allowedRecipients?: readonly string[] | null;
};

export type Quality = 'GREEN' | 'YELLOW' | 'RED' | 'UNKNOWN';

/**
 * How a number stands with Meta. `pending-name` 131037, `spam-limited` 131048, `maintenance` 131057,
 * `unregistered` 133010,
 * `needs-registration` 131045, `deleted` 33.
 */
export const standings = [
  'connected',
  'pending-name',
  'spam-limited',
  'maintenance',
  'unregistered',
  'needs-registration',
  'deleted',
] as const;
export type Standing = (typeof standings)[number];

/** A business phone number. */
export type BusinessNumber = {
  id: string;
  /** Digits without `+`, as webhooks carry it. */
  digits: string;
  displayPhoneNumber: string;
  verifiedName: string;
  account: Account;
  quality: Quality;
  standing: Standing;
  /** Messages a second; 0 for no limit. */
  throughputPerSecond: number;
  /** Throughput bucket: messages that may go now, and when that was counted. */
  tokens: number;
  tokensAt: Instant;
  /** Overrides the callback of the WABA and the app. */
  callback: Callback | null;
  profile: Record<string, unknown>;
  pin: string | null;
  /** People who reported it as spam since it was last limited. */
  reports: number;
  allowedRecipients: ReadonlySet<string> | null;
  /** Digits of people this number has blocked. */
  blockedPeople: Set<string>;
  /** Free service messages used in a month: `2026-11` → count. */
  serviceMonth: string;
  serviceCount: number;
};

/** Where a WABA's or a number's webhooks go instead of the app's callback. */
export type Callback = { url: string; verifyToken: string };

/** A WhatsApp Business Account. */
export type Account = {
  id: string;
  name: string;
  portfolioId: string;
  subscribed: boolean;
  callback: Callback | null;
  /** `locked` 131031, `policy-blocked` 368. */
  standing: 'active' | 'locked' | 'policy-blocked';
  numbers: Set<BusinessNumber>;
  restrictedCountries: ReadonlySet<string>;
  /** Management calls of the current hour. */
  callsHour: number;
  calls: number;
};
