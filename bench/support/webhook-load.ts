import { connect, type Socket } from 'node:net';
import { asRequest, bodiesOf, type WebhookPlan } from '#bench/support/make-webhooks.ts';
import { toShared } from '#bench/support/monotonic.ts';

/** What the load process is told to post, and what it tells back. */
export type LoadPlan = WebhookPlan & {
  url: string;
  secret: string;
  /** Webhooks a second whatever the answers; 0: as fast as they are answered. */
  rate: number;
  connections: number;
};

/** Milliseconds of each: `took` from when it was due, of which `late` until it left, which is the load's own doing. */
export type LoadResult = {
  acknowledged: number;
  refused: number;
  ms: number;
  cpuMs: number;
  took: number[];
  late: number[];
  /** Of each in the order of leaving: the port it left from, and three moments on the shared clock. */
  sent: { port: number[]; due: number[]; left: number[]; answered: number[] };
};

/**
 * Posts webhooks over kept-alive connections, one at a time on each, in a process of its own. Bodies are made and signed
 * before the clock starts, so that the load itself takes as little of the machine as it can.
 */
process.on('message', (plan: LoadPlan) => {
  void post(plan).then((result) => process.send!(result));
});

async function post(plan: LoadPlan): Promise<LoadResult> {
  const url = new URL(plan.url);
  const requests = [...bodiesOf(plan)].map((body) => asRequest(body, url, plan.secret));
  const idle = await Promise.all(
    Array.from({ length: plan.connections }, () => open(Number(url.port), url.hostname)),
  );
  const lines = [...idle];
  const took: number[] = [];
  const late: number[] = [];
  const sent: LoadResult['sent'] = { port: [], due: [], left: [], answered: [] };
  let refused = 0;
  let next = 0;
  const usage = process.cpuUsage();
  const began = performance.now();
  // In an open loop the time counts from when a webhook was due, also while it waits for a free connection.
  const dueAt = (nth: number) => (plan.rate > 0 ? began + (nth / plan.rate) * 1_000 : performance.now());

  await new Promise<void>((resolve, reject) => {
    const send = (line: Line): void => {
      const nth = next++;
      const due = dueAt(nth);
      const left = performance.now();
      late.push(left - due);
      sent.port.push(line.port);
      sent.due.push(due + toShared);
      sent.left.push(left + toShared);
      sent.answered.push(Number.NaN);
      line.request(requests[nth]!, (status) => {
        const answered = performance.now();
        sent.answered[nth] = answered + toShared;
        if (status === 200) took.push(answered - due);
        else refused += 1;
        if (took.length + refused === requests.length) resolve();
        else if (next < requests.length && dueAt(next) <= performance.now()) send(line);
        else idle.push(line);
      });
    };
    for (const line of lines) line.onLost(reject);
    const pump = (): void => {
      while (idle.length > 0 && next < requests.length && dueAt(next) <= performance.now()) send(idle.pop()!);
      if (next < requests.length && plan.rate > 0) setTimeout(pump, 1);
    };
    pump();
  });
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(usage);
  for (const line of lines) line.close();
  return { acknowledged: took.length, refused, ms, cpuMs: (user + system) / 1_000, took, late, sent };
}

type Line = {
  port: number;
  request(bytes: Buffer, onAnswer: (status: number) => void): void;
  onLost(fail: (error: Error) => void): void;
  close(): void;
};

async function open(port: number, host: string): Promise<Line> {
  const socket: Socket = connect({ port, host, noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let answered: (status: number) => void = () => {};
  let before = '';
  socket.on('data', (chunk) => {
    const text = before + chunk.toString('latin1');
    if (!isWhole(text)) {
      before = text;
      return;
    }
    before = '';
    answered(Number(text.slice(9, 12)));
  });
  return {
    port: socket.localPort!,
    request(bytes, onAnswer) {
      answered = onAnswer;
      socket.write(bytes);
    },
    onLost: (fail) => socket.once('close', () => fail(new Error('the server closed a connection'))),
    close: () => socket.removeAllListeners('close').destroy(),
  };
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= end + 4 + length;
}
