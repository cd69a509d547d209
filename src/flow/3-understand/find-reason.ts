import { isSeparator } from './find-breaks.ts';
import { leaveDates } from './leave-dates.ts';
import { idsOf, type Page, senseAt } from './page.ts';
import { renderIds } from './render-slot.ts';
import type { Said } from './said.ts';
import { has, isOnlySmall, isSmall, trimReason } from './trim-reason.ts';
import { wordSet } from './word-set.ts';

interface Clause {
  ids: number[];
  /** A word such as "because" or "le garda" says that this is the reason. */
  told: boolean;
  /** True where only a comma parts it from the clause before. */
  joined: boolean;
}

/** The clause of a leave request that gives the reason, without the child's name and the date. */
export function findReason(said: Said, named: ReadonlySet<number>): string {
  const { page } = said;
  const clauses = splitClauses(said, named)
    .map((c) => ({ ...c, ids: trimReason(page, c.ids) }))
    .filter((c) => c.ids.length > 0 && !isOnlySmall(page, c.ids));
  const best =
    clauses.find((c) => c.told) ??
    clauses.find((c) => has(page, c.ids, 'sick')) ??
    clauses.find((c) => has(page, c.ids, 'occasion')) ??
    clauses.find((c) => c.ids.length >= 2);
  return best === undefined ? '' : renderIds(page, withList(page, clauses, withIllness(page, clauses, best)));
}

/** "typhoid bhayo, doctor le rest bhannu bhako cha so …": what a doctor said of an illness is told with it. */
function withIllness(page: Page, clauses: readonly Clause[], best: Clause): Clause {
  const before = clauses[clauses.indexOf(best) - 1];
  const doctor = /^(?:doctor|daktar|dr|डाक्टर)/.test(page.tokens[best.ids[0] ?? -1]?.norm ?? '');
  if (!doctor || !best.told || !best.joined || before === undefined || !has(page, before.ids, 'sick'))
    return best;
  return { ...best, ids: idsOf(before.ids[0] as number, (best.ids.at(-1) as number) + 1) };
}

/** "fever, cough and cold": one reason, though a comma stands in it. */
function withList(page: Page, clauses: readonly Clause[], best: Clause): number[] {
  const ids = [...best.ids];
  if (!has(page, ids, 'sick')) return ids;
  for (let n = clauses.indexOf(best) + 1; n < clauses.length; n += 1) {
    const next = clauses[n] as Clause;
    if (!next.joined || next.ids.length > LONGEST_LISTED || !has(page, next.ids, 'sick')) break;
    // "…, doctor told to rest": what somebody said of it.
    if (next.ids.some((at) => /^(?:doctor|daktar|डाक्टर)/.test(page.tokens[at]?.norm ?? ''))) break;
    ids.push(...next.ids);
  }
  return ids;
}

/** Longest further illness in a list, in words. */
const LONGEST_LISTED = 4;

function splitClauses(said: Said, named: ReadonlySet<number>): Clause[] {
  const { page, body, breaks } = said;
  const clauses: Clause[] = [];
  let ids: number[] = [];
  let told = false;
  let joined = false;
  let requested = false;
  const flush = (asReason = false) => {
    if (ids.length > 0) clauses.push({ ids, told: told || asReason, joined });
    ids = [];
    told = false;
    joined = false;
  };
  const dated = dateTokens(page);
  const isApart = (at: number) => named.has(at) || dated.has(at);
  let here = -1;
  for (const [n, at] of body.entries()) {
    if (at < here) continue;
    if ((breaks[at] ?? 0) > 0) requested = false;
    if ((breaks[at] ?? 0) > 0 || isSeparator(page, at)) {
      if (!isSeparator(page, at) || page.tokens[at]?.norm !== ':') {
        const comma: boolean = page.tokens[at]?.norm === ',' || (joined && ids.length === 0);
        flush();
        joined = comma;
      }
      if (isSeparator(page, at)) continue;
    }
    const request = requestAt(page, at);
    if (request !== undefined) {
      requested = true;
      flush();
      here = request;
      // "bida dinu hola": the rest of the request.
      while (POLITE.has(page.tokens[here]?.norm ?? '')) here += 1;
      continue;
    }
    if (isConsequence(page, body, n, isApart)) {
      flush(ids.length > 0 && !told && has(page, ids, 'sick'));
      continue;
    }
    const before = longest(page, at, 'cause-before');
    if (before !== undefined && isCause(page, at, before)) {
      // "because he did not sleep because of the cough": within a reason it goes on.
      if (ids.length > 0 && (told || (!requested && !isOnlySmall(page, ids)))) {
        ids.push(...idsOf(at, before));
        here = before;
        continue;
      }
      flush();
      told = true;
      here = before;
      continue;
    }
    const after = longest(page, at, 'cause-after');
    if (after !== undefined && ids.length > 0) {
      const ends = isEnd(said, body, after, isApart);
      // "लागेकोले", "dukhera" carry meaning themselves; "bhako le" only joins.
      if (!ends || carriesMeaning(page, at) || isBeing(page, at)) ids.push(...idsOf(at, after));
      // "pet dukhera rati bhari royo": what came of it belongs to it.
      if (ends) flush(true);
      here = after;
      continue;
    }
    if (isApart(at)) continue;
    ids.push(at);
  }
  flush();
  return clauses;
}

/** Whether nothing but the child, a date and small words stand between a cause and what is asked, or its clause's end. */
function isEnd(
  { page, breaks }: Said,
  body: readonly number[],
  from: number,
  isApart: (at: number) => boolean,
): boolean {
  for (const [n, at] of body.entries()) {
    if (at < from) continue;
    if ((breaks[at] ?? 0) > 0 || isSeparator(page, at) || requestAt(page, at) !== undefined) return true;
    if (isApart(at) || isSmall(page, at) || isConsequence(page, body, n, isApart)) continue;
    return false;
  }
  return true;
}

