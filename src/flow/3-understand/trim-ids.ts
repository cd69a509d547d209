import { closesRange } from './closes-range.ts';
import { isSeparator } from './find-breaks.ts';
import { endsQuote, isPast } from './find-taught.ts';
import { learnersEnd } from './learners-lead.ts';
import { nameStart } from './lesson-name.ts';
import { isInLetterRow } from './letter-row.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import { closesLesson } from './past-tail.ts';
import { ascending } from './render-slot.ts';
import { wordSet } from './word-set.ts';

/** How much is left off: all that joins; marks and "ra"; or these and what says that homework was given. */
type Trim = 'full' | 'light' | 'homework';

/** Leaves connecting words and marks off the ends of a slot. `light` leaves only marks and "ra", "and". */
export function trimIds(page: Page, ids: readonly number[], how: Trim = 'full'): number[] {
  const sorted = ascending(ids);
  let first = 0;
  let last = sorted.length;
  while (first < last) {
    const lead = leadEnd(page, sorted[first] as number, how);
    if (lead === -1) break;
    while (first < last && (sorted[first] as number) < lead) first += 1;
  }
  while (last > first) {
    const trail = trailStart(page, sorted[last - 1] as number, sorted[first] as number, how);
    if (trail === -1) break;
    while (last > first && (sorted[last - 1] as number) >= trail) last -= 1;
  }
  return last === first && how === 'full' && isAlone(page, sorted) ? [...sorted] : sorted.slice(first, last);
}

/** "bigyan: tara, …", "तर र अनि": words that mostly join, alone between a colon and the next mark, are what was taught. */
function isAlone(page: Page, ids: readonly number[]): boolean {
  const words = ids.filter((id) => page.tokens[id]?.kind === 'word');
  const [first] = words;
  const last = words.at(-1);
  if (first === undefined || last === undefined || words.some((id) => page.dateAt(id) !== undefined))
    return false;
  const listed = words.length === 1 || (words.length === 3 && isJoined(page, first));
  return listed && isBehindColon(page, first) && endsPiece(page, last);
}

function isBehindColon(page: Page, at: number): boolean {
  return LABEL_MARKS.has(page.tokens[at - 1]?.norm ?? '');
}

const LABEL_MARKS = wordSet(': = -');

/** "then and than", "ma ra timi": a word that mostly joins, and "and" behind it. */
function isJoined(page: Page, at: number): boolean {
  return JOINS.has(page.tokens[at + 1]?.norm ?? '') && page.tokens[at + 2]?.kind === 'word';
}

const JOINS = wordSet('and & ra र vs or');

/** The token after the connecting words that begin here, or -1 for none. */
function leadEnd(page: Page, at: number, how: Trim): number {
  if (isWordList(page, at) || senseAt(page, at, 'connect', 'own') !== undefined) return -1;
  if (isLooseMark(page, at)) return at + 1;
  // "hw diyeko cha: …", "homework given - …"
  const given = how === 'homework' ? senseAt(page, at, 'teach', 'given') : undefined;
  // "गृहकार्य: दिइएको छैन": that none was given.
  const denied = given !== undefined && senseAt(page, given.to, 'word', 'nothing') !== undefined;
  if (given?.exact && !denied && given.to - at + (page.tokens[at]?.norm.length ?? 0) > 4) return given.to;
  const norm = page.tokens[at]?.norm ?? '';
  if (how === 'homework' && (norm === 'i' || norm === 'we' || norm === 'have')) return at + 1;
  if (how === 'light') return isJoining(page, at) ? at + 1 : -1;
  if (how === 'full' && isBehindColon(page, at) && isJoined(page, at) && page.dateAt(at) === undefined)
    return -1;
  if (how === 'homework') return isLightLead(page, at) ? at + 1 : learnersEnd(page, at);
  // "tara ko kabita", "tara ra graha" are of stars; "tara" that joins has neither an ending nor another word behind it.
  if (
    (norm === 'tara' || norm === 'तर') &&
    /^(?:ko|को|haru|हरू|ra|and|&)$/.test(page.tokens[at + 1]?.norm ?? '')
  )
    return -1;
  const taught = senseAt(page, at, 'teach', 'before') ?? toldFirst(page, at);
  const hour = hourEnd(page, at);
  if (hour !== -1) return hour;
  if (norm === 'gave' || norm === 'given' || norm === 'assigned') return at + 1;
  // "the water cycle", "The Last Leaf": the article is the lesson's own unless it leads to more that only joins ("the kids …").
  if (norm === 'the' && ownsArticle(page, at)) return -1;
  const framed = nameStart(page, at);
  if (framed !== -1) return framed;
  // "… was all about loops"
  if (norm === 'all' && page.tokens[at + 1]?.norm === 'about') return at + 2;
  const lead = Math.max(
    taught?.to ?? -1,
    senseAt(page, at, 'connect', 'lead')?.to ?? -1,
    storyEnd(page, at),
    learnersEnd(page, at),
  );
  // "we revised decimals": that it was gone over again is told of the lesson.
  if (!AGAIN.has(page.tokens[lead - 1]?.norm ?? '') || endsPiece(page, lead - 1)) return lead;
  return lead - 1 > at ? lead - 1 : -1;
}

