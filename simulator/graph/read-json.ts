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

/** The list in a request's body, of which one object alone is a list of one; anything else is null. */
export function readJsonList(request: SimRequest): unknown[] | null {
  try {
    const value: unknown = JSON.parse(request.body.toString('utf8'));
    if (isObject(value)) return [value];
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
