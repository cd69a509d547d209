/**
 * Fastify and Express 5 beside each other: one route that takes a raw body of 1,200 bytes, 50 connections, 3 s,
 * three rounds in turn; the median is printed.    node docs/decisions/measure/web-servers.ts FOLDER
 * FOLDER is where the packages to compare were installed, outside the repository: npm install express fastify.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Pool } from 'undici';

const [folder = '.', only] = process.argv.slice(2);
if (only) await serve(only);
else await compare();

async function compare(): Promise<void> {
  const results: Record<string, { perSecond: number; cpuMicros: number }[]> = { express: [], fastify: [] };
  for (let round = 0; round < 3; round++)
    for (const [kind, list] of Object.entries(results)) list.push(await measure(kind));
  const median = (list: number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
  for (const [kind, list] of Object.entries(results))
    process.stdout.write(
      `${kind}: ${Math.round(median(list.map((r) => r.perSecond)))} requests/s, ${median(list.map((r) => r.cpuMicros)).toFixed(0)} µs of the server's CPU each\n`,
    );
}

async function measure(kind: string): Promise<{ perSecond: number; cpuMicros: number }> {
  const server = spawn(process.execPath, [import.meta.filename, folder, kind], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = (async () => String((await once(server.stdout, 'data'))[0]).trim())();
  const pool = new Pool(await said, { connections: 50 });
  const body = Buffer.alloc(1_200, 'a');
  const end = performance.now() + 3_000;
  let answered = 0;
  const ask = async () => {
    while (performance.now() < end) {
      await (await pool.request({ path: '/webhook', method: 'POST', body })).body.dump();
      answered++;
    }
  };
  await Promise.all(Array.from({ length: 50 }, ask));
  await pool.close();
  const used = once(server.stdout, 'data');
  server.kill('SIGTERM');
  return { perSecond: answered / 3, cpuMicros: Number(String((await used)[0])) / answered };
}

async function serve(kind: string): Promise<void> {
  const load = createRequire(resolve(folder, 'package.json'));
  const listening = kind === 'express' ? await serveExpress(load) : await serveFastify(load);
  const before = process.cpuUsage();
  process.stdout.write(`${listening}\n`);
  process.once('SIGTERM', () => {
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(String(user + system), () => process.exit());
  });
}

async function serveExpress(load: NodeJS.Require): Promise<string> {
  const express = load('express');
  const app = express();
  app.post(
    '/webhook',
    express.raw({ type: () => true, limit: '3mb' }),
    (request: { body: Buffer }, reply: { json(body: unknown): void }) =>
      reply.json({ bytes: request.body.length }),
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}

async function serveFastify(load: NodeJS.Require): Promise<string> {
  const app = load('fastify')();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    '*',
    { parseAs: 'buffer' },
    (_: unknown, body: Buffer, done: (error: null, body: Buffer) => void) => done(null, body),
  );
  app.post('/webhook', (request: { body: Buffer }) => ({ bytes: request.body.length }));
  return app.listen({ port: 0, host: '127.0.0.1' });
}
