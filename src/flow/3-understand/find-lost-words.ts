import { isParticiple, isPast, verbPair } from './find-taught.ts';
import { learnersEnd } from './learners-lead.ts';
import { isWorkLabel } from './lesson-name.ts';
import { once } from './once.ts';
import type { OpenSlot, Page } from './page.ts';
import type { DailyUpdate } from './reading.ts';
import { wordSet } from './word-set.ts';

/**
 * Whether a word of an update stands in none of its slots and is none of those that fill one without standing in it:
 * class, subject, label, day, level, the verb that something was taught, address, and what joins. Whatever rule lost
 * it, the sender is asked.
 */
export function losesWords(
  page: Page,
  body: readonly number[],
  update: DailyUpdate,
  open: OpenSlot,
): boolean {
  const kept = once(() => keptNorms(update, open));
  const judged = update.updates.some((u) => u.understanding !== undefined);
  const set = update.updates.some((u) => u.homework !== undefined);
  const dated = update.updates.some((u) => u.due !== undefined);
  let known = -1;
  return body.some((at) => {
    const token = page.tokens[at];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'number')) return false;
    for (const { group, value, to } of page.senses[at] ?? []) {
      const fills =
        FILLS.has(group) ||
        ((group === 'connect' || group === 'command') && !isAlone(page, at, to)) ||
        (group === 'level' && (judged || (value === 'learner' && !isAlone(page, at, to)))) ||
        (judged && group === 'word') ||
        (set && group === 'task' && value === 'home') ||
        (dated && (group === 'task' || (group === 'word' && value === 'due'))) ||
        (group === 'notice' && value === 'parents');
      if (fills && to > known) known = to;
    }
    known = Math.max(known, at + verbPair(page, at), learnersEnd(page, at));
    if (at < known || SMALL.has(token.norm) || isWorkLabel(page, at)) return false;
    if (page.classAt(at) !== undefined) return false;
    const date = page.dateAt(at);
    // "about a holiday on Saturday. Hand in on Monday": one of two days to come is in no slot.
    if (date !== undefined)
      return dated && date.from === at && isOtherDay(page, date.iso, update) && !kept().has(token.norm);
    return !(
      kept().has(token.norm) ||
      (dated && HANDED_IN.test(token.norm)) ||
      isEnumerator(page, at) ||
      VERB.test(token.norm) ||
      isParticiple(token) ||
      isPast(token)
    );
  });
}

function isOtherDay(page: Page, iso: string | null, update: DailyUpdate): boolean {
  return iso !== null && iso > page.today && update.updates.every((u) => u.due !== iso);
}

/** "…: and, or, but": what stands alone between marks joins nothing. */
function isAlone(page: Page, at: number, to: number): boolean {
  return LEADS.has(page.tokens[at - 1]?.norm ?? '') && /^[,./]$/.test(page.tokens[to]?.norm ?? '');
}

const LEADS = wordSet(': , = /');

function keptNorms({ updates }: DailyUpdate, open: OpenSlot): Set<string> {
  const kept = new Set<string>();
  for (const { topic, homework, note } of updates)
    for (const slot of [topic, homework, note])
      if (slot !== undefined) for (const { norm } of open(slot).tokens) kept.add(norm);
  return kept;
}

/** What fills a slot, or joins, without standing in one. */
const FILLS = wordSet('subject label teach');
/** "Daily update", "GK time!", "hw maths ko matra", "7b n 7a". */
const SMALL = wordSet(
  'should must have has need to please kindly pls plz parcha parchha parnecha parnechha पर्छ पर्नेछ an s n daily time corner only matra matrai मात्र मात्रै',
);
/** By when, and that it is handed in. */
const HANDED_IN =
  /^(?:by|before|within|due|giv|give|me|submit|submitted|bring|[bv]h?itra|tak|jamm?a|garne|submission|par(?:ne|nu|la|chh?a|xa)|भित्र|तक|जम(?:्म)?ा|सबमिट|पर्(?:ने|छ|ला))$|^(?:bujha|buja|lya|बुझा|ल्या)/u;
/** "chinayo", "sikaye", "खेलाइयो": that something was done with the class. */
const VERB =
  /^(?:pad+h?|par+h|sak+|sid+h|sik|chin|khel|gar|lekh|bujh|sun|dekh|ban|kor|ghok|nach|ga)[a-z]*(?:yo|ye|yem|yen|e|yau|yeu|you|eu|iyo)$|^(?:पढ|सक|सिद्ध|सिक|चिन|खेल|गर|लेख|बुझ|सुन|देख|बन|कोर|घोक|नच|गा)\S*(?:यो|ए|यौं|यौँ)$/u;

/** "2. Health: …" at the head of a line, or "… (2)" at the end of a text: the number of what is written. */
function isEnumerator(page: Page, at: number): boolean {
  const [before, token, after] = page.tokens.slice(Math.max(0, at - 1), at + 2);
  if (at === 0) return before?.kind === 'number' && /^[.):-]$/.test(token?.norm ?? '');
  if (token?.kind !== 'number') return false;
  if (before?.kind === 'newline') return /^[.):-]$/.test(after?.norm ?? '');
  return before?.norm === '(' && after?.norm === ')' && at + 2 === page.tokens.length;
}
