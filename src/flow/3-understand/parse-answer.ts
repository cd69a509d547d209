import { answerPupils } from './answer-pupils.ts';
import { chooseClass } from './choose-class.ts';
import { resolveClass } from './class-records.ts';
import { isSeparator } from './find-breaks.ts';
import { findChild } from './find-child.ts';
import { idsOf, type Page, senseAt } from './page.ts';
import { isComplete } from './read-daily-update.ts';
import { readPart } from './read-update.ts';
import type { Ask, Attendance, DailyUpdate, Draft, SubjectCode, UnderstandInput, Update } from './reading.ts';
import type { Said } from './said.ts';
import { isSmallWord } from './small-word.ts';

/** The draft completed by a text that answers what was asked; null where the text does not answer it. */
export function parseAnswer(said: Said, input: UnderstandInput): Draft | null {
  const { draft } = input;
  if (draft === undefined) return null;
  switch (input.awaiting) {
    case 'class':
      return answerClass(said, input, draft);
    case 'subject':
      return draft.intent === 'daily_update' ? answerSubject(said, input, draft) : null;
    case 'topic':
      return draft.intent === 'daily_update' ? answerTopic(said, draft) : null;
    case 'student':
      return answerStudent(said, input, draft);
    default:
      return null;
  }
}

function answerClass(said: Said, input: UnderstandInput, draft: Draft): Draft | null {
  const { page } = said;
  if (page.classes.length > 1) return answerClasses(said, input, draft);
  const [mention] = page.classes;
  const pending = 'class' in draft ? draft.class : undefined;
  let name: string;
  let unsure: boolean;
  if (mention !== undefined && restIsSmall(said, mention.from, mention.to)) {
    ({ name, unsure } = resolveClass(mention.grade, mention.section, input.classes));
  } else {
    const bare = bareClass(said, input, pending);
    if (bare === null) return null;
    ({ name, unsure } = bare);
  }
  const completed = { ...(withoutDefault(draft, 'class') as Draft & { class?: string }), class: name };
  if (completed.intent === 'announcement') completed.scope = 'class';
  return { ...completed, ask: unsure ? 'class' : nextAsk(completed, input) } as Draft;
}

/** "5A and 5B": several classes for what had none. */
function answerClasses(said: Said, input: UnderstandInput, draft: Draft): Draft | null {
  const { page } = said;
  const covered = new Set(page.classes.flatMap((c) => idsOf(c.from, c.to)));
  const only = said.body.every(
    (at) =>
      covered.has(at) ||
      isSeparator(page, at) ||
      isSmallWord(page, at) ||
      senseAt(page, at, 'word', 'and') !== undefined,
  );
  if (!only || draft.intent === 'attendance' || draft.intent === 'direct') return null;
  const chosen = chooseClass(page.classes, input);
  const { class: _pending, ...rest } = withoutDefault(draft, 'class') as Draft & { class?: string };
  const completed = { ...rest, ...chosen.slots } as Draft;
  return { ...completed, ask: chosen.unsure ? 'class' : nextAsk(completed, input) } as Draft;
}

/** A section alone ("B", "ख") for a grade that is known, or a grade alone ("5"). */
function bareClass(
  said: Said,
  input: UnderstandInput,
  pending: string | undefined,
): { name: string; unsure: boolean } | null {
  const { page, body } = said;
  if (pending !== undefined && !/[A-Z]$/.test(pending)) {
    const letters = body.flatMap((at) => sectionLetter(page.tokens[at]?.norm ?? '') ?? []);
    const [letter] = letters;
    if (letter !== undefined && letters.length === 1 && body.length <= 4)
      return resolveClass(pending, letter, input.classes);
  }
  const words = body.filter((at) => !isSeparator(page, at) && !isSmallWord(page, at));
  const [at] = words;
  if (at === undefined || words.length > 1) return null;
  const token = page.tokens[at];
  if (token === undefined) return null;
  const grade = token.kind === 'number' ? String(Number(token.norm)) : senseAt(page, at, 'grade')?.value;
  return grade !== undefined && /^(?:1[0-2]|[1-9]|\D+)$/.test(grade)
    ? resolveClass(grade, undefined, input.classes)
    : null;
}

function sectionLetter(norm: string): string | undefined {
  const named: Record<string, string> = {
    क: 'A',
    ख: 'B',
    ग: 'C',
    घ: 'D',
    ka: 'A',
    kha: 'B',
    ga: 'C',
    gha: 'D',
  };
  return named[norm] ?? (/^[a-h]$/.test(norm) ? norm.toUpperCase() : undefined);
}

