import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { World } from '../world.ts';
import { checkText } from './check-fields.ts';
import { type Problem, problem } from './problem.ts';

export type MediaType = 'image' | 'audio' | 'video' | 'document' | 'sticker';

const captioned = new Set<MediaType>(['image', 'video', 'document']);

/** Checks a media object: an uploaded `id` or a `link`, one of them; a caption where the type takes one. */
export function checkMediaMessage(
  world: World,
  number: BusinessNumber,
  type: MediaType,
  media: Json,
): Problem | null {
  const source = checkSource(world, number, type, media);
  if (source) return source;
  if (media.caption !== undefined && !captioned.has(type)) {
    return problem(100, `Unexpected key "caption" on param "${type}".`);
  }
  if (media.filename !== undefined && type !== 'document') {
    return problem(100, `Unexpected key "filename" on param "${type}".`);
  }
  return (
    checkCaption(type, media.caption) ??
    checkText(`${type}['filename']`, media.filename, 240, { optional: true })
  );
}

function checkSource(world: World, number: BusinessNumber, type: MediaType, media: Json): Problem | null {
  if (media.id !== undefined && media.link !== undefined) {
    return problem(131009, `${type} takes 'id' or 'link', not both.`);
  }
  if (media.link !== undefined) {
    return typeof media.link === 'string' && /^https?:\/\/\S+$/.test(media.link)
      ? null
      : problem(100, `Param ${type}['link'] is not a valid URL.`);
  }
  if (media.id === undefined) return problem(131008, `Either ${type}['id'] or ${type}['link'] is required.`);
  const stored = world.media.get(String(media.id));
  if (!stored || stored.expiresAt <= world.clock.now() || (stored.phoneNumberId ?? number.id) !== number.id) {
    return problem(100, `Param ${type}['id'] is not a valid whatsapp business account media attachment ID.`);
  }
  const kind = stored.mimeType.split('/')[0];
  const fits = type === 'document' || (type === 'sticker' ? stored.mimeType === 'image/webp' : kind === type);
  return fits ? null : problem(131053, `Media of type ${stored.mimeType} cannot be sent as ${type}.`);
}

function checkCaption(type: MediaType, caption: unknown): Problem | null {
  if (caption === undefined || caption === '') return null;
  return checkText(`${type}['caption']`, caption, 1_024, { code: 100 });
}
