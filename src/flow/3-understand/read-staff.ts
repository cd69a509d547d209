import { readAnnouncement, readPlainNotice } from './read-announcement.ts';
import { type AttendanceView, viewAttendance } from './read-attendance.ts';
import { readDailyUpdate } from './read-daily-update.ts';
import { readDirect } from './read-direct.ts';
import type { DailyUpdate, Draft, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';
import { isNotForSchool, weighUpdate } from './weigh-update.ts';

/** Reads a text of a teacher or an admin that stands by itself. */
export function readStaff(said: Said, input: UnderstandInput): Draft {
  if (isNotForSchool(said)) return { intent: 'unknown', ask: null };
  const direct = readDirect(said, input);
  if (direct !== null) return direct;
  const announcement = readAnnouncement(said, input);
  if (announcement !== null) return announcement;
  const attendance = viewAttendance(said.page, input, said.body, said.breaks);
  const weight = weighUpdate(said);
  if (attendance?.evident && (weight === 'none' || (weight === 'weak' && attendance.pure)))
    return attendance.draft;
  if (attendance?.evident && attendance.firm) return withAttendance(said, input, attendance);
  if (weight === 'strong')
    return checkNames(said, input, readDailyUpdate(said.page, input, said.body, said.breaks));
  const notice = readPlainNotice(said, input);
  if (notice !== null) return notice;
  if (weight === 'weak')
    return checkNames(said, input, readDailyUpdate(said.page, input, said.body, said.breaks));
  if (attendance !== null && attendance.pure) return attendance.draft;
  return { intent: 'unknown', ask: null };
}

/** An update with attendance in it: a note goes to every parent, so the teacher is asked first. */
function withAttendance(said: Said, input: UnderstandInput, _view: AttendanceView): DailyUpdate {
  const update = readDailyUpdate(said.page, input, said.body, said.breaks);
  return { ...update, ask: update.ask ?? 'confirm' };
}

function checkNames(_said: Said, _input: UnderstandInput, update: DailyUpdate): DailyUpdate {
  return update;
}
