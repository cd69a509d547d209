import { asksForHelp } from './asks-for-help.ts';
import { isUnfounded } from './check-gaps.ts';
import { isTorn } from './check-holes.ts';
import { isDoubtfulNotice, isDoubtfulRoll } from './check-notice.ts';
import { isPatched } from './check-run.ts';
import { isBareWork, isDoubtful, isLessonInNote, lostHomework, lostTopic } from './check-support.ts';
import { clearFrame } from './clear-frame.ts';
import { attendanceIds } from './cut-attendance.ts';
import { isSeparator } from './find-breaks.ts';
import { losesWords } from './find-lost-words.ts';
import { namesPupil } from './name-in-note.ts';
import { namesGrade } from './names-grade.ts';
import { isNotForSchool } from './not-for-school.ts';
import { type OpenSlot, slotOpener } from './page.ts';
import { readAddressed, readAnnouncement, readPlainNotice } from './read-announcement.ts';
import { type AttendanceView, viewAttendance } from './read-attendance.ts';
import { readCancel } from './read-cancel.ts';
import { readDailyUpdate } from './read-daily-update.ts';
import { callsPeople, readDirect } from './read-direct.ts';
import { beginsWithCommand } from './read-notice-head.ts';
import { asksHowItDid } from './read-status.ts';
import type { Announcement, DailyUpdate, Draft, UnderstandInput, Update } from './reading.ts';
import { renderIds } from './render-slot.ts';
import type { Said } from './said.ts';
import {
  asksForStatus,
  isAffair,
  isBareRoll,
  isOfOffice,
  isPrivate,
  isQuestion,
  namesSubject,
  speaksToFamilies,
  tellsClosure,
} from './staff-signs.ts';
import { trimIds } from './trim-ids.ts';
import { isLabelled, tellsLesson, type Weight, weighUpdate } from './weigh-update.ts';

/** Reads a text of a teacher or an admin that stands by itself. */
export function readStaff(said: Said, input: UnderstandInput): Draft {
  // "To Kamala's parents: … congratulations" is no forwarded wish.
  if (isNotForSchool(said)) return readDirect(said, input) ?? { intent: 'unknown', ask: null };
  const attendance = viewAttendance(said.page, input, said.body, said.breaks);
  if (attendance?.letters) return attendance.draft;
  const cancelling = readCancel(said, input.role);
  if (cancelling === 'cancel') return { intent: 'cancel', ask: null };
  const reading = readWeighed(said, input, attendance);
  if (reading.ask !== null) return reading;
  const doubtful =
    (cancelling === 'doubt' && ACTS.has(reading.intent)) ||
    (reading.intent === 'announcement' &&
      isDoubtfulNotice(reading, said, input, slotOpener(input, said.page))) ||
    (reading.intent === 'attendance' && isDoubtfulRoll(reading, said));
  return doubtful ? ({ ...reading, ask: 'confirm' } as Draft) : reading;
}

const ACTS = new Set<string>(['daily_update', 'announcement', 'direct']);

