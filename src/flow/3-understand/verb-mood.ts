import { remember } from '#nepal/remember.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/**
 * What the ending of a Nepali verb says, whatever verb it is. A clause ends with its verb, so that the last word tells
 * whether something was set, was so, or is asked of guardians, also where no list holds the verb.
 */

/** "pugena", "garenan", "thiye", "hunthyo", "parcha": how something is, was or was not; never what was done. */
const STATE_LATIN =
  /^(?:th(?:iyo|yo|iye|ie|iyena|iena|iin|ye)|(?:x|chh?)ainan?|chh?an|xan|rah?e?chh?a|hoina)$|(?:[^ctd]h|[bdgjklmnprstvwy]|ai|au|e)(?:y?ena|y?enan+|inan|enau|enaun)$|(?:dai|dei|dey)nan*$|[a-z]{2}(?:n|r|l|k|d|t|s)th(?:yo|iyo|iye|e)$|^(?:gar|par|hun|lag|sak|bhan|jan|din|lin|aun|khan|chahin|dekhin|garin|parin|padhain|bhetin|pain)(?:chh?a|xa)n?$|[a-z]{2}d(?:ai|ei)(?:chh?a|xa)n?$|[a-z]{2}(?:echh?a|exa)n?$/;
const STATE_DEVA =
  /^(?:छैनन्?|छन्|थि\S+|थ्यो|हुन्थ्यो|होइन|रहे(?:छ|छन्))$|(?:े|[िाइ]?ए|ाइए)न(?:न्|ौँ|ौं)?$|दै(?:न|नन्)$|न्थ्यो$|(?:[न्रल]्|ँ)छन?्?$|दैछन?्?$|ेछन?्?$/u;

/** Names and things that only end like such a verb. */
const NO_STATE = wordSet(
  'sena chhena chena antena arena hyena athena bhena khena jena kena pena lena helena milena phena siena verbena sirena dena sarena सेना पेन ट्रेन क्रेन सेन चेन ब्रेन मेन स्टेन जेन टेन लेन प्लेन डेन केन बेन हेन फेन ग्रेन ड्रेन रेन भेन खेन गेन',
);

const isStateWord = remember(
  (word) => !NO_STATE.has(word) && (word < '\u0900' ? STATE_LATIN.test(word) : STATE_DEVA.test(word)),
);

/** "kinnuhola", "tirnus", "किन्नुहोला": a polite request for what only guardians do. */
const GUARDIANS_DO =
  /^(?:kin|kini|tir|bhet|khuwau|khwau|sutau|jagau|uthau|pathau|pathai|lagai|samjhau|bolau|herau|saghau)(?:nu|n|idinu|dinu)(?:s|hos|hola|holaa|parne|parchh?a)?$|^(?:किन्|किनि|तिर्|भेट्|खुवाउ|सुताउ|उठाउ|पठाउ|पठाइ|लगाइ|सम्झाउ|बोलाउ)(?:नु|दिनु)(?:स्|होस्|होला|पर्ने|पर्छ)?$/u;
/** "padhna lagaunuhos", "अभ्यास गर्न लगाउनुहोला": to have the child do something. */
const LETS = /^(?:lagau|dina?|lagai?di)(?:nu)?(?:s|hos|hola)?$|^(?:लगाउ|लगाइदि|दि)नु(?:स्|होस्|होला)?$/u;
const INFINITIVE = /^(?!na$)[a-z]{2,}na$|न$/u;

const POLITE_END = wordSet('hola holaa hos hai ni la ta ra ji sir plz please होला होस् है नि ल त र');

/** Whether a clause ends by telling how something is, was or was not: "aaja time pugena", "सबै खुसी थिए". */
export function isState(page: Page, ids: readonly number[]): boolean {
  const n = lastWord(page, ids);
  if (n < 1) return false;
  const norm = normAt(page, ids, n);
  const before = normAt(page, ids, n - 1);
  // "lekhnu parcha", "lekhnu cha": what must be done is set.
  if (/(?:nu|नु)$/.test(before) || /नुप(?:र्छ|र्नेछ)$|nupar(?:chh?a|xa|ne)/.test(norm)) return false;
  if (FIRST_PERSON.has(norm)) return n >= 2 && DOING.test(before);
  if (n >= 2 && isHappening(page, ids[n] as number)) return true;
  if (COPULA.has(norm)) return n >= 2 && !/(?:ko|ka|को|का)$/.test(before);
  return isStateWord(norm);
}

const COPULA = wordSet('cha chha xa छ');
/** "copy check gardai chu", "जाँच गर्दै छु": what the teacher is at, or has done beside the lesson. */
const FIRST_PERSON = wordSet('chu chhu xu chau chhau xau chaun छु छौं छौँ');
const DOING = /(?:dai|dei|eko|yeko|eka|ako|rako|ira)$|(?:दै|ेको|एको|ेका|एका)$/u;

