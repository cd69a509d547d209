import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCorpus, type ScoredCase, scoreCases } from './score-understanding.ts';

function wrong(rows: ScoredCase[]): string[] {
  return rows
    .filter((r) => !r.correct)
    .map((r) => `${r.c.out.id} ${JSON.stringify(r.c.in.text)}: ${r.bad.join('; ')}`);
}

for (const file of ['dev.jsonl', 'own.jsonl', 'other-hands.jsonl']) {
  test(`${file}: at least 97% correct and no silent error`, () => {
    const rows = scoreCases(readCorpus(file));
    const correct = rows.filter((r) => r.correct).length;
    assert.ok(rows.length >= 200, `${file} has ${rows.length} texts`);
    assert.deepEqual(wrong(rows.filter((r) => r.silent)), []);
    assert.ok(correct / rows.length >= 0.97, wrong(rows).join('\n'));
  });
}
