import { findDue } from './find-due.ts';
import { type Page, senseAt } from './page.ts';
import { isAll } from './piece-signs.ts';
import type { State } from './read-update.ts';
import type { Piece } from './split-pieces.ts';
import { homeLead, isTask, isWorkOnly } from './task-words.ts';
import { wordSet } from './word-set.ts';

/** "… lekhne hw ho", "… is the homework", "… (hw)": whether the label stands behind what it names, which is moved. */
export function closesHomework(state: State, n: number): boolean {
  const { page, pieces } = state;
  const before = pieces[n - 1];
  const label = pieces[n];
  const after = pieces[n + 1];
  if (label?.kind !== 'label' || before?.kind !== 'text') return false;
  if (label.back) return giveHomework(state, before.ids);
  if (isBracketed(page, label.ids) && label.sep === 0) {
    dropBracket(page, after);
    return giveHomework(state, before.ids);
  }
  const isGiven =
    after?.kind === 'text' &&
    after.sep === 0 &&
    (isAll(page, after.ids, 'teach', 'given') ||
      isGivenWithDay(page, after.ids) ||
      pointsBack(page, after.ids));
  const atEnd =
    after === undefined || after.sep >= 1 || (after.kind === 'text' && isDueOnly(page, after.ids));
  if (!isGiven && !atEnd) return false;
  const told = isTask(page, before.ids) || isWorkOnly(page, before.ids) || endsInPlace(page, before.ids);
  // "make a chart - homework": a dash before the label and nothing behind it.
  if (label.sep > 1 || (label.sep === 1 && (label.marked || !told))) return false;
  const link = linkStart(page, before.ids);
  const joined = link > 0;
  if (!isGiven && !joined && !told) return false;
  // "… for homework" at the end of its line closes it; "Homework" alone on a line heads the next.
  const lineEnds = page.tokens[(label.ids.at(-1) ?? 0) + 1]?.kind === 'newline';
  if (!isGiven && !joined && !lineEnds && label.marked && after?.kind === 'text') return false;
  if (isGiven) {
    const due = after === undefined ? null : findDue(page, after.ids);
    if (due !== null) state.filling.due ??= due.iso;
    pieces.splice(n + 1, 1);
  }
  const object = pieces[n - 2];
  // "पट्टी बाँध्ने तरिका | घरमा अभ्यास गर्नु गृहकार्य हो" in a sentence of its own: the first part is what is done.
  if (
    before.sep === 1 &&
    homeLead(page, before.ids) > 0 &&
    object?.kind === 'text' &&
    !object.taught &&
    object.sep === 2
  ) {
    const both = [...object.ids, ...before.ids];
    return giveHomework(state, both, both);
  }
  return giveHomework(state, joined ? before.ids.slice(0, link) : before.ids, before.ids);
}

/** "पाठको अभ्यास १ र २": a numbered place in the book closes the text. */
function endsInPlace(page: Page, ids: readonly number[]): boolean {
  const place = ids.findLastIndex((id) => senseAt(page, id, 'work')?.exact === true);
  return (
    place !== -1 &&
    ids.slice(place + 1).some((id) => page.tokens[id]?.kind === 'number') &&
    ids
      .slice(place + 1)
      .every((id) => page.tokens[id]?.kind !== 'word' || LISTS.has(page.tokens[id]?.norm ?? ''))
  );
}

const LISTS = wordSet('ra and to dekhi samma no number ko र देखि सम्म को नं');

/** Moves a text to the homework, its day for handing in apart. */
function giveHomework(state: State, ids: readonly number[], from: readonly number[] = ids): true {
  const { page, filling } = state;
  const gone = new Set(from);
  for (const slot of [filling.topic, filling.note, filling.homework]) {
    const kept = slot.filter((id) => !gone.has(id));
    slot.splice(0, slot.length, ...kept);
  }
  const lead = ids.findIndex(
    (id) => !/^(?:today|aaja|aja|in|ma|ani|आज|मा|अनि)$/.test(page.tokens[id]?.norm ?? ''),
  );
  const set = ids.slice(Math.max(0, lead));
  const due = findDue(page, set);
  const taken = due?.said === true && set.some((id) => id < due.from || id >= due.to);
  if (taken) filling.due ??= due.iso;
  filling.homework.push(...set.filter((id) => !taken || id < due.from || id >= due.to));
  state.open = null;
  state.lastBare = 'homework';
  return true;
}

/** "…, hw yehi ho": the words behind the label point to what stands before it. */
function pointsBack(page: Page, ids: readonly number[]): boolean {
  return ids.every((id) =>
    /^(?:yehi|yahi|yei|yo|ho|hai|यही|यो|हो|है|this|that|it)$/.test(page.tokens[id]?.norm ?? ''),
  );
}

function isBracketed(page: Page, ids: readonly number[]): boolean {
  return page.tokens[(ids[0] ?? 0) - 1]?.norm === '(' && page.tokens[(ids.at(-1) ?? 0) + 1]?.norm === ')';
}

/** "… (hw) by Friday": the bracket that closed the label begins no text. */
function dropBracket(page: Page, after: Piece | undefined): void {
  if (after?.kind === 'text' && page.tokens[after.ids[0] ?? -1]?.norm === ')') after.ids.shift();
}

/** Where "as", "for", "is the", "will be their" joins a text to the label behind it; 0 or less where nothing does. */
function linkStart(page: Page, ids: readonly number[]): number {
  let from = ids.length;
  while (from > 0 && LINK.has(page.tokens[ids[from - 1] ?? -1]?.norm ?? '')) from -= 1;
  const joins = ids.slice(from).some((id) => JOINS.has(page.tokens[id]?.norm ?? ''));
  return joins ? from : -1;
}

const LINK = wordSet(
  "for as is are was will would be given the a their your our today's todays what they have got bhanera bhanne भनेर भन्ने lai लाई nai नै",
);
const JOINS = wordSet('for as is are was be bhanera bhanne भनेर भन्ने lai लाई');

/** "… गृहकार्य दिइएको छ आइतबारसम्म बुझाउने": that it was given, and the day for handing it in. */
function isGivenWithDay(page: Page, ids: readonly number[]): boolean {
  const due = findDue(page, ids);
  if (due?.said !== true) return false;
  const rest = ids.filter((id) => id < due.from || id >= due.to);
  return rest.length > 0 && isAll(page, rest, 'teach', 'given');
}

/** "… homework by Friday": nothing but the day for handing in. */
function isDueOnly(page: Page, ids: readonly number[]): boolean {
  const due = findDue(page, ids);
  return due !== null && ids.every((id) => id >= due.from && id < due.to);
}
