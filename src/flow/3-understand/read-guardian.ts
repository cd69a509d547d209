import { asksForHelp } from './asks-for-help.ts';
import { asksForLeave } from './asks-for-leave.ts';
import { asksInWords } from './asks-in-words.ts';
import { isSeparator } from './find-breaks.ts';
import { findChild } from './find-child.ts';
import { type Page, senseAt } from './page.ts';
import { readChoice } from './read-choice.ts';
import { isOfEvent, isRollCall, readLeave } from './read-leave.ts';
import type { Draft, Question, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Reads a text of a guardian that stands by itself. What is meant for a person goes to the inbox whole. */
export function readGuardian(said: Said, input: UnderstandInput): Draft {
  if (asksWhatToAsk(said)) return { intent: 'help', ask: null };
  // "Suchana: …" is a notice that was passed on.
  if (isNotice(said)) return { intent: 'reply', ask: null, text: input.text.trim() };
  return (
    readChoice(said) ??
    readQuestionFirst(said, input) ?? { intent: 'reply', ask: null, text: input.text.trim() }
  );
}

/** "what can I ask here?", "yaha k k sodhna milcha": how Chautari is used, and nothing of the school. */
function asksWhatToAsk(said: Said): boolean {
  const here = said.body.some((at) => OF_SYSTEM.has(said.page.tokens[at]?.norm ?? ''));
  return here && asksForHelp(said);
}

const OF_SYSTEM = wordSet(
  'here app chautari bot system yaha yahaa yesma number whatsapp help maddat यहाँ यसमा एपमा नम्बर नम्बरबाट नम्बरमा एपबाट यहाँबाट मद्दत',
);

function isNotice({ page, body }: Said): boolean {
  const first = body.find((at) => !isSeparator(page, at)) ?? -1;
  const command = senseAt(page, first, 'notice', 'command');
  return command?.exact === true && page.tokens[command.to]?.norm === ':';
}

function readQuestionFirst(said: Said, input: UnderstandInput): Draft | null {
  const signs = readSigns(said);
  // "can Anusha get leave tomorrow?": a request in the form of a question.
  if (asksForLeave(said, input)) return readLeave(said, input, false);
  // "hamar betiya ke tabiyat kharab …": "ke" is also "of", and nobody asks who is sick and does not come.
  const tells = !signs.asks && signs.has('sick') && signs.has('absent');
  if (signs.question && !tells) {
    const question = readQuestion(said, input, signs);
    if (question !== null) return question;
  }
  const leave = readLeave(said, input, signs.question && !tells);
  if (leave !== null) return leave;
  return signs.question ? null : readBareQuestion(said, input, signs);
}

interface Signs {
  question: boolean;
  /** True where a question mark or a question word stands, not only a request. */
  asks: boolean;
  telling: boolean;
  words: number;
  has: (value: string) => boolean;
}

function readSigns(said: Said): Signs {
  const { page, body } = said;
  const values = new Set<string>();
  let asked = -1;
  for (const at of body) {
    // "… bhayo ki bhaena" asks; its words tell nothing.
    const phrase = page.senses[at]?.find((s) => s.group === 'guardian' && s.value === 'question' && s.exact);
    if (phrase !== undefined && phrase.to - at >= 2) asked = phrase.to;
    for (const sense of page.senses[at] ?? []) {
      if (sense.value === 'telling' && (at < asked || isLookedUp(page, body, at))) continue;
      if (
        sense.group === 'guardian' &&
        (sense.exact || sense.to - sense.from > 1 || (page.tokens[at]?.norm.length ?? 0) >= 6)
      )
        values.add(sense.value);
      if (sense.group === 'label' && sense.value === 'homework' && sense.exact) values.add('homework');
    }
  }
  const mark = page.tokens.some((t) => t.norm === '?');
  const asks = mark || asksInWords(page, body);
  return {
    question: asks,
    asks: mark,
    telling: values.has('telling'),
    words: body.filter((at) => page.tokens[at]?.kind === 'word').length,
    has: (value) => values.has(value),
  };
}

/** "attendance herdinu na", "can you tell me the homework, she forgot to write it": the record is asked for all the same. */
function isLookedUp(page: Page, body: readonly number[], at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  const has = (value: string) => body.some((id) => senseAt(page, id, 'guardian', value)?.exact === true);
  if (/^(?:her(?:i)?dinu(?:s|hos|hola)?|हेरिदिनु(?:स्|होस्|होला)?)$/.test(norm))
    return (has('attendance') || has('result')) && !has('homework');
  return FORGOT.test(norm) && has('homework') && body.some((id) => isRequest(page, id));
}

const FORGOT = /^(?:forgot|birsi?yo|birse(?:cha|ko)?|बिर्सियो|बिर्स्यो|बिर्सेछ)$/;

/** "tell me", "what is", "pathaidinu": somebody asks for it. */
function isRequest(page: Page, at: number): boolean {
  return /^(?:tell|send|share|what|whats|what's|know|give|bhanidinu|bhandinu|pathaidinu|pathaidinus|k|ke|के|पठाइदिनु|पठाइदिनुहोस्|पठाइदिनुहोला|भनिदिनु|भनिदिनुहोस्|भनिदिनुहोला)$/.test(
    page.tokens[at]?.norm ?? '',
  );
}

/** A question that the records can answer; null where it is for a person. */
function readQuestion(said: Said, input: UnderstandInput, signs: Signs): Draft | null {
  const intent = questionIntent(said, signs);
  return intent === null ? null : ask(said, input, intent);
}

function questionIntent(said: Said, signs: Signs): Question['intent'] | null {
  const { has } = signs;
  const { page, body } = said;
  const meets = body.some((at) => MEETS.has(page.tokens[at]?.norm ?? ''));
  // "khulcha ki banda huncha" is about the school and stops no message.
  if (meets || (has('stop') && !isOfSchool(page, body))) return null;
  // "we could not attend the meeting, can we come on Sunday?"
  if (has('event') && has('absent') && !has('leave') && isOfEvent(said)) return null;
  const given =
    signs.asks &&
    has('homework') &&
    DID.has(page.tokens[body.find((at) => !isSeparator(page, at)) ?? -1]?.norm ?? '');
  const telling = signs.telling && !given && !isStrictQuestion(said);
  if (telling) return null;
  if (has('homework')) return 'ask_homework';
  if (has('result') && !onlyExam(page, body)) return 'ask_result';
  if (has('fee') && !has('leave')) return 'ask_fee';
  if (has('attendance') && isAboutChild(said) && !isToCome(page)) return 'ask_attendance';
  if (has('calendar') || has('leave')) return 'ask_calendar';
  if (has('attendance') && !isOfBus(page, body)) return 'ask_attendance';
  return null;
}

const MEETS = wordSet('meet talk speak bhetna bhetnu भेट्न भेट्नु kura कुरा');

/** "did they give homework today?" */
const DID = wordSet('did has have is was are any');

/** Whether "banda" is said of the school, beside another word of the calendar. */
function isOfSchool(page: Page, body: readonly number[]): boolean {
  const stops = body.filter((at) => senseAt(page, at, 'guardian', 'stop') !== undefined);
  const school = body.some((at) =>
    /^(?:school|skul|bidyalaya|vidyalaya|विद्यालय|स्कुल)/.test(page.tokens[at]?.norm ?? ''),
  );
  return (
    stops.every((at) => /^(?:banda|band|bandha|बन्द|बंद)$/.test(page.tokens[at]?.norm ?? '')) &&
    (school ||
      body.some((at) => !stops.includes(at) && senseAt(page, at, 'guardian', 'calendar')?.exact === true))
  );
}

/** Who came tomorrow nobody can ask: "do we go to school tomorrow?" is about the calendar. */
function isToCome(page: Page): boolean {
  return page.dates('future').some((d) => d.iso !== null && d.iso > page.today && d.kind === 'relative');
}

/** "paid … please send the receipt" tells; "how much have I paid?" asks. */
function isStrictQuestion(said: Said): boolean {
  const { page, body } = said;
  return (
    body.some(
      (at) =>
        /^(?:what|how|when|kati|kahile|ke|k|कति|कहिले|के)$/.test(page.tokens[at]?.norm ?? '') &&
        !isSubordinate(page, at),
    ) && !body.some((at) => /^(?:kina|why|किन)$/.test(page.tokens[at]?.norm ?? ''))
  );
}

/** "please confirm when you receive it": the word joins a clause and asks nothing. */
function isSubordinate(page: Page, at: number): boolean {
  return (
    page.tokens[at]?.norm === 'when' &&
    page.tokens[at - 1]?.kind === 'word' &&
    /^(?:you|i|we|he|she|it|they|its|the|his|her)$/.test(page.tokens[at + 1]?.norm ?? '')
  );
}

function onlyExam(page: Page, body: readonly number[]): boolean {
  return (
    !body.some((at) =>
      page.senses[at]?.some(
        (s) =>
          s.group === 'guardian' &&
          s.value === 'result' &&
          !/^(?:report|grade|position|rank)$/.test(page.tokens[at]?.norm ?? ''),
      ),
    ) && body.some((at) => senseAt(page, at, 'guardian', 'calendar') !== undefined)
  );
}

/** "bus kina aaena", "did the van arrive": about what brings the children, or a message. */
function isOfBus(page: Page, body: readonly number[]): boolean {
  return body.some(
    (at, n) =>
      BUS.has(page.tokens[at]?.norm ?? '') &&
      !/^(?:ma|bata|le|मा|बाट|ले)$/.test(page.tokens[body[n + 1] ?? -1]?.norm ?? ''),
  );
}

const BUS = wordSet('bus van gaadi gadi driver khalasi बस गाडी भ्यान');

/** Whether somebody came or was there, and not whether the school is open. */
function isAboutChild(said: Said): boolean {
  const { page, body } = said;
  if (isOfBus(page, body)) return false;
  const open = body.some((at) =>
    /^(?:khulcha|khulxa|khulchha|khulne|khulyo|open|opens|closed|close|holiday|vacation|exam|exams|bida|chutti|chhutti|banda|lagcha|खुल्छ|खुल्ने|बन्द|बिदा|छुट्टी|परीक्षा|लाग्छ|pariksha|parikshya|meeting|program|karyakram|ptm|reopen)$/.test(
      page.tokens[at]?.norm ?? '',
    ),
  );
  return !open;
}

function ask(said: Said, input: UnderstandInput, intent: Question['intent']): Question {
  const { child } = findChild(said.page, input);
  const direction = intent === 'ask_calendar' || intent === 'ask_fee' ? 'future' : 'past';
  const date = said.page.dates(direction).find((d) => d.iso !== null)?.iso;
  return { intent, ask: null, ...(child ? { child: child.name } : {}), ...(date ? { date } : {}) };
}

/** "aaja ko homework", "result", "homework pathaunus": a subject of the records with nothing said about it. */
function readBareQuestion(said: Said, input: UnderstandInput, signs: Signs): Draft | null {
  if (signs.telling || signs.words > 6 || isRollCall(said.page)) return null;
  const { page, body } = said;
  const { named } = findChild(page, input);
  for (const value of ['homework', 'result', 'fee', 'attendance', 'calendar'] as const) {
    if (!signs.has(value)) continue;
    const rest = body.filter(
      (at) => page.tokens[at]?.kind === 'word' && !named.has(at) && !isCovered(said, at, value),
    );
    if (rest.length === 0) return ask(said, input, `ask_${value}`);
  }
  return null;
}

function isCovered(said: Said, at: number, value: string): boolean {
  const { page } = said;
  if (page.dates('future').some((d) => d.from <= at && at < d.to)) return true;
  if (PERIOD.test(page.tokens[at]?.norm ?? '')) return true;
  for (let from = Math.max(0, at - 3); from <= at; from += 1) {
    const covers = page.senses[from]?.some(
      (s) =>
        s.to > at &&
        ((s.group === 'guardian' && [value, 'family', 'around', 'question', 'messages'].includes(s.value)) ||
          s.group === 'connect' ||
          s.group === 'command' ||
          s.group === 'subject'),
    );
    if (covers) return true;
  }
  return false;
}

/** "attendance of this month", "yo mahina ko hajiri". */
const PERIOD =
  /^(?:please|pls|plz|kindly|mid|s|this|last|whole|full|month|months|monthly|week|weekly|term|record|records|her(?:i)?dinu(?:s|hos|hola)?|yo|yas|gata|mahina(?:ko)?|hapta(?:ko)?|यो|यस|गत|महिना(?:को)?|हप्ता(?:को)?|हेरिदिनु(?:स्|होस्|होला)?)$/;
