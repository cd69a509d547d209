import { indexNames, nameAt } from './match-names.ts';
import type { OpenSlot, Page } from './page.ts';
import type { Pupil } from './reading.ts';
import { wordSet } from './word-set.ts';

/** Whether a note names a pupil of the roster. It would go to every parent, so the teacher is asked first. */
export function namesPupil(note: string, pupils: readonly Pupil[], open: OpenSlot): boolean {
  if (pupils.length === 0) return false;
  const page = open(note);
  const index = indexNames(pupils);
  return page.tokens.some((_, at) => {
    const name = nameAt(page, at, index);
    if (name === null || name.loose || !name.given) return false;
    return name.to - at > 1 || isPerson(page, at, name.to);
  });
}

// What follows a name when it is a person's: a case ending or a verb about one person.
const AFTER_NAME = wordSet(
  "le ले lai लाई ra र is was has did does got and needs should could can won please ko को 's didn't forgot will",
);

/** A word that is also an everyday word (Maya, Kabita, Ganga) is a person only where the sentence says so. */
function isPerson(page: Page, at: number, to: number): boolean {
  const token = page.tokens[at];
  const everyday = EVERYDAY.has(token?.sound ?? '') || (page.senses[at]?.length ?? 0) > 0;
  if (!everyday) return true;
  return AFTER_NAME.has(page.tokens[to]?.norm ?? '') || /(?:ले|लाई|'s)$/.test(token?.norm ?? '');
}

const EVERYDAY = new Set(
  'kabit gang may milan sandes bars usa us prakriti samjan samjhan asa as kiran puj pujan prem jyoti deep dip roshni rosni sagar himal himaal bihani bihan subas ujyalo sapan sapn sristi sapana shanti santi mangal surya sury gita git ram sit kalpan akas tara suman'.split(
    ' ',
  ),
);
