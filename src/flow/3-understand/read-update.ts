import { isTelling, isToCome, startsLearners } from './clause-words.ts';
import { closesHomework } from './close-homework.ts';
import { type DueSpan, findDue } from './find-due.ts';
import type { Slot } from './find-label.ts';
import type { Break } from './find-partings.ts';
import { behindLevel, levelOf } from './judge-level.ts';
import { type Page, senseAt } from './page.ts';
import {
  hasComingDate,
  isAll,
  isBringing,
  isBrought,
  isDueHere,
  isEvent,
  isHandedIn,
  isNotDone,
  isOnlyDate,
  isPlanned,
  isPleasantry,
  isTalkOfWork,
  startsTaught,
} from './piece-signs.ts';
import type { SubjectCode, Update } from './reading.ts';
import { hasRequest, isRemark } from './remark-signs.ts';
import { renderIds, trimIds } from './render-slot.ts';
import { type Piece, splitPieces } from './split-pieces.ts';
import { homeLead, isSetApart, isTask, isWorkOnly } from './task-words.ts';
import { isAskedOfGuardians, isState } from './verb-mood.ts';

/** One subject's run of tokens. */
export interface Part {
  subject?: SubjectCode;
  ids: number[];
  /** The slot that the subject word stood in, where one label serves several subjects ("hw: math p5, science p6"). */
  inherited?: Slot;
  /** True where it is one of a list of subjects of which the same is said. */
  joined?: boolean;
}

export interface Filling {
  topic: number[];
  homework: number[];
  note: number[];
  understanding?: Update['understanding'];
  due?: string;
}

/** Fills the slots of one part from its pieces. Every word that fills no other slot goes to the note. */
export function readPart(page: Page, part: Part, breaks: readonly Break[]): Update {
  const pieces = splitPieces(page, part.ids, breaks);
  const filling: Filling = { topic: [], homework: [], note: [] };
  const labelled = pieces.some((p) => p.kind === 'none' || (p.kind === 'label' && p.slot === 'homework'));
  const state: State = {
    page,
    pieces,
    filling,
    labelled,
    // A label of its own says where its homework begins ("math 1-50 counting, hw pg 30" on a later line).
    open: (labelled ? null : part.inherited) ?? null,
    openSep: 3,
    lastBare: null,
    nothing: false,
    bareDue: [],
  };
  for (let n = 0; n < pieces.length; n += 1) place(state, n);
  return finish(page, part, filling);
}

/** What is known while the pieces of a part are placed one by one. */
export interface State {
  page: Page;
  pieces: Piece[];
  filling: Filling;
  /** Whether a label of homework stands anywhere in the part. */
  labelled: boolean;
  /** The slot that the last label opened, until a sentence or line ends it. */
  open: Slot | null;
  openSep: Break;
  lastBare: 'topic' | 'homework' | 'note' | null;
  /** True where it was said that there is no homework: no day belongs to it. */
  nothing: boolean;
  /** The bare date that was taken for the day of handing in, until words of handing in name another. */
  bareDue: number[];
}

function place(state: State, n: number): void {
  const piece = state.pieces[n] as Piece;
  const { filling } = state;
  switch (piece.kind) {
    case 'label': {
      if (piece.slot === 'homework' && closesHomework(state, n)) return;
      state.open = isSideLabel(state, n) ? 'note' : piece.slot;
      // Beside a topic, "Lesson - 6" and "CW - pg 3" go to the note with their label.
      if (state.open !== piece.slot) filling.note.push(...piece.ids);
      state.openSep = piece.sep;
      state.lastBare = null;
      return;
    }
    case 'none':
      filling.homework.push(...piece.ids);
      state.open = null;
      state.lastBare = null;
      state.nothing = true;
      return;
    case 'level':
      if (filling.understanding === undefined) filling.understanding = piece.level;
      else filling.note.push(...piece.ids);
      if (state.open === 'understanding') state.open = null;
      return;
    case 'text':
      placeText(state, piece, n);
  }
}

