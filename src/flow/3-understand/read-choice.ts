import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import type { Draft, Language, OptTopic } from './reading.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Longest text, in words, that can be a choice of language or of messages. */
const LONGEST = 14;

/** A guardian's choice of language, or to stop or start messages; null where the text is about something else. */
export function readChoice(said: Said): Draft | null {
  const { page, body } = said;
  const words = body.filter((at) => page.tokens[at]?.kind === 'word' || page.tokens[at]?.kind === 'number');
  if (words.length === 0 || words.length > LONGEST || (isAsked(page) && !asksPolitely(page, words)))
    return null;
  const found = cover(page, words);
  if (found === null) return readFirstClause(said);
  // "could you send the english homework?": of a subject, and not in a language.
  if (found.has('homework') && found.has('english') !== found.has('nepali') && !isMedium(page, words))
    return null;
  const language = languageOf(page, words, found);
  if (language !== null) return { intent: 'set_language', ask: null, language };
  const start = found.has('start') || isAgain(page, words, found);
  const stop = found.has('stop');
  if (!start && !stop) return null;
  const object = hasObject(found) || words.some((at) => OBJECT.test(page.tokens[at]?.norm ?? ''));
  if (!object && words.length > 3) return null;
  const topic = stop ? (topicOfStop(said) ?? topicOf(found)) : topicOf(found);
  // "feri pathaunus" begins again what "banda" stopped; a text with both means to stop only where it says so last.
  return { intent: start && !(stop && !startsLast(page, words)) ? 'opt_in' : 'opt_out', ask: null, topic };
}

function isAsked(page: Page): boolean {
  return page.tokens.some((t) => t.norm === '?');
}

/** "can I get these in English please?", "के सन्देश नेपालीमा पाउन सकिन्छ?": asked as a question, and wished. */
function asksPolitely(page: Page, words: readonly number[]): boolean {
  const norms = words.map((at) => page.tokens[at]?.norm ?? '');
  const asked = norms.findIndex((norm, n) => CAN.has(norm) && WHO.has(norms[n + 1] ?? ''));
  return (asked !== -1 && asked <= 2) || POSSIBLE.has(norms.at(-1) ?? '');
}

/** "in English", "nepali ma", "english language". */
function isMedium(page: Page, words: readonly number[]): boolean {
  return words.some((at) => {
    const tongue = senseAt(page, at, 'guardian', 'english') ?? senseAt(page, at, 'guardian', 'nepali');
    if (tongue === undefined) return false;
    const [before, after] = [page.tokens[at - 1]?.norm ?? '', page.tokens[tongue.to]?.norm ?? ''];
    return before === 'in' || IN.has(after) || /(?:ma|मा)$/u.test(page.tokens[tongue.to - 1]?.norm ?? '');
  });
}

const IN = wordSet('ma मा me mein language bhasa bhasha bhashama भाषा भाषामा only matra मात्र');
const CAN = wordSet('can could may would');
const WHO = wordSet('i we you u');
const POSSIBLE = wordSet('milcha milchha milxa sakincha sakinchha sakinxa hola मिल्छ सकिन्छ होला मिल्ला milla');

// "remove my number" stops all.
const OBJECT = /^(?:messages?|msgs?|sms|सन्देश|म्यासेज|numbers?|nambar|नम्बर)$/;

/** "feri message pathaunus", "send messages again": what was stopped is asked for once more. */
function isAgain(page: Page, words: readonly number[], found: Map<string, number>): boolean {
  const norms = words.map((at) => page.tokens[at]?.norm ?? '');
  return (
    (hasObject(found) || found.has('messages')) &&
    norms.some((norm) => /^(?:feri|pheri|again|punah|फेरि|फेरी|पुनः|पुन)$/.test(norm)) &&
    norms.some((norm) =>
      /^(?:send|sending|want|need|get|receive|pathau\w*|pathai\w*|chahiyo|chaiyo|chahincha|dinu\w*|पठाउ\S*|पठाइ\S*|चाहियो|चाहिन्छ|दिनु\S*)$/.test(
        norm,
      ),
    )
  );
}

/** "Please stop sending homework messages, we use the diary": a choice with its reason behind it. */
function readFirstClause(said: Said): Draft | null {
  const { page, body, breaks } = said;
  const end = body.findIndex((at, n) => n > 0 && (breaks[at] ?? 0) > 0 && !isSeparator(page, at));
  if (end === -1) return null;
  const clause = body.slice(0, end).filter((at) => page.tokens[at]?.kind === 'word');
  const found = cover(page, clause);
  const chosen = found !== null && isStopOf(found) && !isOfChild(page, clause);
  return chosen ? { intent: 'opt_out', ask: null, topic: topicOf(found) } : null;
}

function isStopOf(found: Map<string, number>): boolean {
  return found.has('stop') && hasObject(found);
}

/** "cannot send homework today" is about a child's work and not about messages. */
function isOfChild(page: Page, clause: readonly number[]): boolean {
  return page.dates('future').some((d) => clause.includes(d.from));
}

