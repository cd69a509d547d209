import { closesHomework } from './close-homework.ts';
import { isSeparator } from './find-breaks.ts';
import type { Slot } from './find-label.ts';
import type { Break } from './find-partings.ts';
import { isAllLevel } from './judge-level.ts';
import type { Page } from './page.ts';
import { placeText } from './place-text.ts';
import type { SubjectCode, Update } from './reading.ts';
import { renderIds } from './render-slot.ts';
import { type Piece, splitPieces } from './split-pieces.ts';
import { trimIds } from './trim-ids.ts';
import { wordSet } from './word-set.ts';

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
export function readPart(
  page: Page,
  part: Part,
  breaks: readonly Break[],
  subjects: readonly string[] = [],
): Update {
  const pieces = splitPieces(page, part.ids, breaks);
  const filling: Filling = { topic: [], homework: [], note: [] };
  const labelled = pieces.some((p) => p.kind === 'none' || (p.kind === 'label' && p.slot === 'homework'));
  const state: State = {
    page,
    pieces,
    filling,
    practised: PRACTISED.has(part.subject ?? 'other'),
    labelled,
    // A label of its own says where its homework begins ("math 1-50 counting, hw pg 30" on a later line).
    open: (labelled ? null : part.inherited) ?? null,
    openSep: 3,
    lastBare: null,
    nothing: false,
    bareDue: [],
  };
  for (let n = 0; n < pieces.length; n += 1) place(state, n);
  return finish(page, part, filling, subjects);
}

const PRACTISED = new Set<SubjectCode>(['drawing', 'dance', 'music']);

/** What is known while the pieces of a part are placed one by one. */
export interface State {
  page: Page;
  pieces: Piece[];
  filling: Filling;
  /** A lesson in which pupils draw, dance or play: what is to be done without more is what they did there. */
  practised: boolean;
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
  const { page, filling } = state;
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
      // "poor understanding, needs more practice": the same is said twice.
      else if (filling.understanding !== piece.level || !isAllLevel(page, piece.ids))
        filling.note.push(...piece.ids);
      // "H.W.: exercise C. Most struggled with the word order": a sentence about the class closes the homework.
      if (state.open === 'homework' && piece.sep >= 2 && filling.homework.length > 0) {
        state.open = null;
        state.lastBare = 'note';
      }
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

function finish(page: Page, part: Part, filling: Filling, subjects: readonly string[]): Update {
  const taught = trimIds(page, filling.topic);
  const late = part.subject ? undefined : lateSubject(page, taught, subjects);
  const subject = part.subject ?? late?.code;
  const topic = renderIds(page, late ? trimIds(page, late.before) : taught);
  const homework = renderIds(page, withoutToday(page, trimIds(page, filling.homework, 'homework')));
  const note = renderIds(page, withFriendlyEnd(page, trimIds(page, filling.note, 'light')));
  return {
    ...(subject ? { subject } : {}),
    ...(topic ? { topic } : {}),
    ...(homework ? { homework } : {}),
    ...(filling.understanding ? { understanding: filling.understanding } : {}),
    ...(note ? { note } : {}),
    ...(filling.due ? { due: filling.due } : {}),
  };
}

/** "bholi rang pathaidinu hai": in a message to families the friendly word at the end is part of what is asked. */
function withFriendlyEnd(page: Page, ids: number[]): number[] {
  const next = (ids.at(-1) ?? Number.NaN) + 1;
  if (!FRIENDLY.has(page.tokens[next]?.norm ?? '')) return ids;
  // "… lyaunu hai sir" is said to the one who reads it.
  const ends =
    page.tokens[next + 1] === undefined
      ? page.text.slice(page.tokens[next]?.end).trim() === ''
      : isSeparator(page, next + 1);
  return ends ? [...ids, next] : ids;
}

const FRIENDLY = wordSet('hai please pls plz है');

/** "hw: none today", "no homework for today": that nothing is set, and the day goes without saying. */
function withoutToday(page: Page, ids: readonly number[]): readonly number[] {
  if (!NONE.has(page.tokens[ids[0] ?? -1]?.norm ?? '')) return ids;
  let to = ids.length;
  while (to > 1 && page.dateAt(ids[to - 1] as number)?.iso === page.today) to -= 1;
  if (to < ids.length && page.tokens[ids[to - 1] as number]?.norm === 'for') to -= 1;
  return ids.slice(0, to);
}

const NONE = wordSet('no none nil nill nothing zero निल शून्य');

/** "the cell and its parts in science", of one who teaches it: the subject behind what was taught. */
function lateSubject(
  page: Page,
  topic: readonly number[],
  subjects: readonly string[],
): { code: SubjectCode; before: number[] } | undefined {
  const end = (topic.at(-1) ?? -1) + 1;
  for (const [n, id] of topic.entries()) {
    if (n < 2 || page.tokens[id - 1]?.norm !== 'in') continue;
    const sense = page.senses[id]?.find((s) => s.group === 'subject' && s.exact && s.to === end);
    const code = sense && subjects.includes(sense.value) ? (sense.value as SubjectCode) : undefined;
    if (code !== undefined) return { code, before: topic.slice(0, n - 1) };
  }
  return undefined;
}
