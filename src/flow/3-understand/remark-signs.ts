import { ofWord } from './of-word.ts';
import { type Page, senseAt } from './page.ts';
import { hasComingDate, isEvent } from './piece-signs.ts';
import type { Token } from './tokenise.ts';
import { wordSet } from './word-set.ts';

/** "again", "once more": what the teacher does a second time is no lesson yet. */
const AGAIN = wordSet(
  'again pheri feri ferii pher fer punah puna ajhai repeat revise once फेरि फेरी पुनः पुन अझै दोहोर्‍याउन दोहोर्याउन',
);

/** A verb of teaching in its stem, which only the teacher does: "padhau-", "dohoryau-", "पढाउ-". */
const TEACHES =
  /^(?:padha|padhaa|sika|sikaa|garaa?|dohoryaa?|doharyaa?|bujhaa?|lekhaa?|saka|sunaa?|dekhaa?)(?:u|un|une|unu|una|unuparne|unuparcha|unuparchha)(?:chh?u|xu|chh?au|xau|chh?a|xa)?$|^(?:पढाइ|सिकाइ|गराइ|दोहोर्‍याइ|दोहोर्याइ|पढाउ|सिकाउ|गराउ|दोहोर्‍याउ|दोहोर्याउ|बुझाउ|लेखाउ|सकाउ|सुनाउ)/u;

/** "garchu", "padhauchhu", "sakaula": what I or we shall do. Not "padhaudaichu" (am teaching) nor "diyekochu". */
const SHALL =
  /^(?!.*(?:dai|dei|ko|ka|eko|eka)(?:chh?u|xu|chh?au|xau)n?$)[a-z]{2,}(?:n|m|r|u)(?:chh?u|xu|chh?au|chh?aun|xau|xaun)$|^[a-z]{3,}(?:aula|aunla|aulaa)$|^(?!.*(?:दै|को|का)(?:छु|छौं|छौँ)$).+(?:ँछु|न्छु|्छु|उछु|ँछौं|ँछौँ|न्छौं|न्छौँ|्छौं|्छौँ|ुँला|उँला|औंला|औँला)$|^[^a-z].*(?:नेछ|नेछु|नेछौं|नेछौँ)$|^[a-z]{3,}nech?ha$|^[a-z]{3,}(?:ne|i)xa$/u;

const WE = wordSet('i we');
const MODAL = wordSet('will shall need must have plan am are would can may hope want should');
const CONTRACTED = wordSet("i'll we'll i’ll we’ll i'm we're");

/** What pupils did not have or do: "lyaenan", "नल्याउने", "forgot". */
const MISSED = wordSet(
  'lyaena lyaenan lyayena lyayenan lyaenann nalyaune nalyaeko nalyaeka lyauna birse birsiye birseka birseko forgot forgotten incomplete ल्याएनन् ल्याएन नल्याउने नल्याएका नल्याएको बिर्से बिर्सिए बिर्सेका',
);

/** "check garidinu hola", "हेरिदिनुहोला": what parents are asked. */
const ASKED =
  /[a-z]{2}dinu(?:hola|hos|s|holaa)?$|^(?:gardinu|garidinu|herdinu|hernu)$|.(?:दिनुहोला|दिनुहोस्|दिनुस्|दिनु|दिनुहुन)$/u;

/** "bholi rang chahincha", "चाहिन्छ": what is needed. */
const NEEDED = wordSet(
  'chahincha chahinchha chahinxa chaincha chainchha chainxa chaiyo chahiyo chahinecha चाहिन्छ चाहिनेछ चाहियो',
);
/** "lab coat is needed on Wednesday" */
const IS_NEEDED = /(?: |^)(?:is|are|will be) (?:needed|required|compulsory|necessary|must)(?: |$)/;
/** "could not finish as the bell rang", "ran out of time" */
const UNDONE =
  /^(?:could not|couldn't|couldnt|did not|didn't|didnt|were not|was not|ran out|no time|not enough time|time was)(?: |$)/;

/**
 * Whether a clause tells something beside the lesson and the homework: what the teacher will do again or next,
 * what pupils did not bring, what parents are asked. Such a clause is a note wherever it stands.
 */
export function isRemark(page: Page, ids: readonly number[]): boolean {
  const words = wordsOf(page, ids);
  if (words.length === 0) return false;
  const norms = words.map(({ norm }) => norm);
  const signs = words.map(signsOf);
  if (signs.some((s, n) => s.missed && (n > 0 || norms.length > 1))) return true;
  if (signs.some((s) => s.asked)) return true;
  const shall = signs.findIndex((s) => s.shall);
  if (shall > 0 || (shall === 0 && norms.length <= 2)) return !isSetByVerb(page, ids);
  const again = signs.some((s) => s.again);
  if (again && signs.some((s) => s.teaches)) return true;
  const coming = hasComingDate(page, ids);
  if (coming && signs.some((s) => s.leads)) return true;
  const said = norms.join(' ');
  if (IS_NEEDED.test(said) || UNDONE.test(said)) return true;
  if (NEXT.test(said) && (isEvent(page, ids) || coming || REST.test(said))) return true;
  if (coming && STARTS.test(said) && !isSpanOfDays(page, ids)) return true;
  return isPromise(norms) || hasRequest(page, ids);
}

