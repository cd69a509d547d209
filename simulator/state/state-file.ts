import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isObject } from '../graph/check-fields.ts';
import type { World } from '../world.ts';
import { restoreSnapshot } from './restore-snapshot.ts';
import { type Snapshot, takeSnapshot } from './take-snapshot.ts';

const everyMs = 5_000;

/** A world that is kept in a file. */
export type StateFile = { close(): void };

/**
 * Reads the file into the world when it is there, and writes it every five seconds in which something
 * happened, and at the end. The file is replaced whole, so a crash leaves the one before.
 */
export function keepInFile(world: World, file: string, changes: () => number): StateFile {
  if (existsSync(file)) restoreSnapshot(world, readSnapshot(file));
  let written = changes();
  const save = () => {
    written = changes();
    writeFileSync(`${file}.new`, JSON.stringify(takeSnapshot(world)));
    renameSync(`${file}.new`, file);
  };
  const timer = setInterval(() => {
    if (changes() !== written) save();
  }, everyMs);
  timer.unref();
  return {
    close() {
      clearInterval(timer);
      save();
    },
  };
}

function readSnapshot(file: string): Snapshot {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RangeError(`the state file ${file} is not JSON (${(error as Error).message})`);
  }
  if (!isObject(value) || value.version !== 1)
    throw new RangeError(`${file} is not a state file of this simulator`);
  return value as Snapshot;
}
