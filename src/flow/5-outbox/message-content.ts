import { mediaOfNotice, type Notice } from '#templates/notice.ts';
import type { MessagePayload } from '#templates/payload.ts';

/**
 * What a message says, as its row keeps it.
 * - `notice`  to guardians: rendered for each at sending, in their language, free-form inside the 24-hour window and
 *             as a template outside. What differs between recipients (the children) stands in the delivery.
 * - `ready`   an answer to one person who has just written: rendered when it was decided, one payload a part.
 */
export type MessageContent =
  | { form: 'notice'; notice: Notice }
  | { form: 'ready'; payloads: MessagePayload[] };

/** Our ids of the media that a message carries, each once. */
export function mediaIdsIn(content: MessageContent): string[] {
  const ids =
    content.form === 'notice'
      ? mediaOfNotice(content.notice).map(({ id }) => id)
      : content.payloads.flatMap((payload) => mediaIdOf(payload) ?? []);
  return [...new Set(ids)];
}

function mediaIdOf(payload: MessagePayload): string | undefined {
  switch (payload.type) {
    case 'image':
      return payload.image.id;
    case 'document':
      return payload.document.id;
    case 'video':
      return payload.video.id;
    case 'audio':
      return payload.audio.id;
    case 'text':
    case 'interactive':
    case 'template':
      return undefined;
  }
}
