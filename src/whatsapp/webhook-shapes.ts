import { z } from 'zod';

// Only what Chautari reads is checked; everything else passes through untouched, since Meta adds fields at any time.

const word = z.string().min(1);
const seconds = z.union([z.string().regex(/^\d+$/), z.number().int()]).transform(Number);

/** One inbound message (cloud-api.md section 1, table of types). `from` may be absent, empty or a business-scoped user id. */
export const inboundShape = z.looseObject({
  id: word,
  timestamp: seconds,
  type: word,
  from: z.string().optional(),
  from_user_id: z.string().optional(),
  group_id: z.string().optional(),
  context: z.looseObject({ id: z.string().optional(), message_id: z.string().optional() }).optional(),
});

/** One status of a message we sent. */
export const statusShape = z.looseObject({
  id: word,
  status: z.enum(['sent', 'delivered', 'read', 'played', 'failed']),
  timestamp: seconds,
  recipient_id: z.string().optional(),
  recipient_user_id: z.string().optional(),
  biz_opaque_callback_data: z.string().optional(),
  errors: z
    .array(
      z.looseObject({
        code: z.number().int(),
        title: z.string().optional(),
        message: z.string().optional(),
        error_data: z.looseObject({ details: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

export const contactShape = z.looseObject({
  wa_id: z.string().optional(),
  user_id: z.string().optional(),
  profile: z.looseObject({ name: z.string().optional() }).optional(),
});

/** The `value` of a change of the field `messages`. */
export const messagesValueShape = z.looseObject({
  metadata: z.looseObject({ phone_number_id: word }),
  contacts: z.array(z.unknown()).optional(),
  messages: z.array(z.unknown()).optional(),
  statuses: z.array(z.unknown()).optional(),
  errors: z.array(z.unknown()).optional(),
});

export const changeShape = z.looseObject({ field: word, value: z.unknown() });

export const entryShape = z.looseObject({
  id: z.union([z.string(), z.number()]).transform(String),
  changes: z.array(z.unknown()),
});

export const envelopeShape = z.looseObject({
  object: z.literal('whatsapp_business_account'),
  entry: z.array(z.unknown()),
});
