import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Stage } from '#bench/support/open-stage.ts';
import type { LoadSchool } from '#school/demo/make-load-schools.ts';

const TEXT = 'Mathematics\nTopic: fractions\nHomework: page 45, all of exercise 3\n'.repeat(4);

/**
 * What so many requests at once take by themselves, from this process to the simulator, with nothing of Chautari in between:
 * milliseconds from the first request to the last that was accepted, for each of `bursts`. No status of them is told.
 */
export async function sendAlone(
  { simulatorUrl, takenSince }: Stage,
  schools: LoadSchool[],
  bursts: number,
): Promise<number[]> {
  await fetch(`${simulatorUrl}/chaos`, {
    method: 'PUT',
    body: JSON.stringify({ webhooks: { withholdMs: 3_600_000 } }),
  });
  const pool = new Pool(simulatorUrl, { connections: 128 });
  const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
  const took: number[] = [];
  for (let nth = 0; nth < bursts; nth++) {
    const { sender, classes } = schools[nth % schools.length]!;
    const path = `/v26.0/${sender.phoneNumberId}/messages`;
    const began = Date.now();
    const sends = classes[0]!.pupils.map(async ({ guardian }) => {
      const message = {
        messaging_product: 'whatsapp',
        to: guardian.phone,
        type: 'text',
        text: { body: TEXT },
      };
      const answer = await pool.request({ method: 'POST', path, headers, body: JSON.stringify(message) });
      await answer.body.dump();
      if (answer.statusCode !== 200) throw new Error(`the simulator answered ${answer.statusCode}`);
    });
    await Promise.all(sends);
    took.push(Math.max(...(await takenSince(began)).map(({ at }) => at)) - began);
    await sleep(500);
  }
  await pool.close();
  return took;
}
