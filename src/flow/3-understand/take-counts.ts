import { bind, type Group, isItem } from './bind-statuses.ts';
import type { Mark, Status } from './find-marks.ts';
import type { Pupil } from './reading.ts';
import type { Tally } from './tally.ts';

/** "25 jana", "total 30", "present 30, absent 2": how many, not who. */
export function takeCounts(tally: Tally, marks: Mark[], pupils: readonly Pupil[] | undefined): Mark[] {
  const left = marks.filter((m) => m.is !== 'title');
  const gone = new Set<Mark>();
  for (const [n, mark] of left.entries()) {
    if (mark.is !== 'count') continue;
    gone.add(mark);
    const before = left[n - 1];
    const next = left[n + 1];
    if (isCounted(left, n - 1) && mark.sep <= 1) {
      gone.add(before as Mark);
      // "30 jana upasthit, roll 4 absent": the status of a mere number has no list.
      if (next?.is === 'status' && next.status === 'present' && next.sep === 0) gone.add(next);
    } else if (next?.is === 'rolls' && next.rolls.length === 1 && !next.labelled && next.sep <= 1) {
      // "absent students: 8 ra 15": the word says what they are, and a list follows.
      if (before?.is === 'status' && before.status !== 'present' && mark.sep === 0) continue;
      gone.add(next);
      // "jamma 28 ma 27 upasthit": how many of them came.
      const came = left[n + 2];
      const status = left[n + 3];
      if (came?.is === 'rolls' && !came.labelled && status?.is === 'status' && status.status === 'present') {
        gone.add(came);
        gone.add(status);
      }
    } else continue;
    tally.counted = true;
  }
  const rest = dropListCounts(without(left, gone));
  const groups = bind(rest).groups;
  const single = (status: Status) =>
    groups.find(
      (g) =>
        g.status === status &&
        g.items.length === 1 &&
        g.items[0]?.is === 'rolls' &&
        (g.items[0] as { rolls: number[] }).rolls.length === 1,
    );
  const counts = listCounts(groups);
  const told = rest.filter((m) => !counts.has(m));
  if (told.length < rest.length) return told;
  const presentNumber = single('present');
  const others = groups.filter((g) => g.items.length > 0);
  if (presentNumber !== undefined && addsUp(presentNumber, others, pupils)) {
    tally.counted = true;
    const n = rest.indexOf(presentNumber.items[0] as Mark);
    // "18 present, Deepa and Kabita absent": its status goes with the number.
    const own = [rest[n + 1], rest[n - 1]].find((m) => m?.is === 'status' && m.status === 'present');
    return without(rest, new Set(own === undefined ? [rest[n] as Mark] : [rest[n] as Mark, own]));
  }
  if (presentNumber !== undefined && others.every((g) => g.items.length === 1)) {
    tally.counted = true;
    return rest.filter((m) => m.is !== 'rolls' || m.labelled);
  }
  // "total 24, present 21, absent 3, 6, 13": how many came, beside who did not.
  if (presentNumber !== undefined && !presentNumber.only && tally.counted)
    return rest.filter((m) => m !== presentNumber.items[0]);
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

/** What is left of the marks; how strongly a gone one was parted from what stood before goes to the next. */
function without(marks: readonly Mark[], gone: ReadonlySet<Mark>): Mark[] {
  const left: Mark[] = [];
  let sep: Mark['sep'] = 0;
  for (const mark of marks) {
    sep = Math.max(sep, mark.sep) as Mark['sep'];
    if (gone.has(mark)) continue;
    left.push(sep > mark.sep ? { ...mark, sep } : mark);
    sep = 0;
  }
  return left;
}

/** "Absent: 2 / Absent roll: 4, 9": the numbers that say how many are in a list of the same status that follows. */
function listCounts(groups: readonly Group[]): Set<Mark> {
  const counts = new Set<Mark>();
  const lists = new Set<string>();
  for (const { status, items } of groups.toReversed()) {
    const [number] = items;
    const alone =
      items.length === 1 && number?.is === 'rolls' && !number.labelled && number.rolls.length === 1;
    if (alone && lists.has(`${status} ${number.rolls[0]}`)) counts.add(number);
    const size = items.reduce((sum, m) => sum + (m.is === 'rolls' ? m.rolls.length : 1), 0);
    if (status !== 'present') lists.add(`${status} ${size}`);
  }
  return counts;
}

/** "absent 4, 9, present 18" of a class of twenty: how many came and who did not are the whole class. */
function addsUp(present: Group, groups: readonly Group[], pupils: readonly Pupil[] | undefined): boolean {
  if (pupils === undefined || present.only) return false;
  const [came] = present.items;
  const away = groups.filter(
    (g) => g !== present && !g.negated && g.status !== null && g.status !== 'present',
  );
  const items = away.filter((g) => g.status !== 'late').flatMap((g) => g.items);
  const size = items.reduce((sum, m) => sum + (m.is === 'rolls' ? m.rolls.length : 1), 0);
  if (came?.is !== 'rolls' || size === 0 || items.some((m) => m.is === 'unknown')) return false;
  // "absent 2, present 18": here 2 are absent, whoever they are.
  const [only] = items;
  const count = items.length === 1 && only?.is === 'rolls' && !only.labelled ? (only.rolls[0] ?? 0) : 0;
  const number = came.rolls[0] ?? 0;
  return number + size === pupils.length && number + count !== pupils.length;
}

/** Whether the mark is one lone number, and not the last of a list ("7, 8 ra 9 bidyarthi") or a roll by name. */
function isCounted(marks: readonly Mark[], n: number): boolean {
  const mark = marks[n];
  if (mark?.is !== 'rolls' || mark.rolls.length !== 1 || mark.labelled) return false;
  const before = marks[n - 1];
  return !(before?.is === 'rolls' && mark.sep <= 1) || marks[n - 2]?.is === 'count';
}

/** "absent 2 (roll 5, 26)", "2 absent: 5, 7": a number that says how many follow is not one of them. */
function dropListCounts(marks: Mark[]): Mark[] {
  const lists = measureLists(marks);
  return marks.filter((mark, n) => {
    if (mark.is !== 'rolls' || mark.rolls.length !== 1 || mark.labelled) return true;
    let next = n + 1;
    const over = marks[next]?.is === 'status' && (marks[next]?.sep ?? 3) <= 1;
    while (marks[next]?.is === 'status' && (marks[next]?.sep ?? 3) <= 1) next += 1;
    const { end, size } = lists[next] ?? { end: next, size: 0 };
    const item = end > next ? marks[next] : undefined;
    const labelled = item?.is === 'rolls' && item.labelled;
    const parted =
      item !== undefined &&
      // "1 and Rajan": a list that goes on.
      !(!over && (item as { joined?: true }).joined) &&
      (over ? item.sep > 0 || labelled : labelled || item.is === 'pupils');
    // "3 gayal, roll 8, 9, 10 dhilo": the list has a status of its own behind it.
    const own = marks[end];
    if (over && own?.is === 'status' && own.sep <= 1) return true;
    // "gayal: 1, dhilo: 2": each status stands before its own.
    const led = marks[n - 1];
    const follows = marks[n + 1];
    if (over && led?.is === 'status' && follows?.is === 'status' && led.status !== follows.status)
      return true;
    return !(parted && size === mark.rolls[0] && size > 0 && !(over && n > 0 && isItem(marks[n - 1])));
  });
}

/**
 * "absent 3: 2, 13, 20", "all but two came: 5 and 9": a number before a colon, or behind "but", that says how many follow
 * it. Where as many do not follow, whether it is one of them cannot be told.
 */
export function dropAnnounced(tally: Tally, marks: readonly Mark[]): Mark[] {
  const lists = measureLists(marks);
  return marks.filter((mark, n) => {
    if (mark.is !== 'rolls' || mark.rolls.length !== 1 || mark.labelled) return true;
    const exempt = marks[n - 1]?.is === 'except';
    let next = n + 1;
    while (exempt && (marks[next]?.is === 'count' || marks[next]?.is === 'status')) next += 1;
    const item = marks[next];
    if (!(mark.heads || (exempt && next > n + 1)) || item === undefined || !isItem(item) || item.sep === 0)
      return true;
    const size = lists[next]?.size ?? 0;
    if (size === mark.rolls[0]) return false;
    if (marks[n - 1]?.is === 'status' || exempt) tally.ask ??= 'confirm';
    return true;
  });
}

/** For each mark where the list ends that begins with it, and how many pupils are in that list. */
function measureLists(marks: readonly Mark[]): { end: number; size: number }[] {
  const lists: { end: number; size: number }[] = [];
  for (let n = marks.length - 1; n >= 0; n -= 1) {
    const mark = marks[n] as Mark;
    const rest = lists[n + 1] ?? { end: n + 1, size: 0 };
    const own = mark.is === 'rolls' ? mark.rolls.length : 1;
    lists[n] = isItem(mark) ? { end: rest.end, size: rest.size + own } : { end: n, size: 0 };
  }
  return lists;
}

function hasTitleRoll(marks: readonly Mark[]): boolean {
  return marks.filter((m) => m.is === 'rolls').length > 1;
}
