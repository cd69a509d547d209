import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { expectedError, isExpectedError } from '#lib/expected-error.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { readConfig } from '#src/config.ts';
import { type Setting, settings } from '#src/settings.ts';

const USAGE = `Usage: bin/chautari config-docs [--check]

Writes .env.example and docs/configuration.md from the settings in src/settings.ts.

  --check  writes nothing, and ends with 1 when a file is not what would be written`;

/** `bin/chautari config-docs`. The files stand in `root`, the folder of the repository. */
export async function run(argv: string[], root = ROOT): Promise<number> {
  const flags = readFlags(
    () =>
      parseArgs({ args: argv, options: { help: { type: 'boolean' }, check: { type: 'boolean' } } }).values,
    'config-docs',
  );
  if (flags.help) {
    console.log(USAGE);
    return 0;
  }
  const files = Object.entries({
    '.env.example': writeEnvExample(),
    'docs/configuration.md': writeConfigurationPage(),
  });
  if (flags.check) await requireCurrent(root, files);
  else await writeFiles(root, files);
  return 0;
}

/** The settings as a file to copy to `.env`: every default filled in, secrets and the rest left empty. */
export function writeEnvExample(): string {
  const head = [
    `Settings of Chautari. ${GENERATED}`,
    'Copy this file to .env and fill in what you need; an empty value counts as not set.',
    'bin/dev needs none of it. Never commit a file that holds secrets.',
  ];
  const entries = facts().map(({ name, about, fallback, takes, secret, production }) => {
    const notes = [
      about,
      takes && `Takes ${takes}.`,
      production && 'Production needs it.',
      secret && 'Secret.',
    ];
    return [...wrap(notes.filter(Boolean).join(' ')).map(comment), `${name}=${fallback ?? ''}`].join('\n');
  });
  return `${[head.flatMap(wrap).map(comment).join('\n'), ...entries].join('\n\n')}\n`;
}

/** The page of the documentation that lists every setting. */
export function writeConfigurationPage(): string {
  const rows = facts().map(({ name, about, fallback, takes, secret, production }) =>
    [
      `\`${name}\``,
      about,
      takes ?? 'any text',
      fallback === undefined ? '—' : `\`${fallback}\``,
      production ? 'yes' : 'no',
      secret ? 'yes' : 'no',
    ]
      .map((cell) => cell.replaceAll('|', '\\|'))
      .join(' | '),
  );
  return `# Configuration

<!-- ${GENERATED} -->

Chautari reads its settings from the environment, once, when it starts. \`bin/dev\` needs none of them.
An empty value counts as not set. When something is wrong, the program names every mistake at once and does not start;
it never shows the value of a secret.

\`.env.example\` holds the same list, ready to be copied to \`.env\`. Keep that file out of Git: it will hold secrets.

| Setting | What it is for | Takes | Default | Needed in production | Secret |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row} |`).join('\n')}

${GENERATED} \`bin/check\` fails when it is not current.
`;
}

const ROOT = join(import.meta.dirname, '../..');
const GENERATED = 'Generated from src/settings.ts by `npm run generate`; do not edit it by hand.';

type Facts = {
  name: string;
  about: string;
  fallback: string | undefined;
  takes: string | undefined;
  secret: boolean;
  production: boolean;
};

function facts(): Facts[] {
  const needed = neededInProduction();
  return Object.entries<Setting>(settings).map(([name, { schema, about, secret = false }]) => ({
    name,
    about,
    secret,
    fallback: defaultOf(schema),
    takes: takenBy(schema),
    production: needed.has(name),
  }));
}

function defaultOf(schema: Setting['schema']): string | undefined {
  const value = schema.parse(undefined);
  if (value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** What the schema itself says of a value that is never right, so that this page and the errors cannot disagree. */
function takenBy(schema: Setting['schema']): string | undefined {
  const issue = schema.safeParse('?').error?.issues[0];
  if (issue?.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  return issue?.message
    .replace(/^must (?:be|look like) /, (words) => (words === 'must be ' ? '' : 'text like '))
    .replace(/^must have /, 'text of ');
}

/** Asked of `readConfig`, which alone decides it. */
function neededInProduction(): Set<string> {
  try {
    readConfig({ NODE_ENV: 'production' });
    return new Set();
  } catch (error) {
    if (!isExpectedError(error)) throw error;
    return new Set([...error.message.matchAll(/^ {2}- (\w+) is not set/gm)].map(([, name]) => name!));
  }
}

type File = [path: string, text: string];

async function requireCurrent(root: string, files: File[]): Promise<void> {
  const stale: string[] = [];
  for (const [path, text] of files) if ((await readIfThere(join(root, path))) !== text) stale.push(path);
  if (stale.length === 0) return;
  const are = stale.length === 1 ? 'is' : 'are';
  throw expectedError(`${stale.join(' and ')} ${are} not what src/settings.ts says; run npm run generate.`);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function writeFiles(root: string, files: File[]): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
    console.log(`Wrote ${path}.`);
  }
}

const WIDTH = 98;

function wrap(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

function comment(line: string): string {
  return `# ${line}`;
}
