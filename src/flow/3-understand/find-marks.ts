import { type Break, isSeparator } from './find-breaks.ts';
import type { ClassMention } from './find-classes.ts';
import { indexNames, nameAt } from './match-names.ts';
import { type Page, senseAt } from './page.ts';
import type { Pupil } from './reading.ts';

export type Status = 'absent' | 'late' | 'leave' | 'present';

/** What the tokens of an attendance text are, in order. */
export type Mark =
  | { is: 'rolls'; rolls: number[]; labelled: boolean; raw: string; at: number; sep: Break }
  | { is: 'pupils'; pupils: Pupil[]; raw: string; at: number; sep: Break }
  | { is: 'unknown'; raw: string; at: number; to: number; sep: Break }
  | { is: 'status'; status: Status; negated: boolean; verb: boolean; at: number; sep: Break }
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
  let sep: Break = 3;
  let here = -1;
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
        pupils: name.pupils,
        raw: page.text.slice(page.tokens[at]?.start, page.tokens[name.to - 1]?.end),
        at,
        sep,
      });
      here = name.to;
      sep = 0;
      continue;
    }
    const longer = page.senses[at]?.some(
      (s) => s.group === 'status' && s.to > at + 1 && s.value !== 'filler',
    );
    const rolls = longer ? null : rollsAt(page, at);
    if (rolls !== null) {
      if (rolls.rolls.length > 0) {
        marks.push({
          is: 'rolls',
          rolls: rolls.rolls,
          labelled: isAfterRollLabel(page, at),
          raw: page.text.slice(page.tokens[at]?.start, page.tokens[rolls.to - 1]?.end),
          at,
          sep,
        });
        sep = 0;
      }
      here = rolls.to;
      continue;
    }
    const cause = causeEnd(page, at);
    if (cause !== -1) {
      here = cause;
      continue;
    }
    const mark = wordAt(page, at, sep, nextClass(classes, at));
    if (mark.mark !== null) {
      pushMark(page, marks, mark.mark);
      sep = 0;
    }
    here = mark.to;
  }
  return marks;
}

/** "Anil sir absent today" is about a colleague of the pupil's name; "absent Anil sir" is said to one. */
function isTeacher(page: Page, at: number): boolean {
  return (
    /^(?:sir|mam|madam|maam|teacher|सर|म्याम|मिस|म्याडम)$/.test(page.tokens[at]?.norm ?? '') &&
    page.tokens[at + 1]?.kind === 'word'
  );
}