/** What a word says of a clause by itself, found once for each word. */
const signsOf = ofWord((norm) => ({
  missed: MISSED.has(norm),
  asked: ASKED.test(norm) || NEEDED.has(norm),
  shall: SHALL.test(norm),
  again: AGAIN.has(norm),
  teaches: TEACHES.test(norm),
  leads: LEADS_CLASS.test(norm) || REST.test(norm),
}));

function wordsOf(page: Page, ids: readonly number[]): Token[] {
  const words: Token[] = [];
  for (const id of ids) {
    const token = page.tokens[id];
    if (token?.kind === 'word') words.push(token);
  }
  return words;
}

/** "padhaune", "गराउने": only the teacher does it, so that on a day to come it is a plan. */
const LEADS_CLASS =
  /^(?:padhaa?une|sikaa?une|garaa?une|dohorya?aa?une|sakaa?une)$|^(?:पढाउने|सिकाउने|गराउने|दोहोर्‍याउने|दोहोर्याउने|सकाउने|गरिने|गराइने)/u;

const REST = /(?:^| )(?:baki|baaki|बाँकी|remaining|rest|aru|अरू|अरु)(?= |$)/u;

/** "naya path aitabar dekhi", "from Monday", "भोलि श्रुतिलेखन": what begins or is written on a day to come. */
const STARTS =
  /(?:^| )(?:dictation|spelling|dekhi|देखि|from|naya path|नयाँ पाठ|next (?:topic|lesson|chapter|unit))(?= |$)|श्रुतिलेखन|(?:देखि|dekhi)(?= |$)/u;

/** "Sunday देखि Saturday": from one day to another, and nothing that begins. */
function isSpanOfDays(page: Page, ids: readonly number[]): boolean {
  return ids.some((id) => SINCE.has(page.tokens[id]?.norm ?? '') && page.dateAt(id + 1) !== undefined);
}

const SINCE = wordSet('dekhi देखि');

const NEXT =
  /(?:^| )(?:next (?:week|month|class|period|day|time)|arko (?:hapta|class|din|path|period|mahina)|अर्को (?:हप्ता|कक्षा|दिन|पाठ|महिना))(?= |$)/u;

/** "please sign the diary", "kindly check their copies": what parents are asked, and no work for pupils. */
export function hasRequest(page: Page, ids: readonly number[]): boolean {
  const norms = wordsOf(page, ids).map(({ norm }) => norm);
  let n = 0;
  while (n < norms.length && POLITE.test(norms[n] ?? '')) n += 1;
  const said = norms.slice(n, n + 2).join(' ');
  if (
    /^(?:make sure|ensure|remind|ask them|tell them|encourage|do (?:check|see|sign|look))(?: |$)/.test(said)
  )
    return true;
  const asked = norms
    .slice(0, n)
    .some((norm) => /^(?:please|pls|plz|kindly|parents?|guardians?)$/.test(norm));
  return asked && PARENTS_DO.test(said);
}

const POLITE = /^(?:so|and|but|parents?|guardians?|dear|all|please|pls|plz|kindly)$/;

const PARENTS_DO =
  /^(?:check|see|sign|help|look|cover|make (?:sure|them|him|her|your|the child|kids|it a|arrangements?)|have (?:them|your)|be|come|attend|contact|visit|meet|call|allow|avoid|dress|pick|drop|collect (?:your|the report)|inform|ensure|send|support|encourage|remind|guide|go through|wait|give|let|tell|talk|bring|pay|cooperate|co|keep|provide|buy|get|assist|ask|see)(?: |$)/;

/** "hw diyeko chu": homework that was given is no promise. */
function isSetByVerb(page: Page, ids: readonly number[]): boolean {
  return ids.some((id) => senseAt(page, id, 'label', 'homework')?.exact === true);
}

/** "so I will take it once more", "will repeat it", "need to go over it again", "next class we will …". */
function isPromise(norms: readonly string[]): boolean {
  return norms.some((norm, n) => {
    if (n > 5) return false;
    const next = norms[n + 1] ?? '';
    if (CONTRACTED.has(norm)) return next !== '' && !/^(?:doing|learning|teaching|reading|on)$/.test(next);
    if (WE.has(norm) && MODAL.has(next))
      return !/^(?:have|am|are)$/.test(next) || /^(?:to|going)$/.test(norms[n + 2] ?? '');
    const opens = n === 0 || (n === 1 && LEADS.has(norms[0] ?? ''));
    return opens && norm === 'will' && next !== '' && next !== 'be';
  });
}

const LEADS = wordSet('so and but then also tomorrow');
