import { type Page, senseAt } from './page.ts';
import { trimIds } from './trim-ids.ts';
import { wordSet } from './word-set.ts';

/** Whether a text tells pupils to do something. `own` is the text without what joins at its ends. */
export function isTask(
  page: Page,
  ids: readonly number[],
  own: readonly number[] = trimIds(page, ids),
): boolean {
  const polite = own.findIndex((id) => !POLITE.has(page.tokens[id]?.norm ?? ''));
  const trimmed = own.slice(Math.max(0, polite));
  const first = trimmed[0];
  if (first === undefined) return false;
  // "colours and shapes", "draws": only the bare verb commands.
  const obliged = obligedAt(page, ids);
  const command = senseAt(page, obliged ?? first, 'task', 'imperative');
  if (
    command?.exact &&
    !command.ended &&
    !ENDINGS.has(page.tokens[command.to]?.norm ?? '') &&
    trimmed.length > 1
  )
    return true;
  if (
    obliged !== undefined &&
    page.tokens[obliged]?.kind === 'word' &&
    !NO_WORK.has(page.tokens[obliged]?.norm ?? '')
  )
    return true;
  if (homeLead(page, ids) > 0) return true;
  const last = ids.at(-1);
  return ids.some((id) => {
    const token = page.tokens[id];
    if (token === undefined) return false;
    const verb = senseAt(page, id, 'task', 'do');
    if (
      verb !== undefined &&
      !DESCRIBED.has(page.tokens[verb.to]?.norm ?? '') &&
      !isParticiple(page, ids, verb.to)
    )
      return true;
    const place = senseAt(page, id, 'task', 'home');
    // "ghar ko chitra" is a picture of a house.
    const home = place !== undefined && !(token.norm === 'ghar' && place.to === id + 1);
    if (home && (id === first || token.norm !== 'at')) return true;
    return (
      token.deva &&
      id === last &&
      !/दिनु(?:होला|होस्|स्)?$/.test(token.norm) &&
      /(?:्ने|उने|नु|नुहोस्|नुहोला|नुस्)$/.test(token.norm)
    );
  });
}

const POLITE = wordSet('please pls plz kindly kripaya कृपया');
const NO_WORK = wordSet(
  'be come wear attend reach pay take have go not improve focus work know understand get',
);
const ENDINGS = wordSet('ma ko ka le lai haru मा को ले लाई');

const PUPIL = wordSet(
  'they them students student kids children pupils everyone everybody all you the and so also please pls kindly ani asked told their class will',
);
const OBLIGES = wordSet('to should must shall');

/** "they have to learn …", "students should …", "kids must …": where what they are to do begins. */
function obligedAt(page: Page, ids: readonly number[]): number | undefined {
  let n = 0;
  if (isLetting(page, ids, n)) return ids[n + 2];
  while (n < ids.length && PUPIL.has(page.tokens[ids[n] ?? -1]?.norm ?? '')) {
    n += 1;
    if (isLetting(page, ids, n)) return ids[n + 2];
  }
  const who = n;
  while (n < ids.length && HAVE.has(page.tokens[ids[n] ?? -1]?.norm ?? '')) n += 1;
  if (who === 0 || !OBLIGES.has(page.tokens[ids[n] ?? -1]?.norm ?? '')) return undefined;
  return ids[n + 1];
}

const HAVE = wordSet('have has need needs are will supposed');

/** "they have to …", "students should …": an obligation and what it is to do. */
export function isObliged(page: Page, ids: readonly number[]): boolean {
  return obligedAt(page, ids) !== undefined;
}

/** "they have to …", "at home …", "… at home": work that says itself who does it or where. */
export function isSetApart(page: Page, ids: readonly number[]): boolean {
  return (
    homeLead(page, ids) > 0 ||
    obligedAt(page, ids) !== undefined ||
    ids.some((id) => senseAt(page, id, 'task', 'home')?.exact === true)
  );
}

/** "have them …", "make the kids …" */
function isLetting(page: Page, ids: readonly number[], n: number): boolean {
  return (
    LETS.has(page.tokens[ids[n] ?? -1]?.norm ?? '') &&
    /^(?:them|him|her|kids|students|children)$/.test(page.tokens[ids[n + 1] ?? -1]?.norm ?? '')
  );
}

