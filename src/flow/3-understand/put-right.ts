import { resolveClass, splitRecord } from './class-records.ts';
import { isSeparator } from './find-breaks.ts';
import type { Pair, Span } from './find-pair.ts';
import { indexNames, nameAt } from './match-names.ts';
import { idsOf, type Page, senseAt } from './page.ts';
import type {
  Attendance,
  DailyUpdate,
  Direct,
  Draft,
  SubjectCode,
  UnderstandInput,
  Update,
} from './reading.ts';
import { type Token, tokenise } from './tokenise.ts';

/** Every way in which what is wrong stands in what was sent, each with the right thing in its place. */
export function exchange(page: Page, input: UnderstandInput, previous: Draft, pair: Pair): Draft[] {
  const found: (Draft | null)[] = [inClass(page, input, previous, pair)];
  if (pair.wrong !== null) {
    const wrong = pair.wrong;
    if (previous.intent === 'daily_update') found.push(inSubject(page, previous, pair.right, wrong));
    if (previous.intent === 'daily_update') found.push(inDue(page, previous, pair.right, wrong));
    if (previous.intent === 'attendance') found.push(inRolls(page, input, previous, pair.right, wrong));
    if (previous.intent === 'direct') found.push(inPupil(page, input, previous, pair.right, wrong));
    found.push(...inWords(page, previous, pair.right, wrong));
  }
  return found.filter((draft) => draft !== null);
}

/** "6A not 5A"; the wrong one may be a grade alone, the way people say it. */
function inClass(page: Page, input: UnderstandInput, previous: Draft, { right, wrong }: Pair): Draft | null {
  if (!('class' in previous || 'classes' in previous)) return null;
  const before = ('classes' in previous ? previous.classes : undefined) ?? [
    (previous as { class: string }).class,
  ];
  const meant = classIn(page, right) ?? (wrong && gradeIn(page, wrong) && gradeIn(page, right));
  if (!meant) return null;
  const resolved = resolveClass(meant.grade, meant.section, input.classes);
  const denied = wrong === null ? null : (classIn(page, wrong) ?? gradeIn(page, wrong));
  if (wrong !== null && denied === null) return null;
  const isDenied = (record: string) => {
    if (denied === null) return before.length === 1;
    const { grade, section } = splitRecord(record);
    return grade === denied.grade && (denied.section === undefined || section === denied.section);
  };
  if (before.filter(isDenied).length !== 1) return null;
  const after = before.map((record) => (isDenied(record) ? resolved.name : record));
  const { class: _c, classes: _cs, defaulted: _d, ...rest } = previous as DailyUpdate;
  const slots = after.length === 1 ? { class: after[0] as string } : { classes: [...after].sort() };
  // Rolls belong to the list of a class: another class is another attendance, which is not guessed.
  if (previous.intent === 'attendance' || previous.intent === 'direct') return null;
  return { ...rest, ...slots, ask: resolved.unsure ? 'class' : null } as Draft;
}

function classIn(page: Page, span: Span): { grade: string; section: string | undefined } | null {
  const inside = page.classes.filter((c) => c.from >= span.from && c.to <= span.to);
  const [mention] = inside;
  if (mention === undefined || inside.length !== 1) return null;
  const rest = content(page, span).filter((at) => at < mention.from || at >= mention.to);
  return rest.length === 0 ? { grade: mention.grade, section: mention.section } : null;
}

function gradeIn(page: Page, span: Span): { grade: string; section: undefined } | null {
  const [at, ...more] = content(page, span);
  const token = at === undefined ? undefined : page.tokens[at];
  if (token?.kind !== 'number' || more.length > 0) return null;
  return { grade: String(Number(token.norm)), section: undefined };
}

function inSubject(page: Page, previous: DailyUpdate, right: Span, wrong: Span): Draft | null {
  const [meant, denied] = [subjectIn(page, right), subjectIn(page, wrong)];
  if (meant === null || previous.updates.filter((u) => u.subject === denied).length !== 1) return null;
  const updates = previous.updates.map((u) => (u.subject === denied ? { ...u, subject: meant } : u));
  return { ...withoutDefaults(previous), updates };
}

function subjectIn(page: Page, span: Span): SubjectCode | null {
  const sense = senseAt(page, span.from, 'subject');
  return sense !== undefined && sense.to === span.to ? (sense.value as SubjectCode) : null;
}

/** "due monday not tuesday" */
function inDue(page: Page, previous: DailyUpdate, right: Span, wrong: Span): Draft | null {
  const dayIn = (span: Span) =>
    page.dates('future').find((d) => d.from >= span.from && d.to <= span.to)?.iso ?? null;
  const [meant, denied] = [dayIn(right), dayIn(wrong)];
  if (meant === null || denied === null) return null;
  if (previous.updates.filter((u) => u.due === denied).length !== 1) return null;
  const updates = previous.updates.map((u) => (u.due === denied ? { ...u, due: meant } : u));
  return { ...withoutDefaults(previous), updates };
}

const SETS = ['absent', 'late', 'leave'] as const;

