import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isObject } from './graph/check-fields.ts';
import type { SimulatorOptions } from './settings.ts';
import { startSimulator } from './start-simulator.ts';

const help = `chautari simulator: a WhatsApp Cloud API that runs on your machine

  --port N             the port to answer on (default 4004)
  --host ADDRESS       the address to answer on (default 127.0.0.1)
  --callback URL       where webhooks go
  --app-secret TEXT    signs webhooks (default simulator-app-secret)
  --verify-token TEXT  for the handshake (default simulator-verify-token)
  --state FILE         keep people, numbers, templates and messages in this file
  --scenario FILE      people, numbers, templates, chaos and a timeline to play
`;

/**
 * Runs the simulator until SIGINT or SIGTERM. `argv` is what follows `chautari simulator`. Answers the exit
 * code: 1 with one sentence on standard error when a flag is wrong.
 */
export async function runSimulator(argv: readonly string[]): Promise<number> {
  const options = readFlags(argv);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 1;
  }
  if (options === null) {
    process.stdout.write(help);
    return 0;
  }
  const log = (line: string) => process.stdout.write(`${line}\n`);
  const simulator = await startSimulator({ ...options, log }).catch((error: Error) => error);
  if (simulator instanceof Error) {
    process.stderr.write(`The simulator could not start: ${simulator.message}\n`);
    return 1;
  }
  await new Promise<void>((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await simulator.close();
  return 0;
}

/** The options behind the flags; a sentence when one is wrong; null when help is asked for. */
export function readFlags(argv: readonly string[]): SimulatorOptions | string | null {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        callback: { type: 'string' },
        'app-secret': { type: 'string' },
        'verify-token': { type: 'string' },
        state: { type: 'string' },
        scenario: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    return `${(error as Error).message.split('. ')[0]}. See chautari simulator --help.`;
  }
  if (values.help) return null;
  const text = (name: string) => values[name] as string | undefined;
  const port = Number(text('port') ?? 4004);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return `--port must be a number from 0 to 65535, not ${text('port')}.`;
  const callbackUrl = text('callback');
  if (callbackUrl !== undefined && !/^https?:\/\/\S+$/.test(callbackUrl)) {
    return `--callback must be an http or https address, not ${callbackUrl}.`;
  }
  const scenario = readScenario(text('scenario'));
  if (typeof scenario === 'string') return scenario;
  return {
    port,
    stateFile: text('state'),
    scenario,
    host: text('host'),
    callbackUrl,
    appSecret: text('app-secret'),
    verifyToken: text('verify-token'),
  };
}

function readScenario(file: string | undefined): Record<string, unknown> | string | undefined {
  if (file === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isObject(value) ? value : `--scenario ${file} is not a JSON object.`;
  } catch (error) {
    return `--scenario ${file} could not be read: ${(error as Error).message}.`;
  }
}
