import { join } from 'node:path';
import { type Started, startScript } from '#bench/support/processes.ts';

export const SECRET = 'bench-app-secret';
const PORT = 3_910;
export const CALLBACK = `http://127.0.0.1:${PORT}/webhook`;

// What bin/chautari sets: little room for young objects, and what Node made of the code at its last start.
const AS_STARTED = {
  NODE_OPTIONS: `--max-semi-space-size=16 ${process.env.NODE_OPTIONS ?? ''}`,
  NODE_COMPILE_CACHE: join(import.meta.dirname, '../../node_modules/.cache/node'),
};

export type StartedChautari = Started & {
  /** The first lines of its log that are warnings or worse. */
  complaints: string[];
};

/** Starts Chautari as production does, in a process of its own. `execArgv` is for profilers. */
export async function startChautari(
  role: 'all' | 'server' | 'worker',
  { databaseUrl, graphUrl = 'http://127.0.0.1:9' }: { databaseUrl: string; graphUrl?: string },
  execArgv: string[] = [],
): Promise<StartedChautari> {
  const env = {
    ...AS_STARTED,
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    PORT: String(PORT),
    DATABASE_URL: databaseUrl,
    GRAPH_BASE_URL: graphUrl,
    WA_ACCESS_TOKEN: 'bench',
    WA_PEOPLE_PER_DAY: '0',
    WA_APP_SECRET: SECRET,
    VERIFY_TOKEN: 'bench-verify-token',
    ...(process.env.BENCH_REDIS_URL ? { REDIS_URL: process.env.BENCH_REDIS_URL } : {}),
  };
  const isReady = (line: string) => line.includes('"started"');
  const started = await startScript('src/cli/main.ts', ['start', role], env, isReady, execArgv);
  const complaints: string[] = [];
  started.process.stderr!.on('data', (chunk) => {
    for (const line of String(chunk).split('\n'))
      if (/"level":[456]0/.test(line) && complaints.length < 20) complaints.push(line.slice(0, 600));
  });
  return { ...started, complaints };
}
