/**
 * Preloaded into Chautari (`--import`): notes when each POST was read and answered, each commit of webhooks, and each time
 * garbage was collected, and leaves it in the file that TRACE_FILE names. Chautari itself knows nothing of it.
 */
import { openSync, readSync, writeFileSync } from 'node:fs';
import { Server, type Socket } from 'node:net';
import { constants, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import pg from 'pg';
import { toShared } from '#bench/support/monotonic.ts';

/** Milliseconds of the shared clock, or so many of them. */
export type DoorTrace = {
  posts: { port: number; read: number; answered: number }[];
  commits: Commit[];
  collected: { at: number; ms: number; isOld: boolean }[];
};

/** `waited`: ready to run, and both cores taken (Linux: /proc). */
export type Commit = {
  began: number;
  ended: number;
  database: { ran: number; waited: number };
  server: { ran: number; waited: number };
};

type Collection = PerformanceEntry & { detail: { kind: number } };
type Query = (this: pg.Client, ...args: unknown[]) => unknown;

const trace: DoorTrace = { posts: [], commits: [], collected: [] };
const now = () => performance.now() + toShared;

watchConnections();
watchCommits();
new PerformanceObserver((list) => {
  for (const { startTime, duration, detail } of list.getEntries() as Collection[]) {
    const isOld = detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
    trace.collected.push({ at: startTime + toShared, ms: duration, isOld });
  }
}).observe({ entryTypes: ['gc'] });
process.on('exit', () => {
  if (trace.posts.length > 0) writeFileSync(process.env.TRACE_FILE!, JSON.stringify(trace));
});

function watchConnections(): void {
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, name: string, ...args: unknown[]) {
    const heard = Reflect.apply(emit, this, [name, ...args]);
    if (name === 'connection') watchConnection(args[0] as Socket);
    return heard;
  };
}

/** One POST at a time on each connection, as the load posts. */
function watchConnection(socket: Socket): void {
  const port = socket.remotePort!;
  let open: DoorTrace['posts'][number] | undefined;
  socket.prependListener('data', () => {
    open = { port, read: now(), answered: Number.NaN };
    trace.posts.push(open);
  });
  const write = socket.write;
  socket.write = function (this: Socket, ...args: unknown[]) {
    if (open) open.answered = now();
    return Reflect.apply(write, this, args);
  };
}

function watchCommits(): void {
  const query = pg.Client.prototype.query as Query;
  const server = processorOf(`self/task/${process.pid}`);
  const backends = new Map<number, ReturnType<typeof processorOf>>();
  const traced: Query = function (...args) {
    const began = now();
    const asked = args[0] as { text?: string } | undefined;
    const result = Reflect.apply(query, this, args);
    if (!asked?.text?.startsWith('INSERT INTO webhook_event') || !(result instanceof Promise)) return result;
    const pid = (this as unknown as { processID: number }).processID;
    const backend = backends.get(pid) ?? processorOf(String(pid));
    backends.set(pid, backend);
    const before = { database: backend(), server: server() };
    const note = () => {
      const [database, own] = [since(before.database, backend()), since(before.server, server())];
      trace.commits.push({ began, ended: now(), database, server: own });
    };
    result.then(note, note);
    return result;
  };
  Object.assign(pg.Client.prototype, { query: traced });
}

type Processor = { ran: number; waited: number };

/** Reads how long a task has run and waited for a core. */
function processorOf(task: string): () => Processor {
  const file = openSync(`/proc/${task}/schedstat`, 'r');
  const room = Buffer.alloc(100);
  return () => {
    const [ran, waited] = room.toString('latin1', 0, readSync(file, room, 0, room.length, 0)).split(' ');
    return { ran: Number(ran) / 1e6, waited: Number(waited) / 1e6 };
  };
}

function since(before: Processor, after: Processor): Processor {
  return { ran: after.ran - before.ran, waited: after.waited - before.waited };
}
