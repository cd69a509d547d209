import { isToldOrAsked } from './choose-slot.ts';
import { isTelling } from './clause-words.ts';
import { findBreaks, isSeparator } from './find-breaks.ts';
import { findDue } from './find-due.ts';
import { isPast } from './find-taught.ts';
import { levelOf } from './judge-level.ts';
import { idsOf, type OpenSlot, type Page, senseAt } from './page.ts';
import { isBringing, isEvent, isPleasantry } from './piece-signs.ts';
import type { Update } from './reading.ts';
import { isRemark } from './remark-signs.ts';
import { isTask } from './task-words.ts';
import { isAboutPupils } from './verb-mood.ts';
import { wordSet } from './word-set.ts';

/** Whether the note of an update holds what belongs to an empty slot, or a sentence that is a note for no reason. */
export function isUnfoundedNote(update: Update, note: string, text: string, open: OpenSlot): boolean {
  if (NOTED.test(text)) return false;
  const page = open(note);
  const ids = idsOf(0, page.tokens.length);
  return (
    (update.homework === undefined && holdsWork(page, ids, update)) ||
    (update.homework !== undefined && update.due === undefined && holdsDay(page, ids)) ||
    holdsVerdict(page, ids, update) ||
    (update.homework !== undefined && !NOTHING.test(update.homework) && NOTHING.test(note)) ||
    page.tokens.some((_, at) => isUnknownLabel(page, at)) ||
    !sentencesOf(page).every(
      (sentence) => !wasTaught(page, sentence) && isExplained(page, sentence, update.topic !== undefined),
    )
  );
}

/** The sender says what is a note. */
const NOTED = /(?:^|[^\p{L}\p{M}])(?:note|nb|n\.b|remarks?|नोट|कैफियत)\s*[:\-–=]/iu;
/** That there is nothing, which belongs to homework. */
export const NOTHING =
  /\bnil\b|\bno(?:thing)?\b|\b(?:chh?|x)aina\b|छैन|दिइएन|(?:di|diye)na\b|hudaina|pardaina/iu;

/** A command, a place in the book or "in the copy" in a note beside no homework. */
function holdsWork(page: Page, ids: readonly number[], update: Update): boolean {
  const sets = (clause: readonly number[]) =>
    isTask(page, clause) && !isEvent(page, clause) && !isRemark(page, clause) && !isBringing(page, clause);
  if (sets(ids) || sentencesOf(page).some(sets)) return true;
  // "Diagram with labels, thursday": a day tells nothing by itself where homework is missing.
  if (update.topic !== undefined && sentencesOf(page).some((sentence) => isDayAlone(page, sentence)))
    return true;
  if (IN_COPY.test(page.text)) return true;
  const placed = ids.some((id) => {
    const place = senseAt(page, id, 'work');
    return place !== undefined && page.tokens[place.to]?.kind === 'number';
  });
  return placed || (update.topic !== undefined && isEventAlone(page, ids));
}

const IN_COPY = /\bin (?:the |your )?copy\b|\bcopy ma\b|कापीमा (?!हस्ताक्षर)/iu;

/** A word of an event without a day or a request: "program" and "result" are also words of lessons. */
function isEventAlone(page: Page, ids: readonly number[]): boolean {
  return (
    isEvent(page, ids) &&
    !isRemark(page, ids) &&
    !isToldOrAsked(page, ids) &&
    !isTelling(page, ids) &&
    page.dates('future').length === 0 &&
    !/please|pls|plz|kindly|parent|guardian|अभिभावक|abhibhawak|hola|होला/iu.test(page.text)
  );
}

/** A sentence with a day that no event, request, notice or verb explains. */
function isDayAlone(page: Page, ids: readonly number[]): boolean {
  return (
    ids.some((id) => page.dateAt(id) !== undefined) &&
    !isEvent(page, ids) &&
    !isRemark(page, ids) &&
    !isToldOrAsked(page, ids) &&
    !isTelling(page, ids) &&
    !isBringing(page, ids) &&
    !ids.some((id) => page.senses[id]?.some(explains))
  );
}

/** "please submit it by Wednesday", or a day and no more, in a note beside homework without a day. */
function holdsDay(page: Page, ids: readonly number[]): boolean {
  const due = findDue(page, ids);
  if (due?.said === true && page.tokens.slice(due.from, due.to).some((t) => SUBMITS.test(t.norm)))
    return true;
  const day = page.dateAt(0);
  return (
    day !== undefined && day.iso !== null && page.tokens.filter((t) => t.kind === 'word').length <= day.to + 1
  );
}

