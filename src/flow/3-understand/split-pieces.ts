import { startsLearners } from './clause-words.ts';
import { backReference, startsWork } from './cut-run.ts';
import { type Break, isSeparator } from './find-breaks.ts';
import { findLevelSpan, isAllLevel, levelOf, levelTail, splitFinding } from './judge-level.ts';
import type { Sense } from './look-up-words.ts';
import { countBelow, type Page, senseAt } from './page.ts';
import type { Understanding } from './reading.ts';

export type Slot = 'topic' | 'homework' | 'understanding' | 'note' | 'due';

/** A stretch of one part of an update. `ids` are token numbers; separators at the ends are left out. */
export type Piece =
  | { kind: 'label'; slot: Slot; value: string; ids: number[]; sep: Break; marked: boolean; back?: true }
  | { kind: 'text'; ids: number[]; sep: Break; taught: boolean }
  | { kind: 'level'; ids: number[]; sep: Break; level: Understanding }
  | { kind: 'none'; ids: number[]; sep: Break };

/** Cuts a run of tokens at separators, labels, verbs of teaching and statements about understanding. */
export function splitPieces(page: Page, ids: readonly number[], breaks: readonly Break[]): Piece[] {
  const pieces: Piece[] = [];
  let buffer: number[] = [];
  let sep: Break = 3;
  const flush = (taught = false) => {
    if (buffer.length > 0) pushText(page, pieces, buffer, sep, taught);
    buffer = [];
    sep = 0;
  };
  for (let n = 0; n < ids.length; n += 1) {
    const at = ids[n] as number;
    if (isSeparator(page, at)) continue;
    const gap: Break = n === 0 ? 3 : strongest(ids, n, breaks);
    if (gap > 0) {
      flush();
      sep = gap;
    }
    const none = noHomework(page, ids, n, buffer);
    if (none !== null) {
      buffer = buffer.slice(0, none.keep);
      flush();
      pieces.push({ kind: 'none', ids: none.ids, sep });
      sep = 0;
      n = none.next - 1;
      continue;
    }
    const head = gap > 0 || buffer.every((id) => senseAt(page, id, 'connect', 'lead') !== undefined);
    const label = labelAt(page, at, head, gap) ?? labelBehind(page, at, buffer);
    if (label !== null) {
      const back = label.slot === 'homework' ? backReference(page, buffer) : 0;
      if (back > 0) buffer = buffer.slice(0, -back);
      flush();
      const to = label.sense.to;
      const used = ids.slice(n, n + countBelow(ids, n, to));
      pieces.push({
        kind: 'label',
        slot: label.slot,
        value: label.sense.value,
        ids: used,
        sep: gap,
        marked: label.marked,
        ...(back > 0 ? { back: true as const } : {}),
      });
      n += used.length - 1;
      sep = 0;
      continue;
    }
    if (buffer.length > 0 && !inLabel(pieces, sep) && startsLearners(page, at)) {
      flush();
      sep = 1;
      buffer.push(at);
      continue;
    }
    if (startsWork(page, ids, n, buffer, pieces, sep)) {
      flush();
      buffer.push(at);
      continue;
    }
    const after = inLabel(pieces, sep) ? 0 : taughtAfter(page, ids, n, buffer, breaks);
    if (after > 0) {
      n += after - 1;
      flush(true);
      continue;
    }
    buffer.push(at);
  }
  flush();
  return pieces;
}

/** "this is your homework": here the words before say that it is a label. */
function labelBehind(page: Page, at: number, buffer: readonly number[]): Label | null {
  const sense = page.senses[at]?.find((s) => s.group === 'label' && s.value === 'homework' && s.exact);
  return sense !== undefined && backReference(page, buffer) > 0
    ? { slot: 'homework', sense, marked: false }
    : null;
}

