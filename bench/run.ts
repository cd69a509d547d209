import { parseArgs } from 'node:util';
import { fairness } from '#bench/scenarios/fairness.ts';
import { growth } from '#bench/scenarios/growth.ts';
import { latency } from '#bench/scenarios/latency.ts';
import { lifecycle } from '#bench/scenarios/lifecycle.ts';
import { memory } from '#bench/scenarios/memory.ts';
import { texts } from '#bench/scenarios/texts.ts';
import { thousandSchools } from '#bench/scenarios/thousand-schools.ts';
import { understanding } from '#bench/scenarios/understanding.ts';
import { webhooks } from '#bench/scenarios/webhooks.ts';
import { closeAllAtSignal } from '#bench/support/close-all.ts';
import { describeMachine } from '#bench/support/describe-machine.ts';
import type { Flags, Measured, Scenario } from '#bench/support/scenario.ts';
import { sayFigures, sumUp } from '#bench/support/sum-up.ts';

const SCENARIOS: Record<string, Scenario> = {
  webhooks,
  texts,
  lifecycle,
  latency,
  fairness,
  growth,
  memory,
  'thousand-schools': thousandSchools,
  understanding,
};

const { name, scenario, flags, repeat, json } = readCommand(process.argv.slice(2));
if (scenario) {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  closeAllAtSignal(log);
  const described = describeMachine();
  const runs: Measured[] = [];
  for (let nth = 1; nth <= repeat; nth++) {
    log(`${name}, run ${nth} of ${repeat}`);
    runs.push(await scenario.run(flags, log));
  }
  const figures = sumUp(runs.map((run) => run.figures));
  const result = { scenario: name, at: new Date().toISOString(), ...described, flags, figures, runs };
  const lines = [JSON.stringify({ ...described, flags }), '', ...sayFigures(figures)];
  process.stdout.write(`${json ? JSON.stringify(result, null, 2) : lines.join('\n')}\n`);
  const missed = runs.flatMap((run) => run.missed ?? []);
  for (const sentence of missed) log(`missed: ${sentence}`);
  if (missed.length > 0) process.exitCode = 1;
}

type Command = { name: string; scenario?: Scenario; flags: Flags; repeat: number; json: boolean };

/** Which scenario, with which flags. Without one, or with a flag nobody knows, tells what there is. */
function readCommand(argv: string[]): Command {
  const [name = '', ...rest] = argv;
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined;
  const defaults: Flags = { ...scenario?.flags, repeat: 3, json: false, help: false };
  try {
    const { values } = parseArgs({
      args: rest,
      options: Object.fromEntries(
        Object.entries(defaults).map(([flag, value]) => [
          flag,
          { type: typeof value === 'boolean' ? ('boolean' as const) : ('string' as const) },
        ]),
      ),
    });
    const { repeat, json, help, ...flags } = Object.fromEntries(
      Object.entries(defaults).map(([flag, value]) => [flag, readFlag(flag, value, values[flag])]),
    );
    if (scenario && !help) return { name, scenario, flags, repeat: Number(repeat), json: json === true };
    process.exitCode = help || name === '--help' ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
  process.stderr.write(`${usage()}\n`);
  return { name, flags: {}, repeat: 0, json: false };
}

function readFlag(name: string, standard: Flags[string], given: string | boolean | undefined): Flags[string] {
  if (given === undefined) return standard;
  if (typeof standard !== 'number') return given;
  const number = Number(given);
  if (!Number.isFinite(number)) throw new Error(`--${name} must be a number`);
  return number;
}

function usage(): string {
  const scenarios = Object.entries(SCENARIOS).map(([name, { about, flags }]) => {
    const options = Object.entries(flags).map(([flag, value]) =>
      value === false ? `[--${flag}]` : `[--${flag} ${value}]`,
    );
    return `  ${name} ${options.join(' ')}\n    ${about}\n`;
  });
  return `Usage: npm run bench -- SCENARIO [--repeat 3] [--json] [its flags]

Runs a scenario so many times and prints the machine, the versions and each figure: the median, the lowest and the
highest. With --json as one JSON object, each run in it. Fails where a run misses what its scenario promises.

${scenarios.join('\n')}`;
}
