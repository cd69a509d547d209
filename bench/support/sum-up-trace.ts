import { percentiles } from '#bench/support/percentiles.ts';
import type { Figures } from '#bench/support/scenario.ts';
import { round } from '#bench/support/sum-up.ts';
import type { Commit, DoorTrace } from '#bench/support/trace-door.ts';
import type { LoadResult } from '#bench/support/webhook-load.ts';

/** The stages of a webhook's life, each in milliseconds. */
const STAGES: Record<string, (life: Life) => number> = {
  dueToLeft: ({ due, left }) => left - due,
  leftToRead: ({ left, read }) => read - left,
  readToCommitBegun: ({ read, commit }) => commit.began - read,
  commit: ({ commit }) => commit.ended - commit.began,
  commitToAnswered: ({ commit, written }) => written - commit.ended,
  answeredToHeard: ({ written, heard }) => heard - written,
};

/** What went on in the server and its database while a webhook's commit was under way. */
const WITHIN: Record<string, (commit: Commit) => number> = {
  databaseRan: ({ database }) => database.ran,
  databaseWaitedForCore: ({ database }) => database.waited,
  serverRan: ({ server }) => server.ran,
  serverWaitedForCore: ({ server }) => server.waited,
};

type Life = { due: number; left: number; read: number; commit: Commit; written: number; heard: number };

/** Where the time of all webhooks goes, of the slowest hundredth, and of the four hundredths before it: means of each stage. */
export function sumUpTrace(sent: LoadResult['sent'], door: DoorTrace): Figures {
  const lives = livesOf(sent, door).sort((a, b) => b.heard - b.due - (a.heard - a.due));
  const hundredth = Math.ceil(lives.length / 100);
  const [first, last] = [Math.min(...sent.left), Math.max(...sent.answered)];
  const isWithin = (at: number) => at >= first && at <= last;
  const commits = door.commits.filter(({ began }) => isWithin(began));
  const collected = door.collected.filter(({ at }) => isWithin(at));
  const old = collected.filter(({ isOld }) => isOld);
  const slowest = lives.slice(0, hundredth);
  return {
    slowestHundredth: meansOf(slowest),
    fourBefore: meansOf(lives.slice(hundredth, 5 * hundredth)),
    all: meansOf(lives),
    webhooksACommit: round(lives.length / commits.length),
    commitMs: percentiles(commits.map(({ began, ended }) => ended - began)),
    diskAndLocksMs: percentiles(commits.map(restOf)),
    youngCollectedMs: percentiles(collected.filter(({ isOld }) => !isOld).map(({ ms }) => ms)),
    oldCollections: old.length,
    shareOfSlowestByThem: round(
      slowest.filter((life) => old.some((one) => isBeside(life, one))).length / hundredth,
    ),
  };
}

// Before an old collection stands still, threads of its own mark for about so long beside all other work.
const MARKING_MS = 100;

/** Under way while an old collection marked or stood still. */
function isBeside({ due, heard }: Life, { at, ms }: DoorTrace['collected'][number]): boolean {
  return due < at + ms && heard > at - MARKING_MS;
}

/** Connections carry one POST at a time, so the next that the server reads on one is the next that was sent on it. */
function livesOf(sent: LoadResult['sent'], door: DoorTrace): Life[] {
  const ofPort = Map.groupBy(door.posts, ({ port }) => port);
  const commits = door.commits.sort((a, b) => a.ended - b.ended);
  return sent.left.flatMap((left, nth) => {
    const posts = ofPort.get(sent.port[nth]!) ?? [];
    while (posts[0] && posts[0].read < left) posts.shift();
    const post = posts.shift();
    const commit = post && lastBefore(commits, post.answered);
    if (!commit) return [];
    const { read, answered: written } = post;
    return [{ due: sent.due[nth]!, left, read, commit, written, heard: sent.answered[nth]! }];
  });
}

function lastBefore(commits: Commit[], at: number): Commit | undefined {
  let [low, high] = [0, commits.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (commits[middle]!.ended <= at) low = middle + 1;
    else high = middle;
  }
  return commits[low - 1];
}

function meansOf(lives: Life[]): Figures {
  const mean = (of: (life: Life) => number) =>
    round(lives.reduce((sum, life) => sum + of(life), 0) / lives.length);
  const each = <T>(parts: Record<string, T>, of: (part: T) => (life: Life) => number) =>
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, mean(of(part))]));
  return {
    ms: mean(({ due, heard }) => heard - due),
    ...each(STAGES, (stage) => stage),
    withinCommit: each(
      WITHIN,
      (part) =>
        ({ commit }) =>
          part(commit),
    ),
  };
}

/** Neither process worked or waited for a core: the disk, a lock, or the way between them. */
function restOf({ began, ended, database, server }: Commit): number {
  return Math.max(0, ended - began - database.ran - database.waited - server.ran - server.waited);
}