/** Within homework or a note no verb ends the slot ("hw: note copy complete"). */
function inLabel(pieces: readonly Piece[], sep: Break): boolean {
  const last = pieces.at(-1);
  return sep <= 1 && last?.kind === 'label' && (last.slot === 'homework' || last.slot === 'note');
}

/** The strongest break between this token and the one before it in the run. */
function strongest(ids: readonly number[], n: number, breaks: readonly Break[]): Break {
  return breaks[ids[n] as number] ?? 0;
}

function pushText(page: Page, pieces: Piece[], ids: number[], sep: Break, taught: boolean): void {
  const finding = inLabel(pieces, sep) ? null : splitFinding(page, ids);
  if (finding !== null) {
    pieces.push({ kind: 'text', ids: finding.topic, sep, taught: false });
    const judged = ids.filter((id) => !finding.topic.includes(id));
    pieces.push({ kind: 'level', ids: judged, sep: 1, level: finding.level });
    return;
  }
  const previous = pieces.at(-1);
  const inHomework =
    previous?.kind === 'label' && previous.slot !== 'understanding' && previous.slot !== 'due';
  const level = isAllLevel(page, ids) || isOfLearners(page, ids) ? levelOf(page, ids) : null;
  if (level !== null && !(inHomework && sep === 0 && previous.slot !== 'topic')) {
    pieces.push({ kind: 'level', ids, sep, level });
    return;
  }
  const span =
    inHomework && sep <= 1 && previous.slot !== 'topic'
      ? levelTail(page, ids)
      : inHomework && sep === 0
        ? null
        : findLevelSpan(page, ids);
  if (span === null || taught) {
    pieces.push({ kind: 'text', ids, sep, taught });
    return;
  }
  const before = ids.filter((id) => id < span.from);
  const after = ids.filter((id) => id >= span.to);
  if (before.length > 0) pieces.push({ kind: 'text', ids: before, sep, taught: false });
  pieces.push({
    kind: 'level',
    ids: ids.filter((id) => id >= span.from && id < span.to),
    sep: before.length > 0 ? 1 : sep,
    level: span.level,
  });
  if (after.length > 0) pieces.push({ kind: 'text', ids: after, sep: 1, taught: false });
}

/** "sabai le ramro sanga chine", "students performed well": who learnt, how well, and at most one other word. */
function isOfLearners(page: Page, ids: readonly number[]): boolean {
  const [first] = ids;
  if (first === undefined || ids.length > 7 || !LEARNERS.test(page.tokens[first]?.norm ?? '')) return false;
  return ids.filter((id) => !isAllLevel(page, [id])).length <= 1;
}

const LEARNERS =
  /^(?:students?|kids|children|sabai|sabaile|bachh?a|bachcha|bachchale|bidyarthi|bidyarthile|all|everyone|most|they|सबै|सबैले|विद्यार्थी|विद्यार्थीले|विद्यार्थीहरूले|बच्चा|बच्चाले|बच्चाहरूले)$/;

interface Label {
  slot: Slot;
  sense: Sense;
  marked: boolean;
}

const SLOTS: Record<string, Slot> = {
  homework: 'homework',
  topic: 'topic',
  classwork: 'topic',
  lesson: 'topic',
  understanding: 'understanding',
  note: 'note',
  due: 'due',
};

