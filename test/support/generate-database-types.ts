import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase } from './database.ts';
import { ROOT } from './run-folder.ts';

/**
 * Writes src/lib/database-types.gen.ts from a database that has all migrations, or with --check says whether
 * it is what it should be. The parsers match those that src/lib/db.ts sets: dates stay text, bigint is a number.
 */
const FILE = join(ROOT, 'src', 'lib', 'database-types.gen.ts');

const closing: (() => Promise<void>)[] = [];
const { url } = await createTestDatabase({ after: (fn) => void closing.push(fn) });
const types = execFileSync(
  process.execPath,
  [
    join(ROOT, 'node_modules', 'kysely-codegen', 'dist', 'cli', 'bin.js'),
    ...[
      '--dialect',
      'postgres',
      '--url',
      url,
      '--date-parser',
      'string',
      '--type-mapping',
      '{"int8":"number"}',
    ],
    ...['--exclude-pattern', 'schema_migration', '--log-level', 'error', '--print'],
  ],
  { cwd: ROOT, encoding: 'utf8', env: { ...process.env, DATABASE_URL: url } },
);
for (const close of closing) await close();

if (!process.argv.includes('--check')) writeFileSync(FILE, types);
else if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== types) {
  process.stderr.write('src/lib/database-types.gen.ts does not fit the migrations.\n');
  process.exitCode = 1;
}
