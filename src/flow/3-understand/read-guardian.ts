import { asksForHelp } from './asks-for-help.ts';
import { asksForLeave } from './asks-for-leave.ts';
import { questionIntent } from './choose-question.ts';
import { isSeparator } from './find-breaks.ts';
import { findChild } from './find-child.ts';
import { readSigns, type Signs } from './list-guardian-signs.ts';
import { senseAt } from './page.ts';
import { readChoice } from './read-choice.ts';
import { isRollCall, readLeave } from './read-leave.ts';
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

/** A question that the records can answer; null where it is for a person. */
function readQuestion(said: Said, input: UnderstandInput, signs: Signs): Draft | null {
  const intent = questionIntent(said, signs);
  return intent === null ? null : ask(said, input, intent);
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
