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
    }
  | { kind: 'announcement'; school: Words; text: string; urgent: boolean; correction?: boolean }
  | { kind: 'absence'; children: ChildInClass[]; date: Words }
  | { kind: 'atSchool'; children: ChildInClass[]; date: Words }
  | { kind: 'takenBack'; audience: Words; matter: Words; sender: Words }
  | { kind: 'direct'; child: ChildInClass; sender: Words; text: string; correction?: boolean }
  | { kind: 'media'; class: string; sender: Words; media: NoticeMedia; caption?: string }
  | { kind: 'welcome' | 'consent'; school: Words; children: ChildInClass[] }
  | { kind: 'leaveRequest'; child: ChildInClass; period: Words; reason?: string }
  | { kind: 'guardianMessage'; child: ChildInClass; text: string }
  | { kind: 'approval'; sender: Words; audience: Words; parents: number; text: string }
  | { kind: 'decided'; sender: Words; audience: Words; outcome: Words }
  | { kind: 'alert'; school: Words; matter: Words };

/** A photo, document or voice note, by its media id on the sending number. */
export type NoticeMedia = { type: 'image' | 'document' | 'audio'; id: string; filename?: string };
