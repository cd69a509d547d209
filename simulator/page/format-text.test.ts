import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

type Part = { kind: string; text?: string; href?: string; mark?: string; parts?: Part[] };
type FormatText = { readMarks(text: string): Part[]; plainWords(text: string): string };
const { readMarks, plainWords }: FormatText = await import(new URL('./format-text.js', import.meta.url).href);

/** The parts as one line: kinds in brackets around what they hold. */
function show(parts: Part[]): string {
  return parts
    .map(({ kind, text, parts: inner, mark, href }) => {
      if (kind === 'text') return text;
      if (kind === 'break') return '⏎';
      const about = mark ?? (href === text ? undefined : href);
      return `<${kind}${about ? ` ${about}` : ''}|${inner ? show(inner) : text}>`;
    })
    .join('');
}

describe('WhatsApp’s marks', () => {
  const cases: [said: string, shown: string][] = [
    ['plain', 'plain'],
    ['*bold* _slant_ ~gone~ `code`', '<strong|bold> <em|slant> <del|gone> <code|code>'],
    ['*bold and _slant_ too*', '<strong|bold and <em|slant> too>'],
    ['*भिन्न* पढाइयो।', '<strong|भिन्न> पढाइयो।'],
    ['(*in brackets*)', '(<strong|in brackets>)'],
    ['*two* words *here*', '<strong|two> words <strong|here>'],
    ['2*3*4', '2*3*4'],
    ['snake_case_name', 'snake_case_name'],
    ['शब्द_भित्र_चिन्ह', 'शब्द_भित्र_चिन्ह'],
    ['a * not bold*', 'a * not bold*'],
    ['* one more item', '<item *|one more item>'],
    ['*not bold *', '*not bold *'],
    ['**', '**'],
    ['a lone * star', 'a lone * star'],
    ['*not\nacross lines*', '*not⏎across lines*'],
    ['`*as it is*`', '<code|*as it is*>'],
    ['```one\ntwo *three*```', '<pre|one\ntwo *three*>'],
    ['- one\n- two\nend', '<item -|one><item -|two>end'],
    ['1. first\n2. *second*', '<item 1.|first><item 2.|<strong|second>>'],
    ['> said before\nanswer', '<quote >|said before>answer'],
    ['one\n\nthree', 'one⏎⏎three'],
    ['see https://example.org/a_b_c?x=1.', 'see <link|https://example.org/a_b_c?x=1>.'],
    ['www.example.org', '<link https://www.example.org|www.example.org>'],
    ['(https://example.org)', '(<link|https://example.org>)'],
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['<b>not markup</b>', '<b>not markup</b>'],
    ['', ''],
  ];
  for (const [said, shown] of cases) {
    test(JSON.stringify(said), () => assert.equal(show(readMarks(said)), shown));
  }

  test('a quote shows the words without them', () => {
    assert.equal(plainWords('*5A* · _Math_\n- fractions\n- page ~44~ 45'), '5A · Math fractions page 44 45');
  });

  test('the longest message, all of it marks, is read in no time', () => {
    for (const unit of ['*', '_a ', '*a', '*a ', '`', '~_*', '*a* ', '_*~', 'https://a_', 'www.a b_c ']) {
      const began = performance.now();
      readMarks(unit.repeat(Math.floor(4_096 / unit.length)));
      const took = performance.now() - began;
      assert.ok(took < 1_000, `${unit}: ${took} ms`);
    }
  });
});