/** Whether a label of lesson or classwork stands beside a topic of its own. */
function isSideLabel(state: State, n: number): boolean {
  const piece = state.pieces[n] as Piece;
  if (piece.kind !== 'label' || (piece.value !== 'lesson' && piece.value !== 'classwork')) return false;
  const topic = state.pieces.some((p) => p.kind === 'label' && p.value === 'topic');
  if (piece.value === 'classwork') return topic || state.filling.topic.length > 0;
  const next = state.pieces[n + 1];
  return topic && next?.kind === 'text' && next.ids.every((id) => state.page.tokens[id]?.kind !== 'word');
}

function placeText(state: State, piece: Piece & { kind: 'text' }, n: number): void {
  const { page, filling, open } = state;
  const brings =
    piece.sep > 0 &&
    (open === null || !isEmptySlot(state, 'homework')) &&
    (isBringing(page, piece.ids) || (isBrought(page, piece.ids) && hasComingDate(page, piece.ids)));
  const due = (state.nothing && open === null) || brings ? null : findDue(page, piece.ids);
  let ids = piece.ids;
  const forHomework =
    open === 'homework' ||
    open === 'due' ||
    filling.homework.length > 0 ||
    (state.labelled && due?.said) ||
    (due?.said &&
      (isTask(page, ids) || isWorkOnly(page, ids) || isHandedIn(page, due)) &&
      !isEvent(page, ids));
  if (
    due !== null &&
    (open === 'due' ||
      (forHomework && isDueHere(page, due, ids, open, isEmptySlot(state, 'homework') ? 0 : piece.sep)))
  ) {
    takeDue(state, due);
    ids = ids.filter((id) => id < due.from || id >= due.to);
    if (trimIds(page, ids).length === 0) return;
    // "project bujhaune miti mangsir 15": what is handed in is homework.
    if (open === null && due.said && filling.homework.length === 0 && !state.labelled) {
      filling.homework.push(...ids.slice(homeLead(page, ids)));
      return;
    }
  }
  const continues = open !== null && (piece.sep <= 1 || isEmptySlot(state, open));
  if (open === 'understanding') {
    // A phone writes "week" for weak.
    const level = levelOf(page, ids) ?? (ids.some((id) => page.tokens[id]?.norm === 'week') ? 'weak' : null);
    if (level === null || filling.understanding !== undefined) filling.note.push(...ids);
    else {
      filling.understanding = level;
      // "understanding thikai tara bholi dohoryaune": what goes on behind the level is told beside it.
      filling.note.push(...behindLevel(page, ids));
    }
    state.open = null;
    return;
  }
  if (open === 'due') {
    filling.note.push(...ids);
    state.open = null;
    return;
  }
  if (continues && open !== null) {
    const aside = hasComingDate(page, ids) && !isWorkOnly(page, ids) && !isTask(page, ids);
    const filled = open !== 'note' && filling[open].length > 0;
    // "hw page 45, rukh ko katha padhaye": a clause that its verb closed was taught.
    const told = piece.taught || (startsTaught(page, ids) && !isTask(page, ids));
    if (filled && piece.sep === 1 && told && open === 'homework' && filling.topic.length === 0) {
      filling.topic.push(...ids);
      state.open = null;
      return;
    }
    if (filled && piece.sep >= 1 && (isRemark(page, ids) || isToldOrAsked(page, ids))) {
      filling.note.push(...ids);
      state.open = null;
      state.lastBare = 'note';
      return;
    }
    if (
      (open === 'homework' || open === 'topic') &&
      piece.sep === 1 &&
      filling[open].length > 0 &&
      (isTalkOfWork(page, ids) ||
        (isEvent(page, ids) &&
          !isTask(page, ids) &&
          (open !== 'topic' || isNotDone(page, ids) || hasRequest(page, ids))) ||
        aside ||
        brings)
    ) {
      filling.note.push(...ids);
      state.open = 'note';
      return;
    }
    filling[open].push(...ids);
    if (piece.taught) state.open = null;
    return;
  }
  if (open === 'note') {
    filling.note.push(...ids);
    return;
  }
  if (
    open === 'homework' &&
    (isTask(page, ids) || isWorkOnly(page, ids)) &&
    !isEvent(page, ids) &&
    !isBringing(page, ids)
  ) {
    filling.homework.push(...ids);
    return;
  }
  state.open = null;
  placeBare(state, piece, ids, n);
}

