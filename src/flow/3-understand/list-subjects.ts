import { isSeparator } from './find-breaks.ts';
import { isLabelMark } from './find-label.ts';
import type { Sense } from './look-up-words.ts';
import { type Page, senseAt } from './page.ts';
import type { Part } from './read-update.ts';

/** "no homework for English and maths": a subject that stands in one list with the one that named the part. */
export function isListed(page: Page, part: Part, subject: Sense): boolean {
  const join = subject.from - 1;
  const and = senseAt(page, join, 'word', 'and') !== undefined || page.tokens[join]?.norm === 'or';
  if (!and && page.tokens[join]?.norm !== ',') return false;
  if (part.subject === undefined || part.subject === subject.value || !subject.exact) return false;
  if (page.senses[subject.to]?.some((s) => s.group === 'word' && (s.value === 'book' || s.value === 'event')))
    return false;
  const beside = page.senses
    .slice(Math.max(0, join - 3), join)
    .some((list) => list.some((s) => s.group === 'subject' && s.to === join && s.value === part.subject));
  if (!beside) return false;
  const told =
    part.joined === true || part.ids.some((id) => senseAt(page, id, 'label', 'homework') !== undefined);
  return told || (and ? endsList(page, subject.to) : isListAhead(page, subject.to));
}

/** Whether what follows a list of subjects is said of them all: a mark, a label, the end. */
function endsList(page: Page, to: number): boolean {
  return (
    page.tokens[to] === undefined ||
    isLabelMark(page, to) ||
    senseAt(page, to, 'label', 'homework') !== undefined
  );
}

/** Whether a list of subjects goes on ("English, maths and science"). */
function isListAhead(page: Page, to: number): boolean {
  const and = senseAt(page, to, 'word', 'and') !== undefined;
  const next = senseAt(page, to + 1, 'subject');
  if (next?.exact !== true || !(and || page.tokens[to]?.norm === ',')) return false;
  return and ? endsList(page, next.to) : isListAhead(page, next.to);
}

/** What is said of one subject of a list is said of them all. */
export function shareListed(page: Page, parts: Part[]): Part[] {
  const shared = [...parts];
  for (let n = shared.length - 1; n > 0; n -= 1) {
    const [before, part] = [shared[n - 1] as Part, shared[n] as Part];
    if (!part.joined) continue;
    const joins = before.ids.at(-1);
    const said =
      joins !== undefined && senseAt(page, joins, 'word', 'and') !== undefined
        ? before.ids.slice(0, -1)
        : before.ids;
    shared[n - 1] = { ...before, ids: [...said.filter((id) => page.tokens[id]?.norm !== 'or'), ...part.ids] };
  }
  for (let n = 1; n < shared.length; n += 1)
    if (shared[n]?.joined) shared[n] = { ...(shared[n] as Part), ids: (shared[n - 1] as Part).ids };
  return shared;
}

/** "math ra science hw p5": a subject with nothing but "and" behind it shares what follows the next. */
export function shareJoined(page: Page, parts: Part[]): Part[] {
  return parts.map((part, n) => {
    const next = parts[n + 1];
    const joined =
      part.ids.some((id) => senseAt(page, id, 'word', 'and') !== undefined) &&
      part.ids.every(
        (id) =>
          isSeparator(page, id) ||
          senseAt(page, id, 'word', 'and') !== undefined ||
          senseAt(page, id, 'connect', 'lead') !== undefined,
      );
    return joined && next !== undefined && part.subject !== undefined ? { ...part, ids: next.ids } : part;
  });
}
