import type { Figures } from '#bench/support/scenario.ts';

export type Spread = { median: number; lowest: number; highest: number };
export type Summary = { [name: string]: Spread | Summary };

/** Each figure over all runs. A figure that a run does not have is summed up over the others. */
export function sumUp(runs: Figures[]): Summary {
  const names = new Set(runs.flatMap((run) => Object.keys(run)));
  return Object.fromEntries([...names].map((name) => [name, sumUpOne(runs.map((run) => run[name]))]));
}

function sumUpOne(values: (number | Figures | undefined)[]): Spread | Summary {
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (numbers.length === 0) return sumUp(values.filter((value) => typeof value === 'object'));
  const middle = numbers.length / 2;
  const median =
    numbers.length % 2 === 1 ? numbers[Math.floor(middle)]! : (numbers[middle - 1]! + numbers[middle]!) / 2;
  return { median: round(median), lowest: numbers[0]!, highest: numbers.at(-1)! };
}

/** The summary as lines of text, a figure a line. */
export function sayFigures(summary: Summary, under = ''): string[] {
  return Object.entries(summary).flatMap(([name, value]) =>
    isSpread(value)
      ? [`${`${under}${name}`.padEnd(44)} ${value.median}   (${value.lowest} to ${value.highest})`]
      : sayFigures(value, `${under}${name}.`),
  );
}

function isSpread(value: Spread | Summary): value is Spread {
  return typeof value.median === 'number';
}

/** To three significant places, and whole numbers whole. */
export function round(value: number): number {
  return Math.abs(value) >= 1_000 ? Math.round(value) : Number(value.toPrecision(3));
}
