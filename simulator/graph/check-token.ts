import type { SimRequest } from '../http/answer.ts';
import type { World } from '../world.ts';
import { noSuchObject } from './no-such-object.ts';
import { type Problem, problem } from './problem.ts';

/**
 * Checks the access token: `Authorization: Bearer …` or `access_token` in the query, as Graph takes it. A number that
 * the token may not use does not exist for it.
 * @param objectId what the path is about
 */
export function checkToken(world: World, request: SimRequest, objectId: string | undefined): Problem | null {
  const header = request.raw.headers.authorization;
  const token = header?.replace(/^(Bearer|OAuth)\s+/i, '') ?? request.query.get('access_token') ?? '';
  if (token === '') return problem(104, '');
  const { accessTokens } = world.settings;
  if (accessTokens && !accessTokens.has(token)) {
    return problem(190, '', {
      subcode: 463,
      message: 'Invalid OAuth access token - Cannot parse access token',
    });
  }
  const numbers = accessTokens?.get(token);
  const asked = [objectId, request.query.get('phone_number_id')];
  const hidden = asked.find((id) => id && world.numbers.has(id) && numbers && !numbers.has(id));
  return hidden ? noSuchObject(hidden) : null;
}
