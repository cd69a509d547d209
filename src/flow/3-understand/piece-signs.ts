import { isBroughtAt } from './find-due.ts';
import { isOfSomebody, type Slot } from './find-label.ts';
import type { Break } from './find-partings.ts';
import { type Page, senseAt } from './page.ts';
import { homeLead, isTask, isWorkOnly } from './task-words.ts';
import { trimIds } from './trim-ids.ts';
import { wordSet } from './word-set.ts';

/** Whether the words around the date speak of handing in ("bujhaune miti", "submit by"). */
export function isHandedIn(page: Page, due: { from: number; to: number }): boolean {
  for (let at = due.from; at < due.to; at += 1) {
    if (/^(?:submit|submission|submitted|bujhaun|बुझाउ|deadline)/.test(page.tokens[at]?.norm ?? ''))
      return true;
  }
  return false;
}

/** A bare date counts as the day for handing in only where it closes the homework or stands alone. */
export function isDueHere(
  page: Page,
  due: { from: number; to: number; said: boolean },
  ids: readonly number[],
  open: Slot | null,
  sep: Break,
): boolean {
  // "project dekhaune friday": the verb says what the day is for, and not what there is to do.
  const from = isBroughtAt(page, due.from - 1) ? due.from - 1 : due.from;
  const left = ids.filter((id) => id < from || id >= due.to);
  const rest = trimIds(page, left);
  // "Please submit it by Monday", "They must bring it on Friday": only who hands it in stands beside the day.
  if (isHandedOnly(page, rest)) return true;
  if (sep >= 2 && (isBrought(page, rest) || (!isTask(page, left) && !isWorkOnly(page, rest)))) return false;
  if (open === 'homework')
    return due.said
      ? sep === 0 || !isEvent(page, rest) || isTask(page, left)
      : due.to === (ids.at(-1) ?? 0) + 1 &&
          !isEvent(page, rest) &&
          (sep <= 1 || isTask(page, left) || isWorkOnly(page, rest));
  return (
    due.said &&
    (isTask(page, left) || isWorkOnly(page, rest) || isHandedIn(page, due)) &&
    (!isEvent(page, rest) || homeLead(page, left) > 0)
  );
}

/** Whether nothing but who hands in, and politeness, is left beside the day. */
export function isHandedOnly(page: Page, ids: readonly number[]): boolean {
  return ids.every((id) => page.tokens[id]?.kind === 'mark' || HANDS.has(page.tokens[id]?.norm ?? ''));
}

const HANDS = wordSet(
  'please pls plz kindly and also they them students kids all must should to be it this have has need is will the your parents ensure that gari garera pani कृपया र पनि यो',
);

/** "Bring a magnifying glass": a thing for the lesson, in a sentence of its own, is not handed in. */
export function isBrought(page: Page, ids: readonly number[]): boolean {
  const isOwn = (id: number) =>
    page.dateAt(id) === undefined && !POLITE_OR_JOIN.has(page.tokens[id]?.norm ?? '');
  const verb = ids.findIndex(isOwn);
  if (verb === -1 || !BRING.has(page.tokens[ids[verb] as number]?.norm ?? '')) return false;
  const thing = page.tokens[ids.slice(verb + 1).find(isOwn) ?? -1];
  return thing?.kind === 'word' && !NO_THING.has(thing.norm);
}

const POLITE_OR_JOIN = wordSet('please pls plz kindly and also on');
const BRING = wordSet('bring carry wear');
const NO_THING = wordSet(
  'it them this that back homework hw on by the your all project assignment copy copies',
);

/** "bholi rang lyaunu hola": a thing to bring on a day to come, and nothing to make first. */
export function isBringing(page: Page, ids: readonly number[], dated = true): boolean {
  const verb = ids.findLast((id) => !MUST.has(page.tokens[id]?.norm ?? ''));
  if (verb === undefined || !TO_BRING.has(page.tokens[verb]?.norm ?? '')) return false;
  const norms = ids.map((id) => page.tokens[id]?.norm ?? '').filter((norm) => !MUST.has(norm));
  const made =
    norms.slice(0, -1).some((norm) => /(?:ne|ने)$/.test(norm)) ||
    norms.some((norm) =>
      /(?:era|ayera|एर|ाएर|ेर)$|^(?:gari|garera|गरी|homework|hw|copy|kapi|कापी|गृहकार्य|project)$/u.test(norm),
    );
  const things = ids.filter(
    (id) =>
      page.tokens[id]?.kind === 'word' &&
      page.dateAt(id) === undefined &&
      !/^(?:lyaun|ल्याउन|hola|होला|hai|par|पर)/.test(page.tokens[id]?.norm ?? ''),
  );
  return !made && (!dated || hasComingDate(page, ids)) && things.length >= 1 && things.length <= 5;
}

const MUST = wordSet('hola होला hai है parne parcha parchha पर्ने पर्छ parnecha');
const TO_BRING = wordSet(
  'lyaunu lyaune lyaunus lyaunuhola ल्याउनु ल्याउने ल्याउनुस् ल्याउनुहोला ल्याउनुहोस् ल्याउनुपर्ने ल्याउनुपर्छ ल्याउनुपर्नेछ lyaunuparcha lyaunuparne',
);

