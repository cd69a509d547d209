import { type Problem, problem } from './problem.ts';

/** Graph's answer for an id nobody has: code 100, subcode 33. */
export function noSuchObject(id: string): Problem {
  return problem(100, '', {
    subcode: 33,
    http: 400,
    message: `Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
  });
}
