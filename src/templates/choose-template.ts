import type { TemplateName } from './definitions.ts';
import type { Notice } from './notice.ts';
import { ownText } from './own-text.ts';
import type { TemplateHeaderParameter } from './payload.ts';
import { say } from './say.ts';
import { updateText } from './update-lines.ts';
import { childrenWords, classWords } from './words/class-words.ts';

/** The template for a notice with the value of each parameter in the reader's language, not yet fitted. */
export type ChosenTemplate = {
  name: TemplateName;
  values: Record<string, string>;
  header?: TemplateHeaderParameter;
};

export function chooseTemplate(notice: Notice, language: 'en' | 'ne'): ChosenTemplate {
  switch (notice.kind) {
    case 'update':
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
      return chooseMediaTemplate(notice, language);
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
        values: { child: childrenWords([notice.child])[language], message: notice.text },
      };
    case 'approval': {
      const { sender, audience, parents } = notice;
      const counted = say('admin.audience', { audience, parents }, language);
      return {
        name: 'approval_request',
        values: { sender: sender[language], audience: counted, notice: notice.text },
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

type MediaNotice = Extract<Notice, { kind: 'media' }>;

function chooseMediaTemplate(notice: MediaNotice, language: 'en' | 'ne'): ChosenTemplate {
  const { type, id, filename } = notice.media;
  const values = {
    class: classWords(notice.class)[language],
    sender: notice.sender[language],
    caption: notice.caption?.trim() || say('template.noCaption', {}, language),
  };
  switch (type) {
    case 'image':
      return { name: 'class_photo', values, header: { type: 'image', image: { id } } };
    case 'document':
      return {
        name: 'class_document',
        values,
        header: { type: 'document', document: { id, ...(filename ? { filename } : {}) } },
      };
    case 'audio':
      // A template carries no sound; the button opens it (cloud-api.md section 2).
      return { name: 'class_media_more', values };
  }
}