/** "no homework, enjoy the weekend": what is wished when there is none. */
export function isPleasantry(page: Page, ids: readonly number[]): boolean {
  return /^(?:enjoy|rest|relax|have|let|happy|take|play|celebrate|ramailo|aaram|रमाइलो|आराम)$/.test(
    page.tokens[ids[0] ?? -1]?.norm ?? '',
  );
}

/** "no homework, tomorrow neither". */
export function isOnlyDate(page: Page, ids: readonly number[]): boolean {
  const rest = ids.filter((id) => page.dateAt(id) === undefined);
  return rest.length < ids.length && rest.every((id) => senseAt(page, id, 'connect') !== undefined);
}

export function startsTaught(page: Page, ids: readonly number[]): boolean {
  return ids.slice(0, 3).some((id) => senseAt(page, id, 'teach', 'before') !== undefined);
}

/** Whether a text is about something other than today's lesson: a test, a meeting, a request to parents. */
export function isEvent(page: Page, ids: readonly number[]): boolean {
  return ids.some((id) => {
    const norm = page.tokens[id]?.norm ?? '';
    // "copy ma sign garidinu hola": what parents are asked to do.
    if (REQUEST.test(norm)) return true;
    if (senseAt(page, id, 'word', 'event') === undefined) return false;
    // "Please label the diagram at home"
    return !(/^(?:please|pls|plz|kindly)$/.test(norm) && isAtHome(page, ids));
  });
}

const REQUEST = /.(?:दिनुहोला|दिनुहोस्|दिनुस्|दिनु)$|[a-z]{2}dinu(?:hola|hos|s)?$/;

function isAtHome(page: Page, ids: readonly number[]): boolean {
  return (
    ids.some((id) => senseAt(page, id, 'task', 'home')?.exact === true) &&
    !ids.some((id) => /^(?:ward|wards|child|son|daughter|children|kids)$/.test(page.tokens[id]?.norm ?? ''))
  );
}

/** "hw not completed by many", "aaja padhaiyena": what was not done is told, not taught. */
export function isNotDone(page: Page, ids: readonly number[]): boolean {
  return ids.some((id) => NOT_DONE.has(page.tokens[id]?.norm ?? ''));
}

const NOT_DONE = wordSet("not no free incomplete padhaiyena padhaena नगरेका पढाइएन didn't didnt haven't");

/** "mangal le hw garenan", "many have not done hw": who did not do it, beside what is set. */
export function isTalkOfWork(page: Page, ids: readonly number[]): boolean {
  const label = ids.findIndex((id) => senseAt(page, id, 'label', 'homework')?.exact === true);
  if (label > 0 && isOfSomebody(page, ids[label] as number)) return true;
  return label > 0 && ids.some((id) => UNDONE.test(page.tokens[id]?.norm ?? ''));
}

const UNDONE =
  /^(?:not|didn't|didnt|haven't|havent|hasn't|hasnt|forgot|incomplete|never|without|na?gar(?:eko|eka|e|i|ena|enan|enau)?|gar(?:ena|enan|yena|yenan|eko|eka)|lyaena|lyaenan|lyayena|lyayenan|nalyaeko|nalyaune|birse|birsyo|birsiyo|bujhaenan|bujhaena|गरेनन्|गरेन|नगरेका|नगरेको|ल्याएनन्|ल्याएन|नल्याउने|बिर्सिए|बिर्से|बुझाएनन्|बुझाएन)$/;

/** "test cha", "exam huncha": said in words of two, it is to come. */
export function isPlanned(page: Page, ids: readonly number[]): boolean {
  return ids.some(
    (id) =>
      (senseAt(page, id, 'word', 'event')?.to ?? 0) > id + 1 &&
      /^(?:test|exam|pariksha|परीक्षा)$/.test(page.tokens[id]?.norm ?? ''),
  );
}

export function hasComingDate(page: Page, ids: readonly number[]): boolean {
  return ids.some((id) => {
    const date = page.dateAt(id);
    return (
      date?.from === id &&
      date.iso !== null &&
      !(date.kind === 'relative' && /^(?:today|aaja|aja|आज)/.test(page.tokens[id]?.norm ?? ''))
    );
  });
}

export function isAll(page: Page, ids: readonly number[], group: string, value: string): boolean {
  const last = (ids.at(-1) ?? -1) + 1;
  let here = -1;
  let any = false;
  for (const id of ids) {
    if (id < here) continue;
    const sense = page.senses[id]?.find((s) => s.group === group && s.value === value && s.to <= last);
    const token = page.tokens[id];
    if (sense === undefined && token?.kind !== 'mark' && !FRIENDLY.has(token?.norm ?? '')) return false;
    any ||= sense !== undefined;
    here = sense?.to ?? id + 1;
  }
  return any;
}

const FRIENDLY = wordSet('hai है sir sabailai lai');
