import { isTelling, isToCome, startsLearners } from './clause-words.ts';
import { type Page, senseAt } from './page.ts';
import {
  hasComingDate,
  isAll,
  isBringing,
  isBrought,
  isEvent,
  isNotDone,
  isOnlyDate,
  isPlanned,
  isPleasantry,
  startsTaught,
} from './piece-signs.ts';
import type { State } from './read-update.ts';
import { isRemark } from './remark-signs.ts';
import type { Piece } from './split-pieces.ts';
import { homeLead, isObliged, isSetApart, isTask, isWorkOnly } from './task-words.ts';
import { trimIds } from './trim-ids.ts';
import { isAboutPupils, isAskedOfGuardians, isState } from './verb-mood.ts';

/** Text without a label: subject, topic, homework, then note, in the order of the lines, but for plain signs. */
export function placeBare(state: State, piece: Piece & { kind: 'text' }, ids: number[], n: number): void {
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
  // "gharkaam chaina, shanibar hune pratiyogita ko tayari garnu hola"
  if (state.nothing && event && piece.sep >= 1 && hasComingDate(page, ids) && !startsTaught(page, ids))
    return 'note';
  const ofPupils = senseAt(page, ids[0] ?? -1, 'level', 'learner')?.exact === true && piece.sep >= 1;
  if (piece.taught && ofPupils && filling.topic.length > 0) return 'note';
  if (piece.taught) return 'topic';
  if (isRemark(page, ids) || isToldOrAsked(page, ids)) return 'note';
  if (!task && !work && startsLearners(page, ids[0] ?? -1)) return 'note';
  if (!task && !work && isTelling(page, own) && !startsTaught(page, ids)) return 'note';
  if (closesLater(state, n)) return 'homework';
  // "They must write … and bring it", "students should …": said to be done, whatever else stands in it.
  if (task && !state.labelled && isObliged(page, ids)) return 'homework';
  if (!task && !work && isToCome(page, ids)) return 'note';
  // Homework spoken of and not given ("hw garera naaaune dherai bhaye").
  if (ids.some((id) => senseAt(page, id, 'label', 'homework')?.exact)) return 'note';
  // "Redo the two constructions neatly at home.": a sentence that says where it is done.
  if (piece.sep >= 2 && !state.labelled && filling.topic.length > 0 && !event && endsAtHome(page, own))
    return 'homework';
  const tells = startsTaught(page, ids) && filling.topic.length === 0;
  const sets = piece.sep > 0 && task && isSetApart(page, ids) && !state.labelled;
  if (piece.sep <= 1 && state.lastBare === 'note' && !tells && !sets) return 'note';
  const brings =
    isBringing(page, ids, piece.sep < 2 || filling.homework.length === 0) ||
    (isBrought(page, ids) && hasComingDate(page, ids));
  if (piece.sep > 0 && brings && (filling.topic.length > 0 || filling.homework.length > 0)) return 'note';
  if (brings && isBesideLesson(state, n)) return 'note';
  if (filling.topic.length === 0 && filling.homework.length === 0) {
    if (event && !task && (hasComingDate(page, ids) || isNotDone(page, ids) || isPlanned(page, ids)))
      return 'note';
    // "drawing: machha ma rang bharne" is the lesson, "drawing: ghar ma rang bharne" is not.
    const practice = state.practised && !work && !isSetApart(page, ids);
    if (!state.labelled && (work || task) && !practice && !startsTaught(page, ids)) return 'homework';
    return 'topic';
  }
  if (piece.sep <= 1) {
    if (!state.labelled && (work || task)) return 'homework';
    if (tells) return 'topic';
    const titled = state.lastBare === 'topic' && (isDashed(page, ids) || isTitle(state, ids));
    if (event && !task && !titled) return 'note';
    if (state.lastBare !== null) return state.lastBare;
    return filling.topic.length === 0 ? 'topic' : 'note';
  }
  if (filling.topic.length === 0 && !event && !task) return 'topic';
  if (!state.labelled && (work || task) && !(event && !work && !isWrittenAbout(page, own))) return 'homework';
  if (!state.labelled && piece.sep === 3 && filling.homework.length === 0 && !event) return 'homework';
  return 'note';
}

/** "… at home" */
function endsAtHome(page: Page, own: readonly number[]): boolean {
  const home = own.findIndex((id) => senseAt(page, id, 'task', 'home')?.exact === true);
  return home > 1 && senseAt(page, own[home] ?? -1, 'task', 'home')?.to === (own.at(-1) ?? 0) + 1;
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

/** "Write about one festival": an event that is written about and not held. */
function isWrittenAbout(page: Page, own: readonly number[]): boolean {
  return WRITES.test(page.tokens[own[0] ?? -1]?.norm ?? '') && !hasComingDate(page, own);
}

const WRITES =
  /^(?:write|describe|draw|read|learn|list|explain|memori[sz]e|colou?r|copy|find|collect|research|sketch|paint|imagine|compose)$/;

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

/** "chapter 8, A Trip to Rara": what a lesson is called that was only numbered. */
function isTitle({ page, filling }: State, ids: readonly number[]): boolean {
  const [lesson, number, ...more] = trimIds(page, filling.topic);
  if (lesson === undefined || number === undefined || more.length > 0 || hasComingDate(page, ids))
    return false;
  return senseAt(page, lesson, 'label', 'lesson') !== undefined && page.tokens[number]?.kind === 'number';
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

/** What its verb says is told or asked beside the lesson, and neither taught nor set. */
export function isToldOrAsked(page: Page, ids: readonly number[]): boolean {
  return isState(page, ids) || isAskedOfGuardians(page, ids) || isAboutPupils(page, ids);
}
