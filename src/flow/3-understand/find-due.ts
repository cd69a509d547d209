import type { DateMention } from './find-dates.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

export interface DueSpan {
  from: number;
  to: number;
  iso: string;
  /** True where a word says that it is for handing in; false for a bare date. */
  said: boolean;
}

/**
 * The day for handing in within a run of tokens: a date with the words about handing in on both sides of it
 * ("submit by Friday", "मंसिर १४ भित्र बुझाउने"). The last such date of the run counts.
 */
export function findDue(page: Page, ids: readonly number[]): DueSpan | null {
  const first = ids[0];
  const last = ids.at(-1);
  if (first === undefined || last === undefined) return null;
  for (let at = last; at >= first; at -= 1) {
    const date = page.dateAt(at);
    if (date === undefined || date.from !== at || date.to > last + 1) continue;
    if (date.iso === null || date.iso < page.today) continue;
    const whole: DueSpan | null = widen(page, date, first, last + 1);
    // "bholi naksa banaera lyaune": the day stands at one end, the handing in at the other.
    const apart: boolean =
      whole !== null && !whole.said && whole.from === first && endsInHandingIn(page, last);
    const span: DueSpan | null = withBrackets(
      page,
      whole !== null && apart ? { ...whole, said: true } : whole,
    );
    const today = span !== null && span.iso === page.today && (!span.said || isForToday(page, span.from));
    if (span !== null && !today && (span.said || span.from === first || span.to >= last + 1)) return span;
  }
  return null;
}

/** "… (२८ गते)": the brackets around the day go with it. */
function withBrackets(page: Page, span: DueSpan | null): DueSpan | null {
  if (span === null || page.tokens[span.from - 1]?.norm !== '(' || page.tokens[span.to]?.norm !== ')')
    return span;
  return { ...span, from: span.from - 1, to: span.to + 1 };
}

/** "hw for today": of today, and not to be handed in today. */
function isForToday(page: Page, from: number): boolean {
  return page.tokens[from]?.norm === 'for';
}

function endsInHandingIn(page: Page, last: number): boolean {
  return /^(?:lyaune|lyaunu|lyaunus|lyaunuhola|bujhaune|bujhaunu|dekhaune|ल्याउने|ल्याउनु|ल्याउनुहोला|बुझाउने|बुझाउनु|देखाउने|ल्याउनुहोस्|बुझाउनुहोस्)$/.test(
    page.tokens[last]?.norm ?? '',
  );
}

function widen(page: Page, date: DateMention, first: number, end: number): DueSpan | null {
  let said = /^(?:सम्म|भित्र|samma|sama|bhitra|vitra)/i.test(date.suffix);
  let from = date.from;
  let to = date.to;
  for (let moved = true; moved; ) {
    moved = false;
    for (let start = Math.max(first, from - 5); start < from; start += 1) {
      const sense = dueSense(page, start, from, from === date.from);
      if (sense === undefined) continue;
      said ||= sense === 'due';
      from = start;
      moved = true;
      break;
    }
    if (!moved && from > first && isJoint(page, from - 1)) {
      const before = dueEndingAt(page, first, from - 1);
      if (before !== -1) {
        said = true;
        from = before;
        moved = true;
      }
    }
  }
  for (let moved = true; moved && to < end; ) {
    moved = false;
    const due = page.senses[to]?.find((s) => s.to <= end && isDueWord(s));
    const filler = page.senses[to]?.find((s) => s.to <= end && s.group === 'word' && s.value === 'filler');
    if (due !== undefined) {
      said = true;
      to = due.to;
      moved = true;
    } else if (filler !== undefined && restIsDue(page, filler.to, end)) {
      to = filler.to;
      moved = true;
    } else if (page.tokens[to]?.kind === 'mark' && to + 1 < end && restIsDue(page, to + 1, end)) {
      to += 1;
      moved = true;
    }
  }
  if (said && isAllFiller(page, to, end)) to = end;
  // "… garera lyaune bholi": the verb stays with the work, and says as well what the day is for.
  if (from > first && isBroughtAt(page, from - 1)) said = true;
  return date.iso === null ? null : { from, to, iso: date.iso, said };
}

/** "बुझाउनु होला": what is left behind the words of handing in means nothing by itself. */
function isAllFiller(page: Page, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1)
    if (page.tokens[at]?.kind !== 'mark' && senseAt(page, at, 'word', 'filler') === undefined) return false;
  return true;
}

function dueSense(page: Page, start: number, end: number, beside: boolean): 'due' | 'filler' | undefined {
  const due = page.senses[start]?.find((s) => s.to === end && isDueWord(s));
  // A Nepali verb stands behind its day; before it it tells what is done ("worksheet sakne friday samma").
  const verb = due?.group === 'word' && isDoneBefore(page, start, end, beside);
  if (due !== undefined && !verb) return 'due';
  const filler = page.senses[start]?.find((s) => s.to === end && s.group === 'word' && s.value === 'filler');
  // A filler counts only between the due word and the date ("submit it on Friday").
  return filler !== undefined && dueEndingAt(page, Math.max(0, start - 5), start) !== -1
    ? 'filler'
    : undefined;
}

/** "worksheet sakne friday samma", "lekhera lyaune bholi", "4 ota lyaune aitabar": a verb behind its object, ahead of the day. */
function isDoneBefore(page: Page, start: number, end: number, beside: boolean): boolean {
  const verb = page.tokens[end - 1]?.norm ?? '';
  if (/^(?:sakne|सक्ने)$/.test(verb)) return true;
  if (end - start >= 2) return CONVERB.test(page.tokens[end - 2]?.norm ?? '');
  // "… lekhera lyaunu hola bholi": asked for with its day, and not told with the work.
  return beside && isBroughtAt(page, end - 1) && page.tokens[start - 1]?.kind === 'word';
}

/** "lyaune", "देखाउने": a verb that stays with the work ahead of its day. */
export function isBroughtAt(page: Page, at: number): boolean {
  return BROUGHT.has(page.tokens[at]?.norm ?? '');
}

const BROUGHT = wordSet('lyaune lyaaune layune lyauni lyaunu dekhaune dekhaunu ल्याउने ल्याउनु देखाउने देखाउनु');
/** "garera lyaune", "गरेर ल्याउने": done, and then brought. */
const CONVERB = /(?:era|ayera|aera|yera|i)$|(?:ेर|एर|ी)$/u;

function dueEndingAt(page: Page, first: number, end: number): number {
  for (let start = first; start < end; start += 1) {
    if (page.senses[start]?.some((s) => s.to === end && isDueWord(s))) return start;
  }
  const filler = end - 1 >= first && senseAt(page, end - 1, 'word', 'filler') !== undefined;
  return filler && end - 1 > first ? dueEndingAt(page, first, end - 1) : -1;
}

function isDueWord(sense: { group: string; value: string }): boolean {
  return (sense.group === 'word' || sense.group === 'label') && sense.value === 'due';
}

function isJoint(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  return norm === ':' || norm === '-' || norm === '=' || norm === '.';
}

function restIsDue(page: Page, from: number, end: number): boolean {
  let at = from;
  while (at < end) {
    const sense = page.senses[at]?.find(
      (s) => s.to <= end && (isDueWord(s) || (s.group === 'word' && s.value === 'filler')),
    );
    if (sense === undefined) {
      if (page.tokens[at]?.kind !== 'mark') return false;
      at += 1;
      continue;
    }
    if (isDueWord(sense)) return true;
    at = sense.to;
  }
  return false;
}
