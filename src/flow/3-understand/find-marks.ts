import { isSeparator } from './find-breaks.ts';
import { causeEnd, isMissing, purposeEnd, saysMissing } from './find-causes.ts';
import type { ClassMention } from './find-classes.ts';
import type { Break } from './find-partings.ts';
import { indexNames, nameAt } from './match-names.ts';
import { isEverydayUse, isTeacher } from './names-pupil.ts';
import { type Page, senseAt } from './page.ts';
import { isAfterRollLabel, isBehindNumber, rollsAt } from './read-rolls.ts';
import type { Pupil } from './reading.ts';
import { wordAt } from './word-mark.ts';
import { wordSet } from './word-set.ts';

export type Status = 'absent' | 'late' | 'leave' | 'present';

/** What the tokens of an attendance text are, in order. */
export type Mark =
  | {
      is: 'rolls';
      rolls: number[];
      labelled: boolean;
      raw: string;
      at: number;
      sep: Break;
      joined?: true;
      /** True before a colon: "absent 2: 13, 28" says how many follow. */
      heads?: true;
    }
  | {
      is: 'pupils';
      pupils: Pupil[];
      raw: string;
      at: number;
      sep: Break;
      /** True behind "and": it goes on with a list. */
      joined?: true;
    }
  | { is: 'unknown'; raw: string; at: number; to: number; sep: Break }
  | {
      is: 'status';
      status: Status;
      negated: boolean;
      verb: boolean;
      at: number;
      sep: Break;
      /** True in brackets behind one pupil: "Bibek (late)". */
      aside?: true;
      /** True for an illness, which may be why somebody is absent. */
      ill?: true;
      /** True for an illness that a verb makes the cause of what follows: "birami bhayera …". */
      cause?: true;
    }
  | {
      is: 'all' | 'rest' | 'except' | 'only' | 'none' | 'not' | 'count' | 'title';
      at: number;
      sep: Break;
      nepali: boolean;
    };

/** Finds rolls, pupils, statuses and the words that govern them; leaves out classes, dates, labels and fillers. */
export function findMarks(
  page: Page,
  body: readonly number[],
  breaks: readonly Break[],
  classes: readonly ClassMention[],
  pupils: readonly Pupil[],
): Mark[] {
  const marks: Mark[] = [];
  const index = indexNames(pupils);
  const skipTo = skips(page, classes);
  const missing = saysMissing(page);
  let sep: Break = 3;
  let here = -1;
  let passed = 0;
  for (const at of body) {
    if (at < here) continue;
    sep = Math.max(sep, breaks[at] ?? 0) as Break;
    if (isSeparator(page, at)) continue;
    const name = nameAt(page, at, index);
    const named = name !== null && !isEverydayUse(page, at, name.to, name.loose);
    const skip = skipTo.get(at);
    if (
      skip !== undefined &&
      !(named && page.tokens[at]?.kind === 'word' && skip === at + 1 && !isClassOrDateForSure(page, at))
    ) {
      here = skip;
      continue;
    }
    if (named && name !== null && isTeacher(page, name.to)) {
      const to = name.to + 1;
      pushMark(page, marks, {
        is: 'unknown',
        raw: page.text.slice(page.tokens[at]?.start, page.tokens[to - 1]?.end),
        at,
        to,
        sep,
      });
      here = to;
      sep = 0;
      continue;
    }
    if (named && name !== null) {
      marks.push({
        is: 'pupils',
        ...joinedAt(page, at),
        pupils: name.pupils,
        raw: page.text.slice(page.tokens[at]?.start, page.tokens[name.to - 1]?.end),
        at,
        // "two absent (Deepa, Kabita)": a bracket parts the list from how many it has.
        sep:
          page.tokens[at - 1]?.norm === '(' && marks.at(-1)?.is === 'status'
            ? (Math.max(sep, 1) as Break)
            : sep,
      });
      here = name.to;
      sep = 0;
      continue;
    }
    const longer = page.senses[at]?.some(
      (s) => s.group === 'status' && s.to > at + 1 && s.value !== 'filler',
    );
    const rolls = longer || isPlace(page, at) ? null : rollsAt(page, at);
    if (rolls !== null) {
      if (rolls.rolls.length > 0) {
        const counted =
          page.tokens[at - 1]?.norm === '(' && senseAt(page, rolls.to, 'status', 'count') !== undefined;
        marks.push({
          is: 'rolls',
          ...joinedAt(page, at),
          rolls: rolls.rolls,
          // "5 absent (3 boys, 2 girls)" counts, and names no roll.
          labelled: isAfterRollLabel(page, at) && !counted,
          raw: page.text.slice(page.tokens[at]?.start, page.tokens[rolls.to - 1]?.end),
          at,
          sep: counted ? 2 : sep,
          ...(/^[:•=]$/.test(page.tokens[rolls.to]?.norm ?? '') ? { heads: true as const } : {}),
        });
        sep = 0;
      }
      here = rolls.to;
      continue;
    }
    const cause = Math.max(causeEnd(page, at, index), purposeEnd(page, at, marks, index));
    if (cause !== -1) {
      here = cause;
      continue;
    }
    if (missing && sep === 0 && isMissing(page, at, marks)) {
      marks.push({ is: 'status', status: 'absent', negated: false, verb: true, at, sep });
      here = at + 1;
      continue;
    }
    while ((classes[passed]?.from ?? Number.POSITIVE_INFINITY) <= at) passed += 1;
    const mark = wordAt(page, at, sep, classes[passed]?.from ?? Number.POSITIVE_INFINITY);
    if (mark.mark !== null) {
      const bracketed =
        mark.mark.is === 'status' && page.tokens[at - 1]?.norm === '(' && isOneOf(marks.at(-1));
      pushMark(page, marks, bracketed ? ({ ...mark.mark, aside: true } as Mark) : mark.mark);
      sep = 0;
    }
    here = mark.to;
  }
  return marks;
}

