import { isTelling } from './clause-words.ts';
import { findBreaks, isSeparator } from './find-breaks.ts';
import { type OpenSlot, type Page, senseAt } from './page.ts';
import { isTalkOfWork } from './piece-signs.ts';
import type { DailyUpdate } from './reading.ts';
import { isRemark } from './remark-signs.ts';
import { isTask, isWorkOnly } from './task-words.ts';

/**
 * Whether something in the topics and homework of a reading says that it was not understood: talk to the reader,
 * a second label, attendance, a verdict on the class, a class that was not resolved. The sender is asked then.
 */
export function isDoubtful(update: DailyUpdate, open: OpenSlot): boolean {
  return update.updates.some(
    (u) =>
      (u.due !== undefined && u.homework === undefined) ||
      CORRECTS.test(u.topic ?? '') ||
      (u.note !== undefined && hasJoinedSubject(open(u.note))) ||
      (u.topic === undefined && TAUGHT.test(u.note ?? '')) ||
      (u.note !== undefined && u.understanding === undefined && isJudging(open(u.note))) ||
      /^(?:wrong|galat|galti|गलत)\b/iu.test(u.homework ?? '') ||
      ODD_TOPIC.test(u.topic ?? '') ||
      ODD_HOMEWORK.test(u.homework ?? '') ||
      (u.topic !== undefined && isDoubtfulTopic(open(u.topic), u.understanding !== undefined)) ||
      (u.homework !== undefined && isDoubtfulHomework(open(u.homework))),
  );
}

/** "edit homework to page 46", "change hw …": a correction of what was sent, which no rule applies yet. */
const CORRECTS =
  /^(?:(?:please |pls |plz )?(?:edit|change|replace|modify|update|correct|correction)(?: the| my)?(?: to)?|correction .*)$/iu;

/** Half of "same as yesterday", a day alone, how many pupils, or how the class liked it: no lesson is called that. */
const ODD_TOPIC =
  /(?:^|\s)same$|^(?:hijo|aaja|aja|today|yesterday|हिजो|आज)$|\p{Nd}\s*(?:jana|जना)(?=\s|$)|\s(?:everyone|everybody|they|all)\s+(?:enjoyed|liked|loved|did|was|were)(?=\s|$)|\s(?:sabai|सबै)\s+(?:khusi|ramaye|खुसी|रमाए)|\s(?:bah?c{1,2}h{1,2}a|bidh?yarthi|sabai|kehi|dherai)(?:haru)?(?:\s?le|\s?lai)\s/iu;

/** The other half of it, or what parents are asked beside it. */
const ODD_HOMEWORK =
  /^as (?:yesterday|before|usual|last)|(?:^|\s)(?:parents|guardians|abhibhawak\S*|अभिभावक\S*)\s(?:please|pls|plz|kindly|le|ले)(?=\s|$)/iu;

/** A verb of teaching in a note beside no topic: what was taught was not found. */
const TAUGHT =
  /(?:^|\s)(?:taught|discussed|learned|learnt|covered|padhaye|padhaiyo|sikaye|sikaiyo|पढाइयो|पढाएँ|सिकाइयो)(?=\s|$)/iu;

/** Whether a label of homework stands in a text whose reading has none: what it named was not understood. */
export function lostHomework(page: Page, body: readonly number[], update: DailyUpdate): boolean {
  if (update.updates.some((u) => u.homework !== undefined || HOMEWORK.test(u.note ?? ''))) return false;
  // "Classwork and homework" heads both.
  if (body.some((at) => senseAt(page, at, 'label', 'classwork') !== undefined)) return false;
  return body.some((at) => isHomeworkLabel(page, at));
}

const HOMEWORK = /\b(?:hw|h\.?w|home ?work|ghar ?(?:ko )?ka+m|grihakarya|assignment)|गृहकार्य|होमवर्क|घर ?काम/iu;

