import type { Language } from '#templates/language.ts';
import type { Gender } from './read-cells.ts';

/** A pupil on record. Dates are `YYYY-MM-DD`. */
export type StudentRow = {
  id: string;
  name: string;
  name_ne: string | null;
  gender: Gender | null;
  born_on: string | null;
  iemis_student_id: string | null;
  left_on: string | null;
};

/** A seat in a class of the running year; `left_on` says that the pupil has given it up. */
export type EnrolmentRow = { class_id: string; student_id: string; roll: number; left_on: string | null };

export type GuardianRow = {
  id: string;
  name: string;
  name_ne: string | null;
  /** E.164; null for people who are known by their WhatsApp id alone. */
  phone: string | null;
  language: Language;
  opted_in: boolean;
};

export type GuardianshipRow = {
  student_id: string;
  guardian_id: string;
  relation: string;
  is_primary: boolean;
};

/** A line of the consent ledger for all topics, with `how` import. */
export type ConsentRow = { id: string; guardian_id: string; wording: string; at: Date };

/** What a school has on record. */
export type Roster = {
  students: StudentRow[];
  /** Of the running academic year. */
  enrolments: EnrolmentRow[];
  guardians: GuardianRow[];
  guardianships: GuardianshipRow[];
  /** Guardians whose last word in the ledger is that they want no messages. */
  withdrawn: Set<string>;
};