function readWeighed(said: Said, input: UnderstandInput, attendance: AttendanceView | null): Draft {
  if (asksForHelp(said)) return { intent: 'help', ask: null };
  if (asksHowItDid(said)) return { intent: 'status', ask: null };
  if (isBareRoll(said) || (isOfOffice(said) && !beginsWithCommand(said)))
    return { intent: 'unknown', ask: null };
  const weight = weighUpdate(said);
  const direct = readDirect(said, input);
  const called = direct !== null && callsPeople(said.page, direct);
  // "Sandesh, Sujal late": pupils of the roster and nothing else.
  if (!called && attendance?.evident && attendance.pure && attendance.named && weight !== 'strong')
    return attendance.draft;
  // "roll 9: absent": a mark, and no message to a family.
  const marked =
    attendance?.firm && attendance.pure && direct !== null && direct.text.split(/\s+/).length <= 2;
  if (marked) return attendance.draft;
  if (direct !== null) return direct;
  const announcement = readAnnouncement(said, input);
  if (announcement !== null) return guardLesson(guardGrade(announcement, said), said, input, weight);
  if (weight !== 'strong' && isQuestion(said))
    return { intent: asksForStatus(said) ? 'status' : 'unknown', ask: null };
  if (weight !== 'strong' && !attendance?.firm) {
    const addressed = readAddressed(said, input);
    if (addressed !== null) return guardGrade(guardPupil(addressed, said, input), said);
  }
  if (attendance?.titled && attendance.pure && weight !== 'strong') return attendance.draft;
  // "9A english absent 3, 7": attendance taken in the lesson.
  if (attendance?.firm && attendance.pure && !isLabelled(said)) return attendance.draft;
  if (attendance?.evident && isAttendance(weight, attendance)) return attendance.draft;
  if (attendance?.evident && attendance.firm) return withAttendance(said, input, attendance);
  if (weight === 'strong') return readUpdate(said, input, weight);
  if (isPrivate(said)) return { intent: 'unknown', ask: null };
  const lesson = weight === 'weak' || weight === 'class';
  const update =
    lesson &&
    (input.role === 'admin'
      ? namesSubject(said) && !speaksToFamilies(said) && !tellsClosure(said)
      : !isAffair(said));
  const notice = update ? null : readPlainNotice(said, input);
  if (notice !== null) return guardGrade(guardPupil(notice, said, input), said);
  // "toner sakiyo, order garnu paryo": an office speaks of a lesson only with its subject or class.
  const ofLesson = input.role !== 'admin' || namesSubject(said) || said.page.classes.length > 0;
  if (lesson && ofLesson) return readUpdate(said, input, weight);
  if (attendance?.pure || (attendance?.stray && input.role === 'teacher')) return attendance.draft;
  return { intent: 'unknown', ask: null };
}

/** A notice to the whole school that seems to name a grade may have been meant for that grade alone. */
function guardGrade(notice: Announcement, said: Said): Announcement {
  const doubtful = notice.scope === 'school' && notice.ask === null && namesGrade(said.page);
  return doubtful ? { ...notice, ask: 'confirm' } : notice;
}

/** A teacher's notice that looks like an update and tells what was taught or set may have been meant as one. */
function guardLesson(notice: Announcement, said: Said, input: UnderstandInput, weight: Weight): Announcement {
  const { page } = said;
  const taught = page.senses.some((list) =>
    list.some(
      (s) =>
        (s.group === 'teach' && s.value !== 'given' && s.exact) ||
        (s.group === 'label' &&
          /^(?:topic|lesson|homework)$/.test(s.value) &&
          page.tokens[s.to]?.norm === ':'),
    ),
  );
  const doubtful = input.role === 'teacher' && weight === 'strong' && taught && notice.ask === null;
  return doubtful ? { ...notice, ask: 'confirm' } : notice;
}

/** A notice without a command that names a pupil may have been meant for that pupil's family alone. */
function guardPupil(notice: Announcement, said: Said, input: UnderstandInput): Announcement {
  const pupils = Object.values(input.roster ?? {}).flat();
  const named = ROLL.test(notice.text) || namesPupil(notice.text, pupils, slotOpener(input, said.page));
  return named && notice.ask === null ? { ...notice, ask: 'confirm' } : notice;
}

const ROLL =
  /^\s*\p{Nd}{1,2}(?:\s*(?:,|ra|and|र|&)\s*\p{Nd}{1,2})+\s+(?:ko|lai|le|को|लाई|ले)(?=\s)|\b(?:roll?|r\.?\s?no)\b[^\n]{0,9}\p{Nd}|रोल[^\n]{0,8}\p{Nd}/iu;

