import { resolveClass, splitRecord } from './class-records.ts';
import type { ClassMention } from './find-classes.ts';
import type { UnderstandInput } from './reading.ts';

export interface ChosenClass {
  slots: { class?: string; classes?: string[] };
  /** True where the sender must say which class is meant. */
  unsure: boolean;
  defaulted: string[];
}

/** The class or classes that a text is for: those it names, else the sender's own, else a question. */
export function chooseClass(mentions: readonly ClassMention[], input: UnderstandInput): ChosenClass {
  if (mentions.length === 0) return chooseDefault(input);
  const resolved = mentions.map((m) => resolveClass(m.grade, m.section, input.classes));
  const names = [...new Set(resolved.map((r) => r.name))];
  const unsure = resolved.some((r) => r.unsure);
  if (names.length === 1) return { slots: { class: names[0] as string }, unsure, defaulted: [] };
  return { slots: { classes: names.sort(byGrade) }, unsure, defaulted: [] };
}

function chooseDefault(input: UnderstandInput): ChosenClass {
  const [own] = input.classes;
  if (own === undefined || (input.role !== 'teacher' && input.classes.length > 1)) {
    return { slots: {}, unsure: true, defaulted: [] };
  }
  return { slots: { class: own }, unsure: false, defaulted: ['class'] };
}

function byGrade(a: string, b: string): number {
  const [first, second] = [splitRecord(a), splitRecord(b)];
  return (Number(first.grade) || 0) - (Number(second.grade) || 0) || a.localeCompare(b);
}
