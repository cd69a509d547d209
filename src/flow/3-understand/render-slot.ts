import { isSeparator } from './find-breaks.ts';
import type { Page } from './page.ts';

/**
 * A slot's words as typed. Tokens that stand side by side keep what is between them; where something else was
 * taken out, one space joins the rest.
 */
export function renderIds(page: Page, ids: readonly number[]): string {
  const sorted = ascending(ids);
  let out = '';
  let n = 0;
  while (n < sorted.length) {
    const first = n;
    while (sorted[n + 1] === (sorted[n] as number) + 1) n += 1;
    if (first > 0) out += gapBetween(page, sorted[first - 1] as number, sorted[first] as number);
    out += page.text.slice(
      page.tokens[sorted[first] as number]?.start,
      page.tokens[sorted[n] as number]?.end,
    );
    n += 1;
  }
  return balance(withClosing(page, sorted, out));
}

/** What stands for tokens that were left out: the text between where they only separate, else a space. */
function gapBetween(page: Page, before: number, next: number): string {
  for (let at = before + 1; at < next; at += 1) {
    const token = page.tokens[at];
    if (!isSeparator(page, at) || token?.kind === 'emoji' || '*_~•'.includes(token?.norm ?? '')) return ' ';
  }
  return page.text.slice(page.tokens[before]?.end, page.tokens[next]?.start);
}

/** The same tokens in the order of the text, each once. Nearly always they are that already. */
export function ascending(ids: readonly number[]): readonly number[] {
  for (let n = 1; n < ids.length; n += 1)
    if ((ids[n] as number) <= (ids[n - 1] as number)) return [...new Set(ids)].sort((a, b) => a - b);
  return ids;
}

/** Brackets that lost what stood in them, or their other half, go. */
function balance(text: string): string {
  if (!/[()[\]]/.test(text)) return text.trim();
  const full = text.replace(/\(\s*\)|\[\s*\]/g, '').trim();
  const opens = full.split('(').length;
  const closes = full.split(')').length;
  if (opens > closes) return full.replace(/^\(\s*|\s*\($/, '').trim();
  return closes > opens ? full.replace(/^\)\s*|\s*\)$/, '').trim() : full;
}

/** Brackets and quotes that belong to the last word stay with it. */
function withClosing(page: Page, ids: readonly number[], out: string): string {
  const last = ids.at(-1);
  if (last === undefined) return out;
  let at = last + 1;
  let closed = out;
  while (page.tokens[at]?.glued && ')]%"\''.includes(page.tokens[at]?.norm ?? ' ')) {
    closed += page.tokens[at]?.raw ?? '';
    at += 1;
  }
  return closed;
}
