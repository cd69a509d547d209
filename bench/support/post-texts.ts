import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { CALLBACK, SECRET } from '#bench/support/start-chautari.ts';
import type { LoadSchool } from '#school/demo/make-load-schools.ts';

export type SignedPost = { body: string; signature: string };

/** The webhook of one text, as Meta posts it. `phone` is E.164, `id` of the text different from all others. */
export function signText(sender: LoadSchool['sender'], phone: string, text: string, id: string): SignedPost {
  const message = {
    from: phone.slice(1),
    id: `wamid.BENCH${id}`,
    timestamp: String(Math.floor(Date.now() / 1_000)),
    type: 'text',
    text: { body: text },
  };
  const metadata = { display_phone_number: sender.phone, phone_number_id: sender.phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, messages: [message] };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
  return { body, signature: `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` };
}

/** Posts at a steady rate whatever the answers (open loop); returns how long each answer took. */
export async function postAtRate(posts: SignedPost[], rate: number): Promise<number[]> {
  const { origin, pathname } = new URL(CALLBACK);
  const client = new Pool(origin, { connections: 64 });
  const took: number[] = [];
  const open = new Set<Promise<void>>();
  const began = performance.now();
  for (let i = 0; i < posts.length; ) {
    const due = Math.min(posts.length, Math.floor(((performance.now() - began) / 1_000) * rate) + 1);
    for (; i < due; i++) {
      const { body, signature } = posts[i]!;
      const at = performance.now();
      const post = client
        .request({
          method: 'POST',
          path: pathname,
          body,
          headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
        })
        .then(async (answer) => {
          await answer.body.dump();
          if (answer.statusCode !== 200) throw new Error(`the webhook answered ${answer.statusCode}`);
          took.push(performance.now() - at);
          open.delete(post);
        });
      open.add(post);
    }
    await sleep(1);
  }
  await Promise.all(open);
  await client.close();
  return took;
}
