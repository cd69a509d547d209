import type { Words } from '#templates/language.ts';
import { sayWords } from '#templates/say.ts';
import { mostBytesOf, mostMegabytesOf } from '#whatsapp/media-types.ts';
import type { InboundMedia, ReadMedia } from '#whatsapp/read-media.ts';

/**
 * Why a file could not be passed on.
 * - `kind`         WhatsApp takes no such files
 * - `too_large`    more bytes than its type may have
 * - `gone`         Meta does not have it any more
 * - `damaged`      what came is not what was sent
 * - `refused`      WhatsApp did not take the upload
 * - `unreachable`  WhatsApp could not be reached for hours
 */
export type MediaProblem = 'kind' | 'too_large' | 'gone' | 'damaged' | 'refused' | 'unreachable';

export type CheckedMedia = { kind: 'good'; media: InboundMedia[] } | { kind: 'wrong'; reason: Words };

// Ten pictures to forty parents are four hundred messages, each of which is billed.
const MOST = 10;

/** The files of an utterance, or why they cannot be passed on, as far as that can be told without fetching them. */
export function checkMedia(files: ReadMedia[]): CheckedMedia {
  if (files.length > MOST) return { kind: 'wrong', reason: sayWords('error.mediaTooMany', { most: MOST }) };
  const media: InboundMedia[] = [];
  for (const file of files) {
    if (file.kind === 'too_large') return { kind: 'wrong', reason: sayMediaProblem('too_large', '') };
    if (file.kind === 'unreadable') return { kind: 'wrong', reason: sayMediaProblem('damaged', '') };
    if (mostBytesOf(file.media.mimeType) === undefined)
      return { kind: 'wrong', reason: sayMediaProblem('kind', file.media.mimeType) };
    media.push(file.media);
  }
  return { kind: 'good', media };
}

/** What is the matter, and what helps. */
export function sayMediaProblem(problem: MediaProblem, mimeType: string): Words {
  switch (problem) {
    case 'kind':
      return sayWords('error.mediaKind', {});
    case 'too_large':
      return sayWords('error.mediaTooBig', { megabytes: mostMegabytesOf(mimeType) });
    case 'gone':
      return sayWords('error.mediaGone', {});
    case 'damaged':
    case 'refused':
    case 'unreachable':
      return sayWords('error.mediaFailed', {});
  }
}
