import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** Whether "roll", "roll no." or "रोल नं" stands before the number. */
export function isAfterRollLabel(page: Page, at: number): boolean {
  if (page.tokens[at - 1]?.norm === '(') return true;
  for (let from = Math.max(0, at - 5); from < at; from += 1) {
    if (
      page.senses[from]?.some(
        (s) => s.group === 'label' && s.value === 'roll' && s.to >= at - 1 && s.to <= at,
      ) === true
    )
      return true;
  }
  return false;
}

/** "roll cha": the word for a roll stands right before the number, and belongs to no number before it ("8 no cha"). */
function isNamedRoll(page: Page, at: number): boolean {
  const word = page.tokens[at - 1]?.norm === '.' ? at - 2 : at - 1;
  return isAfterRollLabel(page, at) && !isStatus(page, word) && page.tokens[word - 1]?.kind !== 'number';
}

/** "late cha", "bidama cha": a status ends at the token. */
function isStatus(page: Page, at: number): boolean {
  for (let from = Math.max(0, at - 2); from <= at; from += 1)
    if (page.senses[from]?.some((s) => s.group === 'status' && s.value !== 'filler' && s.to === at + 1))
      return true;
  return false;
}

const TIME_UNIT = wordSet(
  'am pm baje bajey bje बजे min mins minute minutes मिनेट hour hours ghanta घण्टा hrs % percent th st nd rd period पिरियड din days day दिन',
);

/** Rolls: "5", "2-4", "2 to 4", "२ देखि ४ सम्म", "#7", "r7", "twelve". Times and the like are stepped over. */
export function rollsAt(page: Page, at: number): { rolls: number[]; to: number } | null {
  const first = rollNumber(page, at);
  if (first === null) return null;
  const unit = page.tokens[first.to];
  if (unit !== undefined && TIME_UNIT.has(unit.norm)) return { rolls: [], to: first.to + 1 };
  if (
    unit?.norm === ':' &&
    unit.glued &&
    page.tokens[first.to + 1]?.kind === 'number' &&
    page.tokens[first.to + 1]?.glued
  ) {
    const hour = TIME_UNIT.has(page.tokens[first.to + 2]?.norm ?? '');
    return { rolls: [], to: first.to + (hour ? 3 : 2) };
  }
  let to = first.to;
  const join = page.tokens[to];
  const joinsRange = join !== undefined && RANGE.has(join.norm);
  const second = joinsRange ? rollNumber(page, to + 1) : null;
  if (second === null || second.value <= first.value || second.value - first.value > 60)
    return { rolls: [first.value], to };
  to = second.to;
  if (/^(?:samma|सम्म)$/.test(page.tokens[to]?.norm ?? '')) to += 1;
  return { rolls: Array.from({ length: second.value - first.value + 1 }, (_, k) => first.value + k), to };
}

const RANGE = wordSet('- ~ to till upto through dekhi देखि bata बाट');

function rollNumber(page: Page, at: number): { value: number; to: number } | null {
  const token = page.tokens[at];
  if (token === undefined) return null;
  if (token.kind === 'number') {
    if (/^\d{1,3}$/.test(token.norm)) return { value: Number(token.norm), to: at + 1 };
    // "5.7.9": rolls with stops between them are read one by one by the caller as unknown.
    return null;
  }
  if (token.norm === '#' || token.norm === 'r' || token.norm === 'rn' || token.norm === 'no') {
    const next = page.tokens[at + 1];
    return next?.kind === 'number' && next.glued && /^\d{1,3}$/.test(next.norm)
      ? { value: Number(next.norm), to: at + 2 }
      : null;
  }
  const word = senseAt(page, at, 'number');
  if (word?.exact !== true || BOTH.test(token.norm)) return null;
  // "bholi bida cha": the word for six is also "is".
  if (/^(?:chh?a|xa|छ)$/.test(token.norm) && !isRanged(page, at) && !isNamedRoll(page, at)) return null;
  const tens = Number(word.value);
  const ones = tens >= 20 && tens % 10 === 0 ? senseAt(page, word.to, 'number') : undefined;
  if (ones?.exact && Number(ones.value) < 10) return { value: tens + Number(ones.value), to: ones.to };
  return { value: tens, to: word.to };
}

/** "Deepa ra Kabita dubai absent": those two, and not the second. */
const BOTH = /^(?:du[wbv]ai|duitai|दुवै|दुबै|दुइटै)$/;

/** "2 dekhi cha samma": a word beside it says that it is a number. */
function isRanged(page: Page, at: number): boolean {
  return (
    /^(?:dekhi|देखि|to)$/.test(page.tokens[at - 1]?.norm ?? '') ||
    /^(?:samma|सम्म)$/.test(page.tokens[at + 1]?.norm ?? '')
  );
}

/** "4 no aayena", "8 no absent cha": behind a number and before what is said in Nepali, "no" is its name. */
export function isBehindNumber(page: Page, at: number): boolean {
  if (page.tokens[at - 1]?.kind !== 'number') return false;
  const next = page.tokens[at + 1];
  const status = page.senses[at + 1]?.find((s) => s.group === 'status' && s.value !== 'filler');
  if (next === undefined || status === undefined) return next?.kind === 'word' && NEPALI_WORD.test(next.norm);
  return (
    NEPALI_STATUS.test(next.norm) ||
    [status.to - 1, status.to].some((end) => NEPALI_VERB.test(page.tokens[end]?.norm ?? ''))
  );
}

const NEPALI_WORD =
  /^(?:ko|ka|lai|le|ra|ani|cha|chha|xa|chan|chhan|xan|thiyo|thie|thiye|thyo|bhayo|vayo|bhae|bhaye|vaye|hijo|aaja|asti|\p{L}*bar)$/u;
const NEPALI_VERB =
  /^(?:a+y[ao]|aae|aaye|li[ye]+|liyo|cha|chha|xa|chan|chhan|xan|chin|xin|th[iy]\w+|bha[ey]\w*|va[ey]\w*|aako|aaeko|aayeko|bas[ye]\w*|pugyo|puge)$/;
const NEPALI_STATUS =
  /^(?:a+y?[aeiy]*na|a+ena\w*|aako|aaeko|aayeko|ayeko|gay[ae]l|gael|anup\w+|bida\w*|vida\w*|ch?hutti\w*|dhil\w+|aber\w*|hajir|upasthit|birami|chain\w*)$/;