const AGAIN = wordSet('revised practised practiced continued');

/** Behind these the article only leads to what was done ("did the experiment", "taught the water cycle"). */
const DID = wordSet('did taught studied learnt learned');

/** Whether "the" stands before a word that is the lesson's: alone, and nothing behind it that is trimmed as well. */
function ownsArticle(page: Page, at: number): boolean {
  const next = page.tokens[at + 1]?.kind;
  if ((next !== 'word' && next !== 'mark') || DID.has(page.tokens[at - 1]?.norm ?? '')) return false;
  const lead = senseAt(page, at, 'connect', 'lead')?.to ?? at + 1;
  return lead === at + 1 && storyEnd(page, at + 1) === -1 && leadEnd(page, at + 1, 'full') === -1;
}

/** "samajik padhayo path panch": a Nepali verb of teaching ahead of what was taught. */
function toldFirst(page: Page, at: number): Sense | undefined {
  const told = isPast(page.tokens[at]?.norm ?? '') ? senseAt(page, at, 'teach', 'after') : undefined;
  return told?.exact && page.tokens[told.to]?.kind === 'word' ? told : undefined;
}

/** "is am are", "a, an, the", "in/on/at": small words that are the lesson themselves stand beside their like. */
function isWordList(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  if (isShortItem(page, at) || isInLetterRow(page, at)) return true;
  const kind = WORD_KINDS.get(norm);
  if (kind === undefined || [at - 1, at, at + 1].some((near) => page.classAt(near) !== undefined))
    return false;
  const beside = (step: number) => {
    let here = at + step;
    while (/^(?:[,/&]|and)$/.test(page.tokens[here]?.norm ?? '')) here += step;
    const other = page.tokens[here]?.norm ?? '';
    return WORD_KINDS.get(other) === kind && other !== norm;
  };
  return beside(1) || beside(-1);
}

/** "at, an, in": the last of three short words with commas between them. */
function isShortItem(page: Page, at: number): boolean {
  const item = (n: number) => {
    const token = page.tokens[n];
    return token?.kind === 'word' && !token.deva && token.norm.length <= LONGEST_ITEM;
  };
  const comma = (n: number) => page.tokens[n]?.norm === ',';
  return item(at) && comma(at - 1) && item(at - 2) && comma(at - 3) && item(at - 4) && endsPiece(page, at);
}

const LONGEST_ITEM = 3;

const WORD_KINDS = new Map(
  [
    'is am are was were has have had do does did been',
    'a an the',
    'this that these those',
    'in on at under over by from to with of',
    'i we you he she it they',
  ].flatMap((words, kind) => words.split(' ').map((word) => [word, kind] as const)),
);

/** "class in 10B was on …", "period was about …": what an hour was on, up to the lesson; -1 where there is none. */
function hourEnd(page: Page, from: number): number {
  if (!HOUR.has(page.tokens[from]?.norm ?? '')) return -1;
  for (let at = from + 1; at < from + LONGEST_STORY + 4; at += 1) {
    const norm = page.tokens[at]?.norm ?? '';
    if (/^(?:on|about)$/.test(norm))
      return /^(?:was|is)$/.test(page.tokens[at - 1]?.norm ?? '') ? at + 1 : -1;
    const between =
      page.classAt(at) !== undefined || senseAt(page, at, 'subject') !== undefined || BETWEEN.has(norm);
    if (!between) return -1;
  }
  return -1;
}

const HOUR = wordSet('class lesson period session');
const BETWEEN = wordSet('in of for with today was is the');

/** "our students then did …": who learnt, up to the verb that tells what they did; -1 where there is none. */
function storyEnd(page: Page, from: number): number {
  for (let at = from; at < from + LONGEST_STORY; at += 1) {
    const taught = senseAt(page, at, 'teach', 'before') ?? toldFirst(page, at);
    if (taught !== undefined && at > from) return taught.to;
    const learner = page.senses[at]?.some((s) => s.group === 'level' && s.value === 'learner' && s.exact);
    if (!learner || page.tokens[at]?.deva) return -1;
  }
  return -1;
}

/** How many words may tell who learnt. */
const LONGEST_STORY = 5;

/** "and …", "so …" at the head of a note; who is spoken of stays ("they have a test"). */
function isJoining(page: Page, at: number): boolean {
  return senseAt(page, at, 'word', 'and') !== undefined || JOINING.has(page.tokens[at]?.norm ?? '');
}

