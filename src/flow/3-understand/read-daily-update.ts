import { type ChosenClass, chooseClass } from './choose-class.ts';
import { clearEndings } from './clear-endings.ts';
import { clearFrame } from './clear-frame.ts';
import type { Break } from './find-partings.ts';
import type { Page } from './page.ts';
import { readPart } from './read-update.ts';
import type { Ask, DailyUpdate, UnderstandInput, Update } from './reading.ts';
import { splitParts } from './split-parts.ts';

/** Reads a text as a daily update: one part per subject, each with its slots. */
export function readDailyUpdate(
  page: Page,
  input: UnderstandInput,
  body: readonly number[],
  breaks: readonly Break[],
): DailyUpdate {
  const { parts, classes, mixed } = splitParts(
    page,
    input,
    clearEndings(page, clearFrame(page, body)),
    breaks,
  );
  const chosen = chooseClass(classes, input);
  const subjects = input.subjects ?? [];
  const defaulted = [...chosen.defaulted];
  const updates = parts.map((part) => {
    const update = readPart(page, part, breaks, subjects);
    const [only] = subjects;
    if (update.subject !== undefined || only === undefined || subjects.length !== 1) return update;
    if (!defaulted.includes('subject')) defaulted.push('subject');
    return { subject: only, ...update } as Update;
  });
  const merged = mergeSame(updates);
  return {
    intent: 'daily_update',
    // "5A math: …; 5B science: …" cannot be sent as one: each class would get both.
    ask: whatToAsk(chosen, merged) ?? (mixed ? 'confirm' : null),
    ...chosen.slots,
    updates: merged,
    ...(defaulted.length > 0 ? { defaulted } : {}),
  };
}

/** "Science and social no hw. Science: …": what is said of one subject in two places, where the slots do not clash. */
function mergeSame(updates: readonly Update[]): Update[] {
  const merged: Update[] = [];
  for (const update of updates) {
    const at = merged.findIndex((u) => u.subject !== undefined && u.subject === update.subject);
    if (at === -1) {
      merged.push(update);
      continue;
    }
    const { subject: _, ...slots } = update;
    const clash = Object.keys(slots).some((slot) => merged[at]?.[slot as keyof Update] !== undefined);
    if (clash) merged.push(update);
    else merged[at] = ordered({ ...merged[at], ...slots });
  }
  return merged;
}

/** The slots in the order in which the contract names them. */
function ordered({ subject, topic, homework, understanding, note, due }: Update): Update {
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(topic === undefined ? {} : { topic }),
    ...(homework === undefined ? {} : { homework }),
    ...(understanding === undefined ? {} : { understanding }),
    ...(note === undefined ? {} : { note }),
    ...(due === undefined ? {} : { due }),
  };
}

/** The first thing that is missing: the class, then a subject, then what was taught. */
export function whatToAsk(chosen: ChosenClass, updates: readonly Update[]): Ask | null {
  if (chosen.unsure) return 'class';
  if (updates.some((u) => u.subject === undefined)) return 'subject';
  if (updates.length === 0 || updates.some((u) => !isComplete(u))) return 'topic';
  return null;
}

export function isComplete(update: Update): boolean {
  return update.topic !== undefined || update.homework !== undefined || update.note !== undefined;
}
