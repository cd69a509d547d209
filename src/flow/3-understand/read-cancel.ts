import { type Page, senseAt } from './page.ts';
import type { Role } from './reading.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Longest text, in words, that is looked at for a wish to take a message back. */
const LONGEST = 18;

/** `cancel`: takes a message back; `doubt`: speaks of a mistake among other things; null: neither. */
export type Cancelling = 'cancel' | 'doubt' | null;

/**
 * Whether staff take a message back in words of their own ("oh no i sent that to the wrong group please take it
 * back"): a word of mistake or withdrawal beside a word for the message, and nothing of a lesson.
 */
export function readCancel(said: Said, role: Role): Cancelling {
  if (role === 'guardian') return null;
  const { page } = said;
  const words = said.words();
  if (words.length === 0 || words.length > LONGEST) return null;
  const text = said.wording();
  const withdraws = WITHDRAWS.test(text);
  const mistaken = MISTAKEN.test(text);
  if (!withdraws && !mistaken) {
    if (!endsInCancel(page)) return null;
    return isLesson(page, words) ? 'doubt' : 'cancel';
  }
  if (isLesson(page, words)) return 'doubt';
  const message = MESSAGE.test(text);
  return (withdraws && (message || mistaken)) ||
    (mistaken && (message ? words.length <= 12 : words.length <= 4))
    ? 'cancel'
    : 'doubt';
}

/** "no no, absent ko kura napathaune. cancel": a sentence of its own at the end takes the message back. */
function endsInCancel({ tokens, senses, partings }: Page): boolean {
  let last = tokens.length - 1;
  while (last > 0 && (partings[last] ?? 0) > 0) last -= 1;
  const command = senses[last]?.some((s) => s.group === 'command' && s.value === 'cancel' && s.exact);
  return command === true && CANCELS.has(tokens[last]?.norm ?? '') && (partings[last - 1] ?? 0) >= 2;
}

const CANCELS = wordSet('cancel undo delete stop radda roka रद्द क्यान्सल');

const edge = (words: string) => new RegExp(`(?:^| )(?:${words})(?= |$)`, 'u');

const WITHDRAWS = edge(
  "(?:please |pls |plz |kindly )(?:cancel|delete|remove|ignore)(?: it)?|(?:cancel|delete|remove) (?:please|pls|plz)|(?:please |pls )?(?:undo|unsend|revert|withdraw|recall|take (?:it|that|this|them) back|take back|call (?:it|that) back|delete (?:it|that|this|the (?:last )?(?:message|msg|one|text))|remove (?:it|that|this|the (?:message|msg|text))|cancel (?:it|that|this|my|the)(?: last| previous)? ?(?:message|msg|one|text|notice|update|homework)?|(?:don't|dont|do not) send (?:it|that|this|the (?:message|msg|last one))|stop (?:it|that|this) (?:message|msg|from going)|radd?a (?:gara|garnu|garnus|garnuhos|gardinu|gardinus|garidinu|garidinus)|(?:delete|cancel) (?:gara|garnu|garnus|gardinu|gardinus|garidinu|garidinus)|hataidinu|hataidinus|hatai dinu|hatai dinus|hataunu|hataunus|mitaidinu|mitaidinus|metaidinu|fyakidinu|fyakidinus|fyaki dinu|rokidinu|rokidinus|rokidinuhos|rokdinus|roknus|roknu|rokna|rokka gara|cancel garna|रोकिदिनुस्|रोकिदिनुहोस्|रोक्नुहोस्|रोक्नुस्|firta (?:lina|linus|linu|garnus|gara)|रद्द (?:गर|गर्नु|गर्नुस्|गर्नुहोस्|गरिदिनु|गरिदिनुस्|गरिदिनुहोस्|गर्नुहोला)|हटाइदिनु|हटाइदिनुस्|हटाइदिनुहोस्|हटाउनुस्|हटाउनुहोस्|मेटाइदिनुस्|मेटाइदिनुहोस्|मेटाउनुहोस्|डिलिट (?:गर्नुस्|गर्नुहोस्|गरिदिनुस्|गरिदिनुहोस्)|फिर्ता (?:लिनुस्|लिनुहोस्|गर्नुस्)|नपठाउनुस्|नपठाउनुहोस्|नपठाइदिनुस्)",
);
const MISTAKEN = edge(
  "(?:galti|galati|galtile|galat|bhul|bhulle|bhulbas|gadbad)(?: le)?(?: (?:bhayo|vayo|bho|vo|gayo|garey|gare|pathaye|pathayechu|pathaechu|pathako|cha|xa|ho))?|by mistake|mistakenly|my mistake|accidentally|wrong (?:group|message|msg|class|one|text|person|parents|number|file|photo|update|section|notice)|sent (?:it |this |that )?(?:to the |to )?wrong|galat (?:class|kaksha|group|manche|number|thau|message)|arkai (?:class|kaksha|group|manche)|अर्कै (?:कक्षा|समूह|ग्रुप)(?:को|का|मा|लाई)?|गल्ती|गल्ति|गल्तीले|गल्तिले|भुलले|भूलले|गलत (?:सन्देश|म्यासेज|मेसेज|सूचना|कक्षा|समूह|ग्रुप|नम्बर|मान्छे|क्लास)(?:मा|लाई|को)?|made a mistake|(?:was|is|it's|its) (?:a )?mistake|galat (?:pathaye|pathaechu|pathayechu|gayecha|gaecha|lekhe|lekhechu|bhayecha|bhaecha)|गलत (?:पठाएँ|पठाएछु|गएछ|लेखेछु|लेखेँ|भएछ)",
);
const MESSAGE = edge(
  'message|messages|msg|msgs|mesej|mesage|massage|masej|sms|text|sandesh|sandes|suchana|notice|update|post|it|that|this|one|tyo|yo|last|previous|pathayeko|pathaeko|pathaye|sent|group|सन्देश|म्यासेज|मेसेज|सूचना|त्यो|यो|पठाएको|अघिको|माथिको|homework',
);

/** Whether a text teaches or sets something, so that a mistake in it may be what the lesson is about. */
function isLesson(page: Page, words: readonly number[]): boolean {
  const labels = words.filter((at) => senseAt(page, at, 'label', 'homework')?.exact).length;
  return (
    words.some(
      (at) =>
        (senseAt(page, at, 'subject')?.exact && !/^[Ii]t$/.test(page.tokens[at]?.raw ?? '')) ||
        page.tokens[senseAt(page, at, 'work')?.to ?? -1]?.kind === 'number' ||
        senseAt(page, at, 'teach', 'before') !== undefined,
    ) ||
    (labels > 0 && words.length > 8)
  );
}
