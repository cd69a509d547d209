import assert from 'node:assert/strict';

/** One delivery in line: of which school, planned with which priority and when, and where it stands now. */
export type InLine = {
  id: string;
  school: string;
  /** As its message was planned. */
  priority: number;
  /** Lower than `priority` once it has aged. */
  stands: number;
  tag: number;
  since: number;
};

/** What a lane must do, without a database: start-time fair queueing of schools within each priority, and ageing. */
export type FairLane = {
  plan(school: string, priority: number, ids: string[], at: number): void;
  /** Those that may be the next to go: more than one where schools have the same turn. */
  next(): InLine[];
  /** One claim: these go, in this order. */
  serve(ids: string[]): InLine[];
  /**
   * What has aged rises, at most so many of each priority. Among equal turns the database takes whom it likes: `chosen`
   * are those that it raised, and an equal one that has aged and was not raised stood behind one that has not.
   */
  raise(at: number, most: number, chosen?: Set<string>): InLine[];
  line(): InLine[];
};

const PRIORITIES = 4;

export function createFairLane(ageingMs: number): FairLane {
  // By where they stand, each in the order of the tags.
  const lines = Array.from({ length: PRIORITIES }, () => [] as InLine[]);
  const virtual = new Array<number>(PRIORITIES).fill(0);
  const finish = new Map<string, number>();

  const enter = (school: string, stands: number, those: Omit<InLine, 'stands' | 'tag'>[]): void => {
    const flow = `${school} ${stands}`;
    const first = Math.max(finish.get(flow) ?? 0, virtual[stands]!) + 1;
    finish.set(flow, first + those.length - 1);
    const placed = those.map((one, nth) => ({ ...one, stands, tag: first + nth }));
    lines[stands] = merge(lines[stands]!, placed);
  };

  const leave = (one: InLine): void => {
    const line = lines[one.stands]!;
    line.splice(line.indexOf(one), 1);
  };

  const next = (): InLine[] => {
    const line = lines.find(({ length }) => length > 0) ?? [];
    const after = line.findIndex(({ tag }) => tag > line[0]!.tag);
    return after < 0 ? [...line] : line.slice(0, after);
  };

  const move = (gone: InLine[]): void => {
    for (const { stands, tag } of gone) virtual[stands] = Math.max(virtual[stands]!, tag);
  };

  return {
    next,
    plan(school, priority, ids, since) {
      enter(
        school,
        priority,
        ids.map((id) => ({ id, school, priority, since })),
      );
    },
    serve(ids) {
      const gone = ids.map((id) => {
        const one = next().find((candidate) => candidate.id === id);
        assert.ok(one, `${id} went before its turn`);
        leave(one);
        return one;
      });
      move(gone);
      return gone;
    },
    raise(at, most, chosen) {
      const hasAged = ({ priority, stands, since }: InLine) =>
        since <= at - ageingMs * (priority - stands + 1);
      const rank = (one: InLine) => (!chosen || chosen.has(one.id) ? 0 : hasAged(one) ? 2 : 1);
      const aged = [2, 3].flatMap((stands) => frontOf(lines[stands]!, most, rank).filter(hasAged));
      for (const one of aged) leave(one);
      for (const flow of Map.groupBy(aged, ({ school, stands }) => `${school} ${stands}`).values())
        enter(flow[0]!.school, flow[0]!.stands - 1, flow);
      move(aged);
      return aged;
    },
    line: () => lines.flat(),
  };
}

/** The first `most` by their tags; of those with the last tag among them the ones of the lowest rank. */
function frontOf(line: InLine[], most: number, rank: (one: InLine) => number): InLine[] {
  const last = line[Math.min(most, line.length) - 1]?.tag ?? 0;
  const after = line.findIndex(({ tag }) => tag > last);
  return (after < 0 ? [...line] : line.slice(0, after))
    .sort((a, b) => a.tag - b.tag || rank(a) - rank(b))
    .slice(0, most);
}

/** Both are in the order of their tags, and so is what comes of it; of equal ones those that were there go first. */
function merge(there: InLine[], added: InLine[]): InLine[] {
  const all: InLine[] = [];
  let nth = 0;
  for (const one of there) {
    while (nth < added.length && added[nth]!.tag < one.tag) all.push(added[nth++]!);
    all.push(one);
  }
  return [...all, ...added.slice(nth)];
}

/**
 * The promise of start-time fair queueing (Goyal, Vin and Cheng, 1996) with equal weights and messages of one length:
 * over any time in which two flows both have something waiting, what they got differs by two messages at most. So
 * none is two turns behind its share.
 */
export function watchFairness(flows: number) {
  const waiting = new Array<number>(flows).fill(0);
  // How far each was ahead of each, at its lowest, since both began to wait.
  const lead = Array.from({ length: flows }, () => new Array<number>(flows).fill(0));
  return {
    planned(flow: number, count: number) {
      if (waiting[flow] === 0) {
        for (let other = 0; other < flows; other++) lead[flow]![other] = lead[other]![flow] = 0;
      }
      waiting[flow]! += count;
    },
    served(order: number[]) {
      for (const flow of order) {
        for (let other = 0; other < flows; other++) {
          if (other === flow || waiting[other] === 0) continue;
          lead[flow]![other] = Math.max(0, lead[flow]![other]!) + 1;
          lead[other]![flow] = Math.max(0, lead[other]![flow]! - 1);
          assert.ok(
            lead[flow]![other]! <= 2,
            `school ${flow} got ${lead[flow]![other]} more than school ${other}, which waited all the while`,
          );
        }
        waiting[flow]! -= 1;
      }
    },
  };
}
