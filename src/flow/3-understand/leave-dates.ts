import type { DateMention } from './find-dates.ts';
import { type Page, senseAt } from './page.ts';

/** The days that a leave is for; "hijo dekhi jwaro" says since when a child is ill, and no day of leave. */
export function leaveDates(page: Page): DateMention[] {
  const dates = page.dates('future').filter((d) => d.iso !== null && !isSinceWeekday(page, d));
  const coming = dates.some((d) => (d.iso as string) >= page.today);
  return dates.filter((d) => (d.iso as string) >= page.today || !(coming || isOfIllness(page, d)));
}

/** Whether a day gone by stands with "since" and an illness: "since yesterday he has fever". */
function isOfIllness(page: Page, date: DateMention): boolean {
  const since =
    page.tokens[date.from - 1]?.norm === 'since' ||
    /^(?:dekhi|bata|देखि|बाट)$/.test(page.tokens[date.to]?.norm ?? '') ||
    /^(?:dekhi|देखि|बाट|bata)/.test(date.suffix);
  return since && page.senses.some((_, at) => senseAt(page, at, 'guardian', 'sick') !== undefined);
}

/** "sick since Sunday": the Sunday that was, though a weekday alone is the one to come. */
function isSinceWeekday(page: Page, date: DateMention): boolean {
  return date.kind !== 'relative' && page.tokens[date.from - 1]?.norm === 'since' && isOfIllness(page, date);
}
