import { type Page, senseAt } from './page.ts';
import type { Said } from './said.ts';

/** Longest question about a message that was sent, in words. */
const LONGEST = 16;

/**
 * Whether staff ask how a message did: who has read it, whether it arrived, its report. A word that asks stands with a
 * verb of reading or arriving, beside the message or those who get it.
 */
export function asksHowItDid(said: Said): boolean {
  const { page } = said;
  const words = said.words();
  if (words.length === 0 || words.length > LONGEST) return false;
  const text = said.wording();
  if (REPORT.test(text) && !isOfLesson(page, words)) return true;
  // "Everyone is here": no Nepali "here", they looked.
  if (/(?:^| )(?:is|are|was|were|not|be) here(?= |$)/.test(text)) return false;
  const asked = page.tokens.some((t) => t.norm === '?') || ASKS.test(text);
  if (!asked || !READ.test(text) || isOfLesson(page, words)) return false;
  return MESSAGE.test(text) || READERS.test(text) || (WHO.test(text) && OPENED.test(text));
}

/** A subject, a place in a book or a verb of teaching: it is the lesson that somebody read. */
function isOfLesson(page: Page, words: readonly number[]): boolean {
  return words.some(
    (at) =>
      (senseAt(page, at, 'subject')?.exact && !/^[Ii]t$/.test(page.tokens[at]?.raw ?? '')) ||
      page.tokens[senseAt(page, at, 'work')?.to ?? -1]?.kind === 'number' ||
      page.tokens[senseAt(page, at, 'label', 'lesson')?.to ?? -1]?.kind === 'number',
  );
}

const edge = (words: string) => new RegExp(`(?:^| )(?:${words})(?= |$)`, 'u');

// What is read of a message: opened, seen, read, received; with "not" in one word, and in its respectful form.
const ROM_PAST =
  '(?:yo|iyo|ya|yau|e|ey|ye|in|eko|eka|eki|yeko|yeka|ena|enan|yena|yenan|inan|eu|echan|ecchan|yo ki|nu ?(?:bha|bho|va|vo)\\w*)';
const NE_PAST = '(?:्यो|्‍यो|े|ेको|ेका|ेकी|ेन|ेनन्?|ेछन्|्नुभ\\S*|्नु भ\\S*|नुभ\\S*|नु भ\\S*|यो|ए|एको|एका|एन|एनन्?|िन्|िनन्)';
const OPENED = edge(
  `(?:padh|parh|pad|her|dekh|khol)${ROM_PAST}|(?:kholya|padhya|herya|dekhya)|(?:पढ|हेर|देख|खोल)${NE_PAST}|हेर्‍यो|read|reads|seen|saw|see|opened|open|viewed|view|checked|seen (?:gar|bha)\\w+|read gar\\w+|open gar\\w+`,
);
const READ = new RegExp(
  `${OPENED.source}|${edge(`(?:pa|pau|pug|pu?gi|ga)${ROM_PAST}|(?:gako|gayo|gaena|gayena|pugya)|(?:पा|पाउ|पुग|ग)${NE_PAST}|पुगे|गयो|deliver\\w*|received?|got|get|gets|reach|reached|reaching|sent|gone|arrived|pugyo|paye|payo`).source}`,
  'u',
);
// English auxiliaries ask at the head only; "ki" asks before its other choice or at the end.
const ASKS =
  /^(?:please |pls )?(?:did|has|have|was|were|is|are|any|anyone|anybody)(?= )|(?:^| )(?:kasle|kaslai|kasko|kasma|kati|katijana|kun|ko ko|who|whom|how many|how much|which|कसले|कसलाई|कसको|कति|कतिजना|कुन|को को)(?= |$)|(?: (?:ki|कि) \S*(?:na|nan|nai|न|नन्|नाइँ)| (?:ki|कि|hola|होला))(?= |$)/u;
const WHO = edge(
  'kasle|kaslai|kasko|kati|katijana|kun|ko ko|who|whom|how many|which|everyone|everybody|sabaile|sabai|sabai le|कसले|कसलाई|कसको|कति|कतिजना|कुन|को को|सबैले',
);
const MESSAGE = edge(
  '(?:message|messages|msg|msgs|mesej|mesage|massage|masej|sms|text|sandesh|sandes|suchana|soochana|notice|notices|update|updates|announcement|circular|homework|hw|post|म्यासेज|मेसेज|सन्देश|सूचना|सुचना|नोटिस|गृहकार्य|होमवर्क)(?:ko|lai|haru|को|लाई|हरू)?|pathayeko|pathaeko|pathako|पठाएको',
);
const READERS = edge(
  '(?:parents?|guardians?|abhibhaw?aw?k|abhibhabak|avibhawak|abhivawak|garjiyan|gardian|अभिभावक|अविभावक|गार्जियन)(?:haru|harule|harulai|le|lai|हरू|हरूले|हरुले|हरूलाई|ले|लाई)?',
);
const REPORT = edge(
  '(?:delivery|read|seen|view|reading) (?:report|reports|status|list|count|receipt|receipts|details?)|(?:report|status|list) of (?:my |the )?(?:last |previous |latest )?(?:message|msg|notice|update|announcement|homework|post)|(?:message|msg|sandesh|suchana|notice|सन्देश|सूचना|म्यासेज) ?(?:ko|को) (?:status|report|sthiti|स्थिति|रिपोर्ट|स्टाटस)',
);
