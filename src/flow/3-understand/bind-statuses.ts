import type { Mark, Status } from './find-marks.ts';

export interface Group {
  status: Status | null;
  negated: boolean;
  only: boolean;
  items: Mark[];
}

export function itemsBefore(marks: readonly Mark[], n: number): Mark[] {
  const items: Mark[] = [];
  for (let k = n - 1; k >= 0 && isItem(marks[k]); k -= 1) items.unshift(marks[k] as Mark);
  return items;
}

export function itemsAfter(marks: readonly Mark[], n: number): Mark[] {
  const items: Mark[] = [];
  for (let k = n + 1; k < marks.length && isItem(marks[k]); k += 1) items.push(marks[k] as Mark);
  return items;
}

export function isItem(mark: Mark | undefined): boolean {
  return mark?.is === 'rolls' || mark?.is === 'pupils' || mark?.is === 'unknown';
}

export interface Binding {
  groups: Group[];
  /** True where it cannot be told which status a list has. */
  unsure: boolean;
}

/** Gives each list its status: the one before it where a sentence begins with a status, else the one after. */
export function bind(marks: readonly Mark[]): Binding {
  let unsure = false;
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
      // "Absent" on a line of its own heads every line up to the next status.
      if (waitingStatus !== null) waitingStatus.items.push(...items);
      else waiting.push(...items);
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
    const found = bindPart(part, statuses);
    unsure ||= isAmbiguous(part, statuses);
    if (waiting.length > 0) found[0]?.items.unshift(...waiting);
    waiting = [];
    groups.push(...found);
    const last = found.at(-1);
    if (last !== undefined && last.items.length === 0) waitingStatus = last;
  }
  if (waiting.length > 0) groups.push({ status: null, negated: false, only: false, items: waiting });
  return { groups, unsure };
}

type StatusMark = Mark & { is: 'status' };

/** Neighbouring statuses are one: "birami bida" is leave, "aayo tara dhilo" is late. */
function mergeStatuses(part: readonly Mark[]): StatusMark[] {
  const kept: StatusMark[] = [];
  let afterStatus = false;
  const lastItem = part.findLastIndex(isItem);
  for (const [n, mark] of part.entries()) {
    if (mark.is !== 'status') {
      if (isItem(mark)) afterStatus = false;
      continue;
    }
    const last = kept.at(-1);
    // "(sick), Late: …": behind a comma another status begins a list of its own.
    const apart =
      mark.sep >= 1 &&
      last !== undefined &&
      last.status !== 'present' &&
      last.status !== mark.status &&
      // "Bibek aaena, jwaro aayeko re": an illness at the end of the list is why.
      !(mark.ill === true && n > lastItem && last.status === 'absent');
    if (afterStatus && last !== undefined && !apart && !mark.negated && !last.negated) {
      // "birami bhaera aaena": absent, and the illness is why.
      const told =
        last.status === 'leave' &&
        mark.status === 'absent' &&
        (mark.verb || (last.ill === true && mark.sep === 0));
      if (last.cause === true && mark.sep === 0) {
        kept[kept.length - 1] = mark;
        continue;
      }
      if (told || last.status === 'present' || (last.status === 'leave' && mark.status === 'leave'))
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

function bindPart(part: readonly Mark[], statuses: readonly StatusMark[]): Group[] {
  const kept = new Set<Mark>(statuses);
  const sequence = withoutLead(part.filter((m) => isItem(m) || kept.has(m)));
  const [first] = sequence;
  const only = hasOnly(part);
  const prefix = first?.is === 'status';
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
  // "Prabin absent hoina, late ho": what is denied of a pupil leaves the pupil to what is said next.
  for (const [n, group] of groups.entries()) {
    const denied = groups[n - 1];
    if (denied?.negated && !group.negated && group.items.length === 0 && !prefix)
      group.items.push(...denied.items);
  }
  if (items.length > 0) groups.push({ status: null, negated: false, only: false, items });
  return groups;
}

/** "poem recitation, absent 4 and 5": words that a comma parts from a status with its own list are no pupils. */
function withoutLead(sequence: readonly Mark[]): readonly Mark[] {
  const n = sequence.findIndex((m) => m.is === 'status');
  const status = sequence[n];
  if (n < 1 || status === undefined || status.sep === 0 || sequence.at(-1)?.is === 'status') return sequence;
  const list = sequence[n + 1];
  const listed = list !== undefined && list.is !== 'unknown' && list.is !== 'status';
  return listed && sequence.slice(0, n).every((m) => m.is === 'unknown') ? sequence.slice(n) : sequence;
}

/** "absent 3, 5, 7 late": whether 7 was absent or late cannot be told. */
function isAmbiguous(part: readonly Mark[], statuses: readonly StatusMark[]): boolean {
  const kept = new Set<Mark>(statuses);
  const sequence = part.filter((m) => isItem(m) || kept.has(m));
  const last = sequence.at(-1);
  // "absent 4, 9, late chaina": the last has nobody.
  return statuses.length > 1 && sequence[0]?.is === 'status' && last?.is === 'status' && !last.negated;
}
