import type { ButtonAction } from './button-ids.ts';
import type { Language } from './language.ts';
import { countCharacters, limits } from './limits.ts';
import { mediaOfNotice, type Notice, type NoticeMedia } from './notice.ts';
import { noticeText } from './notice-text.ts';
import type { MessagePayload } from './payload.ts';
import { buttonsMessage } from './render-choices.ts';
import { splitText } from './split-text.ts';

/** A notice for a reader inside the 24-hour window, in the order of sending. `reference` goes into the button ids. */
export function renderFreeForm(notice: Notice, language: Language, reference: string): MessagePayload[] {
  const text = noticeText(notice, language);
  const media = mediaOfNotice(notice);
  switch (notice.kind) {
    case 'absence':
      return withButtons(text, ['sick', 'leave', 'didNotKnow'], language, reference);
    case 'consent':
      return withButtons(text, ['agree', 'disagree'], language, reference);
    case 'approval':
      return [
        ...media.map((one) => mediaMessage(one)),
        ...withButtons(text, ['approve', 'doNotApprove'], language, reference),
      ];
    default:
      return wholeMessages(media, text);
  }
}

/** All that a notice says and carries, without buttons: for somebody who tapped to read the rest of it. */
export function renderWhole(notice: Notice, language: Language): MessagePayload[] {
  return wholeMessages(mediaOfNotice(notice), noticeText(notice, language));
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

/** The text stands under the first file that can have one where it fits there, else before a voice note and after a picture. */
function wholeMessages(media: readonly NoticeMedia[], text: string): MessagePayload[] {
  const captioned = media.findIndex(({ type }) => type !== 'audio');
  if (captioned >= 0 && countCharacters(text) <= limits.caption)
    return media.map((one, at) => mediaMessage(one, at === captioned ? text : undefined));
  const files = media.map((one) => mediaMessage(one));
  return captioned >= 0 ? [...files, ...textMessages(text)] : [...textMessages(text), ...files];
}

function mediaMessage({ type, id, filename }: NoticeMedia, text?: string): MessagePayload {
  const caption = text ? { caption: text } : {};
  switch (type) {
    case 'image':
      return { type, image: { id, ...caption } };
    case 'video':
      return { type, video: { id, ...caption } };
    case 'document':
      return { type, document: { id, ...caption, ...(filename ? { filename } : {}) } };
    case 'audio':
      return { type, audio: { id } };
  }
}
