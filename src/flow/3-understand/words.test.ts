import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { isPreeti } from './detect-preeti.ts';
import { foldName, foldSound, normaliseWord } from './fold-word.ts';
import { loadLexicon } from './load-lexicon.ts';
import { lookUpWords } from './look-up-words.ts';
import { readInput } from './read-input.ts';
import { tokenise } from './tokenise.ts';

const sound = (word: string) => foldSound(normaliseWord(word));
const name = (word: string) => foldName(normaliseWord(word));

test('one sound for a word in both scripts and every spelling', () => {
  const same = [
    ['गणित', 'ganit', 'gaanit'],
    ['सोमबार', 'sombar', 'sombaar'],
    ['विज्ञान', 'बिज्ञान', 'bigyan', 'vigyan'],
    ['छैन', 'chhaina', 'chaina', 'xaina'],
    ['पढाइयो', 'padhaiyo', 'padhaio'],
    ['परीक्षा', 'pariksha', 'parikshya'],
    ['काे', 'को', 'ko'],
  ];
  for (const words of same)
    assert.equal(new Set(words.map(sound)).size, 1, words.map((w) => `${w} ${sound(w)}`).join(', '));
});

test('spellings of one name are one, two names stay two', () => {
  const same = [
    ['Vivek', 'Bibek', 'विवेक'],
    ['Laxmi', 'Lakshmi', 'लक्ष्मी'],
    ['Tshering', 'Chhiring', 'छिरिङ'],
    ['Mamata', 'Mamta'],
    ['Poudel', 'Paudel', 'पौडेल'],
  ];
  for (const words of same)
    assert.equal(new Set(words.map(name)).size, 1, words.map((w) => `${w} ${name(w)}`).join(', '));
  for (const [a, b] of [
    ['Sabin', 'Sabina'],
    ['Kiran', 'Karan'],
    ['Sujal', 'Sujan'],
    ['Rohan', 'Roshan'],
    ['Nirmal', 'Nirmala'],
  ] as const) {
    assert.notEqual(name(a), name(b), `${a} and ${b}`);
  }
});

const meanings = (text: string) =>
  (lookUpWords(tokenise(text))[0] ?? []).map((s) => `${s.group}:${s.value}${s.exact ? '' : '~'}`);

test('words are found exactly, behind an ending, and behind a typing error; opposites are not', () => {
  assert.ok(meanings('homework').includes('label:homework'));
  assert.ok(meanings('gharkaamko').includes('label:homework'));
  assert.ok(meanings('गृहकार्यमा').includes('label:homework'));
  assert.ok(meanings('homewrk').includes('label:homework'));
  assert.ok(meanings('hoemwork').includes('label:homework~'));
  assert.ok(!meanings('aaudai').includes('guardian:absent~'));
  assert.ok(!meanings('not').includes('label:note'));
  assert.ok(!meanings('sharp').includes('notice:danger'));
});

test('a token keeps its place in the text', () => {
  const text = '५ क: भिन्न, hw p45 👍\n“राम्रो”';
  for (const token of tokenise(text)) assert.equal(text.slice(token.start, token.end), token.raw);
});

test('a lexicon line that cannot be read names its file and number', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'chautari-lexicon-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'subject.txt'), '# remark\n[math]\nen: math\nganit, hisab\n');
  assert.throws(() => loadLexicon(pathToFileURL(`${folder}/`)), /lexicon\/subject\.txt, line 4: expected/);
  rmSync(join(folder, 'subject.txt'));
  writeFileSync(join(folder, 'plain.txt'), '[sang]\nne: गायो\n');
  assert.throws(() => loadLexicon(pathToFileURL(`${folder}/`)), /lexicon\/plain\.txt, line 2: expected/);
});

test('Preeti is told from English and romanised Nepali', () => {
  for (const text of ['ljBfno', 'cfh 5}g', 'ef]ln ljBfno aGb /xg]5', 'sIff % s g]kfnL u[xsfo{'])
    assert.ok(isPreeti(text), text);
  for (const text of [
    '5A math hw p45',
    'bholi school chha ki chaina',
    'asdkj kjh',
    'iPhone eSewa',
    'Photosynthesis',
    'Mt. Everest',
    'नेपाली',
    '',
  ]) {
    assert.ok(!isPreeti(text), text);
  }
});

test('an input line is read, or refused with one sentence', () => {
  const good = { id: '1', text: 'ok', role: 'teacher', classes: ['5A'], today: '2026-11-23' };
  const read = readInput(JSON.stringify(good));
  assert.ok(read.ok && read.input.subjects?.length === 0);
  assert.deepEqual(readInput('{'), { ok: false, reason: 'it is not JSON' });
  for (const [line, place] of [
    [{ ...good, role: 'parent' }, 'role'],
    [{ ...good, today: '2026-02-30' }, 'today'],
    [{ ...good, text: 5 }, 'text'],
    [{ ...good, awaiting: 'everything' }, 'awaiting'],
  ] as const) {
    const refused = readInput(JSON.stringify(line));
    assert.ok(!refused.ok && refused.reason.startsWith(`"${place}"`), JSON.stringify(refused));
  }
});
