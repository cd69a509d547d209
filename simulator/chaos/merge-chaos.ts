import { isObject } from '../graph/check-fields.ts';
import { standings } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { type Chaos, calm, type Trouble } from './chaos.ts';

const rates = ['cutBeforeRate', 'cutAfterRate', 'silenceRate'] as const;

const words: { numbers: readonly string[]; templates: readonly string[] } = {
  numbers: standings,
  templates: ['PENDING', 'APPROVED', 'REJECTED', 'PAUSED', 'DISABLED'],
};

/**
 * Sets the chaos a `PUT /chaos` names: `{}` is calm again, and what a body leaves out is calm too. A sentence
 * when something is wrong; then nothing changes.
 */
export function mergeChaos(world: World, input: Json): string | null {
  const next: Chaos = calm();
  for (const key of Object.keys(input)) if (!Object.hasOwn(next, key)) return `chaos has no ${key}.`;
  for (const rate of rates) {
    if (input[rate] === undefined) continue;
    if (!isRate(input[rate])) return `${rate} must be between 0 and 1.`;
    next[rate] = input[rate];
  }
  for (const list of ['errors', 'failures'] as const) {
    if (input[list] === undefined) continue;
    if (!Array.isArray(input[list]) || !input[list].every(isTrouble)) {
      return `${list} must be a list of {code, rate, details?, phoneNumberId?, phone?}.`;
    }
    next[list] = input[list].map((trouble) => ({ ...trouble, rate: trouble.rate ?? 1 }));
  }
  for (const group of ['latency', 'webhooks'] as const) {
    const mistake = mergeNumbers(group, next[group], input[group]);
    if (mistake) return mistake;
  }
  for (const map of ['numbers', 'templates'] as const) {
    if (input[map] === undefined) continue;
    if (!isObject(input[map])) return `${map} must be an object.`;
    const odd = Object.values(input[map]).find((value) => !words[map].includes(String(value)));
    if (odd !== undefined) return `${map}: ${String(odd)} must be one of ${words[map].join(', ')}.`;
    Object.assign(next[map], input[map]);
  }
  world.chaos.now = next;
  return null;
}

function mergeNumbers(group: string, into: Record<string, number>, input: unknown): string | null {
  if (input === undefined) return null;
  if (!isObject(input)) return `${group} must be an object.`;
  for (const [key, value] of Object.entries(input)) {
    if (!Object.hasOwn(into, key)) return `${group} has no ${key}.`;
    const fits = key.endsWith('Rate') ? isRate(value) : typeof value === 'number' && value >= 0;
    if (!fits)
      return `${group}.${key} must be ${key.endsWith('Rate') ? 'between 0 and 1' : 'a number from 0'}.`;
    into[key] = value as number;
  }
  return null;
}

function isRate(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isTrouble(value: unknown): value is Trouble {
  return isObject(value) && Number.isInteger(value.code) && (value.rate === undefined || isRate(value.rate));
}
