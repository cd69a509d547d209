import { forReader, type Language } from './language.ts';
import type { SubjectUpdate } from './notice.ts';
import { say } from './say.ts';
import { subjectNames, understandingWords } from './words/subjects.ts';

/** What one subject of a daily update says, line by line, the subject first. For notices and for the echo alike. */
export function updateLines(update: SubjectUpdate, language: 'en' | 'ne'): string[] {
  const { topic, homework, understanding, note, due } = update;
  const lines = [say('update.subject', { subject: subjectNames[update.subject] }, language)];
  if (topic) lines.push(say('update.topic', { topic }, language));
  if (homework) lines.push(say('update.homework', { homework }, language));
  if (due) lines.push(say('update.due', { due }, language));
  if (understanding) {
    lines.push(say('update.understanding', { understanding: understandingWords[understanding] }, language));
  }
  if (note) lines.push(say('update.note', { note }, language));
  return lines;
}

/**
 * All subjects of a daily update, a blank line between them. What the class did is the same for every reader, so it
 * is put into words once for each language and kept as long as the update itself.
 */
export function updateText(updates: readonly SubjectUpdate[], language: 'en' | 'ne'): string {
  const texts = kept.get(updates) ?? {};
  kept.set(updates, texts);
  texts[language] ??= updates.map((update) => updateLines(update, language).join('\n')).join('\n\n');
  return texts[language];
}

const kept = new WeakMap<readonly SubjectUpdate[], { en?: string; ne?: string }>();

/** The same for any reader; for `both` all in Nepali, then all in English. */
export function updateTextFor(updates: readonly SubjectUpdate[], language: Language): string {
  return forReader(language, (one) => updateText(updates, one));
}
