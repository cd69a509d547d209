import { startsLearners } from './clause-words.ts';
import { backReference, startsWork } from './cut-run.ts';
import { isDoing } from './doing-nouns.ts';
import { isSeparator } from './find-breaks.ts';
import { isLabelMark, labelAt, labelBehind, type Slot } from './find-label.ts';
import { noHomework } from './find-no-homework.ts';
import type { Break } from './find-partings.ts';
import { isParticiple, taughtAfter } from './find-taught.ts';
import {
  behindLevel,
  findLevelSpan,
  isAllLevel,
  joinsClauses,
  levelOf,
  levelTail,
  splitFinding,
} from './judge-level.ts';
import { countBelow, type Page, senseAt } from './page.ts';
import { hasComingDate, isEvent } from './piece-signs.ts';
import type { Understanding } from './reading.ts';
import { isRemark } from './remark-signs.ts';
import { isHappening } from './verb-mood.ts';
import { wordSet } from './word-set.ts';

/** A stretch of one part of an update. `ids` are token numbers; separators at the ends are left out. */
export type Piece =
  | { kind: 'label'; slot: Slot; value: string; ids: number[]; sep: Break; marked: boolean; back?: true }
  | { kind: 'text'; ids: number[]; sep: Break; taught: boolean }
  | { kind: 'level'; ids: number[]; sep: Break; level: Understanding }
  | { kind: 'none'; ids: number[]; sep: Break };

/** Cuts a run of tokens at separators, labels, verbs of teaching and statements about understanding. */
export function splitPieces(page: Page, ids: readonly number[], breaks: readonly Break[]): Piece[] {
  const pieces: Piece[] = [];
  let buffer: number[] = [];
  let sep: Break = 3;
  const flush = (taught = false) => {
    if (buffer.length > 0) pushText(page, pieces, buffer, sep, taught);
    buffer = [];
    sep = 0;
  };
  for (let n = 0; n < ids.length; n += 1) {
    const at = ids[n] as number;
    if (isSeparator(page, at)) continue;
    const gap: Break = n === 0 ? 3 : strongest(page, ids, n, breaks);
    if (gap > 0) {
      flush();
      sep = gap;
    }
    const none = noHomework(page, ids, n, buffer);
    if (none !== null) {
      buffer = buffer.slice(0, none.keep);
      flush();
      pieces.push({ kind: 'none', ids: none.ids, sep });
      sep = 0;
      n = none.next - 1;
      continue;
    }
    const head = gap > 0 || buffer.every((id) => senseAt(page, id, 'connect', 'lead') !== undefined);
    const label = labelAt(page, at, head, gap) ?? labelBehind(page, at, buffer);
    if (label !== null) {
      const back = label.slot === 'homework' ? backReference(page, buffer) : 0;
      if (back > 0) buffer = buffer.slice(0, -back);
      flush();
      const to = label.sense.to;
      const used = ids.slice(n, n + countBelow(ids, n, to));
      pieces.push({
        kind: 'label',
        slot: label.slot,
        value: label.sense.value,
        ids: used,
        sep: gap,
        marked: label.marked,
        ...(back > 0 && !headsNext(page, to) ? { back: true as const } : {}),
      });
      n += used.length - 1;
      sep = 0;
      continue;
    }
    if (buffer.length > 0 && !inLabel(pieces, sep) && startsLearners(page, at)) {
      flush();
      sep = 1;
      buffer.push(at);
      continue;
    }
    if (startsWork(page, ids, n, buffer, pieces, sep)) {
      flush();
      buffer.push(at);
      continue;
    }
    const after =
      inLabel(pieces, sep) || isVerdict(page, buffer.at(-1)) ? 0 : taughtAfter(page, ids, n, buffer, breaks);
    // Beside a lesson, "class ma halla bhayo" tells what happened, and its verb stays with it.
    const beside = after > 0 && pieces.some((p) => p.kind === 'text');
    const happened =
      beside &&
      ((after === 1 && isHappening(page, at)) ||
        (isBehindHomework(pieces) && (!isTeaching(page, at) || isEvent(page, buffer))));
    if (after > 0 && !(happened && buffer.length >= 2)) {
      // "bhinna ko abhyas garaiyo": the practice belongs to what it was of.
      if (after > 1 && isDoing(page, at)) buffer.push(at);
      n += after - 1;
      flush(true);
      continue;
    }
    buffer.push(at);
  }
  flush();
  return pieces;
}

/** Whether what was taught and what was set are told, so that what comes is told beside them. */
function isBehindHomework(pieces: readonly Piece[]): boolean {
  const first = pieces.findIndex((p) => p.kind === 'text');
  return pieces.some(
    (p, n) => n > first && (p.kind === 'none' || (p.kind === 'label' && p.slot === 'homework')),
  );
}

/** A verb of teaching, and not only one of what was done ("harayo", "bigriyo"). */
function isTeaching(page: Page, at: number): boolean {
  return senseAt(page, at, 'teach') !== undefined || isParticiple(page.tokens[at]);
}

/** "bhinna garho | bhayo": the verb goes with how it was, and tells no end of the lesson. */
function isVerdict(page: Page, at: number | undefined): boolean {
  return at !== undefined && HARD.has(page.tokens[at]?.norm ?? '');
}

