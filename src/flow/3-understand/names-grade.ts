import type { Page } from './page.ts';

/** Whether a grade seems to be named near the beginning of a text and was not taken as a class: "10 ko …", "VII …". */
export function namesGrade(page: Page): boolean {
  if (page.classes.length > 0) return false;
  return page.tokens.slice(0, 10).some((token, at) => {
    if (/^(?:II|III|IV|VI|VII|VIII|IX|XI|XII)$/.test(token.raw)) return true;
    if (token.kind !== 'number' || !(Number(token.norm) >= 1 && Number(token.norm) <= 12)) return false;
    const next = page.tokens[at + 1]?.norm ?? '';
    const before = page.tokens[at - 1]?.norm ?? '';
    if (/^(?:lai|लाई)$/.test(next) || /^(?:students?|parents?|guardians?)$/.test(next))
      return !/^(?:all|of)$/.test(before) && at < 6;
    return at === 0 && /^(?:ko|ka|ma|को|का|मा)$/.test(next);
  });
}
