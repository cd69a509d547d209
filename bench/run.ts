import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { runTexts } from '#bench/scenarios/texts.ts';

const USAGE = `Usage: npm run bench -- texts [--texts 10000] [--rate 500] [--schools 1000] [--classes 10] [--guardians 4] [--statuses-per-webhook 1000] [--profile]

Prints one JSON object: the machine, the versions, and what was measured.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    texts: { type: 'string', default: '10000' },
    rate: { type: 'string', default: '500' },
    schools: { type: 'string', default: '1000' },
    classes: { type: 'string', default: '10' },
    guardians: { type: 'string', default: '4' },
    'statuses-per-webhook': { type: 'string', default: '1000' },
    profile: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});

if (values.help || positionals[0] !== 'texts') {
  process.stderr.write(`${USAGE}\n`);
  process.exitCode = values.help ? 0 : 1;
} else {
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const result = await runTexts(
    {
      texts: Number(values.texts),
      rate: Number(values.rate),
      schools: Number(values.schools),
      classes: Number(values.classes),
      guardians: Number(values.guardians),
      statusesPerWebhook: Number(values['statuses-per-webhook']),
      profile: values.profile,
    },
    log,
  );
  const machine = {
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    node: process.version,
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim(),
  };
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), machine, ...result }, null, 2)}\n`);
}
