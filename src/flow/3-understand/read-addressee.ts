import { isSeparator } from './find-breaks.ts';
import { type NameIndex, type NameMention, nameAt } from './match-names.ts';
import { type Page, senseAt } from './page.ts';
import type { Pupil } from './reading.ts';
import { wordSet } from './word-set.ts';

/** Whom a direct message is for, and where its own words begin. */
interface Addressee {
  to: number;
  pupils: Pupil[];
  raw: string;
  known: boolean;
}

/** "[please] tell|inform|message [class] NAME|roll N ['s|ko] [parents|ghar] [lai|ma] [that|:|ki]". */
export function readAddressee(
  page: Page,
  start: number,
  index: NameIndex,
  roster: Pupil[],
  hasRoster: boolean,
): Addressee | null {
  let at = start;
  let told = false;
  let who: { pupils: Pupil[]; raw: string; known: boolean; end: number } | null = null;
  let people = false;
  let isRoll = false;
  let capital = false;
  let parted = false;
  for (let steps = 0; steps < 16 && at < page.tokens.length; steps += 1) {
    if (who === null) {
      const mention = page.classes.find((c) => c.from === at);
      if (mention !== undefined) {
        at = mention.to;
        // "10A / Sunita ko guardian lai: …", "10A\nSunita's mother: …"
        for (; at < page.tokens.length && isSeparator(page, at); at += 1)
          if (!BESIDE.has(page.tokens[at]?.norm ?? '')) parted = true;
        continue;
      }
      const roll = rollAt(page, at, roster, hasRoster);
      if (roll !== null) {
        who = { ...roll, end: roll.to };
        isRoll = true;
        at = roll.to;
        continue;
      }
      const tell = page.senses[at]?.find((s) => s.group === 'direct' && s.value === 'tell');
      if (tell !== undefined) {
        told = true;
        at = tell.to;
        continue;
      }
      const family = page.senses[at]?.find((s) => s.group === 'direct' && s.value === 'people');
      if (family !== undefined && page.tokens[family.to]?.norm === 'of') {
        people = true;
        at = family.to + 1;
        continue;
      }
      const name = nameAt(page, at, index);
      if (name !== null) {
        who = { pupils: name.pupils, raw: rawOf(page, name), known: true, end: name.to };
        at = name.to;
        if (/(?:लाई|lai)$/.test(page.tokens[at - 1]?.norm ?? '') && told) people = true;
        continue;
      }
      // "inform the parents of class 5A that …": they are the parents of a class.
      if (people && /^(?:that|ki|कि)$/.test(page.tokens[at]?.norm ?? '')) return null;
      // "msg 2 Niruta's mum"
      const to = told && page.tokens[at]?.norm === '2' && page.tokens[at + 1]?.kind === 'word';
      if (to || isJoin(page, at)) {
        at += 1;
        continue;
      }
      const unknown = unknownName(page, at);
      if (unknown === null || !((told && isToldTo(page, start, at, unknown.to)) || unknown.possessive))
        return null;
      capital = /^(?:\p{Lu}|[\u0900-\u097f])/u.test(unknown.raw);
      who = { pupils: [], raw: unknown.raw, known: false, end: unknown.to };
      at = unknown.to;
      continue;
    }
    // "roll 14 le ghar ma …": a pupil who does something, and nobody's family.
    if (at === who.end && /^(?:le|ले)$/.test(page.tokens[at]?.norm ?? '') && !told) return null;
    const family = page.senses[at]?.find((s) => s.group === 'direct' && s.value === 'people');
    if (family !== undefined && !told && at === who.end && !isOwned(page, at, family.to)) return null;
    if (family !== undefined) {
      people = true;
      at = family.to;
      continue;
    }
    const afterTell = page.senses[at]?.find((s) => s.group === 'direct' && s.value === 'tell');
    if (afterTell !== undefined && !told) {
      told = true;
      at = afterTell.to;
      continue;
    }
    // "… 's mom in 7A that …", "guardian of roll 22, 4B - …"
    const mention = page.classAt(IN.has(page.tokens[at]?.norm ?? '') ? at + 1 : at);
    if (mention !== undefined && mention.from <= at + 1) {
      at = mention.to;
      continue;
    }
    // "… lai bhandinus class ma jhagada garyo": the room, and no class that he is in.
    if (told && people && ROOM.has(page.tokens[at]?.norm ?? '')) break;
    if (isSeparator(page, at)) {
      if (!people && !told && !(isRoll && page.tokens[at]?.norm === ':')) return null;
      at += 1;
      if (/^[:\-,]$/.test(page.tokens[at - 1]?.norm ?? '') || page.tokens[at - 1]?.kind === 'newline') break;
      continue;
    }
    if (/^(?:that|ki|कि|bhanera|भनेर|to)$/.test(page.tokens[at]?.norm ?? '')) {
      at += 1;
      if (!people && !told) return null;
      break;
    }
    if (!isJoin(page, at)) break;
    at += 1;
  }
  // "Roll 3 of 9B: …" says for whom it is with its colon.
  const marked = isRoll && page.tokens[at - 1]?.norm === ':';
  if (who === null || !(people || told || marked)) return null;
  // "Notice 6A: Maya won the quiz", "सूचना ६ क: पुस्तकालयको …": the class is told, and no family is named.
  if (parted && !people) return null;
  // "send a photo of your child": after "send" not every word is somebody.
  const closed = /^(?:that|ki|कि|भनेर|bhanera|[:,-])$/.test(page.tokens[at - 1]?.norm ?? '');
  if (!who.known && !isRoll && !people && !closed && !capital) return null;
  while (
    at < page.tokens.length &&
    (isSeparator(page, at) || /^(?:that|ki|कि)$/.test(page.tokens[at]?.norm ?? ''))
  )
    at += 1;
  return { to: at, pupils: who.pupils, raw: who.raw, known: who.known };
}

