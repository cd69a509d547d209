import { createHmac } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { injectWhole } from '#test/support/inject.ts';
import { SECRETS } from '#test/support/runtime.ts';

/** The signature Meta would send for these bytes. */
export function sign(body: string | Buffer, secret: string = SECRETS.WA_APP_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Posts a webhook as Meta does; returns the status code. */
export async function postWebhook(app: FastifyInstance, body: unknown, signature?: string): Promise<number> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature ?? sign(payload) };
  return (await injectWhole(app, { method: 'POST', url: '/webhook', headers, payload })).statusCode;
}

/** The envelope around messages or statuses of one number. */
export function envelope(
  phoneNumberId: string,
  value: Record<string, unknown>,
  field = 'messages',
): Record<string, unknown> {
  const metadata = { phone_number_id: phoneNumberId, display_phone_number: '977' };
  return {
    object: 'whatsapp_business_account',
    entry: [
      { id: '1000', changes: [{ field, value: { messaging_product: 'whatsapp', metadata, ...value } }] },
    ],
  };
}

/** A text as a person's phone sends it. */
export function textFrom(phone: string, body: string, at: number, id = nextWamid()): Record<string, unknown> {
  return {
    from: phone.replace('+', ''),
    id,
    timestamp: String(Math.floor(at / 1_000)),
    type: 'text',
    text: { body },
  };
}

let written = 0;

function nextWamid(): string {
  written += 1;
  return `wamid.TEST${written}`;
}
