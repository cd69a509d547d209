import { z } from 'zod';
import { isValidIso } from '#nepal/calendar.ts';
import type { UnderstandInput } from './reading.ts';

const ask = z.enum(['class', 'subject', 'topic', 'student', 'confirm']);
const pupil = z.object({
  roll: z.number().int().nonnegative(),
  name: z.string(),
  nameNe: z.string().optional(),
});
const child = z.object({ name: z.string(), nameNe: z.string().optional(), class: z.string() });

/** The contract's input. `draft` is what the system printed before, so only its intent is looked at. */
const inputSchema = z.object({
  id: z.string(),
  text: z.string(),
  role: z.enum(['teacher', 'admin', 'guardian']),
  classes: z.array(z.string()).default([]),
  subjects: z.array(z.string()).default([]),
  roster: z.record(z.string(), z.array(pupil)).optional(),
  children: z.array(child).optional(),
  today: z.string().refine(isValidIso, 'is not a date such as 2026-11-23'),
  awaiting: ask.nullish(),
  draft: z.looseObject({ intent: z.string() }).nullish(),
});

export type InputLine = { ok: true; input: UnderstandInput } | { ok: false; reason: string };

/** Reads one JSON line as an input of the contract, or says in one sentence what is wrong with it. */
export function readInput(line: string): InputLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
  const parsed = inputSchema.safeParse(unwrap(value));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? 'the line' : `"${issue.path.join('.')}"`;
    return { ok: false, reason: `${place}: ${issue?.message ?? 'unreadable'}` };
  }
  const { awaiting, draft, ...rest } = parsed.data;
  const input = { ...rest, ...(awaiting ? { awaiting } : {}), ...(draft ? { draft } : {}) };
  return { ok: true, input: input as UnderstandInput };
}

/** A corpus line {"in", "out"} is accepted too; its `in` is read. */
function unwrap(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('in' in value)) return value;
  return value.in;
}
