import type { SimRequest } from '../http/answer.ts';
import type { Json } from '../people/message.ts';
import { isObject } from './check-fields.ts';

/** The JSON object in a request's body; an empty body is an empty object; anything else is null. */
export function readJson(request: SimRequest): Json | null {
  if (request.body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
