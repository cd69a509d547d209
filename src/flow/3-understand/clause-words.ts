import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** Who does something in a clause, or what joins one to another: words of talk, which name no lesson. */
const CLAUSE = wordSet(
  "i i'm i've we we're they they're he she because was were wasn't weren't couldn't didn't didnt don't dont won't can't cant haven't hasn't kinabhane kinaki किनभने किनकि भएकाले भएकोले हामी मैले हामीले उनीहरू उनीहरूले uniharu uniharule unharule hamile hamiharule maile",
);

/** Words that show that the clause words are what the lesson is about ("use of was and were"). */
const OF_LANGUAGE = wordSet(
  `" ' / use usage pronoun pronouns verb verbs tense tenses grammar sentence sentences vs song poem rhyme story chapter lesson unit speech wh verb phrases words word helping auxiliary is am are प्रयोग सर्वनाम prayog sarbanam path पाठ katha kabita कविता कथा गीत geet`,
);

const PRONOUN = wordSet('i we they he she');
const JOIN = wordSet('and but so as because since if when then today now also n though although while that');
const WHO = wordSet('we i they hami hamile हामीले maile मैले');
const DONE =
  /(?:[a-z]{2}ed|taught|learnt|sang|did|made|drew|wrote|read|saw|had|took|began|went|built|told|heard|sung|cut|put|grew)$/;

/** Whether a run of words speaks in clauses, as somebody tells something, and does not name a lesson. */
export function isTelling(page: Page, ids: readonly number[]): boolean {
  let clause = false;
  for (const [n, id] of ids.entries()) {
    const token = page.tokens[id];
    if (token === undefined) continue;
    if (OF_LANGUAGE.has(token.norm)) return false;
    // "I - V", "Roman I": a numeral.
    const next = page.tokens[ids[n + 1] ?? -1];
    if (token.norm === 'i' && (next?.kind !== 'word' || /^(?:to|till|and|unit|part|lesson)$/.test(next.norm)))
      continue;
    // "we coloured the apple": what was done in the lesson.
    if (n <= 2 && WHO.has(token.norm) && DONE.test(next?.norm ?? '')) continue;
    // "the things we get from animals": a clause that belongs to its noun.
    const before = page.tokens[ids[n - 1] ?? -1];
    if (n > 0 && PRONOUN.has(token.norm) && before?.kind === 'word' && !JOIN.has(before.norm)) continue;
    clause ||= CLAUSE.has(token.norm);
  }
  return clause;
}

/** A verb of what is to come: "will be taught", "पढाइनेछ", "padhaunechu". It tells of no lesson that was. */
export function isToCome(page: Page, ids: readonly number[]): boolean {
  return ids.some((id, n) => {
    const norm = page.tokens[id]?.norm ?? '';
    if (norm === 'will') return n > 0 && page.tokens[ids[n + 1] ?? -1]?.kind === 'word';
    return /(?:नेछ|नेछु|नेछौं|नेछौँ|नेछन्|नेछौ|nechh?a|nexa|nechh?u|nechh?au|nexau|nexu)$/.test(norm);
  });
}

const ALSO_JOIN = wordSet('so where while jasma जसमा');
const LEARNERS =
  /^(?:students?|kids|children|bachh?a|bachcha|bachchale|bachhale|bidyarthi|bidyarthile|bidyarthiharule|bachhaharule|bachchaharule|ketaketi|ketaketile|everyone|everybody|they|most|many|some|few|विद्यार्थीले|विद्यार्थीहरूले|विद्यार्थीहरुले|बच्चाले|बच्चाहरूले|सबैले|केटाकेटीले|बालबालिकाले)$/;
const BEFORE = wordSet('the all my our these sabai sab harek सबै hamra hamro');

/**
 * Whether a clause about the pupils begins at a token behind other words: "volcanoes and the kids loved it". The
 * place is the conjunction, which goes with it.
 */
export function startsLearners(page: Page, at: number): boolean {
  const join = senseAt(page, at, 'word', 'and') ?? senseAt(page, at, 'word', 'but');
  if (join === undefined && !ALSO_JOIN.has(page.tokens[at]?.norm ?? '')) return false;
  let here = join?.to ?? at + 1;
  while (BEFORE.has(page.tokens[here]?.norm ?? '')) here += 1;
  return LEARNERS.test(page.tokens[here]?.norm ?? '') && page.tokens[here + 1]?.kind === 'word';
}
