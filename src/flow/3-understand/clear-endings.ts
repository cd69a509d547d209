import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** The tokens of an update without the friendly words at the ends of its lines ("… lekhne hai sir", "good hajur"). */
export function clearEndings(page: Page, body: readonly number[]): readonly number[] {
  const gone = new Set<number>();
  let ends = true;
  for (let n = body.length - 1; n >= 0; n -= 1) {
    const at = body[n] as number;
    const token = page.tokens[at];
    if (token === undefined) continue;
    if (token.kind === 'newline' || token.kind === 'emoji') ends = true;
    else if (!isSeparator(page, at)) ends = ends && (isEnding(page, body, n, gone) || isLast(page, at));
    if (ends && token.kind === 'word') gone.add(at);
  }
  return gone.size === 0 ? body : body.filter((at) => !gone.has(at));
}

const ENDINGS = wordSet(
  'hai la hajur sir mam madam maam miss please pls plz ji है ल हजुर सर मिस म्याम म्याडम प्लिज कृपया',
);

/** "…। hajur", "no hw sir": friendly words that close the text may stand alone, or behind a label. */
function isLast(page: Page, at: number): boolean {
  if (!CLOSING.has(page.tokens[at]?.norm ?? '')) return false;
  for (let next = at + 1; next < page.tokens.length; next += 1)
    if (page.tokens[next]?.kind === 'word' && !CLOSING.has(page.tokens[next]?.norm ?? '')) return false;
  return at > 0;
}

const CLOSING = wordSet('hai hajur sir mam madam maam miss है हजुर सर मिस म्याम म्याडम');

/** "ta" only behind "hai"; and a word that a label names, or that stands alone in its piece, is what is said. */
function isEnding(page: Page, body: readonly number[], n: number, gone: ReadonlySet<number>): boolean {
  const at = body[n] as number;
  const norm = page.tokens[at]?.norm ?? '';
  const before = body[n - 1];
  if (before === undefined || isSeparator(page, before) || before !== at - 1) return false;
  const previous = page.tokens[before]?.norm ?? '';
  if (norm === 'ta' || norm === 'त') return previous === 'hai' || previous === 'है';
  if (!ENDINGS.has(norm)) return false;
  // "HW hai": nothing would be left of what is said.
  return senseAt(page, before, 'label')?.to !== at || gone.has(at + 1);
}
