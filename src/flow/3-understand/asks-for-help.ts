import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Whether a text asks how Chautari is used ("how do I send the homework here?", "kun format ma pathaune"). */
export function asksForHelp(said: Said): boolean {
  const { page, body } = said;
  if (body.length > LONGEST || !body.some((at) => CUES.has(page.tokens[at]?.norm ?? ''))) return false;
  const text = body.map((at) => page.tokens[at]?.norm).join(' ');
  return HOW.test(text) || WHAT.test(text) || FORMAT.test(text);
}

/** Longest question about use, in tokens. */
const LONGEST = 24;

/** One of these is in every such question; most texts have none. */
const CUES = wordSet('how kasari कसरी what k ke के कुन कस्तो format example sample demo namuna');

const USE =
  'send|use|post|type|submit a|give|write|share|put|upload|make|cancel|delete|undo|edit|correct|change a|change the|stop a|mark|take';
const HERE =
  'here|message|messages|msg|attendance|homework|notice|update|app|chautari|whatsapp|this|it|bot|system|announcement';
const ROM_USE =
  '(?:(?:hajiri|haajiri|homework|hw|suchana|notice|message|msg|update|attendance) )?(?:pathaune|pathaunu|pathauna|pathaucha|chalaune|chalauna|chalaunu|lekhne|lekhnu|lekhna|use garne|use garnu|prayog garne|delete garne|cancel garne|radda garne|sachyaune|sudharne|hataune)';

const HOW = new RegExp(
  `how (?:do|can|should|to|will|could) (?:i |we )?(?:${USE})(?: \\S+){0,3} (?:${HERE})\\b|(?:^| )kasari ${ROM_USE}|(?:^| )${ROM_USE} (?:ho )?kasari(?= |$)|कसरी (?:(?:हाजिरी|गृहकार्य|होमवर्क|सूचना|सन्देश|म्यासेज|मेसेज) )?(?:पठाउने|पठाउनु|पठाउन|चलाउने|प्रयोग गर्ने|लेख्ने|लेख्नु|रद्द गर्ने|हटाउने|सच्याउने)`,
  'u',
);

// "what can I send here", "ke ke pathauna milcha": what there is to do.
const WHAT =
  /(?:^|[.,!] )what (?:all |else )?(?:can|should|do|must|could) (?:i|we) (?:send|type|write|ask|do|say|post)(?: (?:here|to you|on this|in this|for|if|to)\b| \?|$)|(?:^| )(?:k|ke|k k|ke ke) (?:pathauna|lekhna|sodhna|garna|herna|hernu|type garna) (?:milcha|milchha|milxa|sakincha|sakinchha|sakinxa|huncha|parcha)|(?:के|के के) (?:पठाउन|लेख्न|सोध्न|गर्न|हेर्न) (?:मिल्छ|सकिन्छ|हुन्छ)/u;

// "format kasto huncha", "show me an example": how a message should look.
const FORMAT =
  /(?:^| )(?:kun|kasto|ke|k|what|which) (?:ko |is the |should be the |is )?format(?= |$)|(?:^| )format (?:kasto|k|ke|kun|what|ho|huncha|cha|pathaidinu\w*|dinu\w*|please|pls)(?= |$)|(?:कुन|कस्तो|के) (?:ढाँचा|फर्म्याट|फरम्याट|फर्मेट)|(?:ढाँचा|फर्म्याट|फरम्याट|फर्मेट) (?:कस्तो|के|कुन)|(?:^| )(?:show|give|send) (?:me |us )(?:an? |one )?(?:example|sample|demo)(?= |$)|(?:^| )(?:sample|example|namuna) (?:message|msg|format|dekhaunu\w*|dekhaidinu\w*|pathaidinu\w*)(?= |$)/u;
