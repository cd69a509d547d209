import { readdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judgeInFolds } from './judge-in-folds.ts';
import { train } from './learn-weights.ts';
import { readCorpus } from './score-understanding.ts';

/** Written after the second reader, and never learnt of. */
export const HELD_OUT: readonly string[] = [
  'ag',
  'ah',
  'ai',
  'aj',
  'ak',
  'al',
  'am',
  'an',
  'ao',
  'ap',
  'aq',
].map((hand) => `hands-${hand}.jsonl`);

/** Writes the weights, or with `--folds 5` only prints how the second reader does on texts that it has not learnt of. */
function main(): void {
  const { folds } = parseArgs({ options: { folds: { type: 'string' } } }).values;
  if (folds === undefined) writeWeights();
  else judge(Number(folds));
}

function writeWeights(): void {
  const cases = learntCorpora().flatMap(readCorpus);
  writeFileSync(new URL('../src/flow/3-understand/second-reader/weights.bin', import.meta.url), train(cases));
  process.stdout.write(`Learnt from ${cases.length} texts.\n`);
}

function judge(folds: number): void {
  if (!(Number.isInteger(folds) && folds >= 2)) throw new Error('--folds takes a whole number of 2 or more.');
  const judged = learntCorpora().filter((name) => !OURS.includes(name));
  const { right, rightAsked, silent, silentAsked } = judgeInFolds(
    OURS.flatMap(readCorpus),
    judged.map(readCorpus),
    folds,
  );
  process.stdout.write(
    `${judged.length} corpora in ${folds} folds, each judged by what was learnt of the others:\n` +
      `of ${right} texts that the rules read rightly it asks about ${rightAsked},\n` +
      `of ${silent} that they read wrongly without asking about ${silentAsked}.\n`,
  );
}

/** By the hand that writes the rules: learnt of, and no measure. */
const OURS: readonly string[] = ['dev.jsonl', 'own.jsonl'];

/** The corpora that are learnt of: all but those held out. */
function learntCorpora(): string[] {
  const names = readdirSync(new URL('./corpus/', import.meta.url)).sort();
  return names.filter(
    (name) => /^(?:dev|own|other-hands|hands-[a-z]+)\.jsonl$/.test(name) && !HELD_OUT.includes(name),
  );
}

if (import.meta.main) main();
