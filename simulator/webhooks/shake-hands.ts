import { randomInt } from 'node:crypto';
import type { World } from '../world.ts';

/**
 * Meta's handshake with a callback: GET with `hub.mode`, `hub.challenge` and `hub.verify_token`; the answer must
 * be 200 with the challenge as its body (cloud-api.md section 1). A sentence when it fails, else null.
 */
export async function shakeHands(world: World, url: string, verifyToken: string): Promise<string | null> {
  const challenge = String(randomInt(1_000_000_000, 2_000_000_000));
  const asked = new URL(url);
  asked.searchParams.set('hub.mode', 'subscribe');
  asked.searchParams.set('hub.challenge', challenge);
  asked.searchParams.set('hub.verify_token', verifyToken);
  const began = performance.now();
  const answered = await ask(asked, world.settings.webhooks.timeoutMs);
  world.wire.note(
    {
      at: world.clock.now(),
      direction: 'out',
      method: 'GET',
      path: url,
      status: answered.status,
      ms: Math.round((performance.now() - began) * 10) / 10,
    },
    {
      summary: () => 'handshake',
      request: () => ({ headers: {}, body: asked.search }),
      response: () => ({ body: answered.text.slice(0, 2_000) }),
    },
  );
  if (answered.status === 0) return `The callback could not be reached: ${answered.text}`;
  if (answered.status !== 200) return `The callback answered ${answered.status}, not 200.`;
  return answered.text.trim() === challenge ? null : 'The callback did not answer with the challenge.';
}

async function ask(url: URL, timeoutMs: number): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const cause = (error as Error).cause;
    return { status: 0, text: cause instanceof Error ? cause.message : String(error) };
  }
}
