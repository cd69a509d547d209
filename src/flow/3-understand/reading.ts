/** The closed vocabulary of a reading. The contract is understanding.md; nothing here is wider than it. */

export const SUBJECT_CODES = [
  'nepali',
  'english',
  'mathematics',
  'science',
  'social',
  'computer',
  'health',
  'moral',
  'optional_math',
  'account',
  'economics',
  'occupation',
  'local',
  'grammar',
  'drawing',
  'dance',
  'music',
  'gk',
  'environment',
  'other',
] as const;

export type SubjectCode = (typeof SUBJECT_CODES)[number];
export type Role = 'teacher' | 'admin' | 'guardian';
/** The one slot that is asked for; `null` in a reading means that the system can act. */
export type Ask = 'class' | 'subject' | 'topic' | 'student' | 'confirm';
export type Understanding = 'excellent' | 'good' | 'average' | 'weak';
export type Scope = 'school' | 'grade' | 'class';
export type Language = 'en' | 'ne' | 'both';
export type OptTopic = 'all' | 'homework' | 'announcements';

export interface Pupil {
  roll: number;
  name: string;
  nameNe?: string;
}

export interface Child {
  name: string;
  nameNe?: string;
  class: string;
}

/** What was typed, by whom, and what is known of the sender. Dates are ISO, Gregorian, of Kathmandu. */
export interface UnderstandInput {
  id: string;
  text: string;
  role: Role;
  classes: string[];
  subjects?: string[];
  /** Beside the contract: the sender's own words for subjects, as they told us. */
  ownWords?: Readonly<Record<string, SubjectCode>>;
  roster?: Record<string, Pupil[]>;
  children?: Child[];
  today: string;
  awaiting?: Ask;
  draft?: Draft;
}

/** One subject's part of a daily update; an absent slot was not said. */
export interface Update {
  subject?: SubjectCode;
  topic?: string;
  homework?: string;
  understanding?: Understanding;
  note?: string;
  due?: string;
}

interface Asked {
  ask: Ask | null;
  /** Names of the slots that a habit of the sender filled, not a word of the text. */
  defaulted?: string[];
}

interface ForClass extends Asked {
  class?: string;
  classes?: string[];
}

export interface DailyUpdate extends ForClass {
  intent: 'daily_update';
  updates: Update[];
}

export interface Attendance extends ForClass {
  intent: 'attendance';
  date: string;
  allPresent?: true;
  absent?: number[];
  late?: number[];
  leave?: number[];
  /** Names and rolls that are not, or not once, on the roster, as typed. */
  unmatched?: string[];
  /** What those are said to be, where it is not absence; `several` where it differs. */
  unmatchedAs?: 'late' | 'leave' | 'several';
}

export interface Announcement extends ForClass {
  intent: 'announcement';
  scope: Scope;
  grade?: number;
  text: string;
  urgent: boolean;
}

export interface Direct extends ForClass {
  intent: 'direct';
  roll?: number;
  unmatched?: string[];
  text: string;
}

export interface LeaveRequest extends Asked {
  intent: 'leave_request';
  child?: string;
  from: string;
  to: string;
  reason?: string;
}

export interface OptChange extends Asked {
  intent: 'opt_out' | 'opt_in';
  topic: OptTopic;
}

export interface SetLanguage extends Asked {
  intent: 'set_language';
  language: Language;
}

export interface Question extends Asked {
  intent: 'ask_homework' | 'ask_attendance' | 'ask_result' | 'ask_fee' | 'ask_calendar';
  child?: string;
  date?: string;
}

export interface Reply extends Asked {
  intent: 'reply';
  text: string;
  script?: 'preeti';
}

export interface Plain extends Asked {
  intent: 'confirm' | 'cancel' | 'status' | 'greeting' | 'thanks' | 'help' | 'unknown';
  script?: 'preeti';
}

/** A reading without its `id`: what a reader returns and what a draft holds. */
export type Draft =
  | DailyUpdate
  | Attendance
  | Announcement
  | Direct
  | LeaveRequest
  | OptChange
  | SetLanguage
  | Question
  | Reply
  | Plain;

/** A reading exactly as the contract prints it. */
export type Reading = { id: string } & Draft;
export type Intent = Draft['intent'];
