import { isAlone } from './lists-joins.ts';
import type { Page } from './page.ts';
import { ascending } from './render-slot.ts';
import { leadEnd } from './trim-lead.ts';
import { trailStart } from './trim-trail.ts';

/** How much is left off: all that joins; marks and "ra"; or these and what says that homework was given. */
export type Trim = 'full' | 'light' | 'homework';

/** Leaves connecting words and marks off the ends of a slot. `light` leaves only marks and "ra", "and". */
export function trimIds(page: Page, ids: readonly number[], how: Trim = 'full'): number[] {
  const sorted = ascending(ids);
  let first = 0;
  let last = sorted.length;
  while (first < last) {
    const lead = leadEnd(page, sorted[first] as number, how);
    if (lead === -1) break;
    while (first < last && (sorted[first] as number) < lead) first += 1;
  }
  while (last > first) {
    const trail = trailStart(page, sorted[last - 1] as number, sorted[first] as number, how);
    if (trail === -1) break;
    while (last > first && (sorted[last - 1] as number) >= trail) last -= 1;
  }
  return last === first && how === 'full' && isAlone(page, sorted) ? [...sorted] : sorted.slice(first, last);
}
