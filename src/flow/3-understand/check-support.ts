import { isDoubtfulHomework } from './doubtful-homework.ts';
import { isDoubtfulTopic } from './doubtful-topic.ts';
import { isPast } from './find-taught.ts';
import { idsOf, type OpenSlot, type Page, senseAt } from './page.ts';
import { isEvent } from './piece-signs.ts';
import type { DailyUpdate } from './reading.ts';
import { isHomeworkLabel } from './slot-doubts.ts';
import type { Token } from './tokenise.ts';

/**
 * Whether something in the topics and homework of a reading says that it was not understood: talk to the reader,
 * a second label, attendance, a verdict on the class, a class that was not resolved. The sender is asked then.
 */
export function isDoubtful(update: DailyUpdate, open: OpenSlot): boolean {
  return update.updates.some(
    (u, n) =>
      // Two parts of one subject: to which of them the rest belongs is not known.
      update.updates.some((other, k) => k < n && other.subject === u.subject) ||
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

/** "no homework for English and maths": a second subject that was left in the note. */
function hasJoinedSubject(page: Page): boolean {
  return page.tokens.some((_, at) => {
    const subject = senseAt(page, at, 'subject');
    const joined = senseAt(page, at - 1, 'word', 'and') !== undefined || page.tokens[at - 1]?.norm === ',';
    return joined && subject?.exact === true && subject.value !== 'other';
  });
}

/** Whether a label of homework stands in a text whose reading has none: what it named was not understood. */
export function lostHomework(page: Page, body: readonly number[], update: DailyUpdate): boolean {
  if (update.updates.some((u) => u.homework !== undefined || HOMEWORK.test(u.note ?? ''))) return false;
  // "Classwork and homework" heads both.
  if (body.some((at) => senseAt(page, at, 'label', 'classwork') !== undefined)) return false;
  return body.some((at) => isHomeworkLabel(page, at));
}

/** "Moral 4B: Why we must not cheat. H.W.: nil": no topic, and a note that no event explains stands before the homework. */
export function isLessonInNote({ text }: Page, { updates }: DailyUpdate, open: OpenSlot): boolean {
  return updates.some(({ topic, note, homework }) => {
    if (topic !== undefined || note === undefined || homework === undefined) return false;
    const [at, set] = [text.indexOf(note), text.indexOf(homework)];
    return at !== -1 && at < set && !isEvent(open(note), idsOf(0, open(note).tokens.length));
  });
}

/** "matra haru sikayo": something was taught, and no topic tells what; a verb in the homework tells nothing of that. */
export function lostTopic(page: Page, body: readonly number[], { updates }: DailyUpdate): boolean {
  if (updates.some((u) => u.topic !== undefined)) return false;
  return body.some((at) => {
    const token = page.tokens[at] as Token;
    const taught = senseAt(page, at, 'teach', 'after')?.exact === true || isPast(token);
    return taught && !updates.some((u) => u.homework?.includes(token.raw));
  });
}

/**
 * "sarne rog ra bachne upaya", "machha ma rang bharne": homework by its verb alone, without label, place in the book, home
 * or day, and beside no topic. It may be what was taught.
 */
export function isBareWork(page: Page, body: readonly number[], { updates }: DailyUpdate): boolean {
  const bare = updates.some(
    (u) =>
      u.homework !== undefined && u.topic === undefined && u.due === undefined && !/\p{Nd}/u.test(u.homework),
  );
  return bare && !body.some((at) => page.senses[at]?.some(setsWork));
}

function setsWork({ group, value }: { group: string; value: string }): boolean {
  return (group === 'label' && value === 'homework') || (group === 'task' && value === 'home');
}

const HOMEWORK = /\b(?:hw|h\.?w|home ?work|ghar ?(?:ko )?ka+m|grihakarya|assignment)|गृहकार्य|होमवर्क|घर ?काम/iu;