/** Whether "roll", "roll no." or "रोल नं" stands before the number. */
function isAfterRollLabel(page: Page, at: number): boolean {
  if (page.tokens[at - 1]?.norm === '(') return true;
  for (let from = Math.max(0, at - 5); from < at; from += 1) {
    if (
      page.senses[from]?.some(
        (s) => s.group === 'label' && s.value === 'roll' && s.to >= at - 1 && s.to <= at,
      ) === true
    )
      return true;
  }
  return false;
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
    const label = senses.find(
      (s) =>
        s.group === 'label' &&
        ['class', 'section', 'date', 'roll', 'subject', 'teacher', 'note'].includes(s.value),
    );
    // "no absent": here "no" is no number.
    const denies = page.tokens[at]?.norm === 'no' && !/^(?:[.:#]|\d+)$/.test(page.tokens[at + 1]?.norm ?? '');
    if (
      label !== undefined &&
      !denies &&
      !skip.has(at) &&
      !senses.some((s) => s.group === 'status' && s.to > label.to)
    )
      skip.set(at, label.to);
  }
  return skip;
}

function isClassOrDateForSure(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  return page
    .dates('future')
    .some((d) => d.from === at && d.kind === 'weekday' && /(?:bar|baar|day|बार)$/.test(norm));
}

// "barsha le garda", "पानी परेर": a cause and no pupil.
const CAUSE =
  /^(?:parekole|parekale|pareko|पर्यो|परेकोले|परेकाले|परेको|हुँदा|le|ले|garda|गर्दा|parera|परेर|bhaera|bhayera|भएर|karan|कारण|parda|पर्दा|due)$/;

/** "पानी परेकोले", "bato banda bhaera": where a cause of one or two words ends that begins here; -1 for none. */
function causeEnd(page: Page, at: number): number {
  for (let k = 0; k < 2; k += 1) {
    const plain = (page.senses[at + k] ?? []).every((s) => s.group !== 'status' && s.group !== 'number');
    if (page.tokens[at + k]?.kind !== 'word' || !plain) return -1;
    const cause = page.senses[at + k + 1]?.find(
      (s) => s.group === 'guardian' && s.value === 'cause-after' && s.exact,
    );
    if (cause !== undefined) return cause.to;
  }
  return -1;
}

function isEverydayUse(page: Page, at: number, to: number, loose: boolean): boolean {
  const next = page.tokens[to]?.norm ?? '';
  const after = page.tokens[to + 1]?.norm ?? '';
  if (CAUSE.test(next) && (CAUSE.test(after) || /^(?:par|पर)/.test(next))) return true;
  const senses = page.senses[at] ?? [];
  const everyday = senses.some(
    (s) => s.group === 'status' || (s.group === 'command' && s.value === 'greeting'),
  );
  return loose
    ? senses.length > 0
    : everyday && page.tokens[at]?.raw === page.tokens[at]?.norm && !page.tokens[at]?.deva;
}

const TIME_UNIT =
  /^(?:am|pm|baje|bajey|bje|बजे|min|mins|minute|minutes|मिनेट|hour|hours|ghanta|घण्टा|hrs|%|percent|th|st|nd|rd|period|पिरियड|din|days|day|दिन)$/;

/** Rolls: "5", "2-4", "2 to 4", "२ देखि ४ सम्म", "#7", "r7", "twelve". Times and the like are stepped over. */
function rollsAt(page: Page, at: number): { rolls: number[]; to: number } | null {
  const first = rollNumber(page, at);
  if (first === null) return null;
  const unit = page.tokens[first.to];
  if (unit !== undefined && TIME_UNIT.test(unit.norm)) return { rolls: [], to: first.to + 1 };
  if (
    unit?.norm === ':' &&
    unit.glued &&
    page.tokens[first.to + 1]?.kind === 'number' &&
    page.tokens[first.to + 1]?.glued
  ) {
    const hour = TIME_UNIT.test(page.tokens[first.to + 2]?.norm ?? '');
    return { rolls: [], to: first.to + (hour ? 3 : 2) };
  }
  let to = first.to;
  const join = page.tokens[to];
  const joinsRange =
    join !== undefined && (join.norm === '-' || /^(?:to|till|dekhi|देखि|upto|through|~)$/.test(join.norm));
  const second = joinsRange ? rollNumber(page, to + 1) : null;
  if (second === null || second.value <= first.value || second.value - first.value > 60)
    return { rolls: [first.value], to };
  to = second.to;
  if (/^(?:samma|सम्म)$/.test(page.tokens[to]?.norm ?? '')) to += 1;
  return { rolls: Array.from({ length: second.value - first.value + 1 }, (_, k) => first.value + k), to };
}

function rollNumber(page: Page, at: number): { value: number; to: number } | null {
  const token = page.tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number') {
    if (/^\d{1,3}$/.test(token.norm)) return { value: Number(token.norm), to: at + 1 };
    // "5.7.9": rolls with stops between them are read one by one by the caller as unknown.
    return null;
  }
  if (token.norm === '#' || /^(?:r|rn|no)$/.test(token.norm)) {
    const next = page.tokens[at + 1];
    return next?.kind === 'number' && next.glued && /^\d{1,3}$/.test(next.norm)
      ? { value: Number(next.norm), to: at + 2 }
      : null;
  }
  const word = senseAt(page, at, 'number');
  if (word?.exact !== true) return null;
  const tens = Number(word.value);
  const ones = tens >= 20 && tens % 10 === 0 ? senseAt(page, word.to, 'number') : undefined;
  if (ones?.exact && Number(ones.value) < 10) return { value: tens + Number(ones.value), to: ones.to };
  return { value: tens, to: word.to };
}

/** Where the next class begins behind a token. */
function nextClass(classes: readonly ClassMention[], at: number): number {
  return classes.find((c) => c.from > at)?.from ?? Number.POSITIVE_INFINITY;
}

