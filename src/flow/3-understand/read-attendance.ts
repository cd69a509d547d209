import { chooseClass } from './choose-class.ts';
import type { Break } from './find-breaks.ts';
import { findMarks, type Mark, type Status } from './find-marks.ts';
import type { Page } from './page.ts';
import { letterPairsStart, readLetters } from './read-letter-string.ts';
import type { Ask, Attendance, Pupil, UnderstandInput } from './reading.ts';

/** An attendance reading, and how sure it is that the text is one. */
export interface AttendanceView {
  draft: Attendance;
  /** True where a status stands with pupils, or the text says that all or none were there. */
  evident: boolean;
  /** True where pupils stand with a word of presence or absence, as in a note on attendance in an update. */
  firm: boolean;
  /** True where a word such as "attendance" or "hajiri" says what it is. */
  titled: boolean;
  /** True where it is a list of letters, one a pupil. */
  letters: boolean;
  /** True where a pupil of the roster is named. */
  named: boolean;
  /** True where nothing but attendance is in the text. */
  pure: boolean;
}

interface Tally {
  sets: Record<'absent' | 'late' | 'leave', Set<number>>;
  present: Set<number>;
  allPresent: boolean;
  unmatched: string[];
  counted: boolean;
  ask: Ask | null;
  /** True where pupils were named and marked nothing ("are not absent"). */
  cleared: boolean;
}

/** Reads a text as attendance; null where no word of attendance is in it. */
export function viewAttendance(
  page: Page,
  input: UnderstandInput,
  body: readonly number[],
  breaks: readonly Break[],
): AttendanceView | null {
  // In "1P 2P 3A" the last is a roll and its mark, not a class.
  const named = new Set(
    page.classes.filter((c) => c.labelled || !isNumberNext(page, c.to)).flatMap((c) => range(c.from, c.to)),
  );
  const unlabelled = body.filter((at) => !named.has(at));
  const pairs = letterPairsStart(page, unlabelled);
  const classes = pairs === -1 ? page.classes : page.classes.filter((c) => c.to <= pairs);
  const chosen = chooseClass(classes, input);
  const pupils = rosterOf(input, chosen.slots);
  const marks = findMarks(page, body, breaks, classes, pupils ?? []);
  const letters = readLetters(page, unlabelled, pupils);
  if (letters === null && !marks.some((m) => m.is === 'status' || m.is === 'title')) return null;
  const tally = emptyTally();
  if (letters !== null) {
    for (const [status, rolls] of Object.entries(letters.sets))
      addRolls(tally, status as Status, rolls, null);
    if (letters.allPresent) tally.allPresent = true;
    if (letters.unsure) tally.ask = 'confirm';
  } else tallyMarks(tally, marks, pupils);
  const unknown = marks.filter((m) => m.is === 'unknown');
  const dates = page.dates('future').length === 0 ? [] : page.dates('past');
  const date = dates.find((d) => d.iso !== null && d.iso <= input.today)?.iso ?? input.today;
  const evident =
    letters !== null ||
    tally.allPresent ||
    tally.counted ||
    tally.cleared ||
    tally.unmatched.length > 0 ||
    hasSets(tally) ||
    tally.ask !== null;
  return {
    draft: print(tally, chosen, date, dates.length === 0),
    evident,
    firm: letters !== null || isFirm(marks, tally),
    named: marks.some((m) => m.is === 'pupils'),
    pure: unknown.length === 0 || letters !== null,
    letters: letters !== null,
    titled: marks.some((m) => m.is === 'title'),
  };
}

function isFirm(marks: readonly Mark[], tally: Tally): boolean {
  const status = marks.some(
    (m) => m.is === 'title' || (m.is === 'status' && (m.status === 'absent' || m.status === 'present')),
  );
  const named = marks.some((m) => m.is === 'pupils');
  return (
    (status && (hasSets(tally) || tally.allPresent || tally.counted)) ||
    (named && marks.some((m) => m.is === 'status'))
  );
}

/** The roster of the chosen class; undefined where none was given. */
function rosterOf(
  input: UnderstandInput,
  slots: { class?: string; classes?: string[] },
): Pupil[] | undefined {
  return slots.class === undefined ? undefined : input.roster?.[slots.class];
}

function emptyTally(): Tally {
  return {
    sets: { absent: new Set(), late: new Set(), leave: new Set() },
    present: new Set(),
    allPresent: false,
    unmatched: [],
    counted: false,
    ask: null,
    cleared: false,
  };
}

