import type { Json } from '../people/message.ts';

export type GraphAnswer = { status: number; body: Json };

/** Calls a Graph API or control route with JSON and answers status and body. */
export async function callGraph(
  method: string,
  url: string,
  json?: unknown,
  token = 'any-token',
): Promise<GraphAnswer> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: json === undefined ? undefined : JSON.stringify(json),
  });
  return { status: response.status, body: (await response.json()) as Json };
}

/** Sends one text; `more` overrides or adds to the body. */
export function sendText(base: string, phoneNumberId: string, to: string, text: string, more: Json = {}) {
  return callGraph('POST', `${base}/v26.0/${phoneNumberId}/messages`, {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to,
    type: 'text',
    text: { body: text },
    ...more,
  });
}

/** The code of an error answer, or null. */
export function codeOf({ body }: GraphAnswer): number | null {
  return ((body.error as Json | undefined)?.code as number | undefined) ?? null;
}
