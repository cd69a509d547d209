import type { Page } from './page.ts';

export function isSmallWord(page: Page, at: number): boolean {
  const senses = page.senses[at] ?? [];
  return senses.some(
    (s) =>
      s.group === 'connect' ||
      (s.group === 'command' && s.value === 'around') ||
      (s.group === 'label' && ['class', 'subject', 'section', 'roll'].includes(s.value)) ||
      (s.group === 'status' && s.value === 'filler'),
  );
}
