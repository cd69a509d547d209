import { createHash } from 'node:crypto';
import type { World } from '../world.ts';
import type { Media } from './media.ts';

const dayMs = 24 * 60 * 60 * 1000;
const linkMs = 5 * 60 * 1000;

/** Keeps a file: 30 days when a business uploaded it, 7 when a person sent it (cloud-api.md sections 1 and 2). */
export function keepMedia(
  world: World,
  file: Pick<Media, 'phoneNumberId' | 'mimeType' | 'fileName' | 'bytes'>,
  days: 30 | 7,
): Media {
  const uploadedAt = world.clock.now();
  const media: Media = {
    ...file,
    // A copy: the bytes came as a view on the whole request.
    bytes: Buffer.from(file.bytes),
    id: world.ids.object('media'),
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    uploadedAt,
    expiresAt: uploadedAt + days * dayMs,
  };
  world.media.set(media.id, media);
  return media;
}

/** The file with this id, unless its days are over. */
export function findMedia(world: World, id: string): Media | null {
  const media = world.media.get(id);
  if (!media) return null;
  if (media.expiresAt > world.clock.now()) return media;
  world.media.delete(id);
  return null;
}

/** A link that serves the file for five minutes, to whoever has a token. */
export function linkTo(world: World, media: Media, base: string): string {
  const until = Math.floor((world.clock.now() + linkMs) / 1000);
  return `${base}/whatsapp_business/attachments/?mid=${media.id}&ext=${until}&hash=${proof(world, media.id, until)}`;
}

/** The file behind a link, or null when it is stale or made up. */
export function fileBehind(world: World, query: URLSearchParams): Media | null {
  const id = query.get('mid') ?? '';
  const until = Number(query.get('ext'));
  if (query.get('hash') !== proof(world, id, until)) return null;
  return until * 1000 >= world.clock.now() ? findMedia(world, id) : null;
}

function proof(world: World, id: string, until: number): string {
  return createHash('sha256')
    .update(`${world.settings.appSecret}/${id}/${until}`)
    .digest('base64url')
    .slice(0, 22);
}
