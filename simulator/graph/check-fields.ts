import type { Json } from '../people/message.ts';
import { type Problem, problem } from './problem.ts';

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string as Meta counts it: in characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Checks a string of `least` to `most` characters. A missing one is 131008, a wrong one `code`. */
export function checkText(
  name: string,
  value: unknown,
  most: number,
  options: { optional?: boolean; code?: number } = {},
): Problem | null {
  if (value === undefined || value === null) {
    return options.optional ? null : problem(131008, `Required parameter is missing: ${name}`);
  }
  const code = options.code ?? 131009;
  if (typeof value !== 'string') return problem(code, `Parameter ${name} must be a string.`);
  // Counting characters is slow; a string this short in units cannot be too long in characters.
  if (value === '' || (value.length > most && lengthOf(value) > most)) {
    return problem(code, `${name} length invalid. Min length: 1, Max length: ${most}`);
  }
  return null;
}

/** Checks a list of `least` to `most` objects. */
export function checkList(name: string, value: unknown, least: number, most: number): Problem | null {
  if (value === undefined) return problem(131008, `Required parameter is missing: ${name}`);
  if (!Array.isArray(value) || !value.every(isObject))
    return problem(131009, `Parameter ${name} must be a list of objects.`);
  if (value.length < least || value.length > most) {
    return problem(131009, `${name} count invalid. Min: ${least}, Max: ${most}`);
  }
  return null;
}

/** The first problem that the checks of a list's members find. */
export function firstProblem<Member>(
  members: readonly Member[],
  check: (member: Member, index: number) => Problem | null,
): Problem | null {
  for (const [index, member] of members.entries()) {
    const found = check(member, index);
    if (found) return found;
  }
  return null;
}
