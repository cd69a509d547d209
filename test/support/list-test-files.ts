import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { ROOT } from './run-folder.ts';

const FOLDERS = ['src', 'simulator', 'test', 'bench', 'deploy'];

/**
 * Absolute paths of the test files below the given files, folders or patterns, or of all
 * of them, in the order to run: pure ones first, so that a slip shows at once; then those on a database,
 * journeys, and browsers. Paths that match nothing are returned in `missing`.
 */
export function listTestFiles(paths: string[], from: string): { files: string[]; missing: string[] } {
  const wanted =
    paths.length > 0 ? paths.map((path) => findPath(path, from)) : FOLDERS.map((name) => join(ROOT, name));
  const found = wanted.map((path) => ({ path, files: testFilesAt(path) }));
  const missing = paths.length > 0 ? found.filter(({ files }) => files.length === 0) : [];
  const files = [...new Set(found.flatMap(({ files }) => files))];
  const ranked = files.map((file) => ({ file, rank: rankOf(file) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.file < b.file ? -1 : 1));
  return { files: ranked.map(({ file }) => file), missing: missing.map(({ path }) => path) };
}

/** As seen from where the person stands, or else from the repository's folder. */
function findPath(path: string, from: string): string {
  const here = resolve(from, path);
  return testFilesAt(here).length > 0 ? here : resolve(ROOT, path);
}

function testFilesAt(path: string): string[] {
  if (existsSync(path)) {
    if (statSync(path).isFile()) return [path];
    // The folder is the working directory of the search, so that its name is never taken for a pattern.
    return globSync('**/*.test.ts', { cwd: path, exclude: ['**/node_modules/**'] }).map((file) =>
      join(path, file),
    );
  }
  return globSync(path).filter((file) => file.endsWith('.test.ts'));
}

function rankOf(file: string): number {
  const name = relative(ROOT, file);
  const text = readFileSync(file, 'utf8');
  if (text.includes('launch-browser')) return 3;
  if (name.startsWith(join('test', 'journeys'))) return 2;
  return text.includes('createTestDatabase') || text.includes('startEmbeddedPostgres') ? 1 : 0;
}
