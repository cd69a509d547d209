import { type ChildProcess, execFileSync, type StdioOptions, spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { expectedError } from './expected-error.ts';

/** How a program of PostgreSQL is started: as which user, and through which command. */
export type RunAs = { uid?: number; gid?: number; through: readonly string[] };

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as themselves; root runs it as the owner of
 * `dir` (which must exist), and gives `dir` to `nobody` when it is root's own.
 * Where that user cannot reach `dir` or the binaries, because a folder above them is for root alone (a clone
 * in /root), Linux lets root hand down the one capability that it takes; PostgreSQL minds the user id only.
 * Throws an expected error when nothing works.
 */
export function chooseRunAs(dir: string, postgres: string): RunAs {
  const owner = statSync(dir);
  if (process.geteuid?.() !== 0) {
    if (process.geteuid && owner.uid !== process.geteuid()) throw belongsToAnother(dir, owner.uid);
    return { through: [] };
  }
  const user = owner.uid === 0 ? giveToNobody(dir) : { uid: owner.uid, gid: owner.gid };
  const ways: RunAs[] = [
    { ...user, through: [] },
    { through: withCapability(user, 'dac_read_search') },
    { through: withCapability(user, 'dac_override') },
  ];
  const way = ways.find((way) => canReach(way, dir, postgres));
  if (way === undefined) throw outOfReach(dir, user.uid);
  return way;
}

/** Starts a program in its own process group, so that Ctrl-C in the terminal reaches Chautari alone. */
export function spawnAs(
  runAs: RunAs,
  program: string,
  args: readonly string[],
  stdio: StdioOptions,
): ChildProcess {
  const [command, ...rest] = [...runAs.through, program, ...args];
  return spawn(command!, rest, {
    cwd: '/',
    detached: true,
    env: withoutPgVariables(process.env),
    stdio,
    uid: runAs.uid,
    gid: runAs.gid,
  });
}

function giveToNobody(dir: string): { uid: number; gid: number } {
  const ask = (option: string) => Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  const user = { uid: ask('-u'), gid: ask('-g') };
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, dir]);
  return user;
}

function withCapability(user: { uid: number; gid: number }, capability: string): string[] {
  return [
    'setpriv',
    // Without it access(2), by which PostgreSQL finds its own files, would leave the capability out.
    ...['--securebits', '+no_setuid_fixup'],
    ...['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'],
    ...['--inh-caps', `-all,+${capability}`],
    ...['--ambient-caps', `-all,+${capability}`],
    ...['--bounding-set', `-all,+${capability}`],
  ];
}

function canReach(way: RunAs, dir: string, postgres: string): boolean {
  const script = 'cd "$1" && exec "$2" -V';
  const [command, ...rest] = [...way.through, '/bin/sh', '-c', script, 'sh', dir, postgres];
  const result = spawnSync(command!, rest, { cwd: '/', uid: way.uid, gid: way.gid, encoding: 'utf8' });
  return result.status === 0 && result.stderr === '';
}

function withoutPgVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

function belongsToAnother(dir: string, uid: number): Error {
  return expectedError(
    `The database in ${dir} belongs to another user (number ${uid}), probably because Chautari was last started ` +
      'as root. Start it as that user again, or give the folder to yourself with sudo chown -R.',
  );
}

function outOfReach(dir: string, uid: number): Error {
  return expectedError(
    `PostgreSQL does not run as root, and the user it would run as (number ${uid}) cannot reach ${dir} or ` +
      'node_modules beside it. Move Chautari to a folder that everyone may enter (/opt/chautari), ' +
      'start it as an ordinary user, or set DATABASE_URL to a server of your own.',
  );
}
