import { backReference } from './cut-run.ts';
import { isSeparator } from './find-breaks.ts';
import type { Break } from './find-partings.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

export type Slot = 'topic' | 'homework' | 'understanding' | 'note' | 'due';

/** "this is your homework": here the words before say that it is a label. */
export function labelBehind(page: Page, at: number, buffer: readonly number[]): Label | null {
  const sense = page.senses[at]?.find((s) => s.group === 'label' && s.value === 'homework' && s.exact);
  return sense !== undefined && backReference(page, buffer) > 0
    ? { slot: 'homework', sense, marked: false }
    : null;
}

interface Label {
  slot: Slot;
  sense: Sense;
  marked: boolean;
}

const SLOTS = new Map<string, Slot>([
  ['homework', 'homework'],
  ['topic', 'topic'],
  ['classwork', 'topic'],
  ['lesson', 'topic'],
  ['understanding', 'understanding'],
  ['note', 'note'],
  ['due', 'due'],
]);

/** The label that begins at a token, where it is used as one: "HW …", "Topic: …", but not "topic of the day". */
export function labelAt(page: Page, at: number, head: boolean, gap: Break): Label | null {
  for (const sense of page.senses[at] ?? []) {
    const slot = sense.group === 'label' ? SLOTS.get(sense.value) : undefined;
    if (slot === undefined) continue;
    // "ch-4" is a chapter, "Chapter - 4" a label.
    const joined = page.tokens[sense.to];
    if (sense.value === 'lesson' && joined?.norm === '-' && joined.glued && page.tokens[sense.to + 1]?.glued)
      continue;
    const next = page.tokens[sense.to];
    const marked = isLabelMark(page, sense.to);
    if (marked && (head || sense.value === 'homework' || (sense.value === 'due' && sense.to - at >= 2)))
      return { slot, sense, marked };
    if (slot === 'homework' && sense.value === 'homework') {
      if (!marked && isInLabelledLine(page, at)) continue;
      const word = page.tokens[at]?.norm ?? '';
      if (/^(?:task|assignments?|submit)$/.test(word) && !head) continue;
      // "page 53, Task 2": a place in the book.
      if (word === 'task' && !marked && next?.kind === 'number') continue;
      if (
        senseAt(page, sense.to, 'word', 'book') !== undefined &&
        sense.exact &&
        !/^(?:english|nepali)/.test(next?.norm ?? '')
      ) {
        const placed =
          senseAt(page, sense.to + 1, 'work') !== undefined || page.tokens[sense.to + 1]?.kind === 'number';
        const told = COPIED.test(page.tokens[sense.to + 1]?.norm ?? '');
        if (/^(?:copy|kapi|notebook|diary|check)/.test(next?.norm ?? '') && !placed && !told) continue;
      }
      if (isTalkOfHomework(page, at, sense.to)) continue;
      // "aama lai ghar ko kaam ma sahayog garne": the work of the house.
      if (
        !head &&
        /^(?:ma|मा)$/.test(next?.norm ?? '') &&
        /^(?:lai|लाई)$|लाई$/u.test(page.tokens[at - 1]?.norm ?? '')
      )
        continue;
      return { slot, sense, marked };
    }
    if (!head) continue;
    if (sense.value === 'understanding' && sense.to - at >= 1 && gap >= 0) {
      const word = page.tokens[at]?.norm ?? '';
      // "बोध अभ्यास" is a lesson: without a mark the label needs its level.
      const judged = isJudgedSoon(page, sense.to);
      if (!/^(?:level|progress|performance|response|grasp|und|u|ul)$/.test(word) && judged)
        return { slot, sense, marked };
    }
    if (sense.value === 'topic' && TITLES.has(page.tokens[sense.to - 1]?.norm ?? ''))
      return { slot, sense, marked };
    // "aaja ko path sandhi", but not "aaja ko path 5"
    if (
      sense.value === 'topic' &&
      sense.to - at >= 2 &&
      /^(?:aaja|aja|aajako|ajako|आज|आजको|today's|todays)$/.test(page.tokens[at]?.norm ?? '') &&
      /^(?:path|lesson|पाठ|bisayabastu|विषयवस्तु)$/.test(page.tokens[sense.to - 1]?.norm ?? '') &&
      next?.kind === 'word'
    )
      return { slot, sense, marked };
    if (sense.value === 'classwork') return { slot, sense, marked };
    if (
      sense.value === 'note' &&
      gap >= 2 &&
      /^(?:note|notes|nb|remark|remarks|नोट|कैफियत|kaifiyat|ps)$/.test(page.tokens[at]?.norm ?? '')
    ) {
      if (
        senseAt(page, sense.to, 'word', 'book') === undefined &&
        !/^(?:down|ma|of|lekh|banau|sar|copy|सार|mा|लेख)/.test(next?.norm ?? '')
      ) {
        return { slot, sense, marked };
      }
    }
  }
  return null;
}

/** What is a label of the topic without a mark too, as it is typed and mistyped. */
const TITLES = wordSet(
  'topic topics topik topiks topick topicks topc tpic tpoic toppic topix topci title titel tital titil shirsak sirsak shirshak sirshak shirsaka sirsaka shirsk sirsk शीर्षक शिर्षक शिषर्क शीषर्क सिर्षक सीर्षक शीर्शक शिर्शक सिर्सक शिर्सक शीर्सक टपिक टोपिक टाइटल',
);

/** "Topic: The Homework Machine", where another line is headed by homework itself: here it is what the line says. */
function isInLabelledLine(page: Page, at: number): boolean {
  let from = at;
  while (from > 0 && page.tokens[from - 1]?.kind !== 'newline') from -= 1;
  const head = senseAt(page, from, 'label', 'topic');
  return (
    head !== undefined &&
    head.to <= at &&
    isLabelMark(page, head.to) &&
    page.tokens.some((token, n) => {
      const label =
        page.tokens[n - 1]?.kind === 'newline' ? senseAt(page, n, 'label', 'homework') : undefined;
      return token.kind === 'word' && label !== undefined && isLabelMark(page, label.to);
    })
  );
}

/** Whether a level stands within the next words, before anything parts them. */
function isJudgedSoon(page: Page, from: number): boolean {
  for (let at = from; at < from + 4 && !isSeparator(page, at); at += 1)
    if (page.senses[at]?.some((s) => s.group === 'level' && s.value !== 'learner')) return true;
  return false;
}

/** "hw copy once": here it is copied, and no copy is spoken of. */
const COPIED =
  /^(?:complete|completed|pura|ma|sarne|finish|sakne|fill|पूरा|once|twice|down|the|all|it|from|this|these|out|thrice|neatly|\d.*)$/;

/** A colon, dash or equals sign after a word makes it a label; so does the end of its line. */
export function isLabelMark(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token === undefined) return false;
  if (token.kind === 'newline') return true;
  if (token.kind === 'emoji') return true;
  if (token.norm === '*' || token.norm === '_') return isLabelMark(page, at + 1);
  if (
    token.norm === ':' ||
    token.norm === '=' ||
    token.norm === '>' ||
    token.norm === '•' ||
    token.norm === '~'
  )
    return true;
  return token.norm === '-' && isSeparator(page, at);
}

