import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './support/run-folder.ts';

/** What is written for people stays true where a program can tell: links lead somewhere, and the map shows what is there. */
const documents = globSync('**/*.md', {
  cwd: ROOT,
  exclude: (name) => /(^|\/)(node_modules|\.data|\.git)$/.test(name),
});
const ADRS = 'docs/decisions';
const LONGEST_ADR = 60;

test('every relative link in every document leads to a file, and to a heading where it names one', () => {
  assert.ok(documents.includes('README.md'), documents.join(', '));
  assert.deepEqual(documents.flatMap(brokenLinksOf), []);
});

test('a broken link is found, and what only looks like one is not', () => {
  const cases: [text: string, broken: string[]][] = [
    ['[a](README.md) and [b](docs/nowhere.md)', ['docs/nowhere.md']],
    ['![picture](docs/images/nothing.png)', ['docs/images/nothing.png']],
    [
      '[a](README.md#two-commands) [b](README.md#no-such-part) [c](#nothing)',
      ['README.md#no-such-part', '#nothing'],
    ],
    ['[out](https://example.org/x.md) and `[code](nowhere.md)`\n```\n[code](nowhere.md)\n```', []],
    ['[a]: nowhere.md', ['nowhere.md']],
  ];
  for (const [text, broken] of cases) assert.deepEqual(brokenLinksIn('invented.md', text), broken, text);
});

test('the map of README names every folder of src, and none that is not there', () => {
  const files = globSync('src/**/*', { cwd: ROOT, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, entry.parentPath).split(sep));
  const isStage = (parts: string[]) => parts[1] === 'flow' && parts.length > 2;
  const there = new Set([
    ...files.filter((parts) => parts.length > 1).map((parts) => parts.slice(0, 2).join('/')),
    ...files.filter(isStage).map((parts) => parts.slice(0, 3).join('/')),
  ]);
  const named = mapOf(read('README.md'));
  assert.deepEqual(named.filter((folder) => folder.startsWith('src/')).sort(), [...there].sort());
  assert.deepEqual(
    named.filter((folder) => !existsSync(join(ROOT, folder))),
    [],
  );
});

test('every decision is in the index and short enough to be read', () => {
  const decisions = documents.filter((path) => /^docs\/decisions\/\d{4}-/.test(path));
  assert.ok(decisions.length > 0);
  const index = read(`${ADRS}/README.md`);
  for (const path of decisions) {
    assert.ok(index.includes(`](${relative(ADRS, path)})`), `${path} is not in ${ADRS}/README.md`);
    assert.ok(read(path).split('\n').length <= LONGEST_ADR, `${path} has more than ${LONGEST_ADR} lines`);
  }
});

function brokenLinksOf(path: string): string[] {
  return brokenLinksIn(path, read(path)).map((link) => `${path}: ${link}`);
}

function brokenLinksIn(path: string, text: string): string[] {
  const prose = withoutCode(text);
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)];
  const byName = [...prose.matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)];
  const links = [...inline, ...byName].map((match) => match[1]!);
  return links.filter((link) => !/^[a-z][a-z+.-]*:/i.test(link) && !leadsSomewhere(path, text, link));
}

function leadsSomewhere(from: string, text: string, link: string): boolean {
  const [file = '', heading] = decodeURI(link).split('#');
  const target = file === '' ? from : normalize(join(dirname(from), file));
  if (file !== '' && !existsSync(join(ROOT, target))) return false;
  return heading === undefined || headingsOf(file === '' ? text : read(target)).includes(heading);
}

/** The names by which the headings of a document can be linked to, as Git hosts make them. */
function headingsOf(text: string): string[] {
  return [...withoutCode(text).matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) =>
    match[1]!
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );
}

function withoutCode(text: string): string {
  return text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '').replace(/`[^`\n]*`/g, '');
}

/** The folders in the first column of the table below "The map". */
function mapOf(readme: string): string[] {
  const section = readme.split(/^## /m).find((part) => part.startsWith('The map')) ?? '';
  return [...section.matchAll(/^\| `([^`]+)\/` +\|/gm)].map((match) => match[1]!);
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
