import type { Break } from './find-partings.ts';
import type { Page } from './page.ts';

/** A text ready to be read: everything recognised in it, its breaks, and the tokens that are no politeness. */
export interface Said {
  page: Page;
  breaks: readonly Break[];
  body: readonly number[];
}
