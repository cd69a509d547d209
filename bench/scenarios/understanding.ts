import { LONGEST_TEXT, longTexts } from '#bench/support/long-texts.ts';
import { defineScenario, type Figures, type Log, type Measured } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';
import { readCorpus } from '#test/score-understanding.ts';
import type { UnderstandInput } from '#understand/reading.ts';
import { understand } from '#understand/understand.ts';

const flags = {
  /** How often everything is measured. */
  rounds: 40,
  /** How often it is done before: the compiler is at work for some twenty thousand texts. */
  warm: 120,
};

/** What stage 3 promises: texts a second on one core, and milliseconds for the longest text. */
const FEWEST_TEXTS = 5_000;
const MOST_MS = 5;
/** Four times the text is linear at 4 and quadratic at 16; what every text costs makes it less than 4. */
const MOST_GROWTH = 6;

export const understanding = defineScenario({
  about:
    'Stage 3 alone, by processor time on one core: the texts of dev.jsonl in a loop, texts of 4,096 characters of every kind as a teacher and as a guardian, and how the time grows from 1,024 to 4,096 characters.',
  flags,
  run,
});

/** Other work on the machine only ever adds to a measure, so that the least of many is the truest; the median is told beside it. */
async function run({ rounds }: typeof flags, log: Log): Promise<Measured> {
  const inputs = readCorpus('dev.jsonl').map((one) => one.in);
  const all = costOf(rounds, () => inputs.forEach(understand));
  const textsPerSecond = {
    best: perSecond(inputs.length, all.least),
    median: perSecond(inputs.length, all.median),
  };
  log(`texts a second: ${JSON.stringify(textsPerSecond)}`);
  const longestMs: Figures = {};
  const growth: Figures = {};
  const missed: string[] = [];
  if (textsPerSecond.best < FEWEST_TEXTS)
    missed.push(`${textsPerSecond.best} texts a second, not ${FEWEST_TEXTS}`);
  for (const [kind, text] of Object.entries(longTexts(inputs))) {
    const longest = costOfLong(inputs, text, rounds);
    longestMs[kind] = longest;
    if (longest.least > MOST_MS) missed.push(`${kind}: ${longest.least} ms, not ${MOST_MS}`);
    const quarter = costOfLong(inputs, text.slice(0, LONGEST_TEXT / 4), rounds);
    // Below a tenth of a millisecond the clock's grain is all that is seen.
    const grown = round(longest.least / Math.max(0.1, quarter.least));
    growth[kind] = grown;
    if (grown > MOST_GROWTH) missed.push(`${kind}: four times the text takes ${grown} times as long`);
    log(`${kind}: ${JSON.stringify(longest)}, ${grown} times a quarter of it`);
  }
  return { figures: { textsPerSecond, longestMs, growth }, missed };
}

/** As whoever takes longer: a teacher with a roster, or a guardian. */
function costOfLong(inputs: readonly UnderstandInput[], text: string, rounds: number): Cost {
  const senders = [
    inputs.find(({ role, roster }) => role === 'teacher' && roster !== undefined)!,
    inputs.find(({ role }) => role === 'guardian')!,
  ];
  const costs = senders.map((sender) => costOf(rounds, () => understand({ ...sender, text })));
  return { least: Math.max(...costs.map((c) => c.least)), median: Math.max(...costs.map((c) => c.median)) };
}

type Cost = { least: number; median: number };

/** Processor time in milliseconds. */
function costOf(rounds: number, work: () => void): Cost {
  for (let n = 0; n < rounds; n++) work();
  const costs = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }).sort((a, b) => a - b);
  return { least: round(costs[0]!), median: round(costs[Math.floor(rounds / 2)]!) };
}

function perSecond(count: number, ms: number): number {
  return round((count * 1_000) / ms);
}
