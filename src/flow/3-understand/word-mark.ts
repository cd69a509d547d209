import type { Mark, Status } from './find-marks.ts';
import type { Break } from './find-partings.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** A status or governing word before the token `until`, or a word that is none of these. */
export function wordAt(page: Page, at: number, sep: Break, until: number): { mark: Mark | null; to: number } {
  const token = page.tokens[at];
  if (token === undefined || token.kind === 'mark') return { mark: null, to: at + 1 };
  // "sabai chan": all are there.
  if (
    THERE.has(token.norm) &&
    senseAt(page, at - 1, 'status', 'all') !== undefined &&
    senseAt(page, at - 1, 'status', 'all')?.to === at
  ) {
    return { mark: { is: 'status', status: 'present', negated: false, verb: false, at, sep }, to: at + 1 };
  }
  // "T-20, P-18, A-2": how many there are.
  if (
    token.norm === 't' &&
    LIST_MARKS.has(page.tokens[at + 1]?.norm ?? '') &&
    page.tokens[at + 2]?.kind === 'number'
  )
    return { mark: { is: 'count', at, sep, nepali: false }, to: at + 1 };
  const letter = letterStatus(page, at);
  if (letter !== null)
    return { mark: { is: 'status', status: letter, negated: false, verb: false, at, sep }, to: at + 1 };
  // "in class" names no presence where the class's name goes on ("absent in class 7B").
  const statuses = page.senses[at]?.filter((s) => s.group === 'status' && s.to <= until) ?? [];
  const nepali = token.deva || (statuses.length > 0 && NEPALI.test(token.norm));
  // What only looks like a small word may be somebody's name.
  const best = statuses.find((s) => s.value !== 'filler') ?? statuses.find((s) => s.exact);
  const negation = senseAt(page, at, 'word', 'not');
  if (best === undefined || (best.value === 'filler' && negation !== undefined)) {
    if (negation !== undefined && !isStress(page, at))
      return { mark: { is: 'not', at, sep, nepali }, to: negation.to };
    if (isStress(page, at)) return { mark: null, to: at + 1 };
    if (token.kind === 'number' || isNeutral(page, at)) return { mark: null, to: at + 1 };
    return { mark: { is: 'unknown', raw: token.raw, at, to: at + 1, sep }, to: at + 1 };
  }
  if (negation !== undefined && negation.to > best.to)
    return { mark: { is: 'not', at, sep, nepali }, to: negation.to };
  switch (best.value) {
    case 'absent':
    case 'late':
    case 'leave':
    case 'present': {
      if (best.value === 'present' && (isTense(page, at, best.to) || isInvited(page, at, best.to))) {
        return { mark: { is: 'unknown', raw: token.raw, at, to: best.to, sep }, to: best.to };
      }
      const verb = NEGATIVE_VERB.test(token.norm);
      const isIll = best.value === 'leave' && ILL.test(token.norm);
      const ill = isIll
        ? { ill: true as const, ...(isCause(page, best.to) ? { cause: true as const } : {}) }
        : {};
      return {
        mark: {
          is: 'status',
          status: best.value,
          negated: MISSED_NOT.test(token.norm),
          verb,
          at,
          sep,
          ...ill,
        },
        to: best.to,
      };
    }
    case 'attendance':
      return { mark: { is: 'title', at, sep, nepali }, to: best.to };
    case 'filler':
      return { mark: null, to: best.to };
    case 'count':
      // "5A bata 4 ra 9 absent": from where, and no "wata".
      if (/^(?:bata|बाट)$/.test(token.norm)) return { mark: null, to: best.to };
      return { mark: { is: 'count', at, sep, nepali }, to: best.to };
    default:
      return { mark: { is: best.value as 'all', at, sep, nepali }, to: best.to };
  }
}

const LIST_MARKS = wordSet(': = -');

/** "sabai 16 jana nai aaye": the word stresses, and denies nothing as it does in Maithili. */
function isStress(page: Page, at: number): boolean {
  if (!STRESS.has(page.tokens[at]?.norm ?? '')) return false;
  return [1, 2, 3].some((k) => /^(?:sab|sabai|sabaijana|सबै|सब|सबैजना)$/.test(page.tokens[at - k]?.norm ?? ''));
}

const STRESS = wordSet('nai नै');

const THERE = wordSet('chan chhan xan छन्');
const NEPALI = /^(?:bahek|baahek|vahek|matra|mattra|kohi|kunai|chod|chhod|chad|baheg)/;

/** "A - 3, 7; L: 9": a letter before its list. */
function letterStatus(page: Page, at: number): Status | null {
  const letter = page.tokens[at]?.norm;
  const status = letter === 'a' ? 'absent' : letter === 'l' ? 'late' : letter === 'p' ? 'present' : null;
  if (status === null) return null;
  const mark = page.tokens[at + 1]?.norm;
  // "A: 3, 4 L: 6": behind a number only where another letter heads its list so.
  if (page.tokens[at - 1]?.kind === 'number' && !isLed(page, at, mark)) return null;
  return (mark === ':' || mark === '-') && page.tokens[at + 2]?.kind === 'number' ? status : null;
}

