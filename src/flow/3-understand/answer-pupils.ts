import { isSeparator } from './find-breaks.ts';
import { indexNames, nameAt } from './match-names.ts';
import { type Page, senseAt } from './page.ts';
import type { Attendance, Direct, Draft, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';
import { isSmallWord } from './small-word.ts';
import { wordSet } from './word-set.ts';

/** Words that an answer may have around it and that say nothing of their own. */
const AROUND = wordSet(
  "ho हो yes is it's its it he she the one with of meant mean i that wala wali waala chai chahi chahin bidyarthi student pupil वाला वाली चाहिँ विद्यार्थी लाई को",
);

/** "18 no.": the label stands behind its number. */
function isLabelBehind(page: Page, at: number): boolean {
  return (
    page.tokens[at]?.norm === 'no' &&
    page.tokens[at - 1]?.kind === 'number' &&
    (page.tokens[at + 1]?.norm === '.' || page.tokens[at + 1] === undefined)
  );
}

function isNumberSoon(page: Page, from: number): boolean {
  let at = from;
  while (at < from + 3 && /^[.:#-]$|^(?:no|number|नं|नम्बर|is|ho)$/.test(page.tokens[at]?.norm ?? '')) at += 1;
  return page.tokens[at]?.kind === 'number';
}

/** "Sita Gurung", "24", "roll 24, 7": the pupils that were doubtful. */
export function answerPupils(said: Said, input: UnderstandInput, draft: Attendance | Direct): Draft | null {
  const { page, body } = said;
  const roster = draft.class === undefined ? undefined : input.roster?.[draft.class];
  const index = indexNames(roster ?? []);
  const rolls: number[] = [];
  let denied = 0;
  let missing = false;
  let here = -1;
  for (const at of body) {
    if (at < here || isSeparator(page, at)) continue;
    const token = page.tokens[at];
    // "roll no 22": here "no" denies nothing.
    const label = senseAt(page, at, 'label', 'roll');
    if (label !== undefined && isNumberSoon(page, label.to)) {
      here = label.to;
      continue;
    }
    if (isLabelBehind(page, at)) continue;
    if (senseAt(page, at, 'word', 'not') !== undefined) {
      // "18 ho, 19 hoina": the one before it is not meant.
      // A roll that the class does not have answers nothing: it is asked again.
      if (missing) return { ...draft, ask: 'student' };
      if (rolls.length === 0) return null;
      rolls.pop();
      denied += 1;
      continue;
    }
    const name = nameAt(page, at, index);
    if (name !== null) {
      here = name.to;
      // "karki wala rajan": one of them was named before.
      if (name.pupils.length > 1 && name.pupils.some((pupil) => rolls.includes(pupil.roll))) continue;
      if (name.pupils.length !== 1) return null;
      rolls.push((name.pupils[0] as { roll: number }).roll);
      here = name.to;
    } else if (token?.kind === 'number' && /^\d{1,3}$/.test(token.norm)) {
      const roll = Number(token.norm);
      const denial = senseAt(page, at + 1, 'word', 'not') !== undefined;
      if (roster !== undefined && !denial && !roster.some((p) => p.roll === roll)) {
        missing = true;
        continue;
      }
      rolls.push(roll);
    } else if (!isSmallWord(page, at) && !AROUND.has(token?.norm ?? '') && token?.kind !== 'mark')
      return null;
  }
  // A roll that the class does not have answers nothing: it is asked again.
  if (missing) return { ...draft, ask: 'student' };
  if (rolls.length === 0) return null;
  const { unmatched, ...rest } = draft;
  if (rest.intent === 'direct')
    return rolls.length === 1 ? { ...rest, ask: null, roll: rolls[0] as number } : null;
  const { unmatchedAs, ...marked } = rest;
  const set = unmatchedAs === 'late' || unmatchedAs === 'leave' ? unmatchedAs : 'absent';
  const merged = [...new Set([...(marked[set] ?? []), ...rolls])].sort((a, b) => a - b);
  const left = Math.max(0, (unmatched?.length ?? 1) - rolls.length - denied);
  return {
    ...marked,
    [set]: merged,
    ask: left > 0 ? 'student' : unmatchedAs === 'several' ? 'confirm' : null,
    ...(left > 0
      ? { unmatched: (unmatched ?? []).slice(-left), ...(unmatchedAs ? { unmatchedAs } : {}) }
      : {}),
  } as Attendance;
}
