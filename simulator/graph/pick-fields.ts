import type { Json } from '../people/message.ts';
import { type Problem, problem } from './problem.ts';

/** The fields a `fields=` query names (with `id`), the usual ones without it, a problem for an unknown one. */
export function pickFields(all: Json, usual: readonly string[], fields: string | null): Json | Problem {
  const asked = fields === null ? usual : fields.split(',').map((field) => field.trim().replace(/\{.*$/, ''));
  const unknown = asked.find((field) => !(field in all));
  if (unknown !== undefined) {
    return problem(100, '', {
      message: `Invalid field requested: ${unknown}. Available fields: ${Object.keys(all).join(', ')}`,
    });
  }
  return Object.fromEntries([...new Set([...asked, 'id'])].map((field) => [field, all[field]]));
}