/** Whether homework is spoken of as that of some pupils. */
export function isOfSomebody(page: Page, at: number): boolean {
  return ENDINGS.has(page.tokens[at - 1]?.norm ?? '') && isSomebody(page, at - 2);
}

const ENDINGS = wordSet('ko को le ले');

/** A roll number or a word for some pupils. */
function isSomebody(page: Page, at: number): boolean {
  const token = page.tokens[at];
  return (
    token?.kind === 'number' ||
    /^(?:jana|haru|kehi|kohi|kasai|students?|bidyarthi|bidyarthiharu|ketaharu|ketiharu|जना|केही|कोही|विद्यार्थी|विद्यार्थीहरू)$/.test(
      token?.norm ?? '',
    )
  );
}

/** "did not do homework", "check the homework": talk about homework, not homework. */
function isTalkOfHomework(page: Page, at: number, to: number): boolean {
  const before = page.tokens[at - 1]?.norm ?? '';
  if (
    /^(?:their|your|do|does|doing|complete|check|checked|submit|submitted|previous|pending|of|finish|bring|brought|incomplete|hijoko|hijo|हिजोको|अघिल्लो|बाँकी)$/.test(
      before,
    )
  )
    return !(
      /^(?:their|your)$/.test(before) && /^(?:is|are|was|were|will|:|-|=)$/.test(page.tokens[to]?.norm ?? '')
    );
  // "roll 3 ko hw chaina", "5 jana ko hw": whose it is.
  if (isOfSomebody(page, at)) return true;
  const after = page.tokens[to]?.norm ?? '';
  const next = page.tokens[to + 1]?.norm ?? '';
  if (DONE_FIRST.has(after) && !/^(?:lyaun|aaun|aun|ल्याउन|आउन)/.test(next)) return true;
  return /^(?:not|wasn't|wasnt|gareka|gareko|gareko|nagareka|nagareko|nagarne|nagari|गरेको|गरेका|नगर्ने|नगरेका|नगरेको|नगरी|बुझाएको|नबुझाएका|submitted|incomplete|copies|garena|garenan|garyenan|garenau|lyaena|lyaenan|lyayenan|lyayena|nalyaune|nalyaeko|nalyaeka|bujhaenan|bujhaena|birse|birsiye|birsyo|गरेनन्|गरेन|ल्याएनन्|ल्याएन|बुझाएनन्|बिर्सिए|checked|check)$/.test(
    after,
  );
}

const DONE_FIRST = wordSet('garera गरेर bujhauna lyauna');
