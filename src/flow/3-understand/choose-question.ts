import { isSeparator } from './find-breaks.ts';
import type { Signs } from './list-guardian-signs.ts';
import { type Page, senseAt } from './page.ts';
import { isOfEvent } from './read-leave.ts';
import type { Question } from './reading.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Which record a question of a guardian is about; null where it is for a person. */
export function questionIntent(said: Said, signs: Signs): Question['intent'] | null {
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
