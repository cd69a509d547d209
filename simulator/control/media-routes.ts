import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { checkFile } from '../media/check-file.ts';
import { findMedia, keepMedia } from '../media/keep-media.ts';
import type { World } from '../world.ts';
import { good, wrong } from './plain-answers.ts';

/** Files that people send and phones show. */
export const mediaControlRoutes: readonly Route<World>[] = [
  ['POST', '/sim/media', upload],
  ['GET', '/sim/media/:id', show],
];

/** POST the bytes with their content type; the id goes into the person's message. `?name=` is the file's name. */
function upload(world: World, { raw, body, query }: SimRequest): Answer {
  const mimeType = raw.headers['content-type'] ?? '';
  const mistake = checkFile(mimeType, body);
  if (mistake) return wrong(400, mistake.details);
  const fileName = query.get('name');
  const media = keepMedia(world, { phoneNumberId: null, mimeType, fileName, bytes: body }, 7);
  return good({ id: media.id, mime_type: media.mimeType, sha256: media.sha256 });
}

function show(world: World, { params }: SimRequest): Answer {
  const media = findMedia(world, params.id!);
  if (!media) return wrong(404, 'That file is gone.');
  return {
    status: 200,
    bytes: media.bytes,
    headers: {
      'content-type': media.mimeType,
      'cache-control': 'private, max-age=86400',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    },
  };
}