/** Whether what is not attendance in a text weighs too little to make it an update. */
function isAttendance(weight: Weight, view: AttendanceView): boolean {
  if (weight === 'none' || weight === 'class') return view.firm || view.pure;
  return weight === 'weak' && view.pure;
}

function readUpdate(said: Said, input: UnderstandInput, weight: Weight): DailyUpdate {
  const open = slotOpener(input, said.page);
  const update = checkNames(
    input,
    open,
    readDailyUpdate(said.page, input, said.body, said.breaks),
    weight === 'class',
  );
  if (update.ask !== null) return update;
  const doubtful =
    isThin(said, update, weight) ||
    isDoubtful(update, open) ||
    isUnfounded(update, input, open) ||
    isTorn(said.page, update, open) ||
    isPatched(said.page, update, open) ||
    lostHomework(said.page, said.body, update) ||
    isBareWork(said.page, said.body, update) ||
    lostTopic(said.page, said.body, update) ||
    isLessonInNote(said.page, update, open) ||
    losesWords(said.page, clearFrame(said.page, said.body), update, open);
  return doubtful ? { ...update, ask: 'confirm' } : update;
}

/**
 * "5A ko fan bigreko cha", "jado bhayo": no subject, no homework, no level and no verb of teaching. What is left is as
 * often something that happened as what was taught.
 */
function isThin(said: Said, update: DailyUpdate, weight: Weight): boolean {
  return (
    weight !== 'strong' &&
    !namesSubject(said) &&
    !tellsLesson(said) &&
    update.updates.every((u) => u.homework === undefined && u.understanding === undefined)
  );
}

/** An update with attendance in it: a note goes to every parent, so the teacher is asked first. */
function withAttendance(said: Said, input: UnderstandInput, view: AttendanceView): DailyUpdate {
  const { page, body, breaks } = said;
  const cut = new Set(attendanceIds(page, body, breaks, view.marks));
  const rest = body.filter((at) => !cut.has(at));
  if (cut.size === 0 || rest.every((at) => isSeparator(page, at))) {
    const update = readDailyUpdate(page, input, body, breaks);
    return { ...update, ask: update.ask ?? 'confirm' };
  }
  const update = readDailyUpdate(page, input, rest, breaks);
  const told = renderIds(page, trimIds(page, [...cut], 'light'));
  const first = Math.min(...cut) < Math.min(...rest.filter((at) => !isSeparator(page, at)));
  const updates = update.updates.map((u, n) => {
    if (n !== (first ? 0 : update.updates.length - 1)) return u;
    const note = first ? [told, u.note] : [u.note, told];
    return inOrder({ ...u, note: note.filter(Boolean).join(' ') });
  });
  return { ...update, updates, ask: update.ask === 'topic' ? 'confirm' : (update.ask ?? 'confirm') };
}

/** The slots of an update in the order in which the contract names them. */
function inOrder({ due, ...rest }: Update): Update {
  return due === undefined ? rest : { ...rest, due };
}

/** "Maya le ramro garin …": somebody did something, where a topic should stand. */
const BY_SOMEBODY = /(?:\sle|\slai|\sले|\sलाई|\Sले|\Sलाई)(?=\s)/u;

function checkNames(input: UnderstandInput, open: OpenSlot, update: DailyUpdate, bare: boolean): DailyUpdate {
  const classes = update.classes ?? (update.class === undefined ? [] : [update.class]);
  const pupils = classes.flatMap((c) => input.roster?.[c] ?? []);
  // Homework names nobody either: a clause about a pupil may have stayed in it.
  const named = update.updates.some((u) =>
    [u.note, u.homework].some(
      (slot) => slot !== undefined && (ROLL.test(slot) || namesPupil(slot, pupils, open)),
    ),
  );
  const told = update.updates.some(
    (u) => (BY_SOMEBODY.test(u.topic ?? '') || bare) && namesPupil(u.topic ?? '', pupils, open),
  );
  return (named || told) && update.ask === null ? { ...update, ask: 'confirm' } : update;
}
