import { asksForHelp } from './asks-for-help.ts';
import { type Page, senseAt } from './page.ts';
import { readChoice } from './read-choice.ts';
import type { Draft, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';

type ShortIntent = 'confirm' | 'cancel' | 'status' | 'greeting' | 'thanks' | 'help';

/** Longest text, in words, that can be a short answer. */
const LONGEST = 12;

/** Reads a text that is only a short word to the system: yes, no, thanks, hello, help, "who has read it?". */
export function readShort(said: Said, input: UnderstandInput): Draft | null {
  const { page } = said;
  const words = page.tokens
    .map((_, i) => i)
    .filter((i) => page.tokens[i]?.kind === 'word' || page.tokens[i]?.kind === 'number');
  if (words.length === 0) return readEmoji(page, input);
  if (words.length > LONGEST) return null;
  if (input.role === 'guardian' && readChoice(said) !== null) return null;
  // "how can I cancel a message?", "ke ke pathauna milcha": what looks like a command is asked about.
  if (input.role !== 'guardian' && asksForHelp(said)) return { intent: 'help', ask: null };
  const found = cover(page, words);
  if (found === null) return null;
  const intent = choose(found, page, words, input);
  return intent === null ? null : { intent, ask: null };
}

function readEmoji(page: Page, input: UnderstandInput): Draft | null {
  const only = page.tokens
    .filter((t) => t.kind === 'emoji')
    .map((t) => t.raw)
    .join('');
  if (only === '' || (input.role === 'guardian' && input.awaiting !== 'confirm')) return null;
  if (/^(?:👍|👌|✅|✔)/u.test(only))
    return { intent: input.awaiting === 'confirm' ? 'confirm' : 'unknown', ask: null };
  if (input.awaiting === 'confirm' && /^(?:👎|❌|✖|🚫|⛔)/u.test(only))
    return { intent: 'cancel', ask: null };
  return null;
}

/** The commands that cover the words, each word being one or a word that goes with one; null where another word is. */
function cover(page: Page, words: readonly number[]): Set<string> | null {
  const found = new Set<string>();
  let here = -1;
  for (const at of words) {
    if (at < here) continue;
    const senses = (page.senses[at] ?? []).filter((s) => s.group === 'command');
    const best = senses.find((s) => s.value !== 'around' && s.value !== 'sent') ?? senses[0];
    const question = page.senses[at]?.find((s) => s.group === 'guardian' && s.value === 'question');
    if (best === undefined && question === undefined) return null;
    if (best === undefined) continue;
    // "nai" and "na" say no only alone; beside another word they stress it ("thik nai cha", "pathaunus na").
    if (
      best?.value === 'cancel' &&
      best.to - best.from === 1 &&
      /^(?:nai|naa?|ना?|नै)$/.test(page.tokens[at]?.norm ?? '') &&
      words.length > 1
    ) {
      here = best.to;
      continue;
    }
    // "k", "la", "ho" say yes only when they stand alone.
    if (
      best?.value === 'confirm' &&
      (page.tokens[at]?.norm.length ?? 0) <= 2 &&
      best.to - best.from === 1 &&
      !isYes(page, at) &&
      words.length > 1
    ) {
      here = best.to;
      continue;
    }
    const longest = senses.filter((s) => s.to === best.to || s.value === 'cancel' || s.value === 'status');
    for (const sense of longest) if (sense.to <= best.to) found.add(sense.value);
    here = best.to;
  }
  return found;
}

function choose(
  found: Set<string>,
  page: Page,
  words: readonly number[],
  input: UnderstandInput,
): ShortIntent | null {
  const question = page.tokens.some((t) => t.norm === '?');
  // How a message did is a question of staff; a guardian's goes to a person.
  if (found.has('status')) return input.role === 'guardian' ? null : 'status';
  if (speaksOfMessage(page, words) && !isPlainCommand(page, words)) return null;
  // "k garne … kasari pathaune?": a small word that could also stop something stops no question.
  if (found.has('help') && !isPlainCommand(page, words)) return 'help';
  if (found.has('cancel'))
    return input.role === 'guardian' && (isStop(page, words) || isOfNumber(page, words)) ? null : 'cancel';
  if (found.has('help')) return 'help';
  // "please send fee details": the records are asked for, and nothing is agreed to.
  if (
    input.role === 'guardian' &&
    input.awaiting === undefined &&
    found.has('confirm') &&
    asksRecords(page, words)
  )
    return null;
  // "Namaste. fees kati bhayo?" asks.
  if (input.role === 'guardian' && (question || asksInWords(page, words)) && asksRecords(page, words))
    return null;
  // "ok thanks" agrees where agreement is awaited.
  if (found.has('thanks') && !(input.awaiting === 'confirm' && agrees(page, words))) return 'thanks';
  // "subha prabhat hajur" calls somebody and agrees to nothing.
  if (found.has('greeting') && !agreesToSend(page, words)) return 'greeting';
  if (found.has('confirm') && !question) return 'confirm';
  if (found.has('greeting')) return 'greeting';
  return null;
}

/** Whether a word agrees that is not also an address. */
function agreesToSend(page: Page, words: readonly number[]): boolean {
  return words.some(
    (at) =>
      senseAt(page, at, 'command', 'confirm') !== undefined &&
      !/^(?:hajurr?|हजुर)$/.test(page.tokens[at]?.norm ?? ''),
  );
}

/** Whether a text begins with a word of agreement. */
export function agrees(page: Page, words: readonly number[]): boolean {
  const [first] = words;
  return first !== undefined && senseAt(page, first, 'command', 'confirm')?.exact === true;
}

function asksInWords(page: Page, words: readonly number[]): boolean {
  return words.some((at) =>
    /^(?:how|what|when|which|kati|kahile|kun|कति|कहिले|कुन)$/.test(page.tokens[at]?.norm ?? ''),
  );
}

function asksRecords(page: Page, words: readonly number[]): boolean {
  const records = ['homework', 'result', 'fee', 'attendance', 'calendar'];
  return words.some((at) =>
    page.senses[at]?.some((s) => s.group === 'guardian' && s.exact && records.includes(s.value)),
  );
}

/** "no homework today", "send homework": the word goes with what it names and is no answer. */
function speaksOfMessage(page: Page, words: readonly number[]): boolean {
  return words.some(
    (at) => page.senses[at]?.some((s) => s.group === 'label' && s.value === 'homework' && s.exact) ?? false,
  );
}

function isPlainCommand(page: Page, words: readonly number[]): boolean {
  return words.some((at) =>
    /^(?:cancel|delete|undo|wrong|galti|गल्ती|गल्ति|radda|रद्द|hatau|हटाउ|mistake|stop)/.test(
      page.tokens[at]?.norm ?? '',
    ),
  );
}

/** For a guardian "stop" and "banda" speak of messages, not of a draft. */
function isStop(page: Page, words: readonly number[]): boolean {
  return (
    words.some((at) => page.senses[at]?.some((s) => s.group === 'guardian' && s.value === 'stop') ?? false) &&
    !words.some((at) => /^(?:cancel|rad+a|रद्द|undo)/.test(page.tokens[at]?.norm ?? ''))
  );
}

/** "wrong number": a guardian says that the messages reach somebody else, which a person must mend. */
function isOfNumber(page: Page, words: readonly number[]): boolean {
  return words.some(
    (at) => /^(?:number|numbers|no|nambar|नम्बर|नंबर)$/.test(page.tokens[at]?.norm ?? '') && words.length > 1,
  );
}

function isYes(page: Page, at: number): boolean {
  return /^(?:ok|हो|ल)$/.test(page.tokens[at]?.norm ?? '');
}
