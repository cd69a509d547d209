import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import { renderIds } from './render-slot.ts';
import type { Said } from './said.ts';

interface Clause {
  ids: number[];
  /** A word such as "because" or "le garda" says that this is the reason. */
  told: boolean;
}

/** The clause of a leave request that gives the reason, without the child's name and the date. */
export function findReason(said: Said, named: ReadonlySet<number>): string {
  const { page } = said;
  const clauses = splitClauses(said, named)
    .map((c) => ({ ...c, ids: trim(page, c.ids) }))
    .filter((c) => c.ids.length > 0 && !isOnlySmall(page, c.ids));
  const best =
    clauses.find((c) => c.told) ??
    clauses.find((c) => has(page, c.ids, 'sick')) ??
    clauses.find((c) => has(page, c.ids, 'occasion')) ??
    clauses.find((c) => c.ids.length >= 2);
  return best === undefined ? '' : renderIds(page, best.ids);
}

function splitClauses(said: Said, named: ReadonlySet<number>): Clause[] {
  const { page, body, breaks } = said;
  const clauses: Clause[] = [];
  let ids: number[] = [];
  let told = false;
  const flush = (asReason = false) => {
    if (ids.length > 0) clauses.push({ ids, told: told || asReason });
    ids = [];
    told = false;
  };
  const dated = dateTokens(page);
  let here = -1;
  for (const at of body) {
    if (at < here) continue;
    if ((breaks[at] ?? 0) > 0 || isSeparator(page, at)) {
      if (!isSeparator(page, at) || page.tokens[at]?.norm !== ':') flush();
      if (isSeparator(page, at)) continue;
    }
    const request = requestAt(page, at);
    if (request !== undefined) {
      flush();
      here = request;
      continue;
    }
    const before = longest(page, at, 'cause-before');
    if (before !== undefined && isCause(page, at, before)) {
      flush();
      told = true;
      here = before;
      continue;
    }
    const after = longest(page, at, 'cause-after');
    if (after !== undefined && ids.length > 0) {
      // "लागेकोले", "dukhera" carry meaning themselves; "bhako le" only joins.
      if (carriesMeaning(page, at)) ids.push(...range(at, after));
      flush(true);
      here = after;
      continue;
    }
    if (named.has(at) || dated.has(at)) continue;
    ids.push(at);
  }
  flush();
  return clauses;
}

function requestAt(page: Page, at: number): number | undefined {
  const sense = page.senses[at]?.find(
    (s) => s.group === 'guardian' && (s.value === 'absent' || s.value === 'leave' || s.value === 'wants'),
  );
  // "gaun jana parne": a longer meaning is what is said.
  const whole = page.senses[at]?.find(
    (s) => s.group === 'guardian' && (s.value === 'occasion' || s.value === 'sick'),
  );
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
    !/^(?:soon|per|well|he's)$/.test(page.tokens[to]?.norm ?? '')
  );
}

function carriesMeaning(page: Page, at: number): boolean {
  return !/^(?:bha|va|भए|le|ले|ko|को|huda|हुँदा|hunale|हुनाले|karan|कारण|garda|गर्दा|la{1,2}gera|लागेर)/.test(
    page.tokens[at]?.norm ?? '',
  );
}

const DATE_AROUND =
  /^(?:from|to|till|until|on|for|dekhi|देखि|samma|सम्म|lai|लाई|ko|को|gate|गते|days?|din|दिन|matra|मात्र|ra|र|and|next|this|coming|only|ma|मा|the|of|upto|bata|बाट|weeks?|hapta|हप्ता|a|lagi|लागि|it|date)$/;

/** Tokens of dates and lengths, with the small words around them. */
function dateTokens(page: Page): Set<number> {
  const dated = new Set<number>();
  for (const date of page.dates('future')) for (const at of range(date.from, date.to)) dated.add(at);
  for (const [at, token] of page.tokens.entries()) {
    const isNumber = token.kind === 'number' || senseAt(page, at, 'number') !== undefined;
    const unit = senseAt(page, at + 1, 'guardian', 'length') ?? senseAt(page, at + 1, 'guardian', 'week');
    if (isNumber && unit !== undefined && !/^(?:देखि|dekhi|ago|aghi)$/.test(page.tokens[unit.to]?.norm ?? ''))
      for (const i of range(at, unit.to)) dated.add(i);
  }
  for (const at of [...dated]) {
    for (let i = at - 1; i >= 0 && DATE_AROUND.test(page.tokens[i]?.norm ?? ''); i -= 1) dated.add(i);
    for (let i = at + 1; i < page.tokens.length && DATE_AROUND.test(page.tokens[i]?.norm ?? ''); i += 1)
      dated.add(i);
  }
  return dated;
}

/** Leaves family words and connecting words off both ends. */
function trim(page: Page, ids: readonly number[]): number[] {
  // "we are visiting his grandparents": not about the child, so who does it stays.
  const [who, verb] = ids.map((id) => page.tokens[id]?.norm ?? '');
  if (/^(?:we|i)$/.test(who ?? '') && /^(?:are|am|have|need|must|were)$/.test(verb ?? '')) return [...ids];
  let first = 0;
  let last = ids.length;
  while (first < last && isSmall(page, ids[first] as number)) first += 1;
  while (last > first && isSmall(page, ids[last - 1] as number)) last -= 1;
  return ids.slice(first, last);
}

const RELATIVES =
  /^(?:sister's|brother's|uncle's|aunt's|cousin's|father's|mother's|grandfather's|grandmother's|bahiniko|bhaiko|didiko|daiko|kakako|mamako|fupuko|buwako|aamako|बहिनीको|भाइको|दिदीको|दाइको|काकाको|मामाको|फुपूको|बुबाको|बुवाको|आमाको|हजुरबाको|हजुरआमाको|हजुरबुबाको|bahini|didi|dai|kaka|mama|sister|brother|uncle|aunt|cousin)$/;

function isSmall(page: Page, at: number): boolean {
  const token = page.tokens[at];
  // "बहिनीको विवाह": whose wedding it is.
  if (RELATIVES.test(token?.norm ?? '') && senseAt(page, at + 1, 'guardian', 'occasion') !== undefined)
    return false;
  if (/^(?:ko|को|'s)$/.test(token?.norm ?? '') && senseAt(page, at + 1, 'guardian', 'occasion') !== undefined)
    return false;
  if (token === undefined || token.kind === 'mark' || token.kind === 'emoji') return true;
  return (
    senseAt(page, at, 'guardian', 'family') !== undefined &&
    senseAt(page, at, 'guardian', 'sick') === undefined &&
    senseAt(page, at, 'guardian', 'occasion') === undefined
  );
}

function isOnlySmall(page: Page, ids: readonly number[]): boolean {
  return ids.every((at) => isSmall(page, at));
}

function has(page: Page, ids: readonly number[], value: string): boolean {
  return ids.some((at) => senseAt(page, at, 'guardian', value) !== undefined);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
}
