import { idsOf, type Page, senseAt } from './page.ts';
import { isTalkOfWork } from './piece-signs.ts';
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
import { isTask, isWorkOnly } from './task-words.ts';
import { wordSet } from './word-set.ts';

/** Whether the homework of a reading does not read like one. */
export function isDoubtfulHomework(page: Page): boolean {
  if (countWords(page) > LONGEST_HOMEWORK || isDated(page) || speaksOfPupils(page)) return true;
  if (holdsRemark(page, 1) || UNENDED.test(page.text) || WHO_DOES.test(page.text)) return true;
  if (PARTED.test(page.text)) return true;
  if (
    endsInVerdict(page) ||
    hasLaterSubject(page, true) ||
    (!REFUSED.test(page.text) && isTalkOfWork(page, idsOf(0, page.tokens.length)))
  )
    return true;
  // "गृ.का. छैन": the full stops of its label end no sentence.
  const later = senseAt(page, 0, 'label', 'homework') ? [] : sentences(page).slice(1);
  if (later.some((ids) => !isTask(page, ids) && !isWorkOnly(page, ids))) return true;
  return page.tokens.some(
    (token, at) =>
      EXCUSES.has(token.norm) ||
      isRollCall(page, at) ||
      isHard(page, at) ||
      (isHomeworkLabel(page, at) && at > 4 && /^(?:no|nil)$/.test(page.tokens[at - 1]?.norm ?? '')),
  );
}

const EXCUSES = wordSet('sorry oops galti गल्ती');

/** More words than that are more than one piece of homework. */
const LONGEST_HOMEWORK = 24;

/** "page 5 they have to …": who does it, in the middle of the homework. */
const WHO_DOES = /\s(?:they|students|kids)\s(?:have|need|should|must|will|did|do|are|were)\s/iu;

/** "I didn't give any homework" says that there is none. */
const REFUSED = /\b(?:give|given|gave|giving|assign|assigned)\s+(?:any|them|out|the)\b/iu;

/** "prove garne / compass lyaunu", "ex 3.1 / jan 12": two parts, and the mark between them stayed. */
const PARTED = /\S\s(?:[/|;~•→=>*]|[-–](?!\s\p{Nd}))\s\S/u;