/** What its verb says is told or asked beside the lesson, and neither taught nor set. */
function isToldOrAsked(page: Page, ids: readonly number[]): boolean {
  return isState(page, ids) || isAskedOfGuardians(page, ids);
}

/** Takes a day for handing in; "hand in on Monday" wins over a bare day, which then belongs to the homework. */
function takeDue(state: State, due: DueSpan): void {
  const { filling } = state;
  const span = Array.from({ length: due.to - due.from }, (_, k) => due.from + k);
  if (filling.due === undefined) {
    filling.due = due.iso;
    if (!due.said) state.bareDue = span;
  } else if (due.said && state.bareDue.length > 0) {
    filling.due = due.iso;
    filling.homework.push(...state.bareDue);
    state.bareDue = [];
  }
}

function isEmptySlot(state: State, slot: Slot): boolean {
  return (slot === 'topic' || slot === 'homework' || slot === 'note') && state.filling[slot].length === 0;
}

/** Text without a label: subject, topic, homework, then note, in the order of the lines, but for plain signs. */
function placeBare(state: State, piece: Piece & { kind: 'text' }, ids: number[], n: number): void {
  // Only connecting words ("I took the … period today:") or brackets fill nothing.
  const own = trimIds(state.page, ids);
  // "please do the homework: …"
  const next = state.pieces[n + 1];
  const asked = own.map((id) => state.page.tokens[id]?.norm ?? '').join(' ');
  if (
    next?.kind === 'label' &&
    next.sep === 0 &&
    /^(?:please|pls|plz|kindly)(?: do)?(?: the| your| this)?$/.test(asked)
  )
    return;
  if (own.every((id) => state.page.tokens[id]?.kind === 'mark') || isFrame(state.page, own)) return;
  // "their homework is …"
  if (
    own.length === 1 &&
    /^(?:their|your|his|her|and|also)$/.test(state.page.tokens[own[0] ?? -1]?.norm ?? '')
  )
    return;
  const slot = slotOf(state, piece, ids, own, n);
  state.filling[slot].push(...(slot === 'homework' ? ids.slice(homeLead(state.page, ids)) : ids));
  state.lastBare = slot;
}

/** "This is for 6B math.", "yo 6 kha ko ho": a sentence around the heading and nothing in it. */
function isFrame(page: Page, ids: readonly number[]): boolean {
  const said = ids.map((id) => page.tokens[id]?.norm ?? '').join(' ');
  return (
    /^(?:this|that|it|yo|tyo|यो|त्यो)(?: (?:is|was|ko|को))?(?: (?:for|of|ho|lagi|हो|लागि))?$/.test(said) &&
    /^(?:this|that|it|yo|tyo|यो|त्यो)(?:$| )/.test(said) &&
    (ids.length > 1 || said === 'this')
  );
}

