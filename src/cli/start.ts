import { parseArgs } from 'node:util';
import { collectEarly } from '#lib/collect-early.ts';
import { expectedError } from '#lib/expected-error.ts';
import { runUntilSignal } from '#lib/run-until-signal.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { readConfig } from '#src/config.ts';
import { buildRuntime } from '#src/runtime.ts';
import { ROLES, type Role, startChautari } from '#src/start-chautari.ts';

const USAGE = `Usage: bin/chautari start [all|server|worker]

  all     the web server and the worker in one process (default)
  server  webhooks, pages and API
  worker  reads, sends, reports

The settings come from the environment (docs/configuration.md). Run bin/chautari migrate first.`;

/** `bin/chautari start`: runs until SIGTERM or SIGINT, then finishes or hands back its work and ends. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = readFlags(
    () => parseArgs({ args: argv, allowPositionals: true, options: { help: { type: 'boolean' } } }),
    'start',
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [role = 'all', more] = positionals;
  if (more !== undefined || !isRole(role))
    throw expectedError(`A process is one of ${ROLES.join(', ')}, not "${positionals.join(' ')}".`);
  // Whoever answers webhooks would pay for more collections with its slowest answers (ADR 0042).
  if (role === 'worker') collectEarly();
  const runtime = buildRuntime(readConfig(), role);
  const running = await startChautari(runtime, role).catch(async (error: unknown) => {
    await runtime.close();
    throw error;
  });
  runtime.log.info({ role, address: running.address, queues: runtime.queues.engine }, 'started');
  await runUntilSignal(running.close, runtime.log);
  return 0;
}

function isRole(text: string): text is Role {
  return ROLES.includes(text as Role);
}
