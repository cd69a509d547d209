import { countBelow, type Page, senseAt } from './page.ts';
import type { Understanding } from './reading.ts';
import { wordSet } from './word-set.ts';

/** A run of tokens that tells how well the class understood. */
export interface LevelSpan {
  from: number;
  to: number;
  level: Understanding;
}

/** The level a run of tokens speaks of, or null where it names none. Every word is weighed, also between others. */
export function levelOf(page: Page, ids: readonly number[]): Understanding | null {
  let good = false;
  let very = false;
  let some = false;
  let few = false;
  let grasped = false;
  let negated = false;
  let found: Understanding | null = null;
  for (let n = 0; n < ids.length; ) {
    const at = ids[n] as number;
    const level = longestLevel(page, at);
    const small = page.senses[at]?.filter((s) => s.group === 'word') ?? [];
    if (small.some((s) => s.value === 'not')) negated = true;
    if (small.some((s) => s.value === 'few')) few = true;
    if (small.some((s) => s.value === 'some')) some = true;
    const intensifier = small.find((s) => s.value === 'very');
    const graspWord = small.find((s) => s.value === 'grasped');
    if (graspWord) grasped = true;
    if (level === undefined) {
      very = intensifier !== undefined;
      n += 1;
      continue;
    }
    const value = level.value as Understanding;
    if (value === 'weak') found = found === 'excellent' ? found : 'weak';
    else if (value === 'excellent') found ??= 'excellent';
    else if (value === 'average') found ??= 'average';
    else {
      good = true;
      if (very && graspWord === undefined) found ??= 'excellent';
    }
    very = false;
    n += Math.max(1, countBelow(ids, n, level.to));
  }
  if (negated && found !== 'weak' && (good || found === 'excellent')) return 'weak';
  if (found !== null) return found;
  if (!good) return null;
  if (grasped && few) return 'weak';
  if (grasped && some) return 'average';
  return 'good';
}

function longestLevel(page: Page, at: number) {
  return page.senses[at]?.find((s) => s.group === 'level' && s.value !== 'learner');
}

/** Whether every one of the tokens is about understanding: a level, who understood, or how much. */
export function isAllLevel(page: Page, ids: readonly number[]): boolean {
  const last = (ids.at(-1) ?? -1) + 1;
  // Where the words read so far can end: "ekdam ramro" and "ramro sanga bujhe" begin in one another.
  let ends = [ids[0] ?? 0];
  let before = -1;
  for (const at of ids) {
    ends = ends.filter((end) => end > before);
    if (ends.length === 0) return false;
    const open = ends.some((end) => end <= at);
    before = at;
    if (!open) continue;
    const token = page.tokens[at];
    if (token?.kind === 'mark' || token?.kind === 'number') ends.push(at + 1);
    for (const s of page.senses[at] ?? []) if (s.to <= last && isOfLevel(s)) ends.push(s.to);
  }
  return ids.length === 0 || ends.includes(last);
}

function isOfLevel(sense: { group: string; value: string }): boolean {
  return (
    sense.group === 'level' || (sense.group === 'label' && sense.value === 'understanding') || isSmall(sense)
  );
}

/** The tokens behind a judgement that opens a run, with what joins them; none where they say nothing more. */
export function behindLevel(page: Page, ids: readonly number[]): number[] {
  const join = ids.slice(0, LONGEST_VERDICT).findIndex((id, n) => n > 0 && joinsClauses(page, id));
  if (join === -1) return [];
  const judged = ids.slice(0, join);
  if (!isAllLevel(page, judged) || levelOf(page, judged) === null) return [];
  return isAllLevel(page, ids.slice(join)) ? [] : ids.slice(join);
}

/** Longest verdict before what joins it to the next clause, in tokens. */
const LONGEST_VERDICT = 12;

/** "so", "but", "त्यसैले": what joins one clause to the next. */
export function joinsClauses(page: Page, at: number): boolean {
  return JOINS.has(page.tokens[at]?.norm ?? '');
}

const JOINS = wordSet('so but and tara ani ra tesaile tyasaile therefore hence तर र अनि त्यसैले त्यसकारण');

function isSmall(sense: { group: string; value: string }): boolean {
  return (
    sense.group === 'word' && ['not', 'very', 'few', 'some', 'grasped', 'but', 'and'].includes(sense.value)
  );
}

/**
 * "The students found balancing equations difficult": what was taught between who learnt it and how they found it;
 * null where a run is not said in that way.
 */
export function splitFinding(
  page: Page,
  ids: readonly number[],
): { topic: number[]; level: Understanding } | null {
  const verb = ids.findIndex((at) =>
    page.senses[at]?.some((s) => s.value === 'learner' && FOUND.has(page.tokens[at]?.sound ?? '')),
  );
  if (verb < 1 || verb > 4 || !isAllLevel(page, ids.slice(0, verb))) return null;
  let end = ids.length;
  while (end > verb + 1 && isAllLevel(page, ids.slice(end - 1))) end -= 1;
  const topic = ids.slice(verb + 1, end);
  const level = levelOf(page, ids.slice(end));
  return level === null || topic.length === 0 ? null : { topic: [...topic], level };
}

