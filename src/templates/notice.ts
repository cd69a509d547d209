import type { Words } from './language.ts';
import type { SubjectCode, Understanding } from './words/subjects.ts';

/** One subject of a daily update, in the sender's own words. */
export type SubjectUpdate = {
  subject: SubjectCode;
  topic?: string;
  homework?: string;
  understanding?: Understanding;
  note?: string;
  due?: Words;
};

export type ChildInClass = { name: Words; class: string };

/**
 * Everything that can go to a person who has not written in the last 24 hours, and so needs a template. Free-form
 * message and template are rendered from this one source.
 */
export type Notice =
  | {
      kind: 'update';
      children: ChildInClass[];
      updates: SubjectUpdate[];
      sender: Words;
      correction?: boolean;
      media?: NoticeMedia[];
    }
  | { kind: 'announcement'; school: Words; text: string; urgent: boolean; correction?: boolean }
  | { kind: 'absence'; children: ChildInClass[]; date: Words }
  | { kind: 'atSchool'; children: ChildInClass[]; date: Words }
  | { kind: 'takenBack'; audience: Words; matter: Words; sender: Words }
  | {
      kind: 'direct';
      child: ChildInClass;
      sender: Words;
      text: string;
      correction?: boolean;
      media?: NoticeMedia[];
    }
  | {
      kind: 'media';
      audience: Words;
      sender: Words;
      media: NoticeMedia[];
      caption?: string;
      correction?: boolean;
    }
  | { kind: 'welcome' | 'consent'; school: Words; children: ChildInClass[] }
  | { kind: 'leaveRequest'; child: ChildInClass; period: Words; reason?: string; media?: NoticeMedia[] }
  | { kind: 'guardianMessage'; child: ChildInClass; text: string; media?: NoticeMedia[] }
  | {
      kind: 'approval';
      sender: Words;
      audience: Words;
      parents: number;
      text: string;
      media?: NoticeMedia[];
    }
  | { kind: 'decided'; sender: Words; audience: Words; outcome: Words }
  | { kind: 'alert'; school: Words; matter: Words };

/** A photo, document, voice note or video, by our id of it; the id that WhatsApp knows takes its place at sending. */
export type NoticeMedia = { type: 'image' | 'document' | 'audio' | 'video'; id: string; filename?: string };

/** What a notice carries besides its words. */
export function mediaOfNotice(notice: Notice): readonly NoticeMedia[] {
  return 'media' in notice ? (notice.media ?? []) : [];
}