const SUBMITS = /^(?:submit\w*|submission|hand|due|deadline|bujha\w+|jamm?a|बुझाउ\S*|जम्मा|पेस|पेश)$/u;

/** "aba clear bhayo" beside no level, "कोहीले बुझेनन्" beside another one. */
function holdsVerdict(page: Page, ids: readonly number[], update: Update): boolean {
  if (update.understanding === undefined)
    return page.senses.some((list) =>
      list.some(
        (s) =>
          s.group === 'level' &&
          s.value !== 'learner' &&
          s.exact &&
          BECAME.test(page.tokens[s.to]?.norm ?? ''),
      ),
    );
  const level = ids.length <= LONGEST_VERDICT ? levelOf(page, ids) : null;
  return level !== null && level !== update.understanding;
}

const LONGEST_VERDICT = 5;
const BECAME = /^(?:bhayo|vayo|bho|vo|lagyo|chh?a|xa|thiyo|was|were|भयो|लाग्यो|छ|थियो)$/;

/** "व्यवसाय: माछापालन": a colon behind a word that is no label. */
function isUnknownLabel(page: Page, at: number): boolean {
  return (
    page.tokens[at]?.norm === ':' &&
    page.tokens[at - 1]?.kind === 'word' &&
    page.tokens[at + 1]?.kind === 'word' &&
    senseAt(page, at - 1, 'label') === undefined
  );
}

function sentencesOf(page: Page): number[][] {
  const breaks = findBreaks(page);
  const found: number[][] = [[]];
  for (const at of page.tokens.keys()) {
    if (at > 0 && (breaks[at] ?? 0) >= 2) found.push([]);
    if (!isSeparator(page, at)) found.at(-1)?.push(at);
  }
  return found.filter((ids) => ids.some((at) => page.tokens[at]?.kind !== 'mark'));
}

/** "Ch 7 Light introduced": what was taught, and not what was not or will be. */
function wasTaught(page: Page, ids: readonly number[]): boolean {
  const last = page.tokens[ids.findLast((id) => page.tokens[id]?.kind === 'word') ?? -1]?.norm ?? '';
  return TAUGHT.has(last) && !ids.some((id) => NOT_YET.test(page.tokens[id]?.norm ?? ''));
}

const TAUGHT = wordSet(
  'introduced started taught covered discussed explained completed finished padhaiyo padhaye sikaiyo sikaye पढाइयो सिकाइयो पढाएँ सिकाएँ',
);
const NOT_YET =
  /^(?:not|will|be|to|could|yet|n't|.*n't|only|half|hijo|yesterday|bholi|feri|pheri|हिजो|भोलि|फेरि)$/;

/** Whether a sentence of a note is one for a reason: a day, an event, a request, a notice, what was so or was not, what pupils did. */
function isExplained(page: Page, ids: readonly number[], beside: boolean): boolean {
  // "we did the lab test of acids": beside no topic it is the lesson.
  if (!beside && isDoneByUs(page, ids)) return false;
  const told = isToldOrAsked(page, ids) && (beside || !isAboutPupils(page, ids));
  if (told || isRemark(page, ids) || isEvent(page, ids) || isTelling(page, ids)) return true;
  // "दिनको नाम Sunday देखि Saturday": there a day alone explains nothing either, but in a wish.
  if (!beside && isPleasantry(page, ids)) return true;
  return ids.some((id) => (beside && page.dateAt(id) !== undefined) || page.senses[id]?.some(explains));
}

function isDoneByUs(page: Page, ids: readonly number[]): boolean {
  const [first, second] = ids.map((id) => page.tokens[id]?.norm ?? '');
  return US.has(first ?? '') && (DID.test(second ?? '') || isPast(page.tokens[ids.at(-1) ?? -1]));
}

const US = wordSet('we i hami hamile maile hamiharule हामी हामीले मैले हामीहरूले');
const DID = /^(?:did|had|made|went|saw|drew|wrote|read|sang|sung|took|began|built|told|heard|[a-z]{3,}ed)$/;

function explains(sense: { group: string; value: string; exact: boolean }): boolean {
  if (sense.group === 'notice') return sense.value !== 'school' && sense.value !== 'parents';
  if (sense.group === 'status') return sense.value !== 'filler' && sense.exact;
  if (sense.group === 'label') return sense.value === 'lesson' || sense.value === 'classwork';
  if (sense.group === 'level') return sense.value !== 'learner' && sense.exact;
  return sense.group === 'word' && sense.value === 'not';
}
