import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';

/**
 * Measures the simulator under load: sends at a rate or as fast as it takes them, statuses on, webhooks posted
 * to a receiver here. Prints sends a second, CPU of the simulator's process a send, and its memory as it goes.
 *
 *   node simulator/measure/carry-load.ts --sends 200000 --rate 5000
 */
const { values } = parseArgs({
  options: {
    sends: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '0' },
    batch: { type: 'string', default: '1000' },
    concurrency: { type: 'string', default: '64' },
    keep: { type: 'string', default: '100000' },
    people: { type: 'string', default: '50000' },
    connections: { type: 'string', default: '32' },
  },
});
const [sends, rate, batchSize, keep, people, connections] = [
  values.sends,
  values.rate,
  values.batch,
  values.keep,
  values.people,
  values.connections,
].map(Number) as [number, number, number, number, number, number];

type Figures = {
  cpuMs: number;
  rssMb: number;
  heapMb: number;
  totals: Record<string, number>;
  webhooks: Record<string, number>;
  waiting: number;
};

let updates = 0;
const receiver = createServer((request, response) => {
  request.on('data', (chunk: Buffer) => {
    for (let at = chunk.indexOf('"status"'); at >= 0; at = chunk.indexOf('"status"', at + 8)) updates += 1;
  });
  request.on('end', () => response.end());
});
receiver.listen(0, '127.0.0.1');
await once(receiver, 'listening');
const options = {
  callbackUrl: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
  limits: 'off',
  ledger: { keep },
  webhooks: { batchSize, concurrency: Number(values.concurrency) },
  statuses: { sentAfterMs: [20, 60], deliveredAfterMs: [80, 250], readAfterMs: [300, 900] },
};
const child = fork(join(import.meta.dirname, 'simulator-process.ts'), [JSON.stringify(options)]);
const [{ url }] = (await once(child, 'message')) as [{ url: string }];
const pool = new Pool(url, { connections, pipelining: 8 });

async function figures(): Promise<Figures> {
  child.send('figures');
  const [found] = (await once(child, 'message')) as [Figures];
  return found;
}

let begun = 0;
let refused = 0;
const began = performance.now();

async function sender() {
  while (begun < sends) {
    const turn = begun;
    begun += 1;
    if (rate > 0) {
      const early = (turn / rate) * 1_000 - (performance.now() - began);
      if (early > 2) await new Promise((done) => setTimeout(done, early));
    }
    const response = await pool.request({
      method: 'POST',
      path: `/v26.0/${100 + (turn % 50)}/messages`,
      headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: `+97798${String(turn % people).padStart(8, '0')}`,
        type: 'text',
        text: { body: 'भोलि विद्यालय बिदा हुन्छ। Tomorrow the school is closed.' },
        biz_opaque_callback_data: `delivery-${turn}`,
      }),
    });
    await response.body.dump();
    if (response.statusCode !== 200) refused += 1;
  }
}

const memory = setInterval(async () => {
  const { rssMb, heapMb, totals } = await figures();
  print(`${totals.accepted} accepted, ${rssMb.toFixed(0)} MB resident, ${heapMb.toFixed(0)} MB heap`);
}, 10_000);
await Promise.all(Array.from({ length: connections * 8 }, sender));
const seconds = (performance.now() - began) / 1_000;
let last = await figures();
while (last.totals.read! < sends - refused || last.waiting > 0) {
  await new Promise((done) => setTimeout(done, 100));
  last = await figures();
}
clearInterval(memory);
const settled = (performance.now() - began) / 1_000;
print(
  `${sends} sends in ${seconds.toFixed(1)} s: ${(sends / seconds).toFixed(0)} a second, ${refused} refused`,
);
print(`${((last.cpuMs / sends) * 1_000).toFixed(0)} µs of CPU a send with its three statuses`);
print(
  `${updates} statuses received in ${last.webhooks.posted} posts within ${settled.toFixed(1)} s; ${last.rssMb.toFixed(0)} MB resident`,
);
child.send('close');
await once(child, 'exit');
await pool.close();
receiver.close();
receiver.closeAllConnections();

function print(line: string) {
  process.stdout.write(`${line}\n`);
}