const IN = wordSet('in of from ,');
const ROOM = wordSet('class kaksha कक्षा');

/** Marks between a class and a pupil of it. */
const BESIDE = wordSet('/ | -');

/** "Dawa ghar ma puja bhayera …", "roll 5 aama birami …": without "ko" or an address it is nobody's family. */
function isOwned(page: Page, at: number, to: number): boolean {
  return (
    /(?:ko|ka|ki|को|का|की|'s|s|')$/.test(page.tokens[at - 1]?.norm ?? '') ||
    /(?:lai|लाई)$/.test(page.tokens[to - 1]?.norm ?? '') ||
    /^(?:lai|लाई|haru|jyu|[:,-])$/.test(page.tokens[to]?.norm ?? '')
  );
}

/** After an English verb a name may follow at once; after a noun such as "suchana" only a name with its ending. */
function isToldTo(page: Page, start: number, at: number, to: number): boolean {
  for (let k = start; k < at; k += 1)
    if (
      /^(?:tell|inform|message|msg|notify|let|call|text|convey|ask|remind|direct|dm|write|send)$/.test(
        page.tokens[k]?.norm ?? '',
      )
    )
      return true;
  return (
    /(?:lai|लाई|को|ko)$/.test(page.tokens[to - 1]?.norm ?? '') ||
    /^(?:lai|लाई|को|ko)$/.test(page.tokens[to]?.norm ?? '')
  );
}

function rawOf(page: Page, name: NameMention): string {
  return page.text.slice(page.tokens[name.from]?.start, page.tokens[name.to - 1]?.end);
}

function rollAt(
  page: Page,
  at: number,
  roster: readonly Pupil[],
  hasRoster: boolean,
): { pupils: Pupil[]; raw: string; known: boolean; to: number } | null {
  const label = senseAt(page, at, 'label', 'roll');
  if (label === undefined) return null;
  let to = label.to;
  while (to < label.to + 3 && /^[.:#-]$|^(?:no|नं|number)$/.test(page.tokens[to]?.norm ?? '')) to += 1;
  const number = page.tokens[to];
  if (number?.kind !== 'number' || !/^\d{1,3}$/.test(number.norm)) return null;
  const roll = Number(number.norm);
  const found = roster.filter((p) => p.roll === roll);
  const pupils = hasRoster ? found : [{ roll, name: '' }];
  return { pupils, raw: number.raw, known: found.length > 0, to: to + 1 };
}

const JOIN =
  /^(?:dear|respected|adarniya|aadarniya|आदरणीय|प्रिय|please|pls|plz|kindly|to|the|of|a|student|pupil|ko|को|ka|का|ki|की|lai|लाई|le|'s|s|s'|class|kaksha|कक्षा|ma|मा|roll|no|sir|mam|'|’|"|\(|\)|bidyarthi|विद्यार्थी|कृपया|kripaya|nani|बाबु|नानी|babu|and|for|that|ki)$/;

function isJoin(page: Page, at: number): boolean {
  return JOIN.test(page.tokens[at]?.norm ?? '');
}

/** A word after "tell", or before "ko ghar ma", that the roster does not know. */
function unknownName(page: Page, at: number): { raw: string; to: number; possessive: boolean } | null {
  const token = page.tokens[at];
  if (token?.kind !== 'word') return null;
  const blocked = page.senses[at]?.some((s) =>
    ['notice', 'subject', 'label', 'level', 'task', 'status', 'command', 'connect', 'teach'].includes(
      s.group,
    ),
  );
  if (blocked) return null;
  let to = at + 1;
  for (let k = 0; k < 2; k += 1) {
    const next = page.tokens[to];
    if (next?.kind !== 'word' || isJoin(page, to) || (page.senses[to]?.length ?? 0) > 0) break;
    to += 1;
  }
  const after = page.tokens[to]?.norm ?? '';
  const glued = /(?:को|लाई|'s|ko|lai)$/.test(page.tokens[to - 1]?.norm ?? '');
  const possessive = glued || /^(?:ko|को|'s|lai|लाई)$/.test(after);
  const people =
    page.senses[possessive && !glued ? to + 1 : to]?.some(
      (s) => s.group === 'direct' && s.value === 'people',
    ) ?? false;
  return {
    raw: page.text.slice(token.start, page.tokens[to - 1]?.end),
    to,
    possessive: possessive && people,
  };
}