function answerSubject(said: Said, input: UnderstandInput, draft: DailyUpdate): Draft | null {
  const { page, body } = said;
  // "Other" mostly goes with a word; here it is the answer.
  const first = body.find(
    (at) =>
      !isSeparator(page, at) &&
      (senseAt(page, at, 'subject', 'other')?.exact === true || !isSmallWord(page, at)),
  );
  const sense = first === undefined ? undefined : senseAt(page, first, 'subject');
  if (first === undefined || sense === undefined || !restIsSmall(said, first, sense.to)) return null;
  const updates = draft.updates.map((u) =>
    u.subject === undefined ? ({ subject: sense.value as SubjectCode, ...u } as Update) : u,
  );
  const completed: DailyUpdate = { ...draft, updates };
  return { ...completed, ask: nextAsk(completed, input) };
}

function answerTopic(said: Said, draft: DailyUpdate): Draft | null {
  const { page, body, breaks } = said;
  // A text that names its own class or subject as a heading is a new update.
  if (page.classes.length > 0 && page.classes.some((c) => c.section !== undefined)) return null;
  const first = body.find((at) => !isSeparator(page, at));
  if (first === undefined) return null;
  const heading = senseAt(page, first, 'subject');
  if (heading?.exact && /^[:\-=]$/.test(page.tokens[heading.to]?.norm ?? '')) return null;
  const answer = readPart(page, { ids: [...body] }, breaks);
  if (!isComplete(answer) && answer.understanding === undefined) return null;
  const updates = draft.updates.map((u) => (isComplete(u) ? u : { ...u, ...answer }));
  const ordered = updates.map(({ subject, ...rest }) => ({ ...(subject ? { subject } : {}), ...rest }));
  const completed: DailyUpdate = { ...draft, updates: ordered };
  return { ...completed, ask: nextAsk(completed, null) };
}

function answerStudent(said: Said, input: UnderstandInput, draft: Draft): Draft | null {
  if (draft.intent === 'leave_request' || draft.intent.startsWith('ask_')) {
    const { child, named } = findChild(said.page, input);
    if (child === undefined || (named.size === 0 && (input.children?.length ?? 0) > 1)) return null;
    if (
      !said.body.every(
        (at) =>
          named.has(at) ||
          isSeparator(said.page, at) ||
          isSmallWord(said.page, at) ||
          isFamily(said.page, at),
      )
    )
      return null;
    return { ...draft, ask: null, child: child.name } as Draft;
  }
  if (draft.intent === 'attendance' || draft.intent === 'direct') return answerPupils(said, input, draft);
  return null;
}

function isFamily(page: Page, at: number): boolean {
  return senseAt(page, at, 'guardian', 'family') !== undefined;
}

/** What a draft still lacks once an answer has been put in. */
function nextAsk(draft: Draft, input: UnderstandInput | null): Ask | null {
  if (draft.intent === 'daily_update') {
    if (draft.class === undefined && draft.classes === undefined) return 'class';
    if (draft.updates.some((u) => u.subject === undefined)) return 'subject';
    return draft.updates.every(isComplete) && draft.updates.length > 0 ? null : 'topic';
  }
  if (draft.intent === 'attendance') return attendanceAsk(draft, input);
  if (draft.intent === 'direct') return draft.roll === undefined ? 'student' : null;
  return null;
}

function attendanceAsk(draft: Attendance, input: UnderstandInput | null): Ask | null {
  if ((draft.unmatched?.length ?? 0) > 0) return 'student';
  const roster = draft.class === undefined ? undefined : input?.roster?.[draft.class];
  const rolls = [...(draft.absent ?? []), ...(draft.late ?? []), ...(draft.leave ?? [])];
  if (roster !== undefined && rolls.some((r) => !roster.some((p) => p.roll === r))) return 'student';
  return rolls.length > 0 || draft.allPresent ? null : 'student';
}

function withoutDefault(draft: Draft, name: string): Draft {
  const left = (draft.defaulted ?? []).filter((d) => d !== name);
  const { defaulted, ...rest } = draft;
  return (left.length > 0 ? { ...rest, defaulted: left } : rest) as Draft;
}

/** Whether all but the tokens of the answer itself are small words. */
function restIsSmall(said: Said, from: number, to: number): boolean {
  return said.body.every(
    (at) =>
      (at >= from && at < to) ||
      isSeparator(said.page, at) ||
      said.page.tokens[at]?.kind === 'mark' ||
      isSmallWord(said.page, at),
  );
}