interface Group {
  status: Status | null;
  negated: boolean;
  only: boolean;
  items: Mark[];
}

function tallyMarks(tally: Tally, original: readonly Mark[], pupils: readonly Pupil[] | undefined): void {
  const marks = takeCounts(tally, takeWholes(tally, applyNegation(original), pupils));
  for (const group of bind(tally, marks)) addGroup(tally, group, pupils);
  fromPresent(tally, marks, pupils);
  if (tally.counted && !hasSets(tally)) tally.allPresent = false;
  if (hasSets(tally) || tally.unmatched.length > 0) tally.allPresent = false;
}

/** "Present: roll 1-10, 12-19": a list of most of the class without another status leaves the others absent. */
function fromPresent(tally: Tally, marks: readonly Mark[], pupils: readonly Pupil[] | undefined): void {
  if (tally.present.size === 0 || hasSets(tally) || tally.unmatched.length > 0) return;
  if (marks.some((m) => m.is === 'status' && m.status !== 'present')) return;
  if (pupils === undefined || tally.present.size * 2 <= pupils.length) {
    tally.ask ??= 'confirm';
    return;
  }
  for (const pupil of pupils) if (!tally.present.has(pupil.roll)) tally.sets.absent.add(pupil.roll);
  if (!hasSets(tally)) tally.allPresent = true;
}

/** Joins "not" with the status beside it: "not absent", "anupasthit chaina". */
function applyNegation(original: readonly Mark[]): Mark[] {
  const marks: Mark[] = [];
  for (const [n, mark] of original.entries()) {
    if (mark.is !== 'not') {
      marks.push({ ...mark });
      continue;
    }
    const before = marks.at(-1);
    const next = original[n + 1];
    if (before?.is === 'status' && mark.sep < 2 && (mark.nepali || next?.is !== 'status' || mark.sep === 0)) {
      before.negated = !before.negated;
    } else if (next?.is === 'status') {
      (original as Mark[])[n + 1] = { ...next, negated: !next.negated };
    } else marks.push(mark);
  }
  return marks;
}

/** Takes out what speaks of everybody: "sabai upasthit", "no one absent", "rest present", "all except 5". */
function takeWholes(tally: Tally, marks: Mark[], pupils: readonly Pupil[] | undefined): Mark[] {
  const left: Mark[] = [...marks];
  takeExcept(tally, left, pupils);
  for (let n = 0; n < left.length; n += 1) {
    const mark = left[n] as Mark;
    if (mark.is !== 'all' && mark.is !== 'none' && mark.is !== 'rest') continue;
    const at = statusNear(left, n);
    const status = at === -1 ? undefined : left[at];
    if (mark.is === 'rest') {
      // The others only confirm what was said of some.
      left.splice(n, at === n + 1 ? 2 : 1);
      n -= 1;
      continue;
    }
    if (status === undefined || status.is !== 'status') continue;
    const absent = status.status === 'absent' || status.status === 'leave' || status.status === 'late';
    const nobody = mark.is === 'none';
    // "kohi pani aaenan": nobody came. A negative verb after "kohi" does not make two negations.
    const came = nobody && mark.nepali && status.status === 'absent' && !status.negated && status.verb;
    if (nobody && absent && !came) tally.allPresent = true;
    else if (!nobody && status.status === 'present' && !status.negated) tally.allPresent = true;
    else if (!nobody && absent && status.negated) tally.allPresent = true;
    else {
      for (const pupil of pupils ?? []) tally.sets.absent.add(pupil.roll);
      tally.ask = 'confirm';
    }
    left.splice(Math.max(n, at), 1);
    left.splice(Math.min(n, at), 1);
    n = Math.min(n, at) - 1;
  }
  return left;
}