const HARD = wordSet(
  'garho garo gahro gaaro gaarho gahrho garoo sajilo sajilai kathin गाह्रो गार्हो साह्रो सजिलो कठिन अप्ठ्यारो',
);

/** "this is the homework: …": the mark makes it the label of what follows on its line. */
function headsNext(page: Page, to: number): boolean {
  return isLabelMark(page, to) && page.tokens[to]?.kind === 'mark' && page.tokens[to + 1]?.kind !== 'newline';
}

/** Within homework or a note no verb ends the slot ("hw: note copy complete"). */
function inLabel(pieces: readonly Piece[], sep: Break): boolean {
  const last = pieces.at(-1);
  return sep <= 1 && last?.kind === 'label' && (last.slot === 'homework' || last.slot === 'note');
}

/** The strongest break between a token and the last word before it in the run, also over words that were taken out. */
function strongest(page: Page, ids: readonly number[], n: number, breaks: readonly Break[]): Break {
  const at = ids[n] as number;
  let found: Break = breaks[at] ?? 0;
  let k = n - 1;
  while (k > 0 && isSeparator(page, ids[k] as number)) k -= 1;
  for (let here = (ids[k] as number) + 1; here < at; here += 1) {
    const strength = breaks[here] ?? 0;
    if (strength > found) found = strength;
  }
  return found;
}

function pushText(page: Page, pieces: Piece[], ids: number[], sep: Break, taught: boolean): void {
  const finding = inLabel(pieces, sep) ? null : splitFinding(page, ids);
  if (finding !== null) {
    pieces.push({ kind: 'text', ids: finding.topic, sep, taught: false });
    const judged = ids.filter((id) => !finding.topic.includes(id));
    pieces.push({ kind: 'level', ids: judged, sep: 1, level: finding.level });
    return;
  }
  const rest = inLabel(pieces, sep) ? [] : behindLevel(page, ids);
  if (rest.length > 1 && (isRemark(page, rest) || (isEvent(page, rest) && hasComingDate(page, rest)))) {
    const judged = ids.slice(0, ids.length - rest.length);
    pieces.push({ kind: 'level', ids: judged, sep, level: levelOf(page, judged) ?? 'average' });
    pushText(page, pieces, rest, 1, taught);
    return;
  }
  const previous = pieces.at(-1);
  const inHomework =
    previous?.kind === 'label' && previous.slot !== 'understanding' && previous.slot !== 'due';
  const judged = withoutJoins(page, ids);
  const level = isAllLevel(page, judged) || isOfLearners(page, judged) ? levelOf(page, judged) : null;
  if (level !== null && !(inHomework && sep === 0 && previous.slot !== 'topic')) {
    pieces.push({ kind: 'level', ids, sep, level });
    return;
  }
  const span =
    inHomework && sep <= 1 && previous.slot !== 'topic'
      ? levelTail(page, ids)
      : inHomework && sep === 0
        ? null
        : findLevelSpan(page, ids);
  if (span === null || taught) {
    pieces.push({ kind: 'text', ids, sep, taught });
    return;
  }
  const before = ids.filter((id) => id < span.from);
  const after = ids.filter((id) => id >= span.to);
  if (before.length > 0) pieces.push({ kind: 'text', ids: before, sep, taught: false });
  pieces.push({
    kind: 'level',
    ids: ids.filter((id) => id >= span.from && id < span.to),
    sep: before.length > 0 ? 1 : sep,
    level: span.level,
  });
  if (after.length > 0) pieces.push({ kind: 'text', ids: after, sep: 1, taught: false });
}

/** The tokens without what joins them to the clause before or behind ("… त्यसैले", "so …"). */
function withoutJoins(page: Page, ids: readonly number[]): readonly number[] {
  let from = 0;
  let to = ids.length;
  while (from < to && joinsClauses(page, ids[from] as number)) from += 1;
  while (to > from && (joinsClauses(page, ids[to - 1] as number) || isFiller(page, ids[to - 1] as number)))
    to -= 1;
  return to > from ? ids.slice(from, to) : ids;
}

/** "thikai cha hai ta", "उत्कृष्ट है": a friendly ending. */
function isFiller(page: Page, at: number): boolean {
  return FILLERS.has(page.tokens[at]?.norm ?? '');
}

const FILLERS = wordSet('hai ta la ni है त ल नि');

/** "sabai le ramro sanga chine", "students performed well": who learnt, how well, and at most one other word. */
function isOfLearners(page: Page, ids: readonly number[]): boolean {
  const [first] = ids;
  if (first === undefined || ids.length > 7 || !LEARNERS.test(page.tokens[first]?.norm ?? '')) return false;
  return ids.filter((id) => !isAllLevel(page, [id])).length <= 1;
}

const LEARNERS =
  /^(?:students?|kids|children|sabai|sabaile|bachh?a|bachcha|bachchale|bidyarthi|bidyarthile|all|everyone|most|they|सबै|सबैले|विद्यार्थी|विद्यार्थीले|विद्यार्थीहरूले|बच्चा|बच्चाले|बच्चाहरूले)$/;
