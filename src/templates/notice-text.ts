import { forReader, type Language } from './language.ts';
import type { Notice } from './notice.ts';
import { ownText } from './own-text.ts';
import { say, sayLine } from './say.ts';
import { updateText } from './update-lines.ts';
import { childrenWords } from './words/class-words.ts';

/**
 * The whole text of a notice as a free-form message. For `both`, what is ours stands in both languages and what a
 * person typed stands once; only a daily update is told twice, since its lines are short and led by our labels.
 */
export function noticeText(notice: Notice, language: Language): string {
  switch (notice.kind) {
    case 'update':
      return forReader(language, (one) => updateNotice(notice, one));
    case 'announcement': {
      const { school, urgent } = notice;
      const head = sayLine(
        'guardian.announcement.heading',
        { school, urgent: urgent ? 'yes' : 'no' },
        language,
      );
      return `${head}\n\n${ownText(notice, language)}`;
    }
    case 'absence':
      return say(
        'guardian.absent',
        { children: childrenWords(notice.children), date: notice.date },
        language,
      );
    case 'atSchool': {
      const { children, date } = notice;
      return say('guardian.absent.withdrawn', { child: childrenWords(children), date }, language);
    }
    case 'takenBack': {
      const { audience, matter, sender } = notice;
      return say('guardian.takenBack', { audience, matter, sender }, language);
    }
    case 'direct': {
      const about = { child: childrenWords([notice.child]), sender: notice.sender };
      return withWords(sayLine('guardian.direct.heading', about, language), ownText(notice, language));
    }
    case 'media': {
      const { audience, sender, caption = '', correction } = notice;
      const head = sayLine('guardian.media.heading', { class: audience, sender }, language);
      return withWords(head, ownText({ text: caption, correction }, language));
    }
    case 'welcome':
    case 'consent': {
      const about = { school: notice.school, children: childrenWords(notice.children) };
      return say(notice.kind === 'welcome' ? 'consent.welcome' : 'consent.request', about, language);
    }
    case 'leaveRequest': {
      const about = { child: childrenWords([notice.child]), period: notice.period };
      const head = sayLine('teacher.leaveRequest', about, language);
      const reason = notice.reason?.trim();
      return reason ? `${head}\n${sayLine('teacher.leaveReason', { reason }, language)}` : head;
    }
    case 'guardianMessage': {
      const about = { child: childrenWords([notice.child]) };
      return withWords(sayLine('teacher.guardianWrote', about, language), notice.text);
    }
    case 'approval': {
      const { sender, audience, parents } = notice;
      return withWords(sayLine('admin.approve', { sender, audience, parents }, language), notice.text);
    }
    case 'decided': {
      const { sender, audience, outcome } = notice;
      return say('template.decided', { sender, audience, outcome }, language);
    }
    case 'alert':
      return say('admin.laneStopped', { reason: notice.matter }, language);
  }
}

// A file may come without a word of its sender's.
function withWords(head: string, typed = ''): string {
  return typed.trim() ? `${head}\n\n${typed.trim()}` : head;
}

type UpdateNotice = Extract<Notice, { kind: 'update' }>;

function updateNotice(notice: UpdateNotice, language: 'en' | 'ne'): string {
  const key = notice.correction ? 'guardian.correction.heading' : 'guardian.update.heading';
  const head = say(key, { children: childrenWords(notice.children) }, language);
  const from = say('guardian.from', { sender: notice.sender }, language);
  return `${head}\n\n${updateText(notice.updates, language)}\n\n${from}`;
}
