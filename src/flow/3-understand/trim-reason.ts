import { type Page, senseAt } from './page.ts';

/** Leaves family words and connecting words off both ends. */
export function trimReason(page: Page, ids: readonly number[]): number[] {
  // "we are visiting his grandparents": not about the child, so who does it stays.
  const [who, verb] = ids.map((id) => page.tokens[id]?.norm ?? '');
  if (/^(?:we|i)$/.test(who ?? '') && /^(?:are|am|have|need|must|were)$/.test(verb ?? '')) return [...ids];
  let first = 0;
  let last = ids.length;
  while (
    first < last &&
    (isSmall(page, ids[first] as number) || isEnding(page, ids[first] as number)) &&
    !isOwner(page, ids, first) &&
    !isOwned(page, ids, first)
  )
    first += 1;
  // "suffering from fever and cough": what it is from stays with a longer illness.
  const from = first > 0 && last - first >= 2 && page.tokens[ids[first - 1] as number]?.norm === 'from';
  if (from && page.tokens[ids[first - 2] ?? -1]?.norm === 'suffering') first -= 1;
  while (
    last > first &&
    isSmall(page, ids[last - 1] as number) &&
    !isPlace(page, ids, first, last - 1) &&
    !isVerb(page, ids, first, last - 1) &&
    page.tokens[ids[last - 2] ?? -1]?.norm !== 'since'
  )
    last -= 1;
  return ids.slice(first, last);
}

/** "ko", "'s": what the child's name left behind. */
function isEnding(page: Page, at: number): boolean {
  return /^(?:ko|ka|को|का|'s)$/.test(page.tokens[at]?.norm ?? '');
}

/** Who is never the child: "kaka", "grandmother"; and who may be ("bhai", "sister") where nobody is ill. */
const ELDERS =
  /^(?:kaka|kaki|mama|maiju|fupu|phupu|didi|dai|hajur(?:ba|buwa|buba|aama|ama)|baje|bajai|bajyai|buwa|buba|baba|bau|ba|aama|ama|mummy|mami|papa|dad|daddy|mum|mom|mother|father|uncle|aunt|aunty|cousin|grand(?:father|mother|pa|ma|parents)|काका|काकी|मामा|माइजू|फुपू|दिदी|दाइ|हजुरबा|हजुरबुबा|हजुरबुवा|हजुरआमा|बाजे|बज्यै|बुवा|बुबा|बाबा|बा|आमा|ममी|बाबुआमा)(?:ko|ka|le|lai|को|का|ले|लाई|'s)?$/;
const SIBLINGS =
  /^(?:bhai|bahini|brother|sister|nephew|niece|भाइ|बहिनी|भान्जा|भदा)(?:ko|ka|le|lai|को|का|ले|लाई|'s)?$/;

/** "bhai ko upanayan", "kaka ko chora ko pasni": whose occasion it is stays with it. */
function isOwner(page: Page, ids: readonly number[], n: number): boolean {
  const norm = page.tokens[ids[n] as number]?.norm ?? '';
  const rest = ids.slice(n + 1);
  if (rest.every((at) => isSmall(page, at))) return false;
  if (ELDERS.test(norm)) return true;
  if (!SIBLINGS.test(norm) || has(page, rest, 'sick')) return false;
  return (
    /(?:ko|ka|को|का|'s)$/.test(norm) ||
    /^(?:ko|ka|को|का|'s|')$/.test(page.tokens[rest[0] as number]?.norm ?? '')
  );
}

/** "her grandfather's funeral", "our house warming": whose it is stays with what it is. */
function isOwned(page: Page, ids: readonly number[], n: number): boolean {
  const norm = page.tokens[ids[n] as number]?.norm ?? '';
  const next = ids[n + 1];
  if (next !== (ids[n] as number) + 1) return false;
  // "a bad headache", but "a fever" is a fever.
  if (/^an?$/.test(norm)) return !isSmall(page, next) && ids[n + 2] === next + 1 && !isSmall(page, next + 1);
  return (
    /^(?:her|his|our|their)$/.test(norm) &&
    (!isSmall(page, next) || /'s$/.test(page.tokens[next]?.norm ?? ''))
  );
}

/** "didi ko bihe cha", "व्रतबन्ध भएकाले": the verb that closes the clause. */
function isVerb(page: Page, ids: readonly number[], first: number, n: number): boolean {
  let before = n - 1;
  // "bhayeko le" is one verb.
  if (/^(?:le|ले)$/.test(page.tokens[ids[n] as number]?.norm ?? '')) {
    if (!/^(?:bh?a|v)\w*ko$|^भएको$/.test(page.tokens[ids[before] ?? -1]?.norm ?? '')) return false;
    before -= 1;
  } else if (!VERB.test(page.tokens[ids[n] as number]?.norm ?? '')) return false;
  const previous = ids[before];
  if (
    before < first ||
    previous === undefined ||
    ids[n] !== previous + (n - before) ||
    isSmall(page, previous)
  )
    return false;
  // "birami cha", "viral fever bhako le": an illness by its name is said without its verb.
  const illness = page.senses[ids[first] as number]?.some(
    (s) => s.group === 'guardian' && s.value === 'sick' && s.to > previous,
  );
  const named = before === first || n - before === 2;
  return !(illness && named);
}

const VERB =
  /^(?:chh?a|xa|छ|ho|हो|hai|है|bhayo|vayo|bho|भयो|huncha|hunchha|hunxa|हुन्छ|bhaekole|bhayekole|bhakole|vakole|vayekole|भएकोले|भएकाले)$/;

/** "hospital ma cha": the postposition belongs to its noun. */
function isPlace(page: Page, ids: readonly number[], first: number, n: number): boolean {
  return (
    /^(?:ma|मा|bata|बाट)$/.test(page.tokens[ids[n] as number]?.norm ?? '') &&
    n > first &&
    !isSmall(page, ids[n - 1] as number) &&
    (ids[n] as number) === (ids[n - 1] as number) + 1
  );
}

/** Whether a token says who the child is or only joins. */
export function isSmall(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (/^(?:ko|को|'s)$/.test(token?.norm ?? '') && senseAt(page, at + 1, 'guardian', 'occasion') !== undefined)
    return false;
  if (token === undefined || token.kind === 'mark' || token.kind === 'emoji') return true;
  return (
    senseAt(page, at, 'guardian', 'family') !== undefined &&
    senseAt(page, at, 'guardian', 'sick') === undefined &&
    senseAt(page, at, 'guardian', 'occasion') === undefined
  );
}

/** Whether a clause says nothing of its own. */
export function isOnlySmall(page: Page, ids: readonly number[]): boolean {
  return ids.every((at) => isSmall(page, at));
}

/** Whether a word of that meaning for guardians begins in a clause. */
export function has(page: Page, ids: readonly number[], value: string): boolean {
  return ids.some((at) => senseAt(page, at, 'guardian', value) !== undefined);
}
