import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CORPORA, readCorpus, type ScoredCase, scoreCases } from './score-understanding.ts';

function wrong(rows: ScoredCase[]): string[] {
  return rows
    .filter((r) => !r.correct)
    .map((r) => `${r.c.out.id} ${JSON.stringify(r.c.in.text)}: ${r.bad.join('; ')}`);
}

/** Floors, so that nothing gets worse; they say nothing about texts that nobody has read (docs/understanding.md). */
for (const file of CORPORA) {
  test(`${file}: at least 98% correct and at most one silent error`, () => {
    const rows = scoreCases(readCorpus(file));
    const correct = rows.filter((r) => r.correct).length;
    assert.ok(rows.length >= 200, `${file} has ${rows.length} texts`);
    assert.ok(rows.filter((r) => r.silent).length <= 1, wrong(rows.filter((r) => r.silent)).join('\n'));
    assert.ok(correct / rows.length >= 0.98, wrong(rows).join('\n'));
  });
}