/** Words of talk between people, which no topic has. */
const TALK =
  /^(?:dear|msg|msgs|plz|pls|kindly|thanks|thank|hope|sirle|missle|galti|गल्ती|माफ|आदरणीय|oops|btw|fyi|2day|tmrw|absentees)$/;
/** Verbs and words that judge the class, where no level was read. */
const JUDGED =
  /^(?:underst(?:oo|an)?d|understood|understnd|bujhe\w*|bujhye\w*|bujhy\w+|bujhin\w*|bujhen\w*|struggled|confused|बुझे|बुझ्यो|बुझेनन्|बुझेन|अलमलिए)$/;
/** More words than that is more than a topic. */
const LONGEST_TOPIC = 10;
/** More words than that are more than one piece of homework. */
const LONGEST_HOMEWORK = 24;

function isDoubtfulTopic(page: Page, judged: boolean): boolean {
  const ids = [...page.tokens.keys()];
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
      if (TALK.test(token.norm) || isExcuse(page, at)) return true;
      if (!judged && (JUDGED.test(token.norm) || isHard(page, at))) return true;
      if (isHomeworkLabel(page, at)) return true;
      return isRollCall(page, at) || isHandingIn(page, at);
    }) ||
    isClassHead(page)
  );
}

/** A verdict in a note beside no level: how the class did was not understood. */
function isJudging(page: Page): boolean {
  return page.senses.some((list, at) =>
    list.some(
      (s) =>
        s.group === 'level' &&
        s.value !== 'learner' &&
        s.exact &&
        page.senses[at + 1]?.some((next) => next.value === 'learner') !== true,
    ),
  );
}

/** "garo bhayo …" in a topic that has no level, or in homework; hard words and questions are a lesson. */
function isHard(page: Page, at: number): boolean {
  return (
    at > 0 &&
    /^(?:ga+h?ro|garho|kathin|apth?yaro|गाह्रो|गार्हो|कठिन|अप्ठ्यारो)$/.test(page.tokens[at]?.norm ?? '') &&
    !/^(?:sh?abdh?a|words?|prash?na|questions?|spellings?|akshar|sums?|शब्द|सब्द|प्रश्न|अक्षर|हिज्जे)/.test(
      page.tokens[at + 1]?.norm ?? '',
    )
  );
}

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

/** A day to come is in no topic, and in homework it would be the day for handing in. */
function isDated(page: Page): boolean {
  return page.dates('future').some((d) => d.iso !== null && d.iso > page.today && !isOfDay(page, d.to));
}

/** "LCM and HCF most of the students could solve": talk about the pupils behind what it stayed with. */
function speaksOfPupils(page: Page): boolean {
  return page.tokens.some(
    (token, at) =>
      at > 0 &&
      /^(?:students|kids|bidyarthile|bidyarthiharule|विद्यार्थीले|विद्यार्थीहरूले|विद्यार्थीलाई)$/.test(token.norm) &&
      page.tokens[at + 1]?.kind === 'word',
  );
}

/** A promise or a request in a clause of the slot, from a place in it on: "page 5, feri padhauchhu". */
function holdsRemark(page: Page, from: number): boolean {
  const breaks = findBreaks(page);
  const clauses: number[][] = [[]];
  for (const at of page.tokens.keys()) {
    if (at > 0 && (breaks[at] ?? 0) > 0) clauses.push([]);
    if (!isSeparator(page, at)) clauses.at(-1)?.push(at);
  }
  return clauses.slice(from).some((ids) => isRemark(page, ids));
}

/** A slot that ends in a word which joins it to what was cut off, but for a list of such words ("is, am and are"). */
const UNENDED =
  /(?<!\band|\bor|[,&/])\s(?:is|are|was|were|the|of|from|they|bhanera|tara|तर|भनेर|so|because)$/iu;

