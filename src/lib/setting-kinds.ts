import { z } from 'zod';
import { readClusterNodes } from '#lib/read-cluster-nodes.ts';
import { readKey } from '#lib/seal.ts';
import { parseJson } from './parse-json.ts';

// The kinds of value a setting can have. Each says in its message what to write instead.

/** US dollars for a delivered message: free-form (`service`) or a template of the category utility. */
export type Rates = { utility: number; service: number };

/** Rates by country (ISO 3166, two letters); `*` stands for every other one. */
export type Prices = Record<string, Rates>;

export function oneOf<const Names extends readonly [string, ...string[]]>(...names: Names) {
  return z.enum(names, `must be one of ${names.join(', ')}`);
}

export function whole(min: number, max: number) {
  const say = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number(say).int(say).min(min, say).max(max, say);
}

export function amount() {
  const say = 'must be a number above 0';
  return z.coerce.number(say).positive(say);
}

export function prices() {
  const say =
    'must be JSON such as {"NP": {"utility": 0.004, "service": 0.004}, "*": {"utility": 0.01, "service": 0.01}}';
  const shape = z
    .object({ '*': z.object({ utility: z.number().min(0), service: z.number().min(0) }) })
    .catchall(z.object({ utility: z.number().min(0), service: z.number().min(0) }));
  return z.string().transform((text, context): Prices => {
    const parsed = shape.safeParse(parseJson(text));
    if (parsed.success) return parsed.data;
    context.addIssue({ code: 'custom', message: say });
    return z.NEVER;
  });
}

export function port() {
  return whole(1, 65_535);
}

export function url(...protocols: string[]) {
  const say = `must be an address that begins with ${protocols.map((p) => `${p}//`).join(' or ')}`;
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), say);
}

export function key() {
  const say = 'must be 32 bytes in base64, as openssl rand -base64 32 makes them';
  return z.string(say).transform((text, context) => {
    const read = readKey(text);
    if (read) return read;
    context.addIssue({ code: 'custom', message: say });
    return z.NEVER;
  });
}

export function keys() {
  const say = 'must be keys with commas between them, each 32 bytes in base64';
  return z.string(say).transform((text, context) => {
    const read = text.split(',').map((one) => readKey(one.trim()));
    if (read.every((one) => one !== undefined)) return read;
    context.addIssue({ code: 'custom', message: say });
    return z.NEVER;
  });
}

export function clusterNodes() {
  const say =
    'must be an address that begins with redis:// or rediss:// and names the nodes: redis://first:6379,second:6379';
  return z.string(say).transform((text, context) => {
    const nodes = readClusterNodes(text);
    if (nodes) return nodes;
    context.addIssue({ code: 'custom', message: say });
    return z.NEVER;
  });
}
