import { announce } from './address-notice.ts';
import { isSeparator } from './find-breaks.ts';
import { type Page, senseAt } from './page.ts';
import { type Head, readHead } from './read-notice-head.ts';
import type { Announcement, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Reads a text as an announcement where it begins like one; null where it does not. */
export function readAnnouncement(said: Said, input: UnderstandInput): Announcement | null {
  const { page, body } = said;
  const head = readHead(page, body.find((at) => !isSeparator(page, at)) ?? 0);
  if (head.command && !isSeparatorOnly(page, head.to)) {
    const announcement = announce(page, input, head);
    return isForOthers(page, head) ? { ...announcement, ask: announcement.ask ?? 'confirm' } : announcement;
  }
  const titled = readTitled(page, input, body);
  if (titled !== null) return titled;
  return readTrailing(page, input, head, body);
}

/** "Notice for bus students: …": it is for some people whom the reading does not know. */
function isForOthers(page: Page, head: Head): boolean {
  const from =
    page.tokens[head.to]?.norm === 'for'
      ? head.to + 1
      : page.tokens[head.to - 1]?.norm === 'for'
        ? head.to
        : -1;
  if (from === -1 || head.classes.length > 0 || head.school || head.parents) return false;
  let occasion = false;
  for (let at = from; at < page.tokens.length && at < from + 6; at += 1) {
    const senses = page.senses[at] ?? [];
    if (at > from && senses.some((s) => s.group === 'notice' && s.value === 'parents')) return true;
    if (page.tokens[at]?.norm === ':' || (page.tokens[at]?.norm === '-' && isSeparator(page, at)))
      return at > from && !occasion;
    if (isSeparator(page, at) || page.dates('future').some((d) => d.from === at)) return false;
    occasion ||= senses.some((s) => s.group === 'notice' && OCCASION.has(s.value) && s.exact);
  }
  return false;
}

const OCCASION = new Set(['affair', 'closure', 'danger', 'planned']);
const NOTICE_WORD = wordSet('notice announcement circular suchana soochana suchna soochna सूचना सुचना नोटिस');
/** How many words may stand before the word that calls a text a notice. */
const LONGEST_TITLE = 6;

/** "Library notice: …", "लेखा शाखाको सूचना: …": whose notice it is stands before the word and its colon. */
function readTitled(page: Page, input: UnderstandInput, body: readonly number[]): Announcement | null {
  const title = body
    .slice(0, LONGEST_TITLE + 2)
    .findIndex(
      (at) =>
        NOTICE_WORD.has(page.tokens[at]?.norm ?? '') &&
        (page.tokens[at + 1]?.norm === ':' || page.tokens[at + 1]?.kind === 'newline'),
    );
  const at = body[title];
  if (at === undefined || isSeparatorOnly(page, at + 1)) return null;
  const before = body.slice(0, title);
  if (before.some((id) => isSeparator(page, id) || senseAt(page, id, 'label', 'homework') !== undefined))
    return null;
  const classes = page.classes.filter((c) => c.to <= at);
  const aimed =
    classes.length === 0 &&
    before.some(
      (id) =>
        /(?:^|\W)(?:for|lagi|lai)$|(?:लागि|लाई)$/u.test(page.tokens[id]?.norm ?? '') &&
        senseAt(page, id, 'notice', 'parents') === undefined,
    );
  const head = readHead(page, at);
  const announcement = announce(page, input, { ...head, to: at + 1, classes });
  return aimed ? { ...announcement, ask: announcement.ask ?? 'confirm' } : announcement;
}

const SAYING = wordSet('bhanera vanera भनेर भनी bhani');

/** "… bhanera sabailai khabar gardinus": the command closes the text. */
function readTrailing(
  page: Page,
  input: UnderstandInput,
  head: Head,
  body: readonly number[],
): Announcement | null {
  const said = body.findLastIndex((at) => SAYING.has(page.tokens[at]?.norm ?? ''));
  const from = body[said];
  if (from === undefined || said === 0) return null;
  const tail = readHead(page, from + 1);
  if (!tail.command || !isSeparatorOnly(page, tail.to)) return null;
  const classes = tail.classes.length > 0 ? tail.classes : head.classes;
  const start = page.tokens[head.parents ? head.to : (body[0] ?? 0)]?.start ?? 0;
  const text = page.text.slice(start, page.tokens[from]?.start).trim();
  const whole = announce(page, input, {
    ...tail,
    classes,
    to: body[0] ?? 0,
    school: tail.school || head.school,
  });
  return { ...whole, text };
}

/** Reads a text that speaks to parents or pupils at its head ("Dear parents, …") as an announcement. */
export function readAddressed(said: Said, input: UnderstandInput): Announcement | null {
  const { page, body } = said;
  const head = readHead(page, body.find((at) => !isSeparator(page, at)) ?? 0);
  if (!(head.parents || head.school) || !head.addressed || isSeparatorOnly(page, head.to)) return null;
  return announce(page, input, head);
}

/** Reads a text without a command word as an announcement where it speaks of the school's affairs. */
export function readPlainNotice(said: Said, input: UnderstandInput): Announcement | null {
  const { page, body } = said;
  const start = body.find((at) => !isSeparator(page, at)) ?? 0;
  const head = readHead(page, start);
  const affair = body.some((at) =>
    page.senses[at]?.some((s) => s.group === 'notice' && ['affair', 'closure', 'danger'].includes(s.value)),
  );
  const dated = input.role === 'admin' && (page.dates('future').length > 0 || page.classes.length > 0);
  if (!affair && !(head.parents && head.addressed) && !dated) return null;
  if (words(page, start) < SHORTEST_NOTICE) return null;
  if (head.addressed) return announce(page, input, head);
  const found = announce(page, input, { ...head, to: start });
  const announcement = isPlain(said, input) ? found : { ...found, ask: found.ask ?? 'confirm' };
  // A greeting before a notice belongs to it; the head of a copied message does not.
  const copied = /^\s*[[\p{Nd}]/u.test(page.text);
  if (copied) return announcement;
  const own = page.tokens[behindUrgent(page, start)]?.start ?? 0;
  return { ...announcement, text: page.text.slice(own).trim() };
}

/** "URGENT: all parents …", "URGENT ⚠️ …": behind the word that says how urgent it is and its mark; -1 for none. */
function behindUrgent(page: Page, start: number): number {
  const urgent = senseAt(page, start, 'notice', 'urgent');
  if (urgent === undefined || !isSeparator(page, urgent.to)) return -1;
  let at = urgent.to;
  while (at < page.tokens.length && isSeparator(page, at)) at += 1;
  return at;
}

/**
 * Whether a text without a command or an addressee is a notice for sure, and not the talk of the staff room ("driver bida
 * ma cha", "bholi electrician aaucha"): it speaks of families or of a danger, or says what happens to a class or on a day.
 */
function isPlain({ page, body }: Said, input: UnderstandInput): boolean {
  const has = (...values: string[]) =>
    body.some((at) =>
      page.senses[at]?.some((s) => s.group === 'notice' && s.exact && values.includes(s.value)),
    );
  const told = has('parents', 'school', 'urgent', 'danger') || page.classes.length > 0;
  const dated = page.dates('future').length > 0;
  if (input.role !== 'admin') return dated && (told || has('closure'));
  return told || has('closure') || (has('affair') && (dated || words(page, 0) >= LONG_NOTICE));
}

/** Fewest words of an office's text about an affair, without a day, that is a notice for sure. */
const LONG_NOTICE = 6;

/** Fewest words of a text without a command that can be a notice. */
const SHORTEST_NOTICE = 3;

function words(page: Page, from: number): number {
  return page.tokens.filter((t, at) => at >= from && t.kind === 'word').length;
}

function isSeparatorOnly(page: Page, from: number): boolean {
  for (let at = from; at < page.tokens.length; at += 1) if (!isSeparator(page, at)) return false;
  return true;
}