/** "is, am, are", "was and were": forms of a verb are what was taught. */
const FORMS =
  /^(?:(?:use of|uses of)\s)?(?:is|am|are|was|were|has|have|had|do|does|did|the|a|an)(?:[\s,/&-]+(?:and\s|or\s)?(?:is|am|are|was|were|has|have|had|do|does|did|the|a|an))+$/iu;

/** "page 5 they have to …": who does it, in the middle of the homework. */
const WHO_DOES = /\s(?:they|students|kids)\s(?:have|need|should|must|will|did|do|are|were)\s/iu;

/** "letter writing understanding ok": a verdict on the class closes the slot, or its label stands in it. */
const FAIR = /^(?:the|a|science|school|book|trade|job|village|food|art|maths?)$/;

function endsInVerdict(page: Page): boolean {
  const last = page.tokens.findLastIndex((t) => t.kind === 'word');
  // "essay 'Our Science Fair'"
  if (/^['"’”)]$/.test(page.tokens.at(-1)?.norm ?? '')) return false;
  // "SUM and AVERAGE", "A E I O U": one of a list.
  if (senseAt(page, last - 1, 'word', 'and') !== undefined || page.tokens[last]?.norm.length === 1)
    return false;
  // "the science fair" is no verdict.
  if (page.tokens[last]?.norm === 'fair' && FAIR.test(page.tokens[last - 1]?.norm ?? '')) return false;
  const verdict = page.senses[last]?.some((s) => s.group === 'level' && s.value !== 'learner' && s.exact);
  const labelled = page.senses.some((list, at) =>
    list.some(
      (s) => s.group === 'label' && s.value === 'understanding' && s.exact && at > 0 && s.to > last - 2,
    ),
  );
  return last > 0 && (verdict === true || labelled);
}

/** "शनिबारको दैनिकी": a day that says what kind of thing it is. */
function isOfDay(page: Page, to: number): boolean {
  return (
    /^(?:ko|को)$/.test(page.tokens[to]?.norm ?? '') || /(?:ko|को)$/.test(page.tokens[to - 1]?.norm ?? '')
  );
}

function countWords(page: Page): number {
  return page.tokens.filter((t) => t.kind === 'word').length;
}

/** The tokens of each sentence or line of a slot. */
function sentences(page: Page): number[][] {
  const breaks = findBreaks(page);
  const found: number[][] = [[]];
  for (const at of page.tokens.keys()) {
    if (at > 0 && (breaks[at] ?? 0) >= 2) found.push([]);
    if (!isSeparator(page, at)) found.at(-1)?.push(at);
  }
  return found.filter((ids) => ids.some((at) => page.tokens[at]?.kind === 'word'));
}

/** "…, math p 6": a subject behind a break was not taken as one. */
function hasLaterSubject(page: Page, marked = false): boolean {
  const breaks = findBreaks(page);
  return page.tokens.some((_, at) => {
    const subject = senseAt(page, at, 'subject');
    if (at === 0 || isSeparator(page, at) || subject?.exact !== true || subject.value === 'other')
      return false;
    const next = page.tokens[subject.to]?.norm ?? '';
    if ((breaks[at] ?? 0) > 0 && (!marked || /^(?:ma|ko|मा|को)$/.test(next))) return true;
    return next === ':';
  });
}

/** "no homework for English and maths": a second subject that was left in the note. */
function hasJoinedSubject(page: Page): boolean {
  return page.tokens.some((_, at) => {
    const subject = senseAt(page, at, 'subject');
    const joined = senseAt(page, at - 1, 'word', 'and') !== undefined || page.tokens[at - 1]?.norm === ',';
    return joined && subject?.exact === true && subject.value !== 'other';
  });
}

function isDoubtfulHomework(page: Page): boolean {
  if (countWords(page) > LONGEST_HOMEWORK || isDated(page) || speaksOfPupils(page)) return true;
  if (holdsRemark(page, 1) || UNENDED.test(page.text) || WHO_DOES.test(page.text)) return true;
  if (
    endsInVerdict(page) ||
    hasLaterSubject(page, true) ||
    (!REFUSED.test(page.text) && isTalkOfWork(page, [...page.tokens.keys()]))
  )
    return true;
  // "गृ.का. छैन": the full stops of its label end no sentence.
  const later = senseAt(page, 0, 'label', 'homework') ? [] : sentences(page).slice(1);
  if (later.some((ids) => !isTask(page, ids) && !isWorkOnly(page, ids))) return true;
  return page.tokens.some(
    (token, at) =>
      /^(?:sorry|oops|galti|गल्ती)$/.test(token.norm) ||
      isRollCall(page, at) ||
      isHard(page, at) ||
      (isHomeworkLabel(page, at) && at > 4 && /^(?:no|nil)$/.test(page.tokens[at - 1]?.norm ?? '')),
  );
}

/** "I didn't give any homework" says that there is none. */
const REFUSED = /\b(?:give|given|gave|giving|assign|assigned)\s+(?:any|them|out|the)\b/iu;

/** "sorry for …" speaks to the reader; "saying sorry" can be a lesson. */
function isExcuse(page: Page, at: number): boolean {
  return (
    page.tokens[at]?.norm === 'sorry' && (at === 0 || /^(?:late|delay)/.test(page.tokens[at + 2]?.norm ?? ''))
  );
}

function isHomeworkLabel(page: Page, at: number): boolean {
  const label = page.senses[at]?.find((s) => s.group === 'label' && s.value === 'homework' && s.exact);
  return (
    label !== undefined &&
    /^(?:hw|h|homework|home|gharkaam|gharkam|grihakarya|गृहकार्य|होमवर्क)$/.test(page.tokens[at]?.norm ?? '') &&
    !(label.to === at + 1 && /^(?:h|home)$/.test(page.tokens[at]?.norm ?? ''))
  );
}

/** "absent 4, 7" or "roll 4 late". */
function isRollCall(page: Page, at: number): boolean {
  const status = page.senses[at]?.find(
    (s) => s.group === 'status' && ['absent', 'late'].includes(s.value) && s.exact,
  );
  if (status === undefined) return false;
  const near = [at - 1, at - 2, status.to, status.to + 1];
  return near.some((n) => page.tokens[n]?.kind === 'number');
}

/** "submit 3 gate": a date with a word of handing in. */
function isHandingIn(page: Page, at: number): boolean {
  if (!/^(?:submit|submission|deadline|bujhaune|lyaune|सबमिट|बुझाउने|ल्याउने)$/.test(page.tokens[at]?.norm ?? ''))
    return false;
  return page.dates('future').some((d) => Math.abs(d.from - at) <= 3);
}

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
  return (
    /^[a-d]$/.test(next?.norm ?? '') &&
    (next?.raw === next?.raw.toUpperCase() || next?.glued === true) &&
    page.tokens[at + 2]?.kind === 'word' &&
    !/^(?:\+|-|=)$/.test(page.tokens[at + 2]?.norm ?? '')
  );
}

/** Whether a grade seems to be named near the beginning of a text and was not taken as a class: "10 ko …", "VII …". */
export function namesGrade(page: Page): boolean {
  if (page.classes.length > 0) return false;
  return page.tokens.slice(0, 10).some((token, at) => {
    if (/^(?:II|III|IV|VI|VII|VIII|IX|XI|XII)$/.test(token.raw)) return true;
    if (token.kind !== 'number' || !(Number(token.norm) >= 1 && Number(token.norm) <= 12)) return false;
    const next = page.tokens[at + 1]?.norm ?? '';
    const before = page.tokens[at - 1]?.norm ?? '';
    if (/^(?:lai|लाई)$/.test(next) || /^(?:students?|parents?|guardians?)$/.test(next))
      return !/^(?:all|of)$/.test(before) && at < 6;
    return at === 0 && /^(?:ko|ka|ma|को|का|मा)$/.test(next);
  });
}
