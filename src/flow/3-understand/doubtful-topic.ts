import { isTelling } from './clause-words.ts';
import { isSeparator } from './find-breaks.ts';
import { idsOf, type Page, senseAt } from './page.ts';
import {
  countWords,
  endsInVerdict,
  hasLaterSubject,
  holdsRemark,
  isDated,
  isHard,
  isHomeworkLabel,
  isRollCall,
  sentences,
  speaksOfPupils,
  UNENDED,
} from './slot-doubts.ts';
import { wordSet } from './word-set.ts';

/** Whether the topic of a reading does not read like one; `judged` where the reading has a level. */
export function isDoubtfulTopic(page: Page, judged: boolean): boolean {
  const ids = idsOf(0, page.tokens.length);
  return (
    countWords(page) > LONGEST_TOPIC ||
    isDated(page) ||
    sentences(page).length > 1 ||
    holdsRemark(page, 0) ||
    (UNENDED.test(page.text) && !FORMS.test(page.text)) ||
    hasLaterSubject(page) ||
    speaksOfPupils(page) ||
    endsInVerdict(page) ||
    page.senses.some((list) =>
      list.some(
        (s) =>
          s.group === 'word' &&
          s.value === 'not' &&
          s.exact &&
          !isNumberLabel(page, s.from) &&
          !isOfPair(page, s.from),
      ),
    ) ||
    isTelling(page, ids) ||
    page.tokens.some((token, at) => {
      if (TALK.has(token.norm) || isExcuse(page, at)) return true;
      if (!judged && (JUDGED.test(token.norm) || isHard(page, at))) return true;
      if (isHomeworkLabel(page, at)) return true;
      return isRollCall(page, at) || isHandingIn(page, at);
    }) ||
    isClassHead(page)
  );
}

/** Words of talk between people, which no topic has. */
const TALK = wordSet(
  'dear msg msgs plz pls kindly thanks thank hope sirle missle galti गल्ती माफ आदरणीय oops btw fyi 2day tmrw absentees',
);
/** Verbs and words that judge the class, where no level was read. */
const JUDGED =
  /^(?:underst(?:oo|an)?d|understood|understnd|bujhe\w*|bujhye\w*|bujhy\w+|bujhin\w*|bujhen\w*|struggled|confused|बुझे|बुझ्यो|बुझेनन्|बुझेन|अलमलिए)$/;
/** More words than that is more than a topic. */
const LONGEST_TOPIC = 10;

/** "can and can't", "is / isn't": a pair of words is a lesson of grammar. */
function isOfPair(page: Page, at: number): boolean {
  return (
    /^(?:and|or|vs|\/|&|ra|र)$/.test(page.tokens[at - 1]?.norm ?? '') &&
    /n't$|nt$|not$/.test(page.tokens[at]?.norm ?? '')
  );
}

/** "lesson no 9" */
function isNumberLabel(page: Page, at: number): boolean {
  return page.tokens[at]?.norm === 'no' && /^[\d.:#]/.test(page.tokens[at + 1]?.norm ?? '');
}

/** "is, am, are", "was and were": forms of a verb are what was taught. */
const FORMS =
  /^(?:(?:use of|uses of)\s)?(?:is|am|are|was|were|has|have|had|do|does|did|the|a|an)(?:[\s,/&-]+(?:and\s|or\s)?(?:is|am|are|was|were|has|have|had|do|does|did|the|a|an))+$/iu;

/** "sorry for …" speaks to the reader; "saying sorry" can be a lesson. */
function isExcuse(page: Page, at: number): boolean {
  return (
    page.tokens[at]?.norm === 'sorry' && (at === 0 || /^(?:late|delay)/.test(page.tokens[at + 2]?.norm ?? ''))
  );
}

/** "submit 3 gate": a date with a word of handing in. */
function isHandingIn(page: Page, at: number): boolean {
  if (!HANDING_IN.has(page.tokens[at]?.norm ?? '')) return false;
  return page.dates('future').some((d) => Math.abs(d.from - at) <= 3);
}

const HANDING_IN = wordSet('submit submission deadline bujhaune lyaune सबमिट बुझाउने ल्याउने');

/** "८ मा …", "7 B …" at the head of a topic: a class that was not taken as one. */
function isClassHead(page: Page): boolean {
  const at = page.tokens.findIndex((_, n) => !isSeparator(page, n));
  const token = page.tokens[at];
  if (token === undefined) return false;
  const grade =
    token.kind === 'number' ? Number(token.norm) : Number(senseAt(page, at, 'grade')?.value ?? Number.NaN);
  if (!(grade >= 1 && grade <= 12)) return false;
  const next = page.tokens[at + 1];
  if (/^(?:ma|मा)$/.test(next?.norm ?? '')) return true;
  // "8: samikaran …", "2 A: paper boat"
  const letter = /^(?:[a-d]|ka|kha|ga|gha|क|ख|ग|घ)$/.test(next?.norm ?? '');
  if (page.tokens[at + (letter ? 2 : 1)]?.norm === ':') return true;
  return (
    /^[a-d]$/.test(next?.norm ?? '') &&
    (next?.raw === next?.raw.toUpperCase() || next?.glued === true) &&
    page.tokens[at + 2]?.kind === 'word' &&
    !/^(?:\+|-|=)$/.test(page.tokens[at + 2]?.norm ?? '')
  );
}
