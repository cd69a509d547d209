import type { SimRequest } from '../http/answer.ts';
import type { World } from '../world.ts';
import { type Problem, problem } from './problem.ts';

/** Checks the access token: `Authorization: Bearer …` or `access_token` in the query, as Graph takes it. */
export function checkToken(world: World, request: SimRequest): Problem | null {
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
  return null;
}
