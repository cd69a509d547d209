import { isSeparator } from './find-breaks.ts';
import type { Break } from './find-partings.ts';
import { isAllLevel, levelOf } from './judge-level.ts';
import { ofWord } from './of-word.ts';
import { countBelow, type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

// "banayo", "lekhiyo", "khelyo", "बनायो", "गाइयो": a Nepali sentence ends with its verb.
const PAST =
  /^(?!yo$|naya|ramailo|khara?ayo|hariyo$|poliyo$|rediyo$|[bv]h?idiyo$)[a-z]{3,}(?:a|i|r|h|l|k|d|n|t|m|s|c|g)yo$|^[a-z]{3,}[ai]y(?:eu|eun|aun|au|ou)$|^(?!aaye$|baye$)[a-z]{2,}[a-z]aye$|^[a-z]{2,}(?:aidi(?:ye|e|yo|yau)|i?isak(?:e|ye|iyo|yo|yau)|a(?:y?em|yen))$|(?<!^खर)(?<!^(?:ह|रेड|भिड|अड|पोल|स्टुड|क्यास)र?)(?:ायो|ियो|इयो|्यो|‍यो|[्ा]?यौ[ंँ]|ाइसके[ँं]|ाइदिए[ँं]?)$/u;

/** "कविता 'आशाको दियो'": the last word between quotes belongs to what they name. */
export function endsQuote(page: Page, at: number): boolean {
  const next = page.tokens[at + 1];
  return next?.glued === true && (next.norm === '"' || next.norm === "'") && page.tokens[at]?.kind === 'word';
}

/** Whether a word ends as a Nepali verb of what was done. */
export const isPast = ofWord((word) => PAST.test(word));

function isPastVerb(page: Page, at: number): boolean {
  const token = page.tokens[at];
  return (
    token !== undefined &&
    isPast(token) &&
    (page.senses[at] ?? []).every(
      (s) =>
        s.group === 'teach' ||
        s.group === 'connect' ||
        s.group === 'guardian' ||
        s.group === 'command' ||
        s.group === 'status',
    )
  );
}

const ENGLISH_VERB = wordSet(
  'introduce introduction revise revision complete finish start discuss discussion explain practice practise cover teach solve read review demonstrate recap continue show dictate reading writing padhau padhauna padhna sikauna lekhna पढाउन सिकाउन',
);
const MADE = wordSet(
  'gare garey garyo garyau garyaun gareu gariyo garaiyo garayo garaye garae garayau garen gareko gareka garaeko garieko गरियो गरे गरें गरेँ गर्‍यौं गर्यौं गराइयो गराएँ bhayo vayo भयो',
);

/** "padhaune kaam bhayo", "सिकाउने काम गरियो" */
const WORK_OF = /^(?:padha|sika|gara|dekha|lekha|khela)(?:u|un)ne$|^(?:पढाउने|सिकाउने|गराउने|देखाउने|लेखाउने)$/;

const WORK = wordSet('kam kaam काम');

/** "introduce gare", "revise garyau", "padhauna suru gare": how many tokens of a verb made of two or three; 0 for none. */
export function verbPair(page: Page, at: number): number {
  if (WORK.has(page.tokens[at + 1]?.norm ?? '') && WORK_OF.test(page.tokens[at]?.norm ?? ''))
    return MADE.has(page.tokens[at + 2]?.norm ?? '') ? 3 : 0;
  if (!ENGLISH_VERB.has(page.tokens[at]?.norm ?? '') || /^(?:ko|को)$/.test(page.tokens[at - 1]?.norm ?? ''))
    return 0;
  const begun = /^(?:suru|shuru|start|सुरु|शुरु)$/.test(page.tokens[at + 1]?.norm ?? '') ? 2 : 1;
  return MADE.has(page.tokens[at + begun]?.norm ?? '') ? begun + 1 : 0;
}

const TOLD =
  /^(?:padh|sik|gar|sak|lekh|bujh|ban|suru)[a-z]*(?:ako|eko|yeko)$|(?:पढा|सिका|गरा|सका|लेखा|बुझा)(?:ए|इए|ई|ऐ)?को$|(?:सके|पढे)को$/u;

/** "adjective padhako..", "जोड सिकाएको": a participle that ends its clause tells what was done. */
export const isParticiple = ofWord((word) => TOLD.test(word));

/** "… sikako dherai jaso le bujhena", "… padhako sabai le bujhe": who learnt, or how well, begins the next clause. */
function isOfClass(page: Page, at: number): boolean {
  return page.senses[at]?.some((s) => s.group === 'level' && s.exact) === true;
}

/** "… padhako hai,": the last word of a verb. */
function closesVerb(page: Page, at: number): boolean {
  const closes = /^(?:hai|ho|cha|chha|xa|है|हो|छ)$/.test(page.tokens[at]?.norm ?? '');
  return closes && (page.tokens[at + 1] === undefined || isSeparator(page, at + 1));
}

const PRACTICE = wordSet('practice practise abhyas abhyaas अभ्यास');

/** A judgement of the class is short; a longer run of such words is looked at once, at its end. */
const LONGEST_JUDGEMENT = 12;

/** How many tokens of a verb of teaching close the buffer here ("… padhaiyo", "… was completed"); 0 for none. */
export function taughtAfter(
  page: Page,
  ids: readonly number[],
  n: number,
  buffer: readonly number[],
  breaks: readonly Break[],
): number {
  const at = ids[n] as number;
  if (buffer.length === 0) return 0;
  // "carry over", "rang bharyo": the verb is the lesson's own.
  const own = senseAt(page, at - 1, 'connect', 'own') ?? senseAt(page, at, 'connect', 'own');
  if ((own !== undefined && own.to > at) || endsQuote(page, at)) return 0;
  // "listening practice garayo": what was practised is the lesson, and "garayo" its verb.
  if (
    PRACTICE.has(page.tokens[at]?.norm ?? '') &&
    /[a-z]{3}ing$/.test(page.tokens[buffer.at(-1) ?? -1]?.norm ?? '')
  )
    return 0;
  // "harayo bhane …": if it happens.
  if (IF.has(page.tokens[at + 1]?.norm ?? '')) return 0;
  // "feri garaunu parne bhayo": what is to be done yet.
  if (/(?:parne|पर्ने)$/.test(page.tokens[buffer.at(-1) ?? -1]?.norm ?? '')) return 0;
  // "gahro bhayo yo path": the verb of a judgement closes no topic.
  if (
    buffer.length <= LONGEST_JUDGEMENT &&
    isAllLevel(page, [at]) &&
    isAllLevel(page, buffer) &&
    levelOf(page, buffer) !== null
  )
    return 0;
  const sense = page.senses[at]?.find((s) => s.group === 'teach' && s.value === 'after' && !s.ended);
  const pair = verbPair(page, at);
  if (pair > 0) return pair;
  if (sense === undefined) {
    const next = ids[n + 1];
    const ends =
      next === undefined ||
      isSeparator(page, next) ||
      (breaks[next] ?? 0) > 0 ||
      senseAt(page, next, 'label', 'homework')?.exact === true ||
      isOfClass(page, next) ||
      closesVerb(page, next);
    return isPastVerb(page, at) || (ends && isParticiple(page.tokens[at])) ? 1 : 0;
  }
  const count = countBelow(ids, n, sense.to);
  const next = ids[n + count];
  const token = page.tokens[at];
  const latin = token !== undefined && !token.deva;
  // English participles also stand before their topic or inside it ("completed sentences"), so they must close it.
  // "we revised chapter 7" closes nothing either.
  const english =
    latin && /(?:ed|done|taught|learnt|over|complete|on)$/.test(page.tokens[sense.to - 1]?.norm ?? '');
  const closes =
    next === undefined ||
    isSeparator(page, next) ||
    (breaks[next] ?? 0) > 0 ||
    page.senses[next]?.some((s) => s.group === 'label' && !(english && s.value === 'lesson')) === true;
  // "… completed today"
  const today = ids[n + count + 1];
  if (
    english &&
    !closes &&
    /^(?:today|yesterday)$/.test(page.tokens[next ?? -1]?.norm ?? '') &&
    (today === undefined || isSeparator(page, today) || (breaks[today] ?? 0) > 0)
  )
    return count + 1;
  if (english && !closes) return 0;
  // "gare", "bhayo" and the like are also ends of other sentences.
  return count;
}

const IF = wordSet('bhane vane भने');
