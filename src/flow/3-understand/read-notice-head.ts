import { isSeparator } from './find-breaks.ts';
import type { ClassMention } from './find-classes.ts';
import { type Page, senseAt } from './page.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** What stands before the text of an announcement: the command, the addressee and how urgent it is. */
export interface Head {
  /** First token of the announcement's own words. */
  to: number;
  command: boolean;
  school: boolean;
  parents: boolean;
  /** True where the head is an address: "dear", a comma or colon after it, or "lai". */
  addressed: boolean;
  urgent: boolean;
  /** True where it is for colleagues, to whom Chautari does not send: the sender is asked. */
  staff: boolean;
  classes: ClassMention[];
}

/** Whether a text begins with a word such as "Notice". */
export function beginsWithCommand({ page, body }: Said): boolean {
  return readHead(page, body.find((at) => !isSeparator(page, at)) ?? 0).command;
}

/** Reads commands, addressees and urgency from the beginning of the text, as far as they go. */
export function readHead(page: Page, from: number): Head {
  const head: Head = {
    to: from,
    command: false,
    school: false,
    parents: false,
    addressed: false,
    urgent: false,
    staff: false,
    classes: [],
  };
  const classAt = new Map(page.classes.map((c) => [c.from, c]));
  let at = from;
  let wide = false;
  // Behind the mark that closes the command; and where a command begins that may be a request of its own.
  let marked = -1;
  let request = -1;
  let telling = false;
  // Where whom it is for begins.
  let called = -1;
  while (at < page.tokens.length) {
    if (isSeparator(page, at)) {
      // "Dear parents, school …": what follows the address is the text.
      if (head.parents && page.tokens[at]?.norm !== '*' && head.to === at) {
        const more = /^[:,!-]$/.test(page.tokens[at]?.norm ?? '') && isCommandAhead(page, at + 1);
        if (!more) break;
      }
      at += 1;
      const closes = /^[:;.!।\n-]$/.test(page.tokens[at - 1]?.norm ?? '');
      if (closes) called = -1;
      if (head.command && closes) marked = at;
      continue;
    }
    const mention = classAt.get(at);
    if (mention !== undefined) {
      head.classes.push(mention);
      if (called === -1) called = at;
      // "all the parents of class 2": all of that class.
      if (wide) head.school = false;
      if (telling) request = -1;
      at = mention.to;
      head.to = at;
      continue;
    }
    const sense = page.senses[at]?.find(
      (s) => s.group === 'notice' && ['command', 'school', 'parents', 'urgent', 'staff'].includes(s.value),
    );
    if (sense !== undefined) {
      if (sense.value === 'command') {
        const verb = page.tokens[sense.to - 1]?.norm ?? '';
        request = REQUEST.has(verb) ? at : -1;
        // "tell parents to come" speaks to whom it names; "send pupils home" does not.
        telling = /^(?:tell|remind)$/.test(verb);
        head.command = true;
        called = -1;
      } else {
        if (telling) request = -1;
        if (called === -1 && sense.value !== 'urgent') called = at;
      }
      const ofClass = /^(?:parents?|sections?)$/.test(page.tokens[sense.to - 1]?.norm ?? '');
      // "class 10, all sections": all of that grade.
      if (sense.value === 'school' && !(ofClass && head.classes.length > 0)) head.school = true;
      wide = sense.value === 'school' && ofClass;
      if (sense.value === 'parents') head.parents = true;
      // "Urgent announcement" is a command and says how urgent it is.
      head.urgent ||= says(page, at, sense.to, 'urgent');
      if (sense.value === 'staff') head.staff = true;
      at = sense.to;
      head.to = at;
      continue;
    }
    // "inform the parents of 9A that all books …": what follows is said to them.
    if (head.command && head.to === at && THAT.has(page.tokens[at]?.norm ?? '')) break;
    const friendly = head.command && head.to === at && FRIENDLY.has(page.tokens[at]?.norm ?? '');
    if (!isJoin(page, at) && !friendly && !(head.command && isSaid(page, at))) break;
    at += 1;
    if (friendly) head.to = at;
  }
  const doer = DOES.has(page.tokens[head.to]?.norm ?? '') || isOwner(page, head.to) ? called : -1;
  const own = marked !== -1 && marked < head.to ? marked : request === -1 ? doer : request;
  if (own !== -1 && !isParted(page, head.to)) head.to = own;
  head.addressed = isAddressed(page, from, head.to);
  return head;
}

/** "suchana hai: …" */
const FRIENDLY = wordSet('hai la है ल');