/** "hw page 91, roll 6 gayal": the number of a page is no roll. */
function isPlace(page: Page, at: number): boolean {
  const number = page.tokens[at - 1]?.norm;
  // "q 1-5": the end of a range.
  if (UP_TO.has(number ?? '') && page.tokens[at - 2]?.kind === 'number') return isPlace(page, at - 2);
  // "page 12 ko 1-5": what is set of that page.
  const of = OF.has(number ?? '') && page.tokens[at - 2]?.kind === 'number' ? at - 2 : at;
  return (
    page.senses[of - 1]?.some(
      (s) => s.group === 'work' && s.exact && s.to === of && !NUMBER.has(page.tokens[of - 1]?.norm ?? ''),
    ) === true
  );
}

const OF = wordSet('ko को of');

const UP_TO = wordSet('- – ~ to dekhi देखि');

const NUMBER = wordSet('no nos number numbers nambar num n नं नम्बर roll r');

function joinedAt(page: Page, at: number): { joined?: true } {
  return senseAt(page, at - 1, 'word', 'and') === undefined ? {} : { joined: true };
}

function isOneOf(mark: Mark | undefined): boolean {
  return mark?.is === 'rolls' || mark?.is === 'pupils' || mark?.is === 'unknown';
}

function pushMark(page: Page, marks: Mark[], mark: Mark): void {
  const last = marks.at(-1);
  if (mark.is === 'unknown' && last?.is === 'unknown' && mark.sep === 0 && last.to === mark.at) {
    last.to = mark.to;
    last.raw = page.text.slice(page.tokens[last.at]?.start, page.tokens[mark.to - 1]?.end);
    return;
  }
  marks.push(mark);
}

/** Where classes and dates stand, and labels such as "Class:"; they are no pupils. */
function skips(page: Page, classes: readonly ClassMention[]): Map<number, number> {
  const skip = new Map<number, number>();
  for (const c of classes) skip.set(c.from, c.to);
  for (const d of page.dates('future')) skip.set(d.from, d.to);
  for (const [at, senses] of page.senses.entries()) {
    const label = senses.find((s) => s.group === 'label' && SKIPPED.has(s.value));
    if (label === undefined || skip.has(at)) continue;
    // "no absent": here "no" is no number.
    const denies =
      page.tokens[at]?.norm === 'no' &&
      !/^(?:[.:#]|\d+)$/.test(page.tokens[at + 1]?.norm ?? '') &&
      !isBehindNumber(page, at);
    if (!denies && !senses.some((s) => s.group === 'status' && s.to > label.to)) skip.set(at, label.to);
  }
  return skip;
}

const SKIPPED = wordSet('class section date roll subject teacher note');

function isClassOrDateForSure(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  const date = page.dateAt(at);
  return date?.from === at && date.kind === 'weekday' && /(?:bar|baar|day|बार)$/.test(norm);
}
