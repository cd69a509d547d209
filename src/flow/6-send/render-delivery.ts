import { type DeliveryKey, packDeliveryKey } from '#send/delivery-key.ts';
import { putMediaIds } from '#send/put-media-ids.ts';
import type { ClaimedDelivery, MessageToSend } from '#send/queries.ts';
import type { Notice } from '#templates/notice.ts';
import type { MessagePayload } from '#templates/payload.ts';
import { renderFreeForm } from '#templates/render-free-form.ts';
import { renderTemplateMessage } from '#templates/render-template-message.ts';

/** The request of a send for one delivery, or why there can be none. */
export type Rendered = { kind: 'body'; json: string } | { kind: 'expired' } | { kind: 'window_closed' };

/**
 * Renders a delivery: in the recipient's language, free-form while the 24-hour window is open and as a template
 * after. Its own key travels with it and comes back with every status.
 * @param now milliseconds since 1970
 */
export function renderDelivery(
  message: MessageToSend,
  delivery: ClaimedDelivery,
  key: DeliveryKey,
  now: number,
): Rendered {
  if (message.expires_at <= now) return { kind: 'expired' };
  const payload = payloadJson(message, delivery, now);
  if (!payload) return { kind: 'window_closed' };
  // A number goes into `to` with its plus, a business-scoped user id into `recipient` (cloud-api.md section 2).
  const receiver = delivery.address.startsWith('+') ? 'to' : 'recipient';
  const json =
    `{"messaging_product":"whatsapp","recipient_type":"individual","${receiver}":${JSON.stringify(delivery.address)},` +
    `${payload.slice(1, -1)},"biz_opaque_callback_data":"${packDeliveryKey(key)}"}`;
  return { kind: 'body', json };
}

/** The payload as JSON; what names no recipient is the same for many of a message, and rendered once. */
function payloadJson(message: MessageToSend, delivery: ClaimedDelivery, now: number): string | undefined {
  const isWindowOpen = delivery.window_until !== null && delivery.window_until > now;
  const render = () => {
    const payload = payloadOf(message, delivery, isWindowOpen);
    return toJson(payload && message.media_ids ? putMediaIds(payload, message.media_ids) : payload);
  };
  if (delivery.about) return render();
  const kept = keptOf(message);
  const which = `${delivery.language} ${delivery.part} ${isWindowOpen}`;
  if (!kept.has(which)) kept.set(which, render());
  return kept.get(which);
}

type Kept = Map<string, string | undefined>;

const keptOfMessages = new WeakMap<MessageToSend, Kept>();

function keptOf(message: MessageToSend): Kept {
  const kept = keptOfMessages.get(message) ?? new Map<string, string | undefined>();
  keptOfMessages.set(message, kept);
  return kept;
}

function toJson(payload: MessagePayload | undefined): string | undefined {
  return payload && JSON.stringify(payload);
}

function payloadOf(
  { content, id }: MessageToSend,
  delivery: ClaimedDelivery,
  isWindowOpen: boolean,
): MessagePayload | undefined {
  if (content.form === 'ready') return isWindowOpen ? content.payloads[delivery.part] : undefined;
  const notice = delivery.about
    ? ({ ...content.notice, children: delivery.about } as Notice)
    : content.notice;
  if (isWindowOpen) return renderFreeForm(notice, delivery.language, id)[delivery.part];
  return delivery.part === 0 ? renderTemplateMessage(notice, delivery.language, id).payload : undefined;
}