/** Whether another letter, or "total", heads its list with the same mark a little before. */
function isLed(page: Page, at: number, mark: string | undefined): boolean {
  for (let k = at - 1; k >= 0 && k > at - FAR; k -= 1)
    if (HEADS.test(page.tokens[k]?.norm ?? '') && page.tokens[k + 1]?.norm === mark) return true;
  return false;
}

/** How far back that letter is looked for, in tokens. */
const FAR = 60;

const HEADS = /^(?:[aplt]|total|jamma|kul|जम्मा|कुल)$/;

/** "birami bhayera", "jwaro le": a verb or an ending makes it the cause of what follows. */
function isCause(page: Page, to: number): boolean {
  const next = page.tokens[to]?.norm ?? '';
  return (
    /^[a-z]+(?:era|ekole)$|(?:एर|ेर|एकोले|एकाले|ेकोले|ेकाले)$/u.test(next) ||
    /^(?:le|ले)$/.test(next) ||
    (/^(?:bhayeko|bhako|lageko|aayeko|भएको|लागेको|आएको)$/.test(next) &&
      /^(?:le|ले|hunale|karan)/.test(page.tokens[to + 1]?.norm ?? ''))
  );
}

// "kohi pani chutena": was not missed.
const MISSED_NOT = /^(?:chh?utenan?|छुटेनन?्?)$/;

const ILL = /^(?:sick|ill|unwell|fever|hospital|not|bira+mi|jwaro|jworo|बिरामी|विरामी|ज्वरो|सिक)$/;

// "aaenan", "आएनन्": did not come, in one word.
const NEGATIVE_VERB = /^(?:aa?i?y?e?nan?|aaena|aayena|आएनन्?|आयेनन्?|आएन)$/;

/** "present tense", "simple present" are grammar. */
function isTense(page: Page, at: number, to: number): boolean {
  const next = page.tokens[to]?.norm ?? '';
  const before = page.tokens[at - 1]?.norm ?? '';
  return (
    /^(?:tense|perfect|continuous|participle|simple|indefinite|past|form)/.test(next) ||
    /^(?:simple|past|the)$/.test(before)
  );
}

/** "upasthit hunu hola", "must be present": who is asked to come, and no roll call. */
function isInvited(page: Page, at: number, to: number): boolean {
  const before = [page.tokens[at - 1]?.norm ?? '', page.tokens[at - 2]?.norm ?? ''];
  if (before[0] === 'be' && !/^(?:to|will|not)$/.test(before[1] ?? '')) return true;
  if (
    before[0] === 'be' &&
    /^(?:requested|required|have|has|need|needs|asked|expected|invited)$/.test(
      page.tokens[at - 3]?.norm ?? '',
    )
  )
    return true;
  const next = page.tokens[to]?.norm ?? '';
  return (
    TO_COME.test(next) ||
    (/^(?:huna|हुन|bhai|भई|भइ)$/.test(next) && INVITES.test(page.tokens[to + 1]?.norm ?? ''))
  );
}

// The polite imperative and the future of "be": -nu hola, -dinus, -nu parne.
const TO_COME =
  /^(?:hu?nu(?:hola|hos|s|parne|parnecha|parcha|parchha|parchh?a|paryo)?|hune(?:cha|chha|chhan|6)?|bha(?:i|y[ie])?di(?:nu|na|ne|nus|nuhola|nuhos|eu)?(?:hola|hos)?|rahanu(?:hola|hos|s)?|garaunu(?:hola|hos|s)?|garaidinu(?:hola|hos|s)?|हुनु(?:होला|होस्|स्|पर्ने|पर्नेछ|पर्छ|पर्‍यो)?|हुनुहोला|हुनेछ|भइदिनु(?:होला|होस्|स्|हुन)?|भईदिनु(?:होला|होस्|स्|हुन)?|रहनु(?:होला|होस्|स्)?|गराउनु(?:होला|होस्|स्)?|गराइदिनु(?:होला|होस्|स्)?)$/;
const INVITES =
  /^(?:anurodh|agraha|aagraha|binti|dinu(?:hola|hos|s)?|dina|parne|parcha|अनुरोध|आग्रह|विनम्र|बिन्ती|दिनु(?:होला|होस्|स्|हुन)?)$/;

/** Words of politeness, connection and address are neither pupils nor statuses. */
function isNeutral(page: Page, at: number): boolean {
  return (
    page.senses[at]?.some(
      (s) =>
        s.exact &&
        (s.group === 'connect' ||
          (s.group === 'command' && ['greeting', 'thanks', 'around'].includes(s.value)) ||
          s.group === 'subject' ||
          (s.group === 'word' && s.value === 'and')),
    ) ?? false
  );
}