/** "12 ra 18 bahek sabai upasthit", "all present except 12": the named are the other way round. */
function takeExcept(tally: Tally, left: Mark[], pupils: readonly Pupil[] | undefined): void {
  const n = left.findIndex((m) => m.is === 'except');
  if (n === -1) return;
  const except = left[n] as Mark & { nepali: boolean };
  const before = itemsBefore(left, n);
  const after = itemsAfter(left, n);
  const useBefore = before.length > 0 && (except.nepali || after.length === 0);
  const items = useBefore ? before : after;
  const whole = left.findIndex((m) => m.is === 'all' || m.is === 'rest');
  const statusAt = whole === -1 ? left.findIndex((m) => m.is === 'status') : statusNear(left, whole);
  const status = left[statusAt];
  if (items.length === 0) return;
  const own = useBefore ? undefined : left[left.indexOf(items.at(-1) as Mark) + 1];
  const ownStatus = own?.is === 'status' && own !== status ? own : undefined;
  const gone = new Set<Mark>([except, ...items]);
  if (whole !== -1) gone.add(left[whole] as Mark);
  if (status !== undefined) gone.add(status);
  if (ownStatus !== undefined) gone.add(ownStatus);
  const target =
    status?.is === 'status' && status.status === 'absent' && !status.negated
      ? 'present'
      : (ownStatus?.status ?? 'absent');
  if (target === 'present') addComplement(tally, items, pupils);
  else addGroup(tally, { status: target, negated: false, only: false, items }, pupils);
  left.splice(0, left.length, ...left.filter((m) => !gone.has(m)));
}

function itemsBefore(marks: readonly Mark[], n: number): Mark[] {
  const items: Mark[] = [];
  for (let k = n - 1; k >= 0 && isItem(marks[k]); k -= 1) items.unshift(marks[k] as Mark);
  return items;
}

function itemsAfter(marks: readonly Mark[], n: number): Mark[] {
  const items: Mark[] = [];
  for (let k = n + 1; k < marks.length && isItem(marks[k]); k += 1) items.push(marks[k] as Mark);
  return items;
}

function isItem(mark: Mark | undefined): boolean {
  return mark?.is === 'rolls' || mark?.is === 'pupils' || mark?.is === 'unknown';
}

/** The status that "all" or "no one" speaks of: the next one, or the one before. */
function statusNear(marks: readonly Mark[], n: number): number {
  for (let k = n + 1; k < marks.length && k <= n + 2; k += 1) {
    const mark = marks[k] as Mark;
    if (mark.is === 'status') return k;
    if (mark.is !== 'count' && mark.is !== 'unknown' && mark.is !== 'title') break;
    if (mark.sep >= 2) break;
  }
  const before = marks[n - 1];
  return before?.is === 'status' && (marks[n]?.sep ?? 3) <= 1 ? n - 1 : -1;
}

/** "25 jana", "total 30", "present 30, absent 2": how many, not who. */
function takeCounts(tally: Tally, marks: Mark[]): Mark[] {
  const left = marks.filter((m) => m.is !== 'title');
  const gone = new Set<Mark>();
  for (const [n, mark] of left.entries()) {
    if (mark.is !== 'count') continue;
    gone.add(mark);
    const before = left[n - 1];
    const next = left[n + 1];
    if (before?.is === 'rolls' && before.rolls.length === 1 && !before.labelled && mark.sep <= 1)
      gone.add(before);
    else if (next?.is === 'rolls' && next.rolls.length === 1 && !next.labelled && next.sep <= 1)
      gone.add(next);
    else continue;
    tally.counted = true;
  }
  const rest = dropListCounts(left.filter((m) => !gone.has(m)));
  const groups = bind(emptyTally(), rest);
  const single = (status: Status) =>
    groups.find(
      (g) =>
        g.status === status &&
        g.items.length === 1 &&
        g.items[0]?.is === 'rolls' &&
        (g.items[0] as { rolls: number[] }).rolls.length === 1,
    );
  const presentNumber = single('present');
  const others = groups.filter((g) => g.items.length > 0);
  if (presentNumber !== undefined && others.every((g) => g.items.length === 1)) {
    tally.counted = true;
    return rest.filter((m) => m.is !== 'rolls' || m.labelled);
  }
  if (tally.counted) {
    // Beside a count of all, lone numbers are counts too: "total 30, absent 2".
    const lone = others.filter((g) => g.items.length === 1 && g.items[0]?.is === 'rolls');
    if (
      gone.size > 0 &&
      lone.length === others.length &&
      !rest.some((m) => m.is === 'pupils') &&
      lone.every((g) => (g.items[0] as { rolls: number[] }).rolls.length === 1) &&
      !hasTitleRoll(rest)
    ) {
      return rest.filter((m) => m.is !== 'rolls' || m.labelled);
    }
  }
  return rest;
}

