import { isExpectedError } from '#lib/expected-error.ts';
import { run } from '#src/cli/start.ts';

/**
 * What production runs: `node --max-semi-space-size=16 src/main.ts [all|server|worker]` (ADR 0040), the same as
 * `bin/chautari start`.
 */
try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!isExpectedError(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