/** "no notices, only homework": the topic of the clause in which "stop" stands. */
function topicOfStop({ page, body, breaks }: Said): OptTopic | null {
  const stop = body.findIndex((at) => senseAt(page, at, 'guardian', 'stop') !== undefined);
  if (stop === -1) return null;
  let from = stop;
  while (from > 0 && (breaks[body[from] as number] ?? 0) === 0) from -= 1;
  let to = stop + 1;
  while (
    to < body.length &&
    ((breaks[body[to] as number] ?? 0) === 0 || isSeparator(page, body[to] as number)) &&
    !isSeparator(page, body[to] as number)
  )
    to += 1;
  const clause = body.slice(from, to);
  const has = (value: string) => clause.some((at) => senseAt(page, at, 'guardian', value) !== undefined);
  if (has('homework') === has('announcements')) return null;
  return has('homework') ? 'homework' : 'announcements';
}

const VALUES = [
  'stop',
  'start',
  'messages',
  'announcements',
  'homework',
  'english',
  'nepali',
  'both',
  'around',
  'not-read',
];

function cover(page: Page, words: readonly number[]): Map<string, number> | null {
  const found = new Map<string, number>();
  let here = -1;
  for (const at of words) {
    if (at < here) continue;
    const senses = (page.senses[at] ?? []).filter((s) => s.group === 'guardian' && VALUES.includes(s.value));
    const best = senses.find((s) => s.value !== 'around') ?? senses[0];
    if (best === undefined) {
      const polite = page.senses[at]?.find(
        (s) => s.group === 'command' && ['greeting', 'thanks', 'around'].includes(s.value),
      );
      if (polite === undefined) return null;
      here = polite.to;
      continue;
    }
    for (const sense of senses)
      if (sense.to === best.to || sense.value === 'stop' || sense.value === 'start')
        found.set(sense.value, at);
    here = Math.max(
      best.to,
      ...senses.filter((s) => s.value === 'stop' || s.value === 'start').map((s) => s.to),
    );
  }
  return found;
}

function languageOf(page: Page, words: readonly number[], found: Map<string, number>): Language | null {
  const english = found.get('english');
  const nepali = found.get('nepali');
  if (found.has('stop') && !found.has('not-read')) return null;
  if (found.has('homework') || found.has('announcements')) {
    if (english === undefined && nepali === undefined) return null;
  }
  if (english !== undefined && nepali !== undefined) {
    const notRead = found.get('not-read');
    if (notRead === undefined) return isOnly(page, words) ? wanted(page, words, english, nepali) : 'both';
    // What cannot be read stands before "bujhdina" and after "don't understand".
    const englishRefused = refused(page, notRead, english, nepali) === 'english';
    return englishRefused ? 'ne' : 'en';
  }
  if (found.has('both') && (found.size > 1 || words.length <= 2)) return 'both';
  if (english === undefined && nepali === undefined) return null;
  if (found.has('not-read')) return english !== undefined ? 'ne' : 'en';
  return english !== undefined ? 'en' : 'ne';
}

function refused(page: Page, notRead: number, english: number, nepali: number): 'english' | 'nepali' {
  const before = /^(?:bujh|aau|aud|padh|jand|nabujh|बुझ|आउँ|पढ|जान|hoina|होइन)/.test(
    page.tokens[notRead]?.norm ?? '',
  );
  const distance = (at: number) => (before ? notRead - at : at - notRead);
  const [e, n] = [distance(english), distance(nepali)];
  if (e < 0) return 'nepali';
  if (n < 0) return 'english';
  return e < n ? 'english' : 'nepali';
}

function isOnly(page: Page, words: readonly number[]): boolean {
  return words.some((at) => /^(?:not|hoina|होइन|instead|but|from)$/.test(page.tokens[at]?.norm ?? ''));
}

/** "nepali, not english", "change from english to nepali". */
function wanted(page: Page, words: readonly number[], english: number, nepali: number): Language {
  const not = words.find((at) => /^(?:not|from|instead)$/.test(page.tokens[at]?.norm ?? ''));
  if (not !== undefined) {
    const after = [english, nepali].filter((at) => at > not);
    if (after.length > 0) return Math.min(...after) === english ? 'ne' : 'en';
  }
  const hoina = words.find((at) => /^(?:hoina|होइन)$/.test(page.tokens[at]?.norm ?? ''));
  if (hoina !== undefined) return Math.abs(hoina - english) < Math.abs(hoina - nepali) ? 'ne' : 'en';
  return 'both';
}

function hasObject(found: Map<string, number>): boolean {
  return found.has('messages') || found.has('announcements') || found.has('homework');
}

function topicOf(found: Map<string, number>): OptTopic {
  if (found.has('homework') && !found.has('announcements')) return 'homework';
  if (found.has('announcements') && !found.has('homework')) return 'announcements';
  return 'all';
}

function startsLast(page: Page, words: readonly number[]): boolean {
  const last = (value: string) =>
    Math.max(-1, ...words.filter((at) => senseAt(page, at, 'guardian', value) !== undefined));
  const length = (value: string) =>
    Math.max(
      0,
      ...words.map((at) => {
        const s = senseAt(page, at, 'guardian', value);
        return s ? s.to - s.from : 0;
      }),
    );
  return (
    length('start') > length('stop') || (length('start') === length('stop') && last('start') > last('stop'))
  );
}
