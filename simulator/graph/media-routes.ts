import type { Answer, SimRequest } from '../http/answer.ts';
import { readMultipart } from '../http/read-multipart.ts';
import type { Route } from '../http/route-table.ts';
import { checkFile } from '../media/check-file.ts';
import { fileBehind, keepMedia, linkTo } from '../media/keep-media.ts';
import type { Media } from '../media/media.ts';
import { numberFor } from '../numbers/keep-numbers.ts';
import type { World } from '../world.ts';
import { checkToken } from './check-token.ts';
import { noSuchObject } from './no-such-object.ts';
import { problem, refuse } from './problem.ts';

/** Upload. Look-up and deletion go by the media's own id: see object routes. */
export const mediaRoutes: readonly Route<World>[] = [['POST', '/:version/:id/media', upload]];

function upload(world: World, request: SimRequest): Answer {
  const id = request.params.id!;
  const trace = world.ids.trace();
  if (!numberFor(world, id)) return refuse(trace, noSuchObject(id));
  const parts = readMultipart(request.raw.headers['content-type'], request.body);
  if (!parts) return refuse(trace, problem(100, 'The body must be multipart/form-data.'));
  const field = (name: string) => parts.find((part) => part.name === name);
  if (field('messaging_product')?.bytes.toString() !== 'whatsapp') {
    return refuse(trace, problem(100, 'The parameter messaging_product is required.'));
  }
  const file = field('file');
  if (!file) return refuse(trace, problem(100, 'The parameter file is required.'));
  const mimeType = field('type')?.bytes.toString() || file.type || 'application/octet-stream';
  const wrong = checkFile(mimeType, file.bytes);
  if (wrong) return refuse(trace, wrong);
  const media = keepMedia(
    world,
    { phoneNumberId: id, mimeType, fileName: file.fileName, bytes: file.bytes },
    30,
  );
  return { status: 200, json: { id: media.id } };
}

/** GET /{media-id}: type, hash, size, and a link good for five minutes. */
export function showMedia(world: World, media: Media, request: SimRequest): Answer {
  const wrong = checkOwner(media, request.query);
  if (wrong) return refuse(world.ids.trace(), wrong);
  const host = request.raw.headers.host;
  return {
    status: 200,
    json: {
      messaging_product: 'whatsapp',
      url: linkTo(world, media, world.settings.linkBase ?? (host ? `http://${host}` : world.url)),
      mime_type: media.mimeType,
      sha256: media.sha256,
      file_size: String(media.bytes.length),
      id: media.id,
    },
  };
}

/** DELETE /{media-id}. */
export function deleteMedia(world: World, media: Media, request: SimRequest): Answer {
  const wrong = checkOwner(media, request.query);
  if (wrong) return refuse(world.ids.trace(), wrong);
  world.media.delete(media.id);
  return { status: 200, json: { success: true } };
}

/** The link itself: bytes for whoever brings a token, 404 once it is stale. */
export function download(world: World, request: SimRequest): Answer {
  const media = fileBehind(world, request.query);
  const refused = checkToken(world, request, media?.phoneNumberId ?? undefined);
  if (refused) return refuse(world.ids.trace(), refused);
  if (!media) return { status: 404, bytes: '', headers: { 'content-type': 'text/plain' } };
  return { status: 200, bytes: media.bytes, headers: { 'content-type': media.mimeType } };
}

/** With `phone_number_id` in the query, only that number's media are found. */
function checkOwner(media: Media, query: URLSearchParams) {
  const asked = query.get('phone_number_id');
  return asked !== null && media.phoneNumberId !== null && asked !== media.phoneNumberId
    ? noSuchObject(media.id)
    : null;
}