/** Whether a clause ends by asking guardians for something: "kitab kinnu hola", "padhna lagaunuhos". */
export function isAskedOfGuardians(page: Page, ids: readonly number[]): boolean {
  const n = lastWord(page, ids);
  if (n < 1) return false;
  const norm = normAt(page, ids, n);
  return (
    (GUARDIANS_DO.test(norm) && !/(?:era|ेर|एर)$/.test(normAt(page, ids, n - 1))) ||
    (LETS.test(norm) && INFINITIVE.test(normAt(page, ids, n - 1)))
  );
}

const BECAME = wordSet('bhayo vayo bho vo भयो');
/** What of a lesson "was": its revision, its end, a test in it. */
const OF_LESSON =
  /^(?:revis\w+|discuss\w*|chh?alfal|charcha|abh?yas|pra[ck]tic\w*|padhai|path|paath|lesson|chapter|unit|su+ru|shuru|start\w*|complete\w*|finish\w*|pura|sampanna|samapta|khatam|over|cover\w*|test|exam|pariksha|introduc\w*|explain\w*|reading|writing|dictation|drawing|singing|khatam|teach\w*|dohor\w*|kriyakalap|activity|prayog|experiment|practical|game|khel|debate|quiz|ga+yan|wa?chan|lekhan|shikshan|पढाइ|पाठ|छलफल|चर्चा|अभ्यास|सुरु|शुरु|शुरू|पूरा|सम्पन्न|समाप्त|परीक्षा|प्रयोग|वाचन|लेखन|शिक्षण|पुनरावलोकन|पुनरावृत्ति|क्रियाकलाप|खेल)$/;

/** "class ma halla bhayo": something happened, and it is no part of a lesson. */
export function isHappening(page: Page, verb: number): boolean {
  return (
    BECAME.has(page.tokens[verb]?.norm ?? '') &&
    page.tokens[verb - 1]?.kind === 'word' &&
    !OF_LESSON.test(page.tokens[verb - 1]?.norm ?? '')
  );
}

const PUPILS =
  /^(?:(?:students?|kids|children|pupils|boys|girls|everyone|everybody|they)|(?:ba(?:chh?|cch|chch)a|nani|ketaketi|keta|keti|babu|[bv]id(?:h|y|hy)arthi)(?:haru)?(?:le)?|(?:sabai|kehi|uniharu|unharu|dheraijaso|jana)(?:le)?|(?:विद्यार्थी|बच्चा|नानी|बालबालिका|केटाकेटी|केटा|केटी|नानीबाबु)(?:हरू|हरु)?(?:ले)?|(?:सबै|केही|उनीहरू|धेरैजसो|जना)(?:ले)?)$/;
const BEFORE_PUPILS = wordSet(
  'the my all our most some of few a many two three four only sabai dherai kehi hamra dui tin char सबै धेरै केही हाम्रा दुई तीन चार',
);
const DID = /(?:[a-z]{2}(?:e|ye|yo|in)|[aeou]ye)$|(?:[ेए]|े|यो|ाए|िए|ए)$/u;
const ENGLISH_DID =
  /^(?:had|have|has|were|was|are|could|couldn't|didn't|will|enjoyed|liked|loved|came|made|got|felt|took|forgot|seemed|looked|participated|tried|[a-z]{3,}ed)$/;

/** Whether a clause tells what the pupils did or were: "bachha haru ramailo gare", "kids had fun". */
export function isAboutPupils(page: Page, ids: readonly number[]): boolean {
  let n = 0;
  while (
    n < ids.length - 2 &&
    !PUPILS.test(normAt(page, ids, n)) &&
    (BEFORE_PUPILS.has(normAt(page, ids, n)) || page.tokens[ids[n] as number]?.kind === 'number')
  )
    n += 1;
  const who = normAt(page, ids, n);
  if (!PUPILS.test(who) && !/^(?:some|few|many|most|all)$/.test(normAt(page, ids, n - 1))) return false;
  const verb = PUPILS.test(who) ? n + 1 : n;
  if (/^[a-z]/.test(who) && ENGLISH_DID.test(normAt(page, ids, verb)))
    return (
      normAt(page, ids, verb + 1) !== 'to' &&
      senseAt(page, ids[verb] ?? -1, 'teach', 'before')?.exact !== true &&
      senseAt(page, ids[verb + 1] ?? -1, 'teach', 'before')?.exact !== true
    );
  const last = lastWord(page, ids);
  return last > n + 1 && DID.test(normAt(page, ids, last));
}

/** The place in a run of its last word but for politeness; -1 for none. */
function lastWord(page: Page, ids: readonly number[]): number {
  return ids.findLastIndex((id) => {
    const token = page.tokens[id];
    return token?.kind === 'word' && !POLITE_END.has(token.norm);
  });
}

function normAt(page: Page, ids: readonly number[], n: number): string {
  return page.tokens[ids[n] ?? -1]?.norm ?? '';
}