/** A status or governing word, or a word that is none of these. */
function wordAt(page: Page, at: number, sep: Break, until: number): { mark: Mark | null; to: number } {
  const token = page.tokens[at];
  if (token === undefined || token.kind === 'mark') return { mark: null, to: at + 1 };
  // "sabai chan": all are there.
  if (
    /^(?:chan|chhan|xan|छन्)$/.test(token.norm) &&
    senseAt(page, at - 1, 'status', 'all') !== undefined &&
    senseAt(page, at - 1, 'status', 'all')?.to === at
  ) {
    return { mark: { is: 'status', status: 'present', negated: false, verb: false, at, sep }, to: at + 1 };
  }
  const letter = letterStatus(page, at);
  if (letter !== null)
    return { mark: { is: 'status', status: letter, negated: false, verb: false, at, sep }, to: at + 1 };
  // "in class" names no presence where the class's name goes on ("absent in class 7B").
  const statuses = page.senses[at]?.filter((s) => s.group === 'status' && s.to <= until) ?? [];
  const nepali =
    token.deva ||
    statuses.some(
      (s) =>
        /^(?:bahek|baahek|vahek|matra|mattra|kohi|kunai|chod|chhod|chad|baheg)/.test(token.norm) && s.to > at,
    );
  const best = statuses.find((s) => s.value !== 'filler') ?? statuses[0];
  const negation = senseAt(page, at, 'word', 'not');
  if (best === undefined || (best.value === 'filler' && negation !== undefined)) {
    if (negation !== undefined) return { mark: { is: 'not', at, sep, nepali }, to: negation.to };
    if (token.kind === 'number' || isNeutral(page, at)) return { mark: null, to: at + 1 };
    return { mark: { is: 'unknown', raw: token.raw, at, to: at + 1, sep }, to: at + 1 };
  }
  if (negation !== undefined && negation.to > best.to)
    return { mark: { is: 'not', at, sep, nepali }, to: negation.to };
  switch (best.value) {
    case 'absent':
    case 'late':
    case 'leave':
    case 'present': {
      if (best.value === 'present' && isTense(page, at, best.to)) {
        return { mark: { is: 'unknown', raw: token.raw, at, to: best.to, sep }, to: best.to };
      }
      const verb = NEGATIVE_VERB.test(token.norm);
      return { mark: { is: 'status', status: best.value, negated: false, verb, at, sep }, to: best.to };
    }
    case 'attendance':
      return { mark: { is: 'title', at, sep, nepali }, to: best.to };
    case 'filler':
      return { mark: null, to: best.to };
    default:
      return { mark: { is: best.value as 'all', at, sep, nepali }, to: best.to };
  }
}

/** "A - 3, 7; L: 9": a letter before its list. */
function letterStatus(page: Page, at: number): Status | null {
  const mark = page.tokens[at + 1]?.norm;
  const parted = (mark === ':' || mark === '-') && page.tokens[at + 2]?.kind === 'number';
  const letter = page.tokens[at]?.norm;
  if (!parted || page.tokens[at - 1]?.kind === 'number') return null;
  return letter === 'a' ? 'absent' : letter === 'l' ? 'late' : letter === 'p' ? 'present' : null;
}

// "aaenan", "आएनन्": did not come, in one word.
const NEGATIVE_VERB = /^(?:aa?i?y?e?nan?|aaena|aayena|आएनन्?|आयेनन्?|आएन)$/;

/** "present tense", "simple present" are grammar. */
function isTense(page: Page, at: number, to: number): boolean {
  const next = page.tokens[to]?.norm ?? '';
  const before = page.tokens[at - 1]?.norm ?? '';
  return (
    /^(?:tense|perfect|continuous|participle|simple|indefinite|past|form)/.test(next) ||
    /^(?:simple|past|the)$/.test(before)
  );
}

/** Words of politeness, connection and address are neither pupils nor statuses. */
function isNeutral(page: Page, at: number): boolean {
  return (
    page.senses[at]?.some(
      (s) =>
        s.group === 'connect' ||
        (s.group === 'command' && ['greeting', 'thanks', 'around'].includes(s.value)) ||
        s.group === 'subject' ||
        (s.group === 'word' && s.value === 'and'),
    ) ?? false
  );
}
