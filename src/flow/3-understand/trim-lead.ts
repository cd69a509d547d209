import { endsPiece, isLooseMark } from './find-breaks.ts';
import { isPast } from './find-taught.ts';
import { learnersEnd } from './learners-lead.ts';
import { nameStart } from './lesson-name.ts';
import { isBehindColon, isJoined } from './lists-joins.ts';
import { isWordList } from './lists-words.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import type { Trim } from './trim-ids.ts';
import { wordSet } from './word-set.ts';

/** The token after the connecting words that begin here, or -1 for none. */
export function leadEnd(page: Page, at: number, how: Trim): number {
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
  const told = isPast(page.tokens[at]) ? senseAt(page, at, 'teach', 'after') : undefined;
  return told?.exact && page.tokens[told.to]?.kind === 'word' ? told : undefined;
}

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