const LETS = wordSet('have make let get');

/** "ghar ma …", "at home …": how many tokens at the head say where the work is done, with what joins them; 0 for none. */
export function homeLead(page: Page, ids: readonly number[]): number {
  let n = 0;
  while (n < ids.length && LEADS.has(page.tokens[ids[n] ?? -1]?.norm ?? '')) n += 1;
  const home = senseAt(page, ids[n] ?? -1, 'task', 'home');
  if (home === undefined || (page.tokens[ids[n] ?? -1]?.norm === 'ghar' && home.to === (ids[n] ?? 0) + 1))
    return 0;
  while (n < ids.length && (ids[n] as number) < home.to) n += 1;
  // "at home they should …"
  while (
    n < ids.length &&
    /^(?:they|you|students|kids|children|should|must|need|have|has|to|will|basera|बसेर)$/.test(
      page.tokens[ids[n] ?? -1]?.norm ?? '',
    )
  )
    n += 1;
  // "ghar ma bhako …", "घरमा भएका …", "at home, you …": what there is at home.
  return n < ids.length &&
    !/^(?:bha|bhay|vako|vay|hune|rahe|भएका|भएको|हुने|रहेका|गरिने)/.test(page.tokens[ids[n] ?? -1]?.norm ?? '')
    ? n
    : 0;
}

const LEADS = wordSet('ani and so ra अनि र please pls now');

/** "sarne rog", "उड्ने चरा": a Nepali command ends its clause; before a noun that means nothing here it describes it. */
function isParticiple(page: Page, ids: readonly number[], to: number): boolean {
  const next = page.tokens[to];
  return (
    next?.kind === 'word' && ids.includes(to) && (page.senses[to] ?? []).every((s) => s.group === 'common')
  );
}

// "banaune tarika", "लेख्ने कला": the verb describes a noun and tells nobody to do anything.
const DESCRIBED = wordSet(
  'lai le haru haruko harulai लाई ले हरू हरु tarika tareeka bidhi vidhi upaya upay kala niyam niyamharu prakriya kram chalan bela samaya thau thaun manis manche prani janawar bastu vastu kura kuraharu sadhan yantra katha kabita khel kaam ko wala sabda shabda sutra kriya bani aadat upkaran prabidhi तरिका तरीका विधि उपाय उपायहरू कला नियम नियमहरू प्रक्रिया क्रम चलन बेला समय ठाउँ मानिस मान्छे प्राणी जनावर वस्तु वस्तुहरू कुरा कुराहरू साधन साधनहरू यन्त्र कथा कविता खेल शब्द शब्दहरू सूत्र क्रिया बानी आदत उपकरण प्रविधि काम कामहरू को का पदार्थ तत्त्व अभ्यास abhyas abhyaas practice खेलहरू सीप seep sip क्षमता chamata प्रतियोगिता pratiyogita',
);

/** Whether a text is only a place in the book: "page 45", "ex 4.2 q 1-8", "पृष्ठ ४५ सबै". */
export function isWorkOnly(
  page: Page,
  ids: readonly number[],
  own: readonly number[] = trimIds(page, ids),
): boolean {
  const first = own[0];
  if (first === undefined) return false;
  const sense = senseAt(page, first, 'work');
  if (sense === undefined) {
    // "45 page", "४५ पृष्ठ"
    return page.tokens[first]?.kind === 'number' && senseAt(page, first + 1, 'work', 'page') !== undefined;
  }
  // "number 1 to 30 oral": counting, where nothing says that they are sums.
  if (/^numbers?$/.test(page.tokens[first]?.norm ?? '') && RANGE.has(page.tokens[sense.to + 1]?.norm ?? ''))
    return false;
  const next = senseAt(page, sense.to, 'work');
  return (
    page.tokens[sense.to]?.kind === 'number' ||
    (next !== undefined && page.tokens[next.to]?.kind === 'number') ||
    /^(?:no|number|nos|नं|ko|को|\.|:|-)$/.test(page.tokens[sense.to]?.norm ?? '')
  );
}

const RANGE = wordSet('to - – dekhi देखि');
