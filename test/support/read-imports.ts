import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ROOT } from './run-folder.ts';

export type Import = {
  /** Path from the repository's folder, with `/`: `src/flow/4-audience/plan-audience.ts`. */
  from: string;
  /** A path like `from`, or the name of a package or of a part of Node. */
  to: string;
  /** `import type`: gone when the code runs. */
  isType: boolean;
};

const FOLDERS = ['src', 'simulator', 'test', 'bench'];

/** Every import in the repository's code, of types too: what a file must know of, it depends on. */
export function readImports(): Import[] {
  const aliases = readAliases();
  const files = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.{ts,js}`, { cwd: ROOT }));
  return files.flatMap((file) => {
    const from = file.split(sep).join('/');
    const text = readFileSync(join(ROOT, file), 'utf8');
    return specifiersIn(text).map(({ specifier, isType }) => ({
      from,
      to: resolveSpecifier(specifier, from, aliases),
      isType,
    }));
  });
}

/**
 * The words that follow `from` and `import`. Reading them by pattern is exact for code that Biome has formatted,
 * and bin/check sees to that: a statement begins its line, and no quote stands before its specifier.
 */
export function specifiersIn(text: string): { specifier: string; isType: boolean }[] {
  const patterns = [
    /^(?:import|export)\b[^;'"`]*?\bfrom\s+['"]([^'"]+)['"]/gm,
    /^import\s+['"]([^'"]+)['"]/gm,
    /\bimport\(\s*['"]([^'"]+)['"]/g,
  ];
  const matches = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return matches.map((match) => ({
    specifier: match[1]!,
    isType: /^(?:import|export) type\b/.test(match[0]),
  }));
}

/** `#lib/*` → `src/lib/`, from the import map of package.json. */
function readAliases(): Map<string, string> {
  const { imports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    imports: Record<string, string>;
  };
  return new Map(
    Object.entries(imports).map(([name, path]) => [name.slice(0, -1), path.slice('./'.length, -1)]),
  );
}

function resolveSpecifier(specifier: string, from: string, aliases: Map<string, string>): string {
  if (specifier.startsWith('.'))
    return relative(ROOT, resolve(ROOT, dirname(from), specifier))
      .split(sep)
      .join('/');
  for (const [name, path] of aliases)
    if (specifier.startsWith(name)) return path + specifier.slice(name.length);
  return specifier;
}
