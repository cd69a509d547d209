import { LONGEST_TEXT, longTexts } from '#bench/support/long-texts.ts';
import { readInTurn } from '#bench/support/read-in-turn.ts';
import { defineScenario, type Figures, type Log, type Measured } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';
import { readCorpus } from '#test/score-understanding.ts';
import type { UnderstandInput } from '#understand/reading.ts';
import { understand } from '#understand/understand.ts';

const flags = {
  /** How often everything is measured. */
  rounds: 40,
  /** How often the texts of dev.jsonl are read before: the compiler makes them faster for some hundred thousand texts. */
  warm: 400,
  /** How often a long text is read before. */
  'warm-long': 30,
  /** The folder of another checkout: only say how fast this one is beside it, text by text in turn. */
  beside: '',
};

/** What stage 3 promises: texts a second on one core, and milliseconds for the longest text. */
const FEWEST_TEXTS = 5_000;
const MOST_MS = 5;
/** Four times the text is linear at 4 and quadratic at 16. */
const MOST_GROWTH = 8;

export const understanding = defineScenario({
  about:
    'Stage 3 alone, by processor time on one core: the texts of dev.jsonl in a loop, texts of 4,096 characters of every kind as a teacher and as a guardian, and how the time grows from 1,024 over 2,048 to 4,096 characters.',
  flags,
  run,
});

/** Other work on the machine only ever adds to a measure, so that the least of many is the truest; the median is told beside it. */
async function run(
  { rounds, warm, 'warm-long': warmLong, beside }: typeof flags,
  log: Log,
): Promise<Measured> {
  const inputs = readCorpus('dev.jsonl').map((one) => one.in);
  if (beside !== '') return { figures: await readInTurn(beside, inputs, rounds, warm), missed: [] };
  const all = costOf(rounds, warm, () => inputs.forEach(understand));
  const perSecond = (ms: number) => round((inputs.length * 1_000) / ms);
  const textsPerSecond = { best: perSecond(all.least), median: perSecond(all.median) };
  log(`texts a second: ${JSON.stringify(textsPerSecond)}`);
  const missed: string[] = [];
  if (textsPerSecond.best < FEWEST_TEXTS)
    missed.push(`${textsPerSecond.best} texts a second, not ${FEWEST_TEXTS}`);
  const longestMs: Figures = {};
  const growth: Figures = {};
  for (const [kind, text] of Object.entries(longTexts(inputs))) {
    const [first, second, longest] = [LONGEST_TEXT / 4, LONGEST_TEXT / 2, LONGEST_TEXT].map((length) =>
      costOfLong(inputs, text.slice(0, length), rounds, warmLong),
    ) as [Cost, Cost, Cost];
    longestMs[kind] = longest;
    growth[kind] = { to2048: times(first, second), to4096: times(second, longest) };
    if (longest.least > MOST_MS) missed.push(`${kind}: ${longest.least} ms, not ${MOST_MS}`);
    if (times(first, longest) > MOST_GROWTH)
      missed.push(`${kind}: four times the text takes ${times(first, longest)} times as long`);
    log(`${kind}: ${JSON.stringify(longest)}, ${JSON.stringify(growth[kind])}`);
  }
  return { figures: { textsPerSecond, longestMs, growth }, missed };
}

/** As whoever takes longer: a teacher with a roster, or a guardian. */
function costOfLong(inputs: readonly UnderstandInput[], text: string, rounds: number, warm: number): Cost {
  const senders = [
    inputs.find(({ role, roster }) => role === 'teacher' && roster !== undefined)!,
    inputs.find(({ role }) => role === 'guardian')!,
  ];
  const costs = senders.map((sender) => costOf(rounds, warm, () => understand({ ...sender, text })));
  return { least: Math.max(...costs.map((c) => c.least)), median: Math.max(...costs.map((c) => c.median)) };
}

type Cost = { least: number; median: number };

/** Processor time in milliseconds. */
function costOf(rounds: number, warm: number, work: () => void): Cost {
  for (let n = 0; n < warm; n++) work();
  const costs = Array.from({ length: rounds }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }).sort((a, b) => a - b);
  return { least: round(costs[0]!), median: round(costs[Math.floor(rounds / 2)]!) };
}

/** How many times as long; below a tenth of a millisecond the clock's grain is all that is seen. */
function times(shorter: Cost, longer: Cost): number {
  return round(Math.max(0.1, longer.least) / Math.max(0.1, shorter.least));
}
