import { packDeliveryKey } from '#send/delivery-key.ts';
import type { ClaimedDelivery, MessageToSend } from '#send/queries.ts';
import type { Notice } from '#templates/notice.ts';
import type { MessagePayload } from '#templates/payload.ts';
import { renderFreeForm } from '#templates/render-free-form.ts';
import { renderTemplateMessage } from '#templates/render-template-message.ts';

/** The body of a send for one delivery, or why there can be none. */
export type Rendered =
  | { kind: 'body'; body: Record<string, unknown> }
  | { kind: 'expired' }
  | { kind: 'window_closed' };

/**
 * Renders a delivery: in the recipient's language, free-form while the 24-hour window is open and as a template
 * after. Its own key travels with it and comes back with every status.
 * @param now milliseconds since 1970
 */
export function renderDelivery(message: MessageToSend, delivery: ClaimedDelivery, now: number): Rendered {
  if (message.expires_at.getTime() <= now) return { kind: 'expired' };
  const payload = payloadOf(message, delivery, now);
  if (!payload) return { kind: 'window_closed' };
  const opaque = packDeliveryKey({
    schoolId: delivery.school_id,
    messageId: delivery.message_id,
    recipientId: delivery.recipient_id,
    part: delivery.part,
    attempt: delivery.attempt,
  });
  // A number goes into `to` with its plus, a business-scoped user id into `recipient` (cloud-api.md section 2).
  const receiver = delivery.address.startsWith('+')
    ? { to: delivery.address }
    : { recipient: delivery.address };
  return {
    kind: 'body',
    body: { recipient_type: 'individual', ...receiver, ...payload, biz_opaque_callback_data: opaque },
  };
}

function payloadOf(
  { content, id }: MessageToSend,
  delivery: ClaimedDelivery,
  now: number,
): MessagePayload | undefined {
  const isWindowOpen = delivery.window_until !== null && delivery.window_until.getTime() > now;
  if (content.form === 'ready') return isWindowOpen ? content.payloads[delivery.part] : undefined;
  const notice = delivery.about
    ? ({ ...content.notice, children: delivery.about } as Notice)
    : content.notice;
  if (isWindowOpen) return renderFreeForm(notice, delivery.language, id)[delivery.part];
  return delivery.part === 0 ? renderTemplateMessage(notice, delivery.language, id).payload : undefined;
}
