import type { TestContext } from 'node:test';
import { isExpectedError } from '#lib/expected-error.ts';

type Run = (argv: string[]) => Promise<number>;

/** Runs a subcommand as the command line does: its code and what it printed; an expected error is the sentence printed of it. */
export async function runCommand(
  t: TestContext,
  run: Run,
  argv: string[],
): Promise<{ code: number; printed: string[]; errors: string[] }> {
  const log = t.mock.method(console, 'log', () => {});
  const error = t.mock.method(console, 'error', () => {});
  const lines = (spy: typeof log) => spy.mock.calls.flatMap((call) => call.arguments.map(String));
  try {
    const code = await run(argv);
    return { code, printed: lines(log), errors: lines(error) };
  } catch (thrown) {
    if (!isExpectedError(thrown)) throw thrown;
    return { code: 1, printed: lines(log), errors: [thrown.message] };
  } finally {
    log.mock.restore();
    error.mock.restore();
  }
}
