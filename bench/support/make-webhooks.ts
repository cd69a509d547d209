import { createHmac } from 'node:crypto';
import { packDeliveryKey } from '#send/delivery-key.ts';

/** The number all webhooks are about. No school speaks through it, so a text ends after stage 2. */
export const NUMBER = { id: '00000000-0000-7000-a000-000000000001', phoneNumberId: '106540352242922' };

/** Which delivery a status is about: the nth of those that `fillDeliveries` made at `at`. */
function deliveryOf(nth: number, at: number) {
  const hex = (value: number) => value.toString(16).padStart(12, '0');
  const ms = hex(at);
  return {
    schoolId: `00000000-0000-7000-8000-${hex(nth % SCHOOLS)}`,
    messageId: `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-${hex(Math.floor(nth / CLASS))}`,
    recipientId: `00000000-0000-7000-9000-${hex(nth)}`,
    part: 0,
    attempt: 1,
  };
}

export const SCHOOLS = 100;
export const CLASS = 40;

const WORDS = ['sent', 'delivered', 'read'] as const;

// So many other deliveries are told of between sent, delivered and read of one: at 10,000 a second a fifth and
// half a second.
const LAGS = [0, 700, 1_600];

/** Which webhooks are made. */
export type WebhookPlan = {
  what: 'statuses' | 'texts' | 'both';
  /** Deliveries for statuses (three webhooks each), persons for texts; of both, a text after every 20 statuses. */
  count: number;
  /** The number of the first text. */
  first: number;
  at: number;
};

const STATUSES_A_TEXT = 20;

/** How many texts go with the statuses of so many deliveries. */
export function textsBeside(deliveries: number): number {
  return Math.floor((deliveries * 3) / STATUSES_A_TEXT);
}

export function* bodiesOf({ what, count, first, at }: WebhookPlan): Generator<string> {
  if (what === 'texts') yield* textBodies(count, first, at);
  else if (what === 'statuses') yield* statusBodies(count, at);
  else {
    const texts = textBodies(textsBeside(count), first, at);
    let nth = 0;
    for (const status of statusBodies(count, at)) {
      yield status;
      if (++nth % STATUSES_A_TEXT === 0) yield texts.next().value as string;
    }
  }
}

/** One status a webhook: sent, delivered and read of each delivery, mixed with those of the others. */
function* statusBodies(deliveries: number, at: number): Generator<string> {
  const timestamp = String(Math.floor(at / 1_000));
  for (let step = 0; step < deliveries + LAGS[2]!; step++) {
    for (const [rank, status] of WORDS.entries()) {
      const nth = step - LAGS[rank]!;
      if (nth < 0 || nth >= deliveries) continue;
      yield inEnvelope({
        statuses: [
          {
            id: wamidOf(nth),
            status,
            timestamp,
            recipient_id: String(9_779_800_000_000 + nth),
            biz_opaque_callback_data: packDeliveryKey(deliveryOf(nth, at)),
            conversation: { id: hashOf(nth), origin: { type: 'utility' } },
            pricing: { billable: true, pricing_model: 'PMP', category: 'utility', type: 'regular' },
          },
        ],
      });
    }
  }
}

/** One short text a webhook, each of another person. */
function* textBodies(texts: number, first: number, at: number): Generator<string> {
  const timestamp = String(Math.floor(at / 1_000));
  for (let nth = first; nth < first + texts; nth++) {
    const from = String(9_779_810_000_000 + nth);
    yield inEnvelope({
      contacts: [{ profile: { name: 'Bench' }, wa_id: from }],
      messages: [
        { from, id: wamidOf(nth), timestamp, type: 'text', text: { body: `math: fractions, hw p${nth}` } },
      ],
    });
  }
}

function wamidOf(nth: number): string {
  return `wamid.HBgNOTc3OTgwMDAwMDAwMBUCABEYEk${nth.toString(16).toUpperCase().padStart(12, '0')}AA==`;
}

/** The whole HTTP request of a POST, signed as Meta signs. */
export function asRequest(body: string, url: URL, secret: string): Buffer {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  const head = [
    `POST ${url.pathname} HTTP/1.1`,
    `Host: ${url.host}`,
    'Accept: */*',
    'User-Agent: facebookexternalua',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Hub-Signature: sha1=${signature.slice(0, 40)}`,
    `X-Hub-Signature-256: sha256=${signature}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function inEnvelope(part: Record<string, unknown>): string {
  const metadata = { display_phone_number: '9779800000000', phone_number_id: NUMBER.phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, ...part };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '102290129340398', changes: [{ value, field: 'messages' }] }],
  });
}

function hashOf(nth: number): string {
  return createHmac('md5', 'conversation').update(String(nth)).digest('hex');
}
