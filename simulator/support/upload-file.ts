import type { Json } from '../people/message.ts';

/** Uploads a few bytes of a type to a number and answers the media id. */
export async function uploadFile(
  base: string,
  phoneNumberId: string,
  mimeType: string,
  name: string,
  token = 'any-token',
): Promise<string> {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('type', mimeType);
  form.set('file', new Blob([`${name}'s bytes`], { type: mimeType }), name);
  const response = await fetch(`${base}/v26.0/${phoneNumberId}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  const { id } = (await response.json()) as Json;
  if (typeof id !== 'string') throw new Error(`The upload of ${name} was refused.`);
  return id;
}
