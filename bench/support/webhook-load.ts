import { connect, type Socket } from 'node:net';
import { asRequest, bodiesOf, type WebhookPlan } from '#bench/support/make-webhooks.ts';

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
  let refused = 0;
  let next = 0;
  const usage = process.cpuUsage();
  const began = performance.now();
  // In an open loop the time counts from when a webhook was due, also while it waits for a free connection.
  const dueAt = (nth: number) => (plan.rate > 0 ? began + (nth / plan.rate) * 1_000 : performance.now());

  await new Promise<void>((resolve, reject) => {
    const send = (line: Line): void => {
      const due = dueAt(next);
      late.push(performance.now() - due);
      line.request(requests[next++]!, (status) => {
        if (status === 200) took.push(performance.now() - due);
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
  return { acknowledged: took.length, refused, ms, cpuMs: (user + system) / 1_000, took, late };
}

type Line = {
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
