import type { Break } from './find-partings.ts';
import type { Page } from './page.ts';

/** The break before each token; a token that only separates carries the break of what follows it. */
export function findBreaks(page: Page): Break[] {
  let strength: Break = 3;
  return page.partings.map((own) => {
    const before = strength;
    strength = own === 0 ? 0 : (Math.max(strength, own) as Break);
    return before;
  });
}

/** Whether a token stands between pieces of text and belongs to neither. */
export function isSeparator(page: Page, at: number): boolean {
  return (page.partings[at] ?? 0) > 0;
}

/** Whether a token is the last of its piece of text. */
export function endsPiece(page: Page, at: number): boolean {
  return page.tokens[at + 1] === undefined || isSeparator(page, at + 1);
}

/** A mark that belongs to no word beside it, as a quote, a bracket or a sign of measure does. */
export function isLooseMark(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token?.kind !== 'mark') return false;
  return !/["'()[\]{}%$₹√π°+]/.test(token.norm);
}
