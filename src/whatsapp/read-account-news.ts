/** What Meta says of an account or of one of its numbers (cloud-api.md section 1, other fields; section 3). */
export type AccountNews = { wabaId: string } & (
  | { kind: 'limit' /** People a day of the account's portfolio; 0: no limit. */; peoplePerDay: number }
  | { kind: 'quality'; displayNumber: string; quality: 'RED' | 'YELLOW' }
  | { kind: 'throughput'; displayNumber: string; perSecond: number }
  | { kind: 'closed' /** Instant in milliseconds; null: until Meta says otherwise. */; until: number | null }
  | { kind: 'opened' }
  | { kind: 'warned'; event: string }
);

/**
 * Reads news of one of the fields that have them. What such a field says besides (a partner was added, an advert
 * account was linked) is no news to us: an empty list.
 * @returns undefined for a field of another kind, or a value that is no object
 */
export function readAccountNews(wabaId: string, field: string, value: unknown): AccountNews[] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = value as Fields;
  switch (field) {
    case 'business_capability_update':
      return readLimit(wabaId, fields);
    case 'phone_number_quality_update':
      return [...readNumber(wabaId, fields), ...readLimit(wabaId, fields)];
    case 'account_update':
      return readAccount(wabaId, fields);
    default:
      return undefined;
  }
}

type Fields = Record<string, unknown>;

/** A limit stands under one name today and under older ones before; as a tier, or as a number of people. */
function readLimit(wabaId: string, fields: Fields): AccountNews[] {
  const peoplePerDay = [
    fields.max_daily_conversations_per_business,
    fields.max_daily_conversation_per_phone,
    fields.current_limit,
  ]
    .map(peopleOf)
    .find((people) => people !== undefined);
  return peoplePerDay === undefined ? [] : [{ wabaId, kind: 'limit', peoplePerDay }];
}

/** People a day of a limit as Meta names it: TIER_2K, 2000, TIER_UNLIMITED (0); undefined for anything else. */
export function peopleOf(limit: unknown): number | undefined {
  const text = String(limit ?? '').replace('TIER_', '');
  if (text === 'UNLIMITED' || text === '-1') return 0;
  const [, digits, thousands] = /^(\d{1,7})(K?)$/.exec(text) ?? [];
  const people = Number(digits) * (thousands ? 1_000 : 1);
  return people > 0 ? people : undefined;
}

// What an upgrade gives a number (cloud-api.md section 3).
const UPGRADED_PER_SECOND = 1_000;

function readNumber(wabaId: string, { event, display_phone_number }: Fields): AccountNews[] {
  const number = { wabaId, displayNumber: String(display_phone_number ?? '') };
  switch (event) {
    case 'FLAGGED':
      return [{ ...number, kind: 'quality', quality: 'RED' }];
    case 'UNFLAGGED':
      // Better than RED; how much better, it does not say.
      return [{ ...number, kind: 'quality', quality: 'YELLOW' }];
    case 'THROUGHPUT_UPGRADE':
      return [{ ...number, kind: 'throughput', perSecond: UPGRADED_PER_SECOND }];
    default:
      return [];
  }
}

function readAccount(wabaId: string, fields: Fields): AccountNews[] {
  switch (fields.event) {
    case 'DISABLED_UPDATE': {
      const state = (fields.ban_info as Fields | undefined)?.waba_ban_state;
      if (state === 'DISABLE') return [{ wabaId, kind: 'closed', until: null }];
      if (state === 'REINSTATE') return [{ wabaId, kind: 'opened' }];
      return [{ wabaId, kind: 'warned', event: 'DISABLED_UPDATE' }];
    }
    case 'ACCOUNT_DELETED':
      return [{ wabaId, kind: 'closed', until: null }];
    case 'ACCOUNT_RESTRICTION':
      return readRestrictions(wabaId, fields.restriction_info);
    case 'ACCOUNT_VIOLATION':
      return [{ wabaId, kind: 'warned', event: 'ACCOUNT_VIOLATION' }];
    default:
      return [];
  }
}

/** An account that may not write first sends nothing until the last of its restrictions ends. */
function readRestrictions(wabaId: string, info: unknown): AccountNews[] {
  const restrictions = (Array.isArray(info) ? info : []) as Fields[];
  const closing = restrictions.filter(
    (one) => one?.restriction_type === 'RESTRICTED_BIZ_INITIATED_MESSAGING',
  );
  if (closing.length === 0) return [{ wabaId, kind: 'warned', event: 'ACCOUNT_RESTRICTION' }];
  const ends = closing.map((one) => instantOf(one.expiration));
  return [{ wabaId, kind: 'closed', until: ends.includes(null) ? null : Math.max(...(ends as number[])) }];
}

/** Meta writes instants as seconds since 1970, or as ISO 8601. */
function instantOf(value: unknown): number | null {
  const at = /^\d+$/.test(String(value)) ? Number(value) * 1_000 : Date.parse(String(value));
  return Number.isFinite(at) && at > 0 ? at : null;
}
