import { learnersEnd } from './learners-lead.ts';
import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

/** Address, day, who learnt, or what joins, where a topic should begin or end: the frame of a sentence stayed in it. */
export function isFrameOnly(topic: string): boolean {
  const words = topic.toLowerCase().split(/\s+/u);
  return (
    (words.length === 1 && JOINS.has(words[0] ?? '')) ||
    BEGINS_NO_TOPIC.has(words[0] ?? '') ||
    ENDS_NO_TOPIC.has(words.at(-1) ?? '') ||
    /\b(?:in|of|for)\s+(?:this|today|yesterday)\b|,.*\b(?:ekdam|ekdamai|sarai|nikai|dherai|very|quite)\b|,.*(?:एकदम|साह्रै|निकै|धेरै)/iu.test(
      topic,
    )
  );
}

const JOINS = wordSet(
  'तथा एवं र अनि हाम्रा हाम्रो मेरो आफ्नो hamro hamra mero aafno tatha ani ra our my and the of in on its has have had was were is are be been did do all about',
);
const BEGINS_NO_TOPIC = wordSet(
  'updates अपडेट शिक्षक शिक्षकको teacher tday aja aaja today mummy mamu mamus hello hi did does there kunai so because kids students they sir miss dear',
);
const ENDS_NO_TOPIC = wordSet(
  'nani nanu babu bachha bacha bachcha bidyarthi bidharthi vidyarthi kids students le lai sab sabai sabaile jana aja aaja there today hamro दिइएको विद्यार्थी बच्चा नानी सबै सबैले हाम्रो हाम्रा',
);

/** Who was taught, on which day near by, or labels and nothing else, in a topic: the frame of a sentence stayed in it. */
export function isFrameOf(page: Page): boolean {
  return (
    page.tokens.some((token, at) => token.kind === 'word' && learnersEnd(page, at) !== -1) ||
    page.dates('future').some((d) => d.kind === 'relative' && !isOfDay(page, d.to)) ||
    isLabelsOnly(page)
  );
}

/** "yesterday's chapter", "aajako samachar": a day that says what kind of thing it is. */
function isOfDay(page: Page, to: number): boolean {
  const [last, next] = [page.tokens[to - 1]?.norm ?? '', page.tokens[to]?.norm ?? ''];
  return /(?:'s|ko|को)$/u.test(last) || /^(?:ko|को)$/.test(next);
}

/** "कक्षाको", "topic ma": words that name slots, and what joins them. */
function isLabelsOnly(page: Page): boolean {
  let end = 0;
  let labelled = false;
  for (const [at, token] of page.tokens.entries()) {
    for (const sense of page.senses[at] ?? []) {
      if (sense.group !== 'label' && sense.group !== 'connect') continue;
      labelled ||= sense.group === 'label' && NAMES.has(sense.value);
      end = Math.max(end, sense.to);
    }
    if (token.kind !== 'mark' && at >= end) return false;
  }
  return labelled;
}

/** What a label names that is no lesson: "samuha" and "bodh" can be one. */
const NAMES = wordSet('class subject homework topic due');
