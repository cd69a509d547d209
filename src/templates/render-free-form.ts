import type { ButtonAction } from './button-ids.ts';
import type { Language } from './language.ts';
import { countCharacters, limits } from './limits.ts';
import type { Notice } from './notice.ts';
import { noticeText } from './notice-text.ts';
import type { MessagePayload } from './payload.ts';
import { buttonsMessage } from './render-choices.ts';
import { splitText } from './split-text.ts';

/** A notice for a reader inside the 24-hour window, in the order of sending. `reference` goes into the button ids. */
export function renderFreeForm(notice: Notice, language: Language, reference: string): MessagePayload[] {
  const text = noticeText(notice, language);
  switch (notice.kind) {
    case 'absence':
      return withButtons(text, ['sick', 'leave', 'didNotKnow'], language, reference);
    case 'consent':
      return withButtons(text, ['agree', 'disagree'], language, reference);
    case 'approval':
      return withButtons(text, ['approve', 'doNotApprove'], language, reference);
    case 'media':
      return mediaMessages(notice, text);
    default:
      return textMessages(text);
  }
}

/** Any text as one or more messages, cut where a reader would pause. */
export function textMessages(text: string): MessagePayload[] {
  return splitText(text, limits.textBody).map((body) => ({ type: 'text', text: { body } }));
}

/** A text with buttons under its end; what does not fit above the buttons goes before as plain text. */
export function withButtons(
  text: string,
  actions: readonly ButtonAction[],
  language: Language,
  reference: string,
): MessagePayload[] {
  const whole = text.trim();
  const last = splitText(whole, limits.interactiveBody).at(-1) ?? '';
  const before = whole.slice(0, whole.length - last.length);
  return [...textMessages(before), buttonsMessage(last, actions, language, reference)];
}

function mediaMessages(notice: Extract<Notice, { kind: 'media' }>, text: string): MessagePayload[] {
  const { type, id, filename } = notice.media;
  if (type === 'audio') return [...textMessages(text), { type: 'audio', audio: { id } }];
  const fits = countCharacters(text) <= limits.caption;
  const caption = fits ? { caption: text } : {};
  const media: MessagePayload =
    type === 'image'
      ? { type: 'image', image: { id, ...caption } }
      : { type: 'document', document: { id, ...caption, ...(filename ? { filename } : {}) } };
  return fits ? [media] : [media, ...textMessages(text)];
}
