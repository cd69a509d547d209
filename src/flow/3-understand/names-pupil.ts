import { CAUSE } from './find-causes.ts';
import type { Page } from './page.ts';

/** "Anil sir absent today" is about a colleague of the pupil's name; "absent Anil sir" is said to one. */
export function isTeacher(page: Page, at: number): boolean {
  return (
    (/^(?:sir|mam|madam|maam|teacher|सर|म्याम|मिस|म्याडम)$/.test(page.tokens[at]?.norm ?? '') &&
      page.tokens[at + 1]?.kind === 'word') ||
    (page.tokens[at]?.norm === 'ma' &&
      page.tokens[at + 2]?.norm === 'am' &&
      page.tokens[at + 2]?.glued === true)
  );
}

/** Whether a word that could be a name is an everyday word here. */
export function isEverydayUse(page: Page, at: number, to: number, loose: boolean): boolean {
  const next = page.tokens[to]?.norm ?? '';
  const after = page.tokens[to + 1]?.norm ?? '';
  if (CAUSE.has(next) && (CAUSE.has(after) || /^(?:par|पर)/.test(next))) return true;
  const senses = page.senses[at] ?? [];
  const everyday = senses.some(
    (s) =>
      (s.group === 'status' && !(s.value === 'filler' && isMarked(page, at, to))) ||
      (s.group === 'command' && s.value === 'greeting'),
  );
  return loose
    ? senses.length > 0
    : everyday && page.tokens[at]?.raw === page.tokens[at]?.norm && !page.tokens[at]?.deva;
}

/** "evana chai dhilo aain": a word that only sounds like a small one, with what marks a pupil behind it. */
function isMarked(page: Page, at: number, to: number): boolean {
  if ((page.tokens[at]?.norm.length ?? 0) < 4) return false;
  return (
    /^(?:chai|chahi|chahin|le|lai|ra|and|pani|bhane|चाहिँ|ले|लाई|र|पनि|भने|,)$/.test(
      page.tokens[to]?.norm ?? '',
    ) || page.senses[to]?.some((s) => s.group === 'status' && s.exact && s.value !== 'filler') === true
  );
}