const JOINING = wordSet(
  'is was to for given be ho chai चाहिँ हो chahi ma मा lai चाहि of रूपमा rupma roopma so tesaile tyasaile tara ani त्यसैले तर अनि',
);

/** "homework is to …", "hw ho …" */
function isLightLead(page: Page, at: number): boolean {
  return senseAt(page, at, 'word', 'and') !== undefined || LIGHT_LEADS.has(page.tokens[at]?.norm ?? '');
}

const LIGHT_LEADS = wordSet(
  'please pls plz kindly kripaya कृपया is was to for gave given assigned giving will be they them should have has had need needs must are been students kids would today ho chai चाहिँ हो chahi ma मा lai चाहि of रूपमा rupma roopma',
);

/** The first token of the connecting words that end here, or -1 for none. */
function trailStart(page: Page, tail: number, first: number, how: Trim): number {
  if (isWordList(page, tail) || endsQuote(page, tail)) return -1;
  if (isLooseMark(page, tail)) return tail;
  if (how === 'homework') {
    const given = givenStart(page, tail, first);
    // "hw: not given"
    if (
      given !== -1 &&
      !isOwnGiven(page, given, first) &&
      senseAt(page, given - 1, 'word', 'nothing')?.to !== tail + 1
    )
      return given;
    // "…, give me on friday"
    if (page.tokens[tail]?.norm === 'me' && /^(?:giv|give|show)$/.test(page.tokens[tail - 1]?.norm ?? ''))
      return tail - 1;
    // "… saarnu parnechha": that it has to be done.
    if (MUST.has(page.tokens[tail]?.norm ?? '') && /(?:nu|नु)$/.test(page.tokens[tail - 1]?.norm ?? ''))
      return tail;
  }
  if (how !== 'full') return isLightTail(page, tail) ? tail : -1;
  // "nadi ko pani," is water and "katha bhanne," what was done; before a verb these words only join.
  if (CONTENT_AT_END.has(page.tokens[tail]?.norm ?? '') && (endsPiece(page, tail) || isJoinedTo(page, tail)))
    return -1;
  if (closesRange(page, tail, first)) return -1;
  if (closesLesson(page, tail, first)) return tail;
  for (let start = Math.max(first, tail - 3); start <= tail; start += 1) {
    if (senseAt(page, start, 'connect', 'own')?.to === tail + 1) return -1;
    const found = page.senses[start]?.some(
      (s) =>
        s.to === tail + 1 &&
        ((s.group === 'connect' && s.value === 'trail') || (s.group === 'teach' && s.value === 'after')),
    );
    if (found) return start;
  }
  return -1;
}

const CONTENT_AT_END = wordSet('pani bhanne vanne भन्ने tara');

/** "jun ra tara padhaye": the second of two things. */
function isJoinedTo(page: Page, tail: number): boolean {
  return senseAt(page, tail - 1, 'word', 'and') !== undefined && page.tokens[tail - 2]?.kind === 'word';
}

function endsPiece(page: Page, at: number): boolean {
  return page.tokens[at + 1] === undefined || isSeparator(page, at + 1);
}

/** "गृहकार्य … दिइएको छ", "hw … diyeko cha hai": that it was given is not what was given. */
function givenStart(page: Page, tail: number, first: number): number {
  for (let start = Math.max(first + 1, tail - 3); start <= tail; start += 1) {
    const given = page.senses[start]?.some(
      (s) => s.group === 'teach' && s.value === 'given' && s.exact && s.to === tail + 1,
    );
    if (given) return start;
  }
  return -1;
}

/** "No homework given", "the diagram I gave": here the verb belongs to what stands before it. */
function isOwnGiven(page: Page, given: number, first: number): boolean {
  return (
    page.tokens[given - 1]?.norm === 'i' ||
    (page.tokens[first]?.norm === 'no' && page.tokens[given]?.norm === 'given')
  );
}

const MUST = wordSet('parcha parchha parxa parnecha parnechha parnexa पर्छ पर्नेछ');

function isLooseMark(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token?.kind !== 'mark') return false;
  return !/["'()[\]{}%$₹√π°+]/.test(token.norm);
}

/** "Ex 10.2 as HW": what joined the slot to the label behind it. */
function isLightTail(page: Page, tail: number): boolean {
  // "herdinu hola hai ta"
  const norm = page.tokens[tail]?.norm ?? '';
  if (norm === 'hai' || norm === 'है' || (norm === 'ta' && page.tokens[tail - 1]?.norm === 'hai')) return true;
  return (
    senseAt(page, tail, 'word', 'and') !== undefined ||
    /^(?:as|for|lai|jun|which|लाई|जुन)$/.test(page.tokens[tail]?.norm ?? '')
  );
}
