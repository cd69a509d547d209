import type { TemplateName } from './definitions.ts';
import type { Notice, NoticeMedia } from './notice.ts';
import { ownText } from './own-text.ts';
import type { TemplateHeaderParameter } from './payload.ts';
import { say } from './say.ts';
import { updateText } from './update-lines.ts';
import { childrenWords } from './words/class-words.ts';

/** The template for a notice with the value of each parameter in the reader's language, not yet fitted. */
export type ChosenTemplate = {
  name: TemplateName;
  values: Record<string, string>;
  header?: TemplateHeaderParameter;
};

export function chooseTemplate(notice: Notice, language: 'en' | 'ne'): ChosenTemplate {
  switch (notice.kind) {
    case 'update':
      if (notice.media?.length)
        return chooseMediaTemplate(notice.media, {
          class: childrenWords(notice.children)[language],
          sender: notice.sender[language],
          caption: ownText(
            { text: updateText(notice.updates, language), correction: notice.correction },
            language,
          ),
        });
      return {
        name: notice.correction ? 'class_correction' : 'class_update',
        values: {
          children: childrenWords(notice.children)[language],
          lessons: updateText(notice.updates, language),
          sender: notice.sender[language],
        },
      };
    case 'announcement':
      return {
        name: notice.urgent ? 'urgent_notice' : 'school_notice',
        values: { school: notice.school[language], notice: ownText(notice, language) },
      };
    case 'absence':
      return {
        name: 'absence_alert',
        values: { children: childrenWords(notice.children)[language], date: notice.date[language] },
      };
    case 'direct':
      if (notice.media?.length)
        return chooseMediaTemplate(notice.media, {
          class: childrenWords([notice.child])[language],
          sender: notice.sender[language],
          caption: ownText({ ...notice, text: wordsOr(notice.text, language) }, language),
        });
      return {
        name: 'message_about_child',
        values: {
          child: childrenWords([notice.child])[language],
          sender: notice.sender[language],
          message: ownText(notice, language),
        },
      };
    case 'atSchool':
      return {
        name: 'at_school',
        values: { children: childrenWords(notice.children)[language], date: notice.date[language] },
      };
    case 'takenBack': {
      const { audience, matter, sender } = notice;
      return {
        name: 'taken_back',
        values: {
          audience: audience[language],
          matter: matter[language],
          sender: sender[language],
        },
      };
    }
    case 'media':
      return chooseMediaTemplate(notice.media, {
        class: notice.audience[language],
        sender: notice.sender[language],
        caption: ownText({ ...notice, text: wordsOr(notice.caption, language) }, language),
      });
    case 'welcome':
    case 'consent':
      return {
        name: notice.kind === 'welcome' ? 'welcome' : 'consent_request',
        values: { school: notice.school[language], children: childrenWords(notice.children)[language] },
      };
    case 'leaveRequest': {
      const child = childrenWords([notice.child])[language];
      const reason = notice.reason?.trim() || say('template.noReason', {}, language);
      // A reason too long for its template goes as the message that it is.
      const message = `${notice.period[language]}: ${reason}`;
      return { name: 'leave_notice', values: { child, period: notice.period[language], reason, message } };
    }
    case 'guardianMessage':
      return {
        name: 'parent_message',
        values: { child: childrenWords([notice.child])[language], message: wordsOr(notice.text, language) },
      };
    case 'approval': {
      const { sender, audience, parents } = notice;
      const counted = say('admin.audience', { audience, parents }, language);
      return {
        name: 'approval_request',
        values: { sender: sender[language], audience: counted, notice: wordsOr(notice.text, language) },
      };
    }
    case 'decided': {
      const { sender, audience, outcome } = notice;
      return {
        name: 'approval_decided',
        values: { sender: sender[language], audience: audience[language], outcome: outcome[language] },
      };
    }
    case 'alert':
      return {
        name: 'number_alert',
        values: { school: notice.school[language], matter: notice.matter[language] },
      };
  }
}

// Meta takes no empty parameter, and a file may come without words.
function wordsOr(typed: string | undefined, language: 'en' | 'ne'): string {
  return typed?.trim() || say('template.noCaption', {}, language);
}

/** One photo or document travels in the header; of more, and of sound and film, a template carries only the button. */
function chooseMediaTemplate(
  media: readonly NoticeMedia[],
  values: { class: string; sender: string; caption: string },
): ChosenTemplate {
  const [only] = media;
  if (media.length === 1 && only?.type === 'image')
    return { name: 'class_photo', values, header: { type: 'image', image: { id: only.id } } };
  if (media.length === 1 && only?.type === 'document') {
    const { id, filename } = only;
    const document = { id, ...(filename ? { filename } : {}) };
    return { name: 'class_document', values, header: { type: 'document', document } };
  }
  return { name: 'class_media_more', values };
}