function inRolls(
  page: Page,
  input: UnderstandInput,
  previous: Attendance,
  right: Span,
  wrong: Span,
): Draft | null {
  const [meant, denied] = [rollIn(page, input, previous, right), rollIn(page, input, previous, wrong)];
  const set = SETS.find((name) => denied !== null && previous[name]?.includes(denied));
  if (meant === null || set === undefined || SETS.some((name) => previous[name]?.includes(meant)))
    return null;
  const rolls = (previous[set] ?? []).map((roll) => (roll === denied ? meant : roll)).sort((a, b) => a - b);
  return { ...previous, [set]: rolls, ask: null };
}

function inPupil(
  page: Page,
  input: UnderstandInput,
  previous: Direct,
  right: Span,
  wrong: Span,
): Draft | null {
  const [meant, denied] = [rollIn(page, input, previous, right), rollIn(page, input, previous, wrong)];
  return meant === null || denied === null || denied !== previous.roll
    ? null
    : { ...previous, roll: meant, ask: null };
}

/** The one pupil of the class that a span names by roll or name; null where it names none or not one alone. */
function rollIn(
  page: Page,
  input: UnderstandInput,
  { class: code }: Attendance | Direct,
  span: Span,
): number | null {
  const roster = input.roster?.[code ?? ''] ?? [];
  const [at, ...more] = content(page, span);
  if (at === undefined) return null;
  const token = page.tokens[at] as Token;
  if (token.kind === 'number' && more.length === 0)
    return roster.some((p) => p.roll === Number(token.norm)) ? Number(token.norm) : null;
  const name = nameAt(page, at, indexNames(roster));
  const [pupil, ...others] = name?.pupils ?? [];
  return pupil !== undefined && others.length === 0 && more.every((n) => n < (name?.to ?? 0))
    ? pupil.roll
    : null;
}

type Slot = 'topic' | 'homework' | 'note';

/** The wrong words in the sender's own: in a slot of an update, or in the text of a notice. */
function inWords(page: Page, previous: Draft, right: Span, wrong: Span): (Draft | null)[] {
  const [meant, denied] = [unlabelled(page, right), unlabelled(page, wrong)];
  if (meant.tokens.length === 0 || denied.tokens.length === 0) return [];
  if (previous.intent === 'announcement' || previous.intent === 'direct') {
    const text = replaced(previous.text, meant, denied.tokens, page);
    return text === null ? [] : [{ ...previous, text, ask: null }];
  }
  if (previous.intent !== 'daily_update') return [];
  const label = meant.label ?? denied.label;
  return previous.updates.flatMap((update, n) =>
    (['topic', 'homework', 'note'] as const)
      .filter((slot): slot is Slot => label === undefined || label === slot)
      .flatMap((slot) => {
        const words = update[slot];
        const mended = words === undefined ? null : replaced(words, meant, denied.tokens, page);
        if (mended === null) return [];
        const updates = previous.updates.map((u, m): Update => (m === n ? { ...u, [slot]: mended } : u));
        return [{ ...withoutDefaults(previous), updates }];
      }),
  );
}

type Unlabelled = { label: Slot | undefined; tokens: Token[] };

/** The words of a span without a label at its head ("hw p46"). */
function unlabelled(page: Page, span: Span): Unlabelled {
  const sense = senseAt(page, span.from, 'label');
  const label = (['topic', 'homework', 'note'] as const).find((slot) => slot === sense?.value);
  let from = label === undefined ? span.from : (sense?.to ?? span.from);
  while (from < span.to && isSeparator(page, from)) from += 1;
  return { label, tokens: page.tokens.slice(from, span.to) };
}

/** The text with the wrong words, which must stand in it once, exchanged; null where they do not. */
function replaced(text: string, { tokens: meant }: Unlabelled, denied: Token[], page: Page): string | null {
  const tokens = tokenise(text);
  const starts = tokens.flatMap((_, i) =>
    denied.every((d, k) => tokens[i + k]?.norm === d.norm) ? [i] : [],
  );
  const [start] = starts;
  if (start === undefined || starts.length !== 1) return null;
  // "page 46 not 45": the words before the one that changes are there already.
  const before = tokens[start - 1]?.norm;
  const shared = before === undefined ? -1 : meant.slice(0, -1).findLastIndex((t) => t.norm === before);
  const [first, last] = [meant[shared + 1] as Token, meant.at(-1) as Token];
  const [begin, end] = [tokens[start] as Token, tokens[start + denied.length - 1] as Token];
  return text.slice(0, begin.start) + page.text.slice(first.start, last.end) + text.slice(end.end);
}

function withoutDefaults({ defaulted: _, ...previous }: DailyUpdate): DailyUpdate {
  return { ...previous, ask: null };
}

/** The tokens of a span that say something: no marks, labels of class and roll, or small words. */
function content(page: Page, { from, to }: Span): number[] {
  return idsOf(from, to).filter(
    (at) =>
      !isSeparator(page, at) &&
      page.tokens[at]?.kind !== 'mark' &&
      !/^(?:for|ko|ka|ki|lai|lagi|ma|ho|the|no|को|का|की|लाई|लागि|मा|हो)$/.test(page.tokens[at]?.norm ?? '') &&
      !(page.senses[at] ?? []).some(
        (s) => s.group === 'label' && ['class', 'section', 'roll', 'subject'].includes(s.value),
      ),
  );
}