function slotOf(
  state: State,
  piece: Piece & { kind: 'text' },
  ids: readonly number[],
  own: readonly number[],
  n: number,
): 'topic' | 'homework' | 'note' {
  const { page, filling } = state;
  const task = isTask(page, ids, own);
  const work = isWorkOnly(page, ids, own);
  const event = isEvent(page, ids);
  if (isAll(page, ids, 'word', 'nothing')) return 'homework';
  if (state.nothing && (isPleasantry(page, ids) || isOnlyDate(page, ids))) return 'note';
  const ofPupils = senseAt(page, ids[0] ?? -1, 'level', 'learner')?.exact === true && piece.sep >= 1;
  if (piece.taught && ofPupils && filling.topic.length > 0) return 'note';
  if (piece.taught) return 'topic';
  if (isRemark(page, ids) || isToldOrAsked(page, ids)) return 'note';
  if (!task && !work && startsLearners(page, ids[0] ?? -1)) return 'note';
  if (!task && !work && isTelling(page, own) && !startsTaught(page, ids)) return 'note';
  if (closesLater(state, n)) return 'homework';
  if (!task && !work && isToCome(page, ids)) return 'note';
  // Homework spoken of and not given ("hw garera naaaune dherai bhaye").
  if (ids.some((id) => senseAt(page, id, 'label', 'homework')?.exact)) return 'note';
  const tells = startsTaught(page, ids) && filling.topic.length === 0;
  const sets = piece.sep > 0 && task && isSetApart(page, ids) && !state.labelled;
  if (piece.sep <= 1 && state.lastBare === 'note' && !tells && !sets) return 'note';
  const brings = isBringing(page, ids) || (isBrought(page, ids) && hasComingDate(page, ids));
  if (piece.sep > 0 && brings && (filling.topic.length > 0 || filling.homework.length > 0)) return 'note';
  if (brings && isBesideLesson(state, n)) return 'note';
  if (filling.topic.length === 0 && filling.homework.length === 0) {
    if (event && !task && (hasComingDate(page, ids) || isNotDone(page, ids) || isPlanned(page, ids)))
      return 'note';
    if (!state.labelled && (work || task) && !startsTaught(page, ids)) return 'homework';
    return 'topic';
  }
  if (piece.sep <= 1) {
    if (!state.labelled && (work || task)) return 'homework';
    if (event && !task && !(state.lastBare === 'topic' && isDashed(page, ids))) return 'note';
    if (tells) return 'topic';
    if (state.lastBare !== null) return state.lastBare;
    return filling.topic.length === 0 ? 'topic' : 'note';
  }
  if (filling.topic.length === 0 && !event && !task) return 'topic';
  if (!state.labelled && (work || task) && !(event && !work)) return 'homework';
  if (!state.labelled && piece.sep === 3 && filling.homework.length === 0 && !event) return 'homework';
  return 'note';
}

/** Whether what was taught or set is told in another piece, so that a thing to bring is told beside it. */
function isBesideLesson(state: State, n: number): boolean {
  return state.pieces.some(
    (p, k) =>
      k !== n &&
      (p.kind === 'none' ||
        (p.kind === 'label' && (p.slot === 'homework' || p.slot === 'topic')) ||
        (p.kind === 'text' && (p.taught || startsTaught(state.page, p.ids)))),
  );
}

/** "MS Excel – formulas & functions": a few words behind a dash, without a day or a request, go on with what they stand behind. */
function isDashed(page: Page, ids: readonly number[]): boolean {
  return (
    page.tokens[(ids[0] ?? 0) - 1]?.norm === '-' &&
    ids.length <= LONGEST_DASHED &&
    !hasComingDate(page, ids) &&
    !isNotDone(page, ids) &&
    !isRemark(page, ids) &&
    !ids.some((id) => TEST.test(page.tokens[id]?.norm ?? ''))
  );
}

const LONGEST_DASHED = 4;
const TEST = /^(?:tests?|exams?|meeting|pariksha|parikshya|परीक्षा|जाँच|holiday|bida|chutti|बिदा|छुट्टी)$/;

/** Whether the next piece is a label that names this text as homework. */
function closesLater(state: State, n: number): boolean {
  const next = state.pieces[n + 1];
  if (next?.kind !== 'label' || next.slot !== 'homework' || next.sep !== 0) return false;
  const after = state.pieces[n + 2];
  return after?.kind === 'text' && after.sep === 0 && isAll(state.page, after.ids, 'teach', 'given');
}

function finish(page: Page, part: Part, filling: Filling): Update {
  const topic = renderIds(page, trimIds(page, filling.topic));
  const homework = renderIds(page, trimIds(page, filling.homework, 'homework'));
  const note = renderIds(page, trimIds(page, filling.note, 'light'));
  return {
    ...(part.subject ? { subject: part.subject } : {}),
    ...(topic ? { topic } : {}),
    ...(homework ? { homework } : {}),
    ...(filling.understanding ? { understanding: filling.understanding } : {}),
    ...(note ? { note } : {}),
    ...(filling.due ? { due: filling.due } : {}),
  };
}
