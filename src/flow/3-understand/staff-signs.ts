import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import type { Said } from './said.ts';
import { isLabelled } from './weigh-update.ts';
import { wordSet } from './word-set.ts';

const ASKING = wordSet(
  'who what when where why how which did does is are can could will has have do kasle ke k kahile kati kina kun kasto kaha को के कहिले कति किन कुन कसले कस्तो कहाँ',
);

// Nepali asks in the middle of a sentence.
const ASKS_ANYWHERE = wordSet(
  'kosanga kosita kasanga kasita kasko kolai कोसँग कोसंग कससँग कसको kasle kaslai kaha kahaa kahan kina kahile कसले कसलाई कहाँ किन कहिले',
);

/** Whether a text asks something: a question mark at its end, or a question word at its head. */
export function isQuestion(said: Said): boolean {
  const { page, body } = said;
  const last = page.tokens.findLast((t) => t.kind !== 'emoji' && t.kind !== 'newline');
  if (last?.norm === '?') return true;
  const first = body.find((at) => !isSeparator(page, at));
  if (first !== undefined && ASKING.has(page.tokens[first]?.norm ?? '') && !isDenied(page, first))
    return true;
  // "any teacher has a marker? mine is finished"
  if (first !== undefined && /^any(?:one|body)?$/.test(page.tokens[first]?.norm ?? '') && hasMark(page))
    return true;
  return body.some((at) => ASKS_ANYWHERE.has(page.tokens[at]?.norm ?? ''));
}

function hasMark(page: Page): boolean {
  return page.tokens.some((t) => t.norm === '?');
}

/** "Could not send …", "did not come": a sentence without its "I", and no question. */
function isDenied(page: Page, first: number): boolean {
  return page.tokens[first + 1]?.norm === 'not';
}

/** Whether a question is about a message that was sent: who got it, who has not read it. */
export function asksForStatus(said: Said): boolean {
  const { page, body } = said;
  const has = (value: string) => body.some((at) => senseAt(page, at, 'command', value) !== undefined);
  return has('status') && has('sent');
}

const FIRST_PERSON = wordSet(
  "i i'm my me mine mero malai ma maile म मेरो मलाई मैले sir sirle bro dai bhai yaar yar",
);

/** Whether a text is about its sender ("I have fever, I will not come today") and so not for parents. */
export function isPrivate(said: Said): boolean {
  const { page, body } = said;
  // "aaja ma school aauna sakdina": the day stands before who speaks.
  const first = body
    .filter((at) => page.tokens[at]?.kind === 'word' && page.dateAt(at) === undefined)
    .slice(0, 3);
  const person = first.some(
    (at, n) =>
      FIRST_PERSON.has(page.tokens[at]?.norm ?? '') &&
      (page.tokens[at]?.norm !== 'ma' || n === 0) &&
      (page.tokens[at]?.norm !== 'sir' || n > 0),
  );
  if (!person) return false;
  return !body.some((at) =>
    page.senses[at]?.some(
      (s) =>
        s.group === 'subject' ||
        (s.group === 'teach' && s.value === 'before') ||
        (s.group === 'notice' && s.value === 'parents'),
    ),
  );
}

export function speaksToFamilies(said: Said): boolean {
  return said.body.some((at) => senseAt(said.page, at, 'notice', 'parents')?.exact === true);
}

/** Whether a text names pupils by roll and says nothing of them: "roll no 22". */
export function isBareRoll(said: Said): boolean {
  const { page, body } = said;
  const label = body.find((at) => !isSeparator(page, at));
  if (
    label === undefined ||
    senseAt(page, label, 'label', 'roll') === undefined ||
    page.tokens[label]?.norm === 'no'
  )
    return false;
  return body.every(
    (at) =>
      page.tokens[at]?.kind !== 'word' ||
      senseAt(page, at, 'label', 'roll') !== undefined ||
      /^(?:no|number|nambar|ko|and|ra|नं|नम्बर|को|र)$/.test(page.tokens[at]?.norm ?? ''),
  );
}

/** "toner sakiyo, order garnu paryo", "staff meeting kati baje ho": the office's own affairs, in a few words. */
export function isOfOffice(said: Said): boolean {
  const { page, body } = said;
  const words = body.filter((at) => page.tokens[at]?.kind === 'word');
  if (words.length > LONGEST_OF_OFFICE || namesSubject(said) || isLabelled(said)) return false;
  const supplies = words.some((at) => senseAt(page, at, 'word', 'supplies')?.exact === true);
  const families = words.some((at) => senseAt(page, at, 'notice', 'parents')?.exact === true);
  return supplies && !families && !words.some((at) => SETS.test(page.tokens[at]?.norm ?? ''));
}

/** Longest text of the office's own affairs, in words. */
const LONGEST_OF_OFFICE = 8;
const SETS =
  /^(?:padha\w*|sika\w*|taught|learn\w*|lesson|chapter|path|bring|lyaunu\w*|lyaune|liera|पढा\S*|सिका\S*|पाठ|ल्याउन\S*|parents?|students?)$/;

/** Whether the school closes or runs otherwise on some day: "School will close at 12:30 tomorrow because of a local election". */
export function tellsClosure(said: Said): boolean {
  const { page, body } = said;
  return (
    page.dates('future').length > 0 &&
    body.some((at) => /^(?:school|bidyalaya|विद्यालय|स्कुल)$/.test(page.tokens[at]?.norm ?? '')) &&
    body.some((at) => senseAt(page, at, 'notice', 'closure')?.exact === true)
  );
}

export function namesSubject(said: Said): boolean {
  return said.body.some((at) => {
    const subject = senseAt(said.page, at, 'subject');
    return subject?.exact === true && subject.value !== 'other';
  });
}

/** Whether a text speaks of the school's affairs, and not only of a test in the lesson. */
export function isAffair(said: Said): boolean {
  const { page, body } = said;
  return body.some((at) =>
    page.senses[at]?.some(
      (s) =>
        s.group === 'notice' &&
        s.exact &&
        ['affair', 'closure', 'danger', 'urgent'].includes(s.value) &&
        !/test|exam|quiz|bring|school|parik|परीक्षा|विद्यालय|class|class|form|photo|dress|competition|assembly|off|close/.test(
          page.tokens
            .slice(at, s.value === 'affair' ? s.to : at + 1)
            .map((t) => t.norm)
            .join(' '),
        ),
    ),
  );
}