/** The label that begins at a token, where it is used as one: "HW …", "Topic: …", but not "topic of the day". */
export function labelAt(page: Page, at: number, head: boolean, gap: Break): Label | null {
  const senses = page.senses[at]?.filter((s) => s.group === 'label' && SLOTS[s.value] !== undefined) ?? [];
  for (const sense of senses) {
    const slot = SLOTS[sense.value] as Slot;
    // "ch-4" is a chapter, "Chapter - 4" a label.
    const joined = page.tokens[sense.to];
    if (sense.value === 'lesson' && joined?.norm === '-' && joined.glued && page.tokens[sense.to + 1]?.glued)
      continue;
    const next = page.tokens[sense.to];
    const marked = isLabelMark(page, sense.to);
    if (marked && (head || sense.value === 'homework' || (sense.value === 'due' && sense.to - at >= 2)))
      return { slot, sense, marked };
    if (slot === 'homework' && sense.value === 'homework') {
      const word = page.tokens[at]?.norm ?? '';
      if (/^(?:task|assignments?|submit)$/.test(word) && !head) continue;
      if (
        senseAt(page, sense.to, 'word', 'book') !== undefined &&
        sense.exact &&
        !/^(?:english|nepali)/.test(next?.norm ?? '')
      ) {
        const placed =
          senseAt(page, sense.to + 1, 'work') !== undefined || page.tokens[sense.to + 1]?.kind === 'number';
        const told = COPIED.test(page.tokens[sense.to + 1]?.norm ?? '');
        if (/^(?:copy|kapi|notebook|diary|check)/.test(next?.norm ?? '') && !placed && !told) continue;
      }
      if (isTalkOfHomework(page, at, sense.to)) continue;
      return { slot, sense, marked };
    }
    if (!head) continue;
    if (sense.value === 'understanding' && sense.to - at >= 1 && gap >= 0) {
      const word = page.tokens[at]?.norm ?? '';
      if (!/^(?:level|progress|performance|response|grasp|und|u|ul)$/.test(word))
        return { slot, sense, marked };
    }
    if (
      sense.value === 'topic' &&
      /^(?:topic|topics|title|shirsak|sirsak|शीर्षक|शिर्षक)$/.test(page.tokens[sense.to - 1]?.norm ?? '')
    ) {
      return { slot, sense, marked };
    }
    if (sense.value === 'classwork') return { slot, sense, marked };
    if (
      sense.value === 'note' &&
      gap >= 2 &&
      /^(?:note|notes|nb|remark|remarks|नोट|कैफियत|kaifiyat|ps)$/.test(page.tokens[at]?.norm ?? '')
    ) {
      if (
        senseAt(page, sense.to, 'word', 'book') === undefined &&
        !/^(?:down|ma|of|lekh|banau|mा|लेख)/.test(next?.norm ?? '')
      ) {
        return { slot, sense, marked };
      }
    }
  }
  return null;
}

/** "hw copy once": here it is copied, and no copy is spoken of. */
const COPIED =
  /^(?:complete|completed|pura|ma|sarne|finish|sakne|fill|पूरा|once|twice|down|the|all|it|from|this|these|out|thrice|neatly|\d.*)$/;

/** A colon, dash or equals sign after a word makes it a label; so does the end of its line. */
export function isLabelMark(page: Page, at: number): boolean {
  const token = page.tokens[at];
  if (token === undefined) return false;
  if (token.kind === 'newline') return true;
  if (token.kind === 'emoji') return true;
  if (token.norm === '*' || token.norm === '_') return isLabelMark(page, at + 1);
  if (
    token.norm === ':' ||
    token.norm === '=' ||
    token.norm === '>' ||
    token.norm === '•' ||
    token.norm === '~'
  )
    return true;
  return token.norm === '-' && isSeparator(page, at);
}

/** "did not do homework", "check the homework": talk about homework, not homework. */
function isTalkOfHomework(page: Page, at: number, to: number): boolean {
  const before = page.tokens[at - 1]?.norm ?? '';
  if (
    /^(?:their|your|do|does|doing|complete|check|checked|submit|submitted|previous|pending|of|finish|bring|brought|incomplete|hijoko|hijo|हिजोको|अघिल्लो|बाँकी)$/.test(
      before,
    )
  )
    return !(
      /^(?:their|your)$/.test(before) && /^(?:is|are|was|were|will|:|-|=)$/.test(page.tokens[to]?.norm ?? '')
    );
  const after = page.tokens[to]?.norm ?? '';
  const next = page.tokens[to + 1]?.norm ?? '';
  if (/^(?:garera|गरेर|bujhauna|lyauna)$/.test(after) && !/^(?:lyaun|aaun|aun|ल्याउन|आउन)/.test(next))
    return true;
  return /^(?:not|wasn't|wasnt|gareka|gareko|gareko|nagareka|nagareko|nagarne|nagari|गरेको|गरेका|नगर्ने|नगरेका|नगरेको|नगरी|बुझाएको|नबुझाएका|submitted|incomplete|copies|garena|garenan|गरेनन्|checked|check)$/.test(
    after,
  );
}