/** "absent 2 (roll 5, 26)", "2 absent: 5, 7": a number that says how many follow is not one of them. */
function dropListCounts(marks: Mark[]): Mark[] {
  return marks.filter((mark, n) => {
    if (mark.is !== 'rolls' || mark.rolls.length !== 1 || mark.labelled) return true;
    let next = n + 1;
    const over = marks[next]?.is === 'status' && (marks[next]?.sep ?? 3) <= 1;
    if (over) next += 1;
    const list = itemsAfter(marks, next - 1);
    const size = list.reduce((sum, m) => sum + (m.is === 'rolls' ? m.rolls.length : 1), 0);
    const parted =
      list[0] !== undefined &&
      (over ? list[0].sep > 0 : (list[0].is === 'rolls' && list[0].labelled) || list[0].is === 'pupils');
    return !(parted && size === mark.rolls[0] && size > 0 && !(over && n > 0 && isItem(marks[n - 1])));
  });
}

function hasTitleRoll(marks: readonly Mark[]): boolean {
  return marks.filter((m) => m.is === 'rolls').length > 1;
}

/** Gives each list its status: the one before it where a sentence begins with a status, else the one after. */
function bind(tally: Tally, marks: readonly Mark[]): Group[] {
  const groups: Group[] = [];
  let segment: Mark[] = [];
  const segments: Mark[][] = [];
  for (const mark of marks) {
    if (mark.sep >= 2 && segment.length > 0) {
      segments.push(segment);
      segment = [];
    }
    segment.push(mark);
  }
  if (segment.length > 0) segments.push(segment);
  let waiting: Mark[] = [];
  let waitingStatus: Group | null = null;
  for (const part of segments) {
    const items = part.filter(isItem);
    const statuses = mergeStatuses(part);
    if (statuses.length === 0) {
      if (waitingStatus !== null) {
        waitingStatus.items.push(...items);
        waitingStatus = null;
      } else waiting.push(...items);
      continue;
    }
    if (items.length === 0) {
      const group = groupOf(statuses.at(-1) as StatusMark, hasOnly(part), waiting);
      groups.push(group);
      waitingStatus = waiting.length === 0 ? group : null;
      waiting = [];
      continue;
    }
    waitingStatus = null;
    const found = bindPart(tally, part, statuses);
    if (waiting.length > 0) found[0]?.items.unshift(...waiting);
    waiting = [];
    groups.push(...found);
    const last = found.at(-1);
    if (last !== undefined && last.items.length === 0) waitingStatus = last;
  }
  if (waiting.length > 0) groups.push({ status: null, negated: false, only: false, items: waiting });
  return groups;
}

type StatusMark = Mark & { is: 'status' };

/** Neighbouring statuses are one: "birami bida" is leave, "aayo tara dhilo" is late. */
function mergeStatuses(part: readonly Mark[]): StatusMark[] {
  const kept: StatusMark[] = [];
  let afterStatus = false;
  for (const mark of part) {
    if (mark.is !== 'status') {
      if (isItem(mark)) afterStatus = false;
      continue;
    }
    const last = kept.at(-1);
    if (afterStatus && last !== undefined && !mark.negated && !last.negated) {
      if (last.status === 'present' || (last.status === 'leave' && mark.status === 'leave'))
        kept[kept.length - 1] = mark;
      continue;
    }
    kept.push(mark);
    afterStatus = true;
  }
  return kept;
}

function groupOf(status: StatusMark, only: boolean, items: Mark[]): Group {
  return { status: status.status, negated: status.negated, only, items: [...items] };
}

function hasOnly(part: readonly Mark[]): boolean {
  return part.some((m) => m.is === 'only');
}

function bindPart(tally: Tally, part: readonly Mark[], statuses: readonly StatusMark[]): Group[] {
  const kept = new Set<Mark>(statuses);
  const sequence = part.filter((m) => isItem(m) || kept.has(m));
  const [first] = sequence;
  const only = hasOnly(part);
  const prefix = first?.is === 'status';
  const last = sequence.at(-1);
  // "absent 3, 5, 7 late": whether 7 was absent or late cannot be told.
  if (prefix && last?.is === 'status' && statuses.length > 1) tally.ask = 'confirm';
  const groups: Group[] = [];
  let open: Group | null = null;
  let items: Mark[] = [];
  for (const mark of sequence) {
    if (mark.is === 'status') {
      const group = groupOf(mark, only, prefix ? [] : items);
      groups.push(group);
      open = group;
      items = [];
    } else if (prefix) open?.items.push(mark);
    else items.push(mark);
  }
  if (items.length > 0) groups.push({ status: null, negated: false, only: false, items });
  return groups;
}

