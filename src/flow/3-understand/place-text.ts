import { isToldOrAsked, placeBare } from './choose-slot.ts';
import { isTelling } from './clause-words.ts';
import { type DueSpan, findDue } from './find-due.ts';
import type { Slot } from './find-label.ts';
import { isPast } from './find-taught.ts';
import { behindLevel, levelOf } from './judge-level.ts';
import { idsOf, type Page } from './page.ts';
import {
  hasComingDate,
  isBringing,
  isBrought,
  isDueHere,
  isEvent,
  isHandedIn,
  isHandedOnly,
  isNotDone,
  isTalkOfWork,
  startsTaught,
} from './piece-signs.ts';
import type { State } from './read-update.ts';
import { hasRequest, isRemark } from './remark-signs.ts';
import type { Piece } from './split-pieces.ts';
import { homeLead, isTask, isWorkOnly } from './task-words.ts';
import { trimIds } from './trim-ids.ts';
import { wordSet } from './word-set.ts';

/** Places a text: its day for handing in, then the slot that a label opened, then by its own signs. */
export function placeText(state: State, piece: Piece & { kind: 'text' }, n: number): void {
  const { page, filling, open } = state;
  const brings =
    piece.sep > 0 &&
    (open === null || !isEmptySlot(state, 'homework')) &&
    (isBringing(page, piece.ids, piece.sep < 2 || filling.homework.length === 0) ||
      (isBrought(page, piece.ids) && hasComingDate(page, piece.ids)));
  const due = (state.nothing && open === null) || brings ? null : findDue(page, piece.ids);
  let ids = piece.ids;
  const forHomework =
    open === 'homework' ||
    open === 'due' ||
    filling.homework.length > 0 ||
    (state.labelled && due?.said) ||
    (due?.said &&
      (isTask(page, ids) || isWorkOnly(page, ids) || isHandedIn(page, due)) &&
      !isEvent(page, outside(due, ids)));
  if (
    due !== null &&
    (open === 'due' ||
      (forHomework && isDueHere(page, due, ids, open, isEmptySlot(state, 'homework') ? 0 : piece.sep)))
  ) {
    takeDue(state, due);
    ids = ids.filter((id) => id < due.from || id >= due.to);
    if (trimIds(page, ids).length === 0 || isHandedOnly(page, ids)) return;
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
    // "hw page 3, class ma halla bhayo": what its verb closes was not set.
    if (
      filled &&
      piece.sep === 1 &&
      open === 'homework' &&
      (endsInPast(page, ids) || (piece.taught && filling.topic.length > 0)) &&
      !isTask(page, ids)
    ) {
      filling.note.push(...ids);
      state.open = null;
      state.lastBare = 'note';
      return;
    }
    if (
      (filled || (open === 'homework' && piece.sep === 2 && !isTask(page, ids))) &&
      piece.sep >= 1 &&
      (isRemark(page, ids) || isToldOrAsked(page, ids) || isTold(page, ids))
    ) {
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
    // "hw nil, friday hune quiz …": that there is nothing closes its label.
    if (open === 'homework' && ids.every((id) => isNil(page, id))) {
      state.open = null;
      state.nothing = true;
    }
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

function isNil(page: Page, at: number): boolean {
  return NIL.has(page.tokens[at]?.norm ?? '');
}

const NIL = wordSet('nil nill none nothing no zero निल शून्य');

/** Whether a clause of three words or more ends with a Nepali verb of what was done or happened. */
function endsInPast(page: Page, ids: readonly number[]): boolean {
  const last = ids.at(-1);
  if (ids.length < 3 || last === undefined) return false;
  const token = page.tokens[last];
  return isPast(token) || ENDS_PAST.has(token?.norm ?? '');
}

const ENDS_PAST = wordSet('bhayo vayo bho gare garey aaye gaye thie भयो गरे आए गए');

/** The tokens without the day and its words of handing in. */
function outside(due: DueSpan | null, ids: readonly number[]): readonly number[] {
  return due === null ? ids : ids.filter((id) => id < due.from || id >= due.to);
}

/** "…, it was a noisy class": a sentence of somebody, and no work. */
function isTold(page: Page, ids: readonly number[]): boolean {
  return isTelling(page, ids) && !isTask(page, ids) && !isWorkOnly(page, ids);
}

/** Takes a day for handing in; "hand in on Monday" wins over a bare day, which then belongs to the homework. */
function takeDue(state: State, due: DueSpan): void {
  const { filling } = state;
  const span = idsOf(due.from, due.to);
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