const POLITE = wordSet('hola hos hai na न होला होस् है');

const CONSEQUENCE = wordSet(
  'hence therefore thus tyasaile tesaile tesaiyle tyasaiyle tyesaile tyasaaile tasartha त्यसैले त्यसकारण तसर्थ अतः',
);

/** "… so he cannot come", "… tyasaile aaundaina": what follows is asked for; "so much pain" is not. */
function isConsequence(
  page: Page,
  body: readonly number[],
  n: number,
  isApart: (at: number) => boolean,
): boolean {
  const at = body[n] as number;
  const norm = page.tokens[at]?.norm ?? '';
  if (CONSEQUENCE.has(norm)) return true;
  if (norm !== 'so') return false;
  const next = body[n + 1];
  if (next === undefined) return true;
  return (
    isApart(next) ||
    requestAt(page, next) !== undefined ||
    /^(?:no|not|he|she|they|we|i|i'll|please|pls|plz|kindly|will|won't|wont|cannot|can't|cant|can|could|my|our|his|her|the|that|school|there|today)$/.test(
      page.tokens[next]?.norm ?? '',
    )
  );
}

function requestAt(page: Page, at: number): number | undefined {
  const sense = page.senses[at]?.find(
    (s) => s.group === 'guardian' && (s.value === 'absent' || s.value === 'leave' || s.value === 'wants'),
  );
  // "gaun jana parne": a longer meaning is what is said.
  const whole = page.senses[at]?.find(
    (s) => s.group === 'guardian' && (s.value === 'occasion' || s.value === 'sick'),
  );
  // "we have pooja at home": where it is, and not that somebody stays there.
  const place =
    page.tokens[at]?.norm === 'at' &&
    !/^(?:stay|stays|staying|stayed|keep|keeping|rest|resting|remain|is|be|him|her|he|she)$/.test(
      page.tokens[at - 1]?.norm ?? '',
    );
  if (place && page.tokens[at + 1]?.norm === 'home') return undefined;
  // "the doctor told us to keep him home": what somebody said, and part of the reason.
  if (/^keep(?:ing)?$/.test(page.tokens[at]?.norm ?? '') && page.tokens[at - 1]?.norm === 'to')
    return undefined;
  return sense !== undefined && (whole?.to ?? 0) > sense.to ? undefined : sense?.to;
}

function longest(page: Page, at: number, value: string): number | undefined {
  return senseAt(page, at, 'guardian', value)?.to;
}

/** "as" and "since" give reasons, but not in "as soon as" or "since Monday". */
function isCause(page: Page, at: number, to: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  if (norm !== 'since' && norm !== 'as') return true;
  return (
    !page.dates('future').some((d) => d.from === to) &&
    !(norm === 'since' && SINCE_WHEN.test(`${page.tokens[to]?.norm} ${page.tokens[to + 1]?.norm}`)) &&
    !/^(?:soon|per|well|he's)$/.test(page.tokens[to]?.norm ?? '')
  );
}

/** "since last night", "since this morning": how long, and no cause. */
const SINCE_WHEN =
  /^(?:last |yesterday|(?:(?:this|early|the) )?(?:morning|evening|night|midnight|afternoon|noon)(?: |$))/;

function carriesMeaning(page: Page, at: number): boolean {
  return !/^(?:bha|va|भए|le|ले|ko|को|huda|हुँदा|hunale|हुनाले|karan|कारण|garda|गर्दा)/.test(
    page.tokens[at]?.norm ?? '',
  );
}

/** "व्रतबन्ध भएकाले", "bihe bhayeko le": the verb of the clause carries its ending. */
function isBeing(page: Page, at: number): boolean {
  return (
    /^(?:bhaekole|bhayekole|bhakole|vakole|vayekole|भएकोले|भएकाले)$/.test(page.tokens[at]?.norm ?? '') ||
    (/^(?:bhaeko|bhayeko|bhako|vako|vayeko|भएको)$/.test(page.tokens[at]?.norm ?? '') &&
      /^(?:le|ले)$/.test(page.tokens[at + 1]?.norm ?? ''))
  );
}

const DATE_AROUND =
  /^(?:from|to|till|until|on|for|dekhi|देखि|samma|सम्म|lai|लाई|ko|को|gate|गते|days?|din|दिन|matra|मात्र|ra|र|and|next|this|coming|only|ma|मा|the|of|upto|bata|बाट|weeks?|hapta|हप्ता|a|lagi|लागि|it|date)$/;

/** Tokens of dates and lengths, with the small words around them. */
function dateTokens(page: Page): Set<number> {
  const dated = new Set<number>();
  for (const date of leaveDates(page)) for (const at of idsOf(date.from, date.to)) dated.add(at);
  for (const [at, token] of page.tokens.entries()) {
    const isNumber = token.kind === 'number' || senseAt(page, at, 'number') !== undefined;
    const unit = senseAt(page, at + 1, 'guardian', 'length') ?? senseAt(page, at + 1, 'guardian', 'week');
    if (isNumber && unit !== undefined && !/^(?:देखि|dekhi|ago|aghi)$/.test(page.tokens[unit.to]?.norm ?? ''))
      for (const i of idsOf(at, unit.to)) dated.add(i);
  }
  for (const at of [...dated]) {
    for (let i = at - 1; i >= 0 && DATE_AROUND.test(page.tokens[i]?.norm ?? ''); i -= 1) dated.add(i);
    for (let i = at + 1; i < page.tokens.length && DATE_AROUND.test(page.tokens[i]?.norm ?? ''); i += 1)
      dated.add(i);
  }
  return dated;
}