/** "no homework", "gharkaam chaina", "hw aaja kehi chaina", "hw dieko chaina". */
function noHomework(
  page: Page,
  ids: readonly number[],
  n: number,
  buffer: readonly number[],
): { ids: number[]; keep: number; next: number } | null {
  const at = ids[n] as number;
  const label = page.senses[at]?.find((s) => s.group === 'label' && s.value === 'homework');
  const before = buffer.at(-1);
  const denied = before !== undefined && before === at - 1 && isNothing(page, before, at);
  // "no hw" at the end of a line heads nothing.
  const closed = denied && page.tokens[label?.to ?? -1]?.kind === 'newline';
  if (label === undefined || (isLabelMark(page, label.to) && !closed)) return null;
  const afterLabel = n + countBelow(ids, n, label.to);
  if (before !== undefined && denied) {
    let next = afterLabel;
    while (next < ids.length && isTailWord(page, ids[next] as number)) next += 1;
    return { ids: [before, ...ids.slice(n, next)], keep: buffer.length - 1, next };
  }
  // "hw nil" is a label and its value; "gharkaam chaina" is a phrase.
  if (VALUE.test(page.tokens[label.to]?.norm ?? '')) return null;
  let next = afterLabel;
  for (let steps = 0; steps < 4 && next < ids.length; steps += 1) {
    const here = ids[next] as number;
    const nothing = page.senses[here]?.find((s) => s.group === 'word' && s.value === 'nothing');
    if (nothing !== undefined) {
      const stop = next + countBelow(ids, next, nothing.to);
      // "kunai pani gharkaam chaina": of no kind.
      let keep = buffer.length;
      while (keep > 0 && ANY.test(page.tokens[buffer[keep - 1] as number]?.norm ?? '')) keep -= 1;
      return { ids: [...buffer.slice(keep), ...ids.slice(n, stop)], keep, next: stop };
    }
    if (!isTailWord(page, here)) return null;
    next += 1;
  }
  return null;
}

const VALUE = /^(?:nil|nill|none|nothing|zero|निल|शून्य)$/;
const ANY = /^(?:kunai|kehi|pani|any|koi|kuni|कुनै|केही|केहि|पनि|कोही)$/;

function isNothing(page: Page, at: number, end: number): boolean {
  return page.senses[at]?.some((s) => s.group === 'word' && s.value === 'nothing' && s.to === end) ?? false;
}

function isTailWord(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  return /^(?:today|is|was|given|aaja|aja|lai|ta|ko|kehi|kei|pani|nai|ni|chai|नै|चाहिँ|आज|केही|पनि|लाई|त|को|है|hai|दिएको|दिइएको|dieko|diyeko|diiyeko)$/.test(
    norm,
  );
}

// "banayo", "lekhiyo", "khelyo", "बनायो", "गाइयो": a Nepali sentence ends with its verb.
const PAST =
  /^(?!yo$|naya|ramailo)[a-z]{3,}(?:a|i|r|h|l|k|d|n|t|m|s|c|g)yo$|^[a-z]{3,}[ai]y(?:eu|eun|aun|au|ou)$|(?:ायो|ियो|इयो|्यो|‍यो|्यौं|्यौँ|यौं)$/u;

function isPastVerb(page: Page, at: number): boolean {
  const token = page.tokens[at];
  return (
    token !== undefined &&
    PAST.test(token.norm) &&
    (page.senses[at] ?? []).every(
      (s) => s.group === 'connect' || s.group === 'guardian' || s.group === 'command' || s.group === 'status',
    )
  );
}

