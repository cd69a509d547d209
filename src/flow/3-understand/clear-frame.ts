import { clearTitle } from './clear-title.ts';
import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/**
 * The tokens of an update without the frame that people put around it: an address ("Dear moms and dads,"), an
 * excuse ("sorry for the late message"), at its head, and a title. What is left is about the lesson.
 */
export function clearFrame(page: Page, body: readonly number[]): readonly number[] {
  let n = 0;
  for (let moved = true; moved; ) {
    moved = false;
    while (n < body.length && isSeparator(page, body[n] as number)) n += 1;
    const next = Math.max(
      addressEnd(page, body, n),
      excuseEnd(page, body, n),
      n > 0 ? greetingEnd(page, body, n) : -1,
    );
    if (next > n && next < body.length) {
      n = next;
      moved = true;
    }
  }
  return clearTitle(page, n === 0 ? body : body.slice(n));
}

/** "Dear parents, namaskar. …": a greeting behind the address, with a mark behind it. */
function greetingEnd(page: Page, body: readonly number[], n: number): number {
  const first = body[n];
  const greeting = first === undefined ? undefined : senseAt(page, first, 'command', 'greeting');
  return greeting?.exact === true && isSeparator(page, greeting.to) ? n + greeting.to - greeting.from : -1;
}

const ADDRESS = wordSet(
  'sir sirs mam madam maam miss guru guruharu haru friends everyone सर मिस म्याम गुरु dear respected hello hi pyara pyaro priya aadarniya adarniya आदरणीय प्रिय प्यारा प्यारो सम्माननीय माननीय',
);
/** Longest address, in tokens. */
const LONGEST_ADDRESS = 8;

/** "Dear parents of my little stars,": from its first word to the mark that closes it. */
function addressEnd(page: Page, body: readonly number[], n: number): number {
  const first = body[n];
  if (first === undefined) return -1;
  const people = senseAt(page, first, 'notice', 'parents') !== undefined;
  if (!people && !ADDRESS.has(page.tokens[first]?.norm ?? '')) return -1;
  for (let k = n + 1; k < body.length && k <= n + LONGEST_ADDRESS; k += 1) {
    const at = body[k] as number;
    if (page.classAt(at) !== undefined) return -1;
    if (isOfLesson(page, at)) return -1;
    if (senseAt(page, at, 'subject') !== undefined || senseAt(page, at, 'label', 'homework') !== undefined)
      return -1;
    if (/^[,!।]$/.test(page.tokens[at]?.norm ?? '') || page.tokens[at]?.kind === 'newline') return k + 1;
  }
  return -1;
}

/** A verdict, a verb of teaching or a place in the book: a sentence about the lesson is no address. */
function isOfLesson(page: Page, at: number): boolean {
  return (
    page.senses[at]?.some(
      (s) =>
        s.exact &&
        ((s.group === 'level' && s.value !== 'learner') ||
          (s.group === 'word' && s.value === 'grasped') ||
          (s.group === 'teach' && s.value !== 'given') ||
          s.group === 'work' ||
          s.group === 'task'),
    ) === true || page.tokens[at]?.kind === 'number'
  );
}

const SORRY = wordSet(
  'sorry apologies apologise apologize pardon maaf maf mafi maafi kshama chhama छमा क्षमा माफ माफी',
);
const EXCUSE = wordSet(
  "for the a to my i am i'm so very late delay delayed msg msgs message messages mesej text update updates reply sending send being it this that disturb disturbing you yesterday everyone all parents sir madam mam dear forgot forget was were busy net network problem again at night hour garnuhola garnu garnus hola dhilo dhila bhayo vayo bhaekoma bhayekoma vayekoma pathayeko pathaeko ma magchu paun pau hai गर्नुहोला गर्नुहोस् ढिलो ढिला भयो भएकोमा पठाएकोमा सन्देश म्यासेज माग्छु चाहन्छु है",
);

/** "sorry for late msg", "ढिलो भएकोमा माफ गर्नुहोला": an excuse and the small words that belong to it. */
function excuseEnd(page: Page, body: readonly number[], n: number): number {
  let k = n;
  let sorry = false;
  while (k < body.length) {
    const at = body[k] as number;
    const norm = page.tokens[at]?.norm ?? '';
    if (SORRY.has(norm)) sorry = true;
    else if (!EXCUSE.has(norm)) break;
    k += 1;
  }
  return sorry && k - n >= 2 ? k : -1;
}