function addGroup(tally: Tally, group: Group, pupils: readonly Pupil[] | undefined): void {
  const items = group.items.filter((m) => m.is !== 'unknown' || looksLikeName(m));
  if (group.status === null) {
    if (items.some((m) => m.is !== 'unknown')) tally.ask ??= 'confirm';
    return;
  }
  if (group.negated) {
    if (items.length > 0) tally.cleared = true;
    return;
  }
  if (group.status === 'present') {
    if (group.only) addComplement(tally, items, pupils);
    else for (const roll of rollsOf(tally, items, pupils)) tally.present.add(roll);
    return;
  }
  addRolls(tally, group.status, rollsOf(tally, items, pupils), pupils);
}

function addRolls(
  tally: Tally,
  status: Status,
  rolls: Iterable<number>,
  _pupils: readonly Pupil[] | undefined | null,
): void {
  if (status === 'present') return;
  for (const roll of rolls) tally.sets[status].add(roll);
}

/** Only the named came: everybody else of the roster is absent. Without a roster it cannot be known who. */
function addComplement(tally: Tally, items: readonly Mark[], pupils: readonly Pupil[] | undefined): void {
  const came = new Set(rollsOf(tally, items, pupils));
  if (pupils === undefined || pupils.length === 0) {
    tally.ask = 'student';
    return;
  }
  for (const pupil of pupils) if (!came.has(pupil.roll)) tally.sets.absent.add(pupil.roll);
}

/** The rolls of what was named; what is not, or not once, on the roster goes to `unmatched`. */
function rollsOf(tally: Tally, items: readonly Mark[], pupils: readonly Pupil[] | undefined): number[] {
  const onRoster = pupils === undefined ? null : new Set(pupils.map((p) => p.roll));
  const found: number[] = [];
  for (const mark of items) {
    if (mark.is === 'rolls') {
      for (const roll of mark.rolls) {
        // "absent: 0" says that nobody was.
        if (roll === 0) {
          tally.allPresent = true;
          continue;
        }
        if (onRoster === null || onRoster.has(roll)) found.push(roll);
        else tally.unmatched.push(mark.rolls.length === 1 ? mark.raw : String(roll));
      }
    } else if (mark.is === 'pupils' && mark.pupils.length === 1) found.push((mark.pupils[0] as Pupil).roll);
    else if (mark.is === 'pupils' || mark.is === 'unknown') tally.unmatched.push(mark.raw);
  }
  return found;
}

/** An unknown run of at most three words can be a name; a longer one is a sentence. */
function looksLikeName(mark: Mark): boolean {
  return mark.is === 'unknown' && mark.to - mark.at <= 3;
}

function hasSets(tally: Tally): boolean {
  return Object.values(tally.sets).some((s) => s.size > 0);
}

function print(
  tally: Tally,
  chosen: ReturnType<typeof chooseClass>,
  date: string,
  dateDefaulted: boolean,
): Attendance {
  const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b);
  const { absent, late, leave } = tally.sets;
  const nothing = !hasSets(tally) && !tally.allPresent;
  const ask: Ask | null = chosen.unsure
    ? 'class'
    : tally.unmatched.length > 0
      ? 'student'
      : (tally.ask ?? (nothing ? 'student' : null));
  const defaulted = [...chosen.defaulted, ...(dateDefaulted ? ['date'] : [])];
  return {
    intent: 'attendance',
    ask,
    ...chosen.slots,
    date,
    ...(tally.allPresent ? { allPresent: true as const } : {}),
    ...(absent.size > 0 ? { absent: sorted(absent) } : {}),
    ...(late.size > 0 ? { late: sorted(late) } : {}),
    ...(leave.size > 0 ? { leave: sorted(leave) } : {}),
    ...(tally.unmatched.length > 0 ? { unmatched: tally.unmatched } : {}),
    ...(defaulted.length > 0 ? { defaulted } : {}),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, k) => from + k);
}

function isNumberNext(page: Page, from: number): boolean {
  let at = from;
  while (at < page.tokens.length && at < from + 3 && page.tokens[at]?.kind === 'mark') at += 1;
  return page.tokens[at]?.kind === 'number';
}
