import type { Language } from './language.ts';
import { say } from './say.ts';

/**
 * The sender's own words of a notice, marked where they put right what went before. Who reads both languages sees the
 * words once, under the Nepali mark.
 */
export function ownText(
  notice: { text: string; correction?: boolean | undefined },
  language: Language,
): string {
  const words = notice.text.trim();
  return notice.correction
    ? say('guardian.corrected', { words }, language === 'both' ? 'ne' : language)
    : words;
}
