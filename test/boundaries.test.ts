import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Import, readImports, specifiersIn } from './support/read-imports.ts';
import { ROOT } from './support/run-folder.ts';

/**
 * Who may import what; the way of a message goes through the stages, and going forward is a job (ADR and
 * ARCHITECTURE.md). Everybody may import their own folder. What is not listed here is a new area: add it.
 */
const KNOWS_NO_SCHOOL = ['src/lib', 'src/nepal', 'src/whatsapp', 'src/settings.ts', 'src/config.ts'];
const SHARED = [...KNOWS_NO_SCHOOL, 'src/runtime.ts', 'src/templates', 'src/school'];
const STAGES = ['1-webhook', '2-inbox', '3-understand', '4-audience', '5-outbox', '6-send', '7-status'];
const FLOW = STAGES.map((stage) => `src/flow/${stage}`);
const EDGES = ['src/admin', 'src/api', 'src/ops'];
const WIRING = ['src/routes.ts', 'src/jobs.ts', 'src/start-chautari.ts'];

const MAY_IMPORT: Record<string, string[]> = {
  'src/nepal': [],
  'src/lib': [],
  'src/whatsapp': ['src/lib'],
  'src/settings.ts': ['src/lib'],
  'src/config.ts': ['src/lib', 'src/settings.ts'],
  'src/runtime.ts': KNOWS_NO_SCHOOL,
  'src/templates': [...KNOWS_NO_SCHOOL, 'src/runtime.ts'],
  'src/school': [...KNOWS_NO_SCHOOL, 'src/runtime.ts', 'src/templates'],
  ...Object.fromEntries(FLOW.map((stage, place) => [stage, [...SHARED, ...FLOW.slice(0, place)]])),
  ...Object.fromEntries(
    [...EDGES, ...WIRING].map((area) => [area, [...SHARED, ...FLOW, ...EDGES, ...WIRING]]),
  ),
  'src/main.ts': ['src/lib', 'src/cli'],
  'src/cli': [...SHARED, ...FLOW, ...EDGES, ...WIRING, 'src/main.ts', 'simulator'],
  simulator: [],
};

/** Tests stand beside the code and keep its boundaries; for help they have test/, and the simulator to talk to. */
const TESTS_MAY_ALSO = ['test', 'simulator'];
const UNBOUND = ['test', 'bench'];

const imports = readImports();
const testFiles = findTestFiles(imports);

test('nothing imports across a boundary', () => {
  assert.ok(imports.length > 100, 'the imports were found');
  assert.deepEqual(imports.flatMap(complaintAbout), []);
});

test('code in production needs no package of development', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const there = new Set([...Object.keys(manifest.dependencies), ...builtinModules]);
  const needed = imports.filter(
    ({ from, to, isType }) => /^(src|simulator)\//.test(from) && !isTest(from) && !isType && isPackage(to),
  );
  const missing = needed.filter(({ to }) => !to.startsWith('node:') && !there.has(packageName(to)));
  assert.deepEqual(missing, []);
});

test('the rules bite', () => {
  const cases: [from: string, to: string, allowed: boolean][] = [
    ['src/flow/4-audience/plan.ts', 'src/flow/3-understand/intent.ts', true],
    ['src/flow/4-audience/plan.ts', 'src/flow/5-outbox/queries.ts', false],
    ['src/flow/4-audience/plan.ts', 'src/admin/page.ts', false],
    ['src/flow/4-audience/plan.test.ts', 'src/flow/5-outbox/queries.ts', false],
    ['src/flow/4-audience/plan.test.ts', 'test/support/database.ts', true],
    ['src/flow/4-audience/plan.ts', 'test/support/database.ts', false],
    ['src/whatsapp/client.ts', 'src/school/class.ts', false],
    ['src/whatsapp/client.ts', 'src/lib/log.ts', true],
    ['src/whatsapp/client.test.ts', 'simulator/start.ts', true],
    ['src/nepal/phone.ts', 'src/lib/log.ts', false],
    ['src/ops/health.ts', 'simulator/start.ts', false],
    ['src/cli/dev.ts', 'simulator/start.ts', true],
    ['src/main.ts', 'src/cli/start.ts', true],
    ['src/main.ts', 'simulator/start.ts', false],
    ['simulator/start.ts', 'src/lib/log.ts', false],
    ['simulator/start.test.ts', 'src/lib/log.ts', false],
    ['bench/run.ts', 'src/main.ts', true],
    ['src/config.test.ts', 'src/config.ts', true],
    ['src/config.test.ts', 'src/school/class.ts', false],
    ['src/newcomer/thing.ts', 'src/lib/log.ts', false],
  ];
  for (const [from, to, allowed] of cases)
    assert.equal(complaintAbout({ from, to, isType: true }).length === 0, allowed, `${from} → ${to}`);
});

test('every form of import is read', () => {
  const text = `import './a.ts';
import b, { type B } from 'b';
import type { C } from '#c/c.ts';
import {
  d,
} from "./d.ts";
export { e } from './e.ts';
export const f = await import('./f.ts');
export const sql = "SELECT from 'nowhere'";`;
  assert.deepEqual(
    specifiersIn(text)
      .map(({ specifier }) => specifier)
      .sort(),
    ['#c/c.ts', './a.ts', './d.ts', './e.ts', './f.ts', 'b'],
  );
});

function complaintAbout({ from, to }: Import): string[] {
  const [home, there] = [areaOf(from), areaOf(to)];
  if (isPackage(to) || home === there || UNBOUND.includes(home)) return [];
  const allowed = MAY_IMPORT[home];
  if (allowed === undefined) return [`${from}: ${home} is not in the table of this test`];
  if (allowed.includes(there) || (isTest(from) && TESTS_MAY_ALSO.includes(there))) return [];
  return [`${from} imports ${to}; ${home} may import only ${allowed.join(', ') || 'itself'}`];
}

/** `src/flow/4-audience`, `src/lib`, `src/main.ts` (and its test), `simulator`. */
function areaOf(path: string): string {
  const parts = path.replace(/\.test\.ts$/, '.ts').split('/');
  if (parts[0] !== 'src') return parts[0]!;
  return parts.slice(0, parts[1] === 'flow' ? 3 : 2).join('/');
}

function isPackage(to: string): boolean {
  return !/^(src|simulator|test|bench)\//.test(to);
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || testFiles.has(path);
}

/** Tests, and what stands beside them to help and is imported by nothing else. */
function findTestFiles(all: Import[]): Set<string> {
  const importers = Map.groupBy(all, ({ to }) => to);
  const found = new Set(all.map(({ from }) => from).filter((from) => from.endsWith('.test.ts')));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const [file, edges] of importers) if (edges.every(({ from }) => found.has(from))) found.add(file);
  }
  return found;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
