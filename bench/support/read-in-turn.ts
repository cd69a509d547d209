import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Figures } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';
import type { UnderstandInput } from '#understand/reading.ts';
import { understand } from '#understand/understand.ts';

type Read = (input: UnderstandInput) => unknown;

/**
 * Stage 3 of this checkout and of another in one process, each text by both in turn, so that whatever else the machine
 * does falls on both alike. Microseconds a text, by each text's least and by its lower quartile, and how many times as
 * fast this one is.
 * @param checkout the folder of the other, with its packages installed
 */
export async function readInTurn(
  checkout: string,
  inputs: readonly UnderstandInput[],
  rounds: number,
  warm: number,
): Promise<Figures> {
  const other = await import(
    pathToFileURL(resolve(checkout, 'src/flow/3-understand/understand.ts')).href
  ).catch((error) => {
    throw new Error(`${checkout} holds no stage 3 that can be loaded: ${error.message}`);
  });
  const readers: Read[] = [understand, other.understand];
  for (let n = 0; n < warm; n++) for (const read of readers) inputs.forEach(read);
  const costs = readers.map(() => inputs.map((): number[] => []));
  for (let n = 0; n < rounds; n++)
    inputs.forEach((input, nth) => {
      // Who comes second finds the text in the caches.
      for (const which of n % 2 === 0 ? [0, 1] : [1, 0])
        costs[which]![nth]!.push(microsecondsOf(readers[which]!, input));
    });
  const each = (which: number, share: number) =>
    costs[which]!.reduce((sum, taken) => sum + at(taken, share), 0) / inputs.length;
  return Object.fromEntries(
    Object.entries({ least: 0, lowerQuartile: 0.25 }).map(([name, share]) => {
      const [here, there] = [each(0, share), each(1, share)];
      return [name, { here: round(here), there: round(there), timesAsFast: round(there / here) }];
    }),
  );
}

function microsecondsOf(read: Read, input: UnderstandInput): number {
  const began = process.hrtime.bigint();
  read(input);
  return Number(process.hrtime.bigint() - began) / 1_000;
}

function at(costs: number[], share: number): number {
  return costs.sort((a, b) => a - b)[Math.floor(costs.length * share)]!;
}
