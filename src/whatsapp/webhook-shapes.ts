/**
 * What webhooks look like, as far as Chautari reads them; everything else passes through untouched, since Meta adds fields
 * at any time. Each `flawOf…` tells what keeps a value from being of its shape, or undefined where nothing does. Written
 * out by hand: a status is read ten thousand times a second (ADR 0015).
 */
export type Flaw = string | undefined;

type Fields = Record<string, unknown>;

export type RawEnvelope = { object: string; entry: unknown[] };
export type RawEntry = { id: string | number; changes: unknown[] };
export type RawChange = { field: string; value?: unknown };
export type RawMessagesValue = {
  metadata: { phone_number_id: string };
  contacts?: unknown[];
  messages?: unknown[];
  statuses?: unknown[];
  errors?: unknown[];
};
export type RawContact = { wa_id?: string; user_id?: string; profile?: { name?: string } };

/** One inbound message (cloud-api.md section 1, table of types). `from` may be absent, empty or a business-scoped user id. */
export type RawInbound = Fields & {
  id: string;
  timestamp: string | number;
  type: string;
  from?: string;
  from_user_id?: string;
  context?: { id?: string; message_id?: string };
};

/** One status of a message we sent. */
export type RawStatus = {
  id: string;
  status: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
  timestamp: string | number;
  recipient_user_id?: string;
  biz_opaque_callback_data?: string;
  errors?: RawStatusError[];
};

export type RawStatusError = {
  code: number;
  title?: string;
  message?: string;
  error_data?: { details?: string };
};

const STATUSES = new Set(['sent', 'delivered', 'read', 'played', 'failed']);
// The last second that a Date can hold (ECMAScript: 100,000,000 days from 1970).
const LAST_SECOND = 8_640_000_000_000;

export function flawOfEnvelope(value: unknown): Flaw {
  if (!isFields(value)) return 'it: must be an object';
  if (value.object !== 'whatsapp_business_account') return 'object: must be whatsapp_business_account';
  return Array.isArray(value.entry) ? undefined : 'entry: must be a list';
}

export function flawOfEntry(value: unknown): Flaw {
  if (!isFields(value)) return 'it: must be an object';
  if (typeof value.id !== 'string' && typeof value.id !== 'number') return 'id: must be text or a number';
  return Array.isArray(value.changes) ? undefined : 'changes: must be a list';
}

export function flawOfChange(value: unknown): Flaw {
  if (!isFields(value)) return 'it: must be an object';
  return flawOfWord('field', value.field);
}

export function flawOfMessagesValue(value: unknown): Flaw {
  if (!isFields(value)) return 'it: must be an object';
  if (!isFields(value.metadata)) return 'metadata: must be an object';
  return (
    flawOfWord('metadata.phone_number_id', value.metadata.phone_number_id) ??
    flawOfList('contacts', value.contacts) ??
    flawOfList('messages', value.messages) ??
    flawOfList('statuses', value.statuses) ??
    flawOfList('errors', value.errors)
  );
}

export function flawOfContact(value: unknown): Flaw {
  if (!isFields(value)) return 'it: must be an object';
  return (
    flawOfText('wa_id', value.wa_id) ??
    flawOfText('user_id', value.user_id) ??
    flawOfTextIn('profile', 'name', value.profile)
  );
}

export function flawOfInbound(value: unknown): Flaw {
  if (!isFields(value)) return 'it: must be an object';
  return (
    flawOfWord('id', value.id) ??
    flawOfSeconds('timestamp', value.timestamp) ??
    flawOfWord('type', value.type) ??
    flawOfText('from', value.from) ??
    flawOfText('from_user_id', value.from_user_id) ??
    flawOfTextIn('context', 'id', value.context) ??
    flawOfTextIn('context', 'message_id', value.context)
  );
}

export function flawOfStatus(value: unknown): Flaw {
  if (!isFields(value)) return 'it: must be an object';
  return (
    flawOfWord('id', value.id) ??
    (STATUSES.has(value.status as string)
      ? undefined
      : `status: must be one of ${[...STATUSES].join(', ')}`) ??
    flawOfSeconds('timestamp', value.timestamp) ??
    flawOfText('recipient_user_id', value.recipient_user_id) ??
    flawOfText('biz_opaque_callback_data', value.biz_opaque_callback_data) ??
    (value.errors === undefined ? undefined : flawOfErrors(value.errors))
  );
}

function flawOfErrors(errors: unknown): Flaw {
  if (!Array.isArray(errors)) return 'errors: must be a list';
  for (const error of errors) {
    if (!isFields(error) || !Number.isSafeInteger(error.code)) return 'errors: code: must be a whole number';
    const flaw =
      flawOfText('errors: title', error.title) ??
      flawOfText('errors: message', error.message) ??
      flawOfTextIn('errors: error_data', 'details', error.error_data);
    if (flaw) return flaw;
  }
  return undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function flawOfWord(name: string, value: unknown): Flaw {
  return typeof value === 'string' && value !== '' ? undefined : `${name}: must be text that is not empty`;
}

function flawOfText(name: string, value: unknown): Flaw {
  return value === undefined || typeof value === 'string' ? undefined : `${name}: must be text`;
}

function flawOfTextIn(name: string, field: string, value: unknown): Flaw {
  if (value === undefined) return undefined;
  return isFields(value) ? flawOfText(`${name}.${field}`, value[field]) : `${name}: must be an object`;
}

function flawOfList(name: string, value: unknown): Flaw {
  return value === undefined || Array.isArray(value) ? undefined : `${name}: must be a list`;
}

// Seconds since 1970 as digits, or as a number.
function flawOfSeconds(name: string, value: unknown): Flaw {
  const seconds = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const fits = Number.isSafeInteger(seconds) && Math.abs(seconds as number) <= LAST_SECOND;
  return fits ? undefined : `${name}: must be seconds since 1970`;
}
