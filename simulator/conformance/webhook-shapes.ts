import { Ajv, type ValidateFunction } from 'ajv';

/** The shapes of webhooks as cloud-api.md section 1 has them, strict: an unknown key is a difference. */
type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const seconds: Schema = { type: 'string', pattern: '^\\d{10}$' };
const phone: Schema = { type: 'string', pattern: '^(\\d{7,15})?$' };
const userId: Schema = { type: 'string', pattern: '^[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}$' };
const wamid: Schema = { type: 'string', pattern: '^wamid\\.[A-Za-z0-9+/=]+$' };
const flag: Schema = { type: 'boolean' };
const number: Schema = { type: 'number' };

/** An object with these keys and no others; those ending in `?` may be absent. */
function exactly(keys: Record<string, Schema>): Schema {
  const entries = Object.entries(keys);
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([key, schema]) => [key.replace('?', ''), schema])),
    required: entries.map(([key]) => key).filter((key) => !key.endsWith('?')),
    additionalProperties: false,
  };
}

const list = (items: Schema): Schema => ({ type: 'array', minItems: 1, items });
const oneOf = (...values: string[]): Schema => ({ enum: values });

const contact = exactly({
  profile: exactly({ name: text, 'username?': text }),
  'wa_id?': phone,
  'user_id?': userId,
});
const metadata = exactly({
  display_phone_number: { type: 'string', pattern: '^\\d+$' },
  phone_number_id: text,
});
const media = exactly({
  id: text,
  mime_type: text,
  sha256: text,
  'caption?': text,
  'filename?': text,
  'voice?': flag,
  'animated?': flag,
  'url?': text,
});

/** The object of each inbound type. */
const contents: Record<string, Schema> = {
  text: exactly({ body: text }),
  image: media,
  video: media,
  document: media,
  audio: media,
  sticker: media,
  location: exactly({ latitude: number, longitude: number, 'name?': text, 'address?': text, 'url?': text }),
  contacts: list({ type: 'object', required: ['name'] }),
  button: exactly({ payload: text, text }),
  interactive: {
    oneOf: [
      exactly({ type: oneOf('button_reply'), button_reply: exactly({ id: text, title: text }) }),
      exactly({
        type: oneOf('list_reply'),
        list_reply: exactly({ id: text, title: text, 'description?': text }),
      }),
      exactly({
        type: oneOf('nfm_reply'),
        nfm_reply: exactly({ name: text, body: text, response_json: text }),
      }),
      exactly({ type: oneOf('call_permission_reply'), call_permission_reply: { type: 'object' } }),
    ],
  },
  reaction: exactly({ message_id: text, 'emoji?': text }),
  order: exactly({ catalog_id: text, 'text?': text, product_items: list({ type: 'object' }) }),
  system: exactly({
    body: text,
    'wa_id?': phone,
    'user_id?': userId,
    'previous_user_id?': userId,
    type: oneOf('user_changed_number', 'user_changed_user_id'),
  }),
  edit: exactly({ original_message_id: text, message: { type: 'object' } }),
  revoke: exactly({ original_message_id: text }),
  unsupported: exactly({ 'type?': text }),
};

const context = exactly({
  'from?': text,
  'id?': text,
  'forwarded?': flag,
  'frequently_forwarded?': flag,
  'referred_product?': { type: 'object' },
});
const problem = exactly({
  code: number,
  title: text,
  'message?': text,
  error_data: exactly({ details: text }),
  'href?': text,
});

const message: Schema = {
  oneOf: Object.entries(contents).map(([type, content]) =>
    exactly({
      // The phone, left out, empty, or the id in its place.
      'from?': { anyOf: [phone, userId] },
      'from_user_id?': userId,
      id: wamid,
      timestamp: seconds,
      type: oneOf(type),
      [type === 'unsupported' ? 'unsupported?' : type]: content,
      'context?': context,
      'referral?': { type: 'object' },
      ...(type === 'unsupported' ? { errors: list(problem) } : {}),
    }),
  ),
};

const status = exactly({
  id: wamid,
  status: oneOf('sent', 'delivered', 'read', 'played', 'failed'),
  timestamp: seconds,
  'recipient_id?': { anyOf: [phone, userId] },
  'recipient_user_id?': userId,
  'biz_opaque_callback_data?': text,
  'conversation?': exactly({ id: text, origin: exactly({ type: text }), 'expiration_timestamp?': seconds }),
  'pricing?': exactly({
    billable: flag,
    pricing_model: oneOf('PMP'),
    type: oneOf('regular', 'free_customer_service', 'free_entry_point'),
    category: oneOf('marketing', 'utility', 'authentication', 'service', 'referral_conversion'),
  }),
  'errors?': list(problem),
});

const product = oneOf('whatsapp');
const values: Record<string, Schema> = {
  messages: {
    oneOf: [
      exactly({ messaging_product: product, metadata, 'contacts?': list(contact), messages: list(message) }),
      exactly({ messaging_product: product, metadata, 'contacts?': list(contact), statuses: list(status) }),
    ],
  },
  message_template_status_update: exactly({
    event: text,
    message_template_id: number,
    message_template_name: text,
    message_template_language: text,
    'message_template_category?': text,
    reason: { type: ['string', 'null'] },
    'other_info?': { type: 'object' },
  }),
  message_template_quality_update: exactly({
    previous_quality_score: text,
    new_quality_score: text,
    message_template_id: number,
    message_template_name: text,
    message_template_language: text,
  }),
  phone_number_quality_update: exactly({
    display_phone_number: text,
    event: oneOf('ONBOARDING', 'THROUGHPUT_UPGRADE'),
    max_daily_conversations_per_business: text,
  }),
  business_capability_update: exactly({ max_daily_conversations_per_business: text }),
  account_update: { type: 'object', required: ['event'] },
  user_preferences: exactly({
    messaging_product: product,
    metadata,
    contacts: list(contact),
    user_preferences: list(
      exactly({
        'wa_id?': phone,
        user_id: userId,
        detail: text,
        category: oneOf('marketing_messages'),
        value: oneOf('stop', 'resume'),
        timestamp: { type: 'integer' },
      }),
    ),
  }),
};

/** `time` stands on the entries of account and template fields only. */
const entry: Schema = {
  oneOf: Object.entries(values).map(([field, value]) =>
    exactly({
      id: text,
      ...(field === 'messages' ? {} : { time: { type: 'integer' } }),
      changes: list(exactly({ field: oneOf(field), value })),
    }),
  ),
};

const ajv = new Ajv({ strict: false });
const check: ValidateFunction = ajv.compile(
  exactly({ object: oneOf('whatsapp_business_account'), entry: list(entry) }),
);

/** What in a webhook's body is not of cloud-api.md's shape; none when it fits. */
export function webhookDifferences(body: unknown): string[] {
  return check(body)
    ? []
    : (check.errors ?? []).map(({ instancePath, message: said }) => `${instancePath} ${said}`);
}
