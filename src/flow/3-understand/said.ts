import type { Break } from './find-partings.ts';
import { once } from './once.ts';
import type { Page } from './page.ts';

/** A text ready to be read: everything recognised in it, its breaks, and the tokens that are no politeness. */
export interface Said {
  page: Page;
  breaks: readonly Break[];
  body: readonly number[];
  /** The words and numbers of the body. */
  words(): readonly number[];
  /** These as one text, with spaces between. */
  wording(): string;
}

export function createSaid(page: Page, breaks: readonly Break[], body: readonly number[]): Said {
  const words = once(() =>
    body.filter((at) => page.tokens[at]?.kind === 'word' || page.tokens[at]?.kind === 'number'),
  );
  const wording = once(() =>
    words()
      .map((at) => page.tokens[at]?.norm)
      .join(' '),
  );
  return { page, breaks, body, words, wording };
}
