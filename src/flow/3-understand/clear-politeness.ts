import { isSeparator } from './find-breaks.ts';
import type { Break } from './find-partings.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/**
 * The tokens that say something: without copied "[date, time] name:" heads, greetings at the head, thanks at the
 * end, and the address ("Dear parents", "sir") that goes with them.
 */
export function clearPoliteness(page: Page, breaks: readonly Break[]): number[] {
  const gone = new Set<number>();
  markChatHeads(page, gone);
  let at = 0;
  for (let moved = true; moved; ) {
    moved = false;
    while (at < page.tokens.length && (gone.has(at) || isSeparator(page, at))) at += 1;
    const greeting = politeAt(page, at, GREETING);
    if (greeting !== -1 && isPoliteHead(page, at, greeting)) {
      let to = greeting;
      while (isAddress(page, to)) to += 1;
      if (isCalled(page, to)) to += 1;
      for (let i = at; i < to; i += 1) gone.add(i);
      at = to;
      moved = true;
    }
  }
  for (const [i] of page.tokens.entries()) {
    if (gone.has(i)) continue;
    const to = politeAt(page, i, THANKS);
    if (to === -1 || ((breaks[i] ?? 0) === 0 && !closesText(page, i, to))) continue;
    let end = to;
    while (
      isAddress(page, end) ||
      /^(?:for|your|the|kind|support|cooperation|co|operation|time|help|understanding|always|सहयोगको|लागि|sahayog|ko|lagi)$/.test(
        page.tokens[end]?.norm ?? '',
      ) ||
      (end < page.tokens.length && isSeparator(page, end) && page.tokens[end]?.kind !== 'newline')
    )
      end += 1;
    const atEnd = end >= page.tokens.length || page.tokens[end]?.kind === 'newline';
    if (atEnd) for (let k = i; k < end; k += 1) gone.add(k);
  }
  signOff(page, gone);
  const body: number[] = [];
  for (let i = 0; i < page.tokens.length; i += 1) if (!gone.has(i)) body.push(i);
  return body;
}

/** "- Sita Miss", "Ram sir" on the last line: who wrote it. */
function signOff(page: Page, gone: Set<number>): void {
  let end = page.tokens.length - 1;
  while (end > 0 && (gone.has(end) || isSeparator(page, end))) end -= 1;
  if (!TITLE.has(page.tokens[end]?.norm ?? '')) return;
  let from = end;
  while (from > 0 && page.tokens[from - 1]?.kind === 'word' && end - from < LONGEST_NAME) from -= 1;
  const mark = page.tokens[from - 1];
  const apart =
    mark?.kind === 'newline' ||
    ((mark?.norm === '-' || mark?.norm === '~') && page.tokens[from - 2]?.kind === 'newline');
  if (from === end || !apart || !isName(page, from, end)) return;
  for (let at = from; at <= end; at += 1) gone.add(at);
}

const TITLE = wordSet("sir miss mam madam maam ma'am teacher सर मिस म्याम म्याडम");

/** "good sir", "test bholi sir": what is told to somebody is no name. */
function isName(page: Page, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1)
    if (page.senses[at]?.some((s) => s.exact && TOLD.has(s.group)) || page.dateAt(at) !== undefined)
      return false;
  return true;
}

const TOLD = wordSet('level task work label status');

/** How many words may stand before the title of who signs. */
const LONGEST_NAME = 3;

/** "Good afternoon mamus 🌸": one word that means nothing here, between a greeting and a mark, calls somebody. */
function isCalled(page: Page, at: number): boolean {
  const next = page.tokens[at + 1];
  return (
    page.tokens[at]?.kind === 'word' &&
    (page.senses[at] ?? []).every((s) => !s.exact || s.group === 'direct') &&
    (next?.kind === 'emoji' || next?.kind === 'newline' || /^[,!]$/.test(next?.norm ?? ''))
  );
}

/** "… page thirty four thank you": thanks at the end of a spoken text without marks. */
function closesText(page: Page, at: number, to: number): boolean {
  let end = to;
  while (end < page.tokens.length && isSeparator(page, end)) end += 1;
  return (
    (end >= page.tokens.length || /^(?:for|so|very)$/.test(page.tokens[to]?.norm ?? '')) &&
    at >= SPOKEN_WORDS &&
    !/^(?:say|saying|says|word|words|write|and|or|card|of|to)$/.test(page.tokens[at - 1]?.norm ?? '')
  );
}

/** Fewest words before thanks that nothing parts from them. */
const SPOKEN_WORDS = 8;

const GREETING = wordSet('greeting thanks');
const THANKS = wordSet('thanks');

function politeAt(page: Page, at: number, values: ReadonlySet<string>): number {
  const sense = page.senses[at]?.find((s) => s.group === 'command' && values.has(s.value));
  return sense?.to ?? -1;
}

/** A greeting at the head counts where something parts it from the rest, or more politeness follows. */
function isPoliteHead(page: Page, at: number, to: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  if (to - at > 1) return true;
  const next = page.tokens[to];
  if (next === undefined || isSeparator(page, to) || isAddress(page, to)) return true;
  return (
    /^(?:namaste|namaskar|hi|hello|hey|नमस्ते|नमस्कार|greetings|thanks|dhanyabad|धन्यवाद|gm)/.test(norm) ||
    next.kind === 'number'
  );
}

const ADDRESS = wordSet(
  "sir sirs madam mam maam ma'am miss mis everyone all parents parent guardians guardian dear respected friends team teacher teachers students sabailai sabai hajur hajurlai ji jyu guru guruama abhibhawak abhibhawakharu अभिभावक अभिभावकहरू अभिभावकहरु सर मिस म्याम म्याडम गुरु सबैलाई सबै हजुर ज्यू जी गुरुआमा आदरणीय adarniya dai didi so much very a lot again u haru हरू mummy mummies mommy mommies moms mums dads daddy mamu mamus buwa baba aama ama mamma",
);

function isAddress(page: Page, at: number): boolean {
  const token = page.tokens[at];
  return (
    token !== undefined && ADDRESS.has(token.norm) && senseAt(page, at, 'label', 'homework') === undefined
  );
}

// "[23/11, 4:05 pm] Sita Miss:", "23/11/26, 16:05 - Sita Miss:", "[…] Sita Miss:" at the head of a line.
const CHAT_HEAD =
  /^\s*(?:\[?\s*\p{Nd}{1,4}[/.-]\p{Nd}{1,2}[/.-]?\p{Nd}{0,4},?\s+\p{Nd}{1,2}:\p{Nd}{2}(?::\p{Nd}{2})?(?:\s*[ap]\.?m\.?)?\]?\s*(?:-\s*)?[^:]{1,40}:|\[[^\]]{3,40}\][^:]{0,40}:)/iu;
const LONGEST_HEAD = 120;

/** Marks the heads that WhatsApp puts before copied messages, line by line. */
function markChatHeads(page: Page, gone: Set<number>): void {
  const { text, tokens } = page;
  let lineEnd = 0;
  for (let from = 0; from < text.length; from = lineEnd) {
    lineEnd = text.indexOf('\n', from) + 1 || text.length;
    const line = text.slice(from, Math.min(lineEnd, from + LONGEST_HEAD));
    const first = line.trimStart().charAt(0);
    const head = first === '[' || /^\p{Nd}/u.test(first) ? CHAT_HEAD.exec(line) : null;
    if (head === null) continue;
    const to = from + head[0].length;
    for (const [at, { start, end }] of tokens.entries()) if (start >= from && end <= to) gone.add(at);
  }
}