const FOUND = wordSet('found foudn fond felt find finds think thought');

// Words that can only be about understanding, wherever in the sentence they stand.
const SURE = wordSet(
  'understood understand understd undrstd undrstood undstd undestood understud buje bujey bujhey bujyo bujena bujenan bujhenan struggled struggling confused grasped bujhe bujhyo bujhena bujhenan बुझे बुझ्यो बुझेन बुझेनन् अलमलिए aljhiye almalliye',
);

/**
 * A statement about understanding inside a longer run ("… sikaye tara dherai le bujhena"): a sure word and the
 * words about learners and levels on both sides of it.
 */
export function findLevelSpan(page: Page, ids: readonly number[]): LevelSpan | null {
  const core = ids.findIndex((at) => isCore(page, at));
  if (core === -1) return null;
  let first = core;
  // A number belongs to the page or exercise before it, not to the judgement.
  while (first > 0 && isJudging(page, ids[first - 1] as number)) first -= 1;
  let last = core;
  const coreSense = longestLevel(page, ids[core] as number);
  while (last + 1 < ids.length && (ids[last + 1] as number) < (coreSense?.to ?? 0)) last += 1;
  while (last + 1 < ids.length && isAllLevel(page, [ids[last + 1] as number])) last += 1;
  const span = ids.slice(first, last + 1);
  const level = levelOf(page, span);
  if (level === null) return null;
  return { from: span[0] as number, to: (span.at(-1) as number) + 1, level };
}

function isJudging(page: Page, at: number): boolean {
  return page.tokens[at]?.kind !== 'number' && isAllLevel(page, [at]);
}

function isCore(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token === undefined || token.kind !== 'word') return false;
  if (SURE.has(token.norm)) return true;
  if (isJudged(page, at)) return true;
  const phrase = senseAt(page, at, 'level', 'weak');
  if (phrase !== undefined && phrase.to - phrase.from >= 2) return true;
  const grasp = senseAt(page, at, 'word', 'grasped');
  return grasp !== undefined && !grasp.exact && !/^(?:got|clear|follow)/.test(token.norm);
}

/** "it was difficult for the kids", "they found it hard": a plain adjective in a clause about the learners. */
function isJudged(page: Page, at: number): boolean {
  const level = page.senses[at]?.find((s) => s.group === 'level' && s.value !== 'learner' && s.exact);
  if (
    level === undefined ||
    !/^(?:difficult|hard|easy|tough|confusing|challenging|simple|tricky)$/.test(page.tokens[at]?.norm ?? '')
  )
    return false;
  const next = page.tokens[level.to]?.norm ?? '';
  // "samuchchaya difficult bhayo"
  if (BECAME.has(next)) return true;
  const learner = (n: number) =>
    /^(?:the|my|our|some|most|many|all|few)$/.test(page.tokens[n]?.norm ?? '') ? n + 1 : n;
  if (next === 'for') return LEARNER.test(page.tokens[learner(level.to + 1)]?.norm ?? '');
  const before = [1, 2, 3].map((k) => page.tokens[at - k]?.norm ?? '');
  const said = /^(?:was|is|it|found|felt|feel|very|too|quite|bit|little|really|so)$/;
  const clause = before.findIndex((norm) => !said.test(norm));
  const head = clause === -1 ? before : before.slice(0, clause);
  return (
    head.includes('it') &&
    (head.includes('was') || head.includes('is') || head.includes('found') || head.includes('felt'))
  );
}

const BECAME = wordSet(
  'bhayo vayo bho vo bhelai bhel lagyo lageko lagecha thiyo bhako bhaeko vako bhayecha rahyo भयो लाग्यो थियो भएको भेलै रह्यो',
);

const LEARNER =
  /^(?:them|kids|students?|children|pupils|everyone|all|some|many|most|class|learners|studnts|stds|boys|girls|few|babies|us)$/;

/** "hw wb pg 32 understood well": a judgement that closes the homework, but not "write what you understood". */
export function levelTail(page: Page, ids: readonly number[]): LevelSpan | null {
  const span = findLevelSpan(page, ids) ?? tailSpan(page, ids);
  if (span === null || span.to <= (ids.at(-1) ?? 0)) return null;
  const before = ids.filter((id) => id < span.from);
  const last = before.at(-1);
  if (
    last === undefined ||
    /^(?:what|you|u|how|if|ke|k|je|kura|which|that|to|के|जे|कुरा)$/.test(page.tokens[last]?.norm ?? '')
  )
    return null;
  return page.tokens[last]?.kind === 'number' || span.to - span.from >= 2 ? span : null;
}

/** "hw p45 good": after a place in the book nothing but a level. */
function tailSpan(page: Page, ids: readonly number[]): LevelSpan | null {
  const number = ids.findLastIndex((id) => page.tokens[id]?.kind === 'number');
  const tail = ids.slice(number + 1);
  if (number === -1 || tail.length === 0 || tail.length > 4 || !isAllLevel(page, tail)) return null;
  const level = levelOf(page, tail);
  return level === null ? null : { from: tail[0] as number, to: (tail.at(-1) as number) + 1, level };
}