/** "notice 4 8B", "msg 2 all parents": figures that are said as "for" and "to". */
function isSaid(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm;
  if (norm !== '2' && norm !== '4') return false;
  return page.classAt(at + 1)?.from === at + 1 || senseAt(page, at + 1, 'notice', 'parents') !== undefined;
}

/** "please send …": a command with its addressee ("send to all: …"), or what the parents are asked to do ("send the card back"). */
const REQUEST = wordSet('send share forward convey remind tell');

/** "all students must …", "sabai abhibhawak le …": whom it is for is who does it, and stays in its sentence. */
const DOES = wordSet('must should shall will are is have has need needs can cannot may who le ले harule हरूले');

/** "bachha ko naam lekheko …", "5 ka ko kotha ma …": whose thing it is, and not for whom the notice is. */
function isOwner(page: Page, at: number): boolean {
  const next = page.tokens[at + 1];
  return (
    OF.has(page.tokens[at]?.norm ?? '') &&
    next?.kind === 'word' &&
    !/^(?:lagi|nimti|लागि|निम्ति)/.test(next.norm) &&
    page.dateAt(at + 1) === undefined &&
    (!isJoin(page, at + 1) || STAFF.has(page.tokens[at + 2]?.norm ?? ''))
  );
}

/** "6A ko class teacher …" */
const STAFF = wordSet('teacher teachers monitor captain shikshak shikshika शिक्षक शिक्षिका');
const OF = wordSet('ko को');
const THAT = wordSet('that ki कि');

/** Whether a mark, "that" or "lai" stands between the head and the text. */
function isParted(page: Page, to: number): boolean {
  const next = page.tokens[to];
  return (
    next === undefined ||
    isSeparator(page, to) ||
    /^(?:that|ki|कि|bhanera|lai|लाई)$/.test(next.norm) ||
    /(?:lai|लाई)$/.test(page.tokens[to - 1]?.norm ?? '')
  );
}

/** Whether a word between the tokens has that meaning for notices, also inside a longer phrase. */
function says(page: Page, from: number, to: number, value: string): boolean {
  for (let at = from; at < to; at += 1)
    if (page.senses[at]?.some((s) => s.group === 'notice' && s.value === value && s.to <= to)) return true;
  return false;
}

/** Whether a command or another addressee follows at once ("Dear parents, notice: …"). */
function isCommandAhead(page: Page, at: number): boolean {
  return (
    page.senses[at]?.some(
      (s) => s.group === 'notice' && (s.value === 'command' || s.value === 'urgent') && s.exact,
    ) ?? false
  );
}

function isAddressed(page: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (DEAR.has(page.tokens[at]?.norm ?? '')) return true;
  }
  return (
    HEAD_MARKS.has(page.tokens[to]?.norm ?? '') ||
    page.tokens[to]?.kind === 'newline' ||
    /(?:lai|लाई)$/.test(page.tokens[to - 1]?.norm ?? '') ||
    TO.has(page.tokens[to]?.norm ?? '')
  );
}

const HEAD_MARKS = wordSet(', : ! • / | ~ -');

const DEAR = wordSet('dear respected aadarniya adarniya आदरणीय प्रिय pyara प्यारा');

const TO = wordSet('lai लाई');

const JOIN =
  /^(?:gar(?:i|ai)?d?i?nu(?:s|hos|hola)?|gara|garideu|gardeu|garaidinu(?:s|hos|hola)?|dinu(?:s|hos|hola)?|गर(?:ि|ाइ)?दिनु(?:स्|होस्|होला)?|गर्नुहोला|गराउनु(?:स्|होस्|होला)?|garnus|garnu|gardinus|gardinu|garnuhos|garidinus|गर्नुहोस्|गरिदिनुहोस्|गर्नु|गर्नुस्|make|an|out|to|for|the|of|in|that|all|and|a|an|please|pls|plz|kindly|dear|respected|very|ati|अति|ko|ka|ki|lai|le|ma|ra|haru|को|का|की|लाई|मा|र|हरू|हरूलाई|लागि|lagi|class|section|sections|sabai|सबै|dubai|duitai|duwai|duvai|both|each|every|harek|दुवै|दुबै|दुइटै|हरेक|प्रत्येक|sectionka|सेक्सनका|sir|mam|कि|ki|bhanera|students|parents)$/;

function isJoin(page: Page, at: number): boolean {
  const token = page.tokens[at];
  return (
    token !== undefined && (JOIN.test(token.norm) || senseAt(page, at, 'label', 'section') !== undefined)
  );
}