const ENGLISH_VERB =
  /^(?:introduce|introduction|revise|revision|complete|finish|start|discuss|discussion|explain|practice|practise|cover|teach|solve|read|review|demonstrate|recap|continue|show|dictate|reading|writing|padhau|padhauna|padhna|sikauna|lekhna|पढाउन|सिकाउन)$/;
const MADE =
  /^(?:gare|garey|garyo|garyau|garyaun|gareu|gariyo|garaiyo|garayo|garaye|garae|garayau|garen|gareko|gareka|garaeko|garieko|गरियो|गरे|गरें|गरेँ|गर्‍यौं|गर्यौं|गराइयो|गराएँ|bhayo|vayo|भयो)$/;

/** "introduce gare", "revise garyau", "padhauna suru gare": how many tokens of a verb made of two or three; 0 for none. */
function verbPair(page: Page, at: number): number {
  if (!ENGLISH_VERB.test(page.tokens[at]?.norm ?? '') || /^(?:ko|को)$/.test(page.tokens[at - 1]?.norm ?? ''))
    return 0;
  const begun = /^(?:suru|shuru|start|सुरु|शुरु)$/.test(page.tokens[at + 1]?.norm ?? '') ? 2 : 1;
  return MADE.test(page.tokens[at + begun]?.norm ?? '') ? begun + 1 : 0;
}

/** "adjective padhako..", "जोड सिकाएको": a participle that ends its clause tells what was done. */
function isTold(page: Page, at: number): boolean {
  const token = page.tokens[at];
  return (
    token !== undefined &&
    /^(?:padh|sik|gar|sak|lekh|bujh|bana|suru)[a-z]*(?:ako|eko|yeko)$|(?:पढाएको|सिकाएको|गराएको|सकेको|सकाएको|लेखाएको|पढेको)$/u.test(
      token.norm,
    )
  );
}

/** A judgement of the class is short; a longer run of such words is looked at once, at its end. */
const LONGEST_JUDGEMENT = 12;

/** How many tokens of a verb of teaching close the buffer here ("… padhaiyo", "… was completed"); 0 for none. */
function taughtAfter(
  page: Page,
  ids: readonly number[],
  n: number,
  buffer: readonly number[],
  breaks: readonly Break[],
): number {
  const at = ids[n] as number;
  if (buffer.length === 0) return 0;
  // "gahro bhayo yo path": the verb of a judgement closes no topic.
  if (
    buffer.length <= LONGEST_JUDGEMENT &&
    isAllLevel(page, buffer) &&
    isAllLevel(page, [at]) &&
    levelOf(page, buffer) !== null
  )
    return 0;
  const sense = page.senses[at]?.find((s) => s.group === 'teach' && s.value === 'after' && !s.ended);
  const pair = verbPair(page, at);
  if (pair > 0) return pair;
  if (sense === undefined) {
    const next = ids[n + 1];
    const ends = next === undefined || isSeparator(page, next) || (breaks[next] ?? 0) > 0;
    return isPastVerb(page, at) || (ends && isTold(page, at)) ? 1 : 0;
  }
  const count = countBelow(ids, n, sense.to);
  const next = ids[n + count];
  const token = page.tokens[at];
  const latin = token !== undefined && !token.deva;
  const closes =
    next === undefined ||
    (breaks[next] ?? 0) > 0 ||
    page.senses[next]?.some((s) => s.group === 'label') === true;
  // English participles also stand before their topic or inside it ("completed sentences"), so they must close it.
  const english =
    latin && /(?:ed|done|taught|learnt|over|complete|on)$/.test(page.tokens[sense.to - 1]?.norm ?? '');
  if (english && !closes) return 0;
  // "gare", "bhayo" and the like are also ends of other sentences.
  return count;
}
