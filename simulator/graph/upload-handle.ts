import type { Answer, SimRequest } from '../http/answer.ts';
import type { World } from '../world.ts';
import { noSuchObject } from './no-such-object.ts';
import { problem, refuse } from './problem.ts';

/** Meta's Resumable Upload: the handle it gives is what a template's header example and a profile picture need. */
const sessions = new WeakMap<World, Map<string, { length: number; type: string }>>();

/** POST /{app-id}/uploads?file_length=&file_type=: opens a session. */
export function openUpload(world: World, { query }: SimRequest): Answer {
  const length = Number(query.get('file_length'));
  const type = query.get('file_type') ?? '';
  if (!(length > 0) || type === '') {
    return refuse(world.ids.trace(), problem(100, 'The parameters file_length and file_type are required.'));
  }
  const id = `upload:${world.ids.trace()}`;
  const open = sessions.get(world) ?? new Map();
  sessions.set(world, open);
  open.set(id, { length, type });
  return { status: 200, json: { id } };
}

/** POST /upload:… with the bytes: answers the handle `h`. */
export function fillUpload(world: World, { params, body }: SimRequest): Answer {
  const session = sessions.get(world)?.get(params.id!);
  if (!session) return refuse(world.ids.trace(), noSuchObject(params.id!));
  if (body.length !== session.length) {
    return refuse(world.ids.trace(), problem(100, `Expected ${session.length} bytes, got ${body.length}.`));
  }
  sessions.get(world)?.delete(params.id!);
  return { status: 200, json: { h: `4::${btoa(session.type)}:${world.ids.trace()}` } };
}
