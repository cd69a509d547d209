import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { expectedError } from '#lib/expected-error.ts';
import { isValidIso, kathmanduDate } from '#nepal/calendar.ts';
import { readFlags } from '#src/cli/read-flags.ts';
import { explain } from '#understand/explain.ts';
import { readInput } from '#understand/read-input.ts';
import type { Role } from '#understand/reading.ts';
import { MOST_SURPRISE } from '#understand/second-reader/doubt-reading.ts';
import { understand } from '#understand/understand.ts';

const USAGE = `Usage: bin/chautari understand [FILE]
       bin/chautari understand --explain "5A ganit: bhinna, hw p45"

Reads texts as JSON lines from FILE or standard input, and writes what each means as JSON lines. A line that cannot
be read is left out with a sentence on standard error; the others are still answered.

  --explain TEXT            shows how each word of one text was read
  --role teacher|admin|guardian   who typed it; without it a teacher
  --classes 5A,6B           the classes of the sender, the own one first; without it 5A
  --subjects CODE,CODE      the subjects of a teacher, the main one first
  --today 2026-11-23        the day it was typed; without it today in Kathmandu

Ends with 0 when every line was read, else with 1. docs/understanding.md tells how to add words.`;

/** `bin/chautari understand`. */
export async function run(argv: string[]): Promise<number> {
  const { values, positionals } = readFlags(
    () => parseArgs({ args: argv, options: FLAGS, allowPositionals: true }),
    'understand',
  );
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.explain !== undefined) {
    printExplanation(values.explain, values);
    return 0;
  }
  const [file] = positionals;
  return answerLines(file === undefined ? process.stdin : createReadStream(file), file ?? 'Standard input');
}

const FLAGS = {
  help: { type: 'boolean' },
  explain: { type: 'string' },
  role: { type: 'string', default: 'teacher' },
  classes: { type: 'string', default: '5A' },
  subjects: { type: 'string', default: '' },
  today: { type: 'string' },
} as const;

function printExplanation(
  text: string,
  flags: { role: string; classes: string; subjects: string; today?: string },
): void {
  const today = flags.today ?? kathmanduDate(Date.now());
  if (!isRole(flags.role)) throw expectedError('--role is teacher, admin or guardian.');
  if (!isValidIso(today)) throw expectedError('--today is a date such as 2026-11-23.');
  const list = (value: string) => value.split(',').filter(Boolean);
  const { words, reading, surprise } = explain({
    id: 'explain',
    text,
    role: flags.role,
    classes: list(flags.classes),
    subjects: list(flags.subjects),
    today,
  });
  for (const { word, key, senses, found } of words) {
    const meanings = [...found, ...senses].join('  ') || '(a word of the text)';
    console.log(`${word.padEnd(16)} ${key.padEnd(14)} ${meanings}`);
  }
  console.log(JSON.stringify(reading, null, 2));
  if (surprise !== null)
    console.log(
      `The second reader's doubt is ${surprise.toFixed(1)}; above ${MOST_SURPRISE} the sender is asked.`,
    );
}

function isRole(role: string): role is Role {
  return role === 'teacher' || role === 'admin' || role === 'guardian';
}

async function answerLines(stream: Readable, name: string): Promise<number> {
  let leftOut = 0;
  let number = 0;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      if (line.trim() === '') continue;
      const read = readInput(line);
      if (read.ok) await write(`${JSON.stringify(understand(read.input))}\n`);
      else {
        leftOut += 1;
        console.error(`Line ${number} was left out: ${read.reason}.`);
      }
    }
  } catch (error) {
    // Whoever read our output has heard enough, as `head` does.
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return 0;
    throw expectedError(`${name} cannot be read: ${(error as Error).message}.`, error);
  }
  return leftOut === 0 ? 0 : 1;
}

/** Waits where the reader of the output is slower than we are. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
