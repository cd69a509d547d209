import { type Layout, labelOf, leftAt, turnInto } from './layout.ts';
import { recognisedAt } from './piece-heads.ts';
import type { Token } from './tokenise.ts';

/**
 * Some people part the parts of a message by one mark of their own ("6A / science / salts / HW - p 45"). Where most
 * pieces between the marks of a kind begin as a part does, each begins a line.
 */
export function partLines(layout: Layout): void {
  const kinds = new Map<string, number[]>();
  for (let at = 0; at < layout.tokens.length; at += 1) {
    const kind = layout.gone.has(at) ? null : markKind(layout, at);
    if (kind === null) continue;
    const places = kinds.get(kind);
    if (places === undefined) kinds.set(kind, [at]);
    else places.push(at);
  }
  let best: number[] | null = null;
  let most = 0;
  for (const places of kinds.values()) {
    const heads = speaksOfLesson(layout, places) ? countHeads(layout, places) : 0;
    const least = SENTENCE.has(layout.tokens[places[0] as number]?.norm ?? '') ? 3 : 2;
    if (places.length >= 2 && heads >= least && heads * 2 >= places.length + 1 && heads > most) {
      best = places;
      most = heads;
    }
  }
  if (best === null) return;
  for (const at of best)
    if (!closesLabel(layout, at) && (recognisedAt(layout, at + 1) || !staysBeside(layout, at)))
      turnInto(layout, at, '\n');
  for (const at of layout.tokens.keys()) if (endsPart(layout, at)) turnInto(layout, at, '\n');
}

/** "…; opt math / slope": a mark that parts more than the writer's own does, before a part. */
function endsPart(layout: Layout, at: number): boolean {
  return (
    layout.tokens[at]?.kind === 'mark' &&
    SENTENCE.has(layout.tokens[at]?.norm ?? '') &&
    recognisedAt(layout, at + 1)
  );
}

/** These part sentences as they are. */
const SENTENCE = new Set(['!', ';', '|', '।']);

/** The kind of mark that a token is, where it may part; null for one that stands in a word, a sum or a date. */
function markKind(layout: Layout, at: number): string | null {
  const token = layout.tokens[at] as Token;
  if (token.kind === 'emoji') return 'emoji';
  if (token.kind !== 'mark' || !(PARTING.has(token.norm) || token.raw === '…')) return null;
  const next = layout.tokens[at + 1];
  const before = layout.tokens[at - 1];
  const inside = token.glued && next?.glued === true;
  if (inside && GLUED.has(token.norm)) {
    if (token.norm !== '/' || isInPhrase(layout, at)) return null;
    if (before?.kind === 'number' && next.kind === 'number') return null;
  }
  return token.norm === '•' || token.raw === '…' ? token.raw : token.norm;
}

const PARTING = new Set([
  '/',
  '|',
  '•',
  '-',
  '~',
  '!',
  ';',
  '+',
  '*',
  '_',
  '#',
  '^',
  '\\',
  '>',
  '<',
  '=',
  '।',
]);
const GLUED = new Set(['/', '-', '+', '*', '_', '^', '=', '~', '#', '\\']);

/** "h/w": a mark within a phrase. */
function isInPhrase(layout: Layout, at: number): boolean {
  for (let from = Math.max(0, at - 3); from < at; from += 1)
    if (layout.senses[from]?.some((s) => s.to > at)) return true;
  return false;
}

function countHeads(layout: Layout, places: readonly number[]): number {
  let heads = 0;
  for (const at of [-1, ...places]) if (recognisedAt(layout, at + 1) || marksRoll(layout, at + 1)) heads += 1;
  return heads;
}

/** Between a subject and what follows these stand like a colon. */
const JOINS = new Set(['-', '•', '~', '=', '>']);

/** "Science - force", "Unit 4 / Writing a dialogue", "… - by Friday": what belongs to what stands before the mark. */
function staysBeside(layout: Layout, at: number): boolean {
  const joins = JOINS.has(layout.tokens[at]?.norm ?? '');
  for (let from = Math.max(0, at - 3); from < at; from += 1) {
    const beside = layout.senses[from]?.some(
      (s) =>
        (joins && s.group === 'subject' && s.to === at) ||
        (s.group === 'label' && s.value === 'lesson' && s.to >= at - 1),
    );
    if (beside) return true;
  }
  for (let next = at + 1; next < at + 4; next += 1) {
    if (layout.tokens[next] === undefined || layout.tokens[next]?.kind === 'newline') return false;
    if (layout.tokens[next]?.known?.dated) return true;
  }
  return false;
}

/** "8B / message to Namrata's mother / …": a class and a message make no update, nor do they a roll call. */
function speaksOfLesson(layout: Layout, places: readonly number[]): boolean {
  return [-1, ...places].some((at) => {
    const head = leftAt(layout, at + 1);
    const label = labelOf(layout, head);
    return (
      marksRoll(layout, head) ||
      (label !== undefined && label.value !== 'note' && label.value !== 'class') ||
      (layout.senses[head]?.some((s) => s.group === 'subject' && s.exact) ?? false)
    );
  });
}

/** "3 A", "12 P": a roll and its letter, and nothing else in the piece. */
function marksRoll(layout: Layout, from: number): boolean {
  const at = leftAt(layout, from);
  const end = layout.tokens[at + 2];
  return (
    layout.tokens[at]?.kind === 'number' &&
    /^[palप]$/.test(layout.tokens[at + 1]?.norm ?? '') &&
    (end === undefined || end.kind === 'emoji' || end.kind === 'newline' || end.kind === 'mark')
  );
}

/** "Topic - Fractions - HW - page 5": behind a label the mark joins. */
function closesLabel(layout: Layout, at: number): boolean {
  let end = at;
  while (/^[.:]$/.test(layout.tokens[end - 1]?.norm ?? '')) end -= 1;
  for (let from = Math.max(0, end - 4); from < end; from += 1) {
    const label = labelOf(layout, from);
    if (label?.to === end && leftAt(layout, from) === from) return true;
  }
  return false;
}
