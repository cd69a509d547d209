import { indexNames, nameAt } from './match-names.ts';
import type { Page } from './page.ts';
import type { Child, UnderstandInput } from './reading.ts';

export interface FoundChild {
  /** The one child that is meant; undefined where it cannot be told. */
  child?: Child;
  /** Tokens that name a child, for leaving them out of a reason. */
  named: Set<number>;
}

/** The child a guardian speaks of: named in the text, or the only one. */
export function findChild(page: Page, input: UnderstandInput): FoundChild {
  const children = input.children ?? [];
  const named = new Set<number>();
  const index = indexNames(
    children.map((c, roll) => ({ roll, name: c.name, ...(c.nameNe ? { nameNe: c.nameNe } : {}) })),
  );
  const meant = new Set<Child>();
  for (let at = 0; at < page.tokens.length; at += 1) {
    const name = nameAt(page, at, index);
    if (name === null) continue;
    // A surname that all children share says nothing.
    if (name.pupils.length === 1) meant.add(children[(name.pupils[0] as { roll: number }).roll] as Child);
    for (let i = name.from; i < name.to; i += 1) named.add(i);
    at = name.to - 1;
  }
  for (const c of page.classes) for (let i = c.from; i < c.to; i += 1) named.add(i);
  const [only] = children;
  if (meant.size === 1) return { child: [...meant][0] as Child, named };
  if (meant.size === 0) {
    const byClass = childByClass(page, children);
    if (byClass !== undefined) return { child: byClass, named };
    if (children.length === 1 && only !== undefined) return { child: only, named };
  }
  return { named };
}

/** "my child of class 3": the only child in that grade. */
function childByClass(page: Page, children: readonly Child[]): Child | undefined {
  const [mention] = page.classes;
  if (mention === undefined || children.length < 2) return undefined;
  const fit = children.filter((c) => {
    const wanted = (mention.grade + (mention.section ?? '')).toLowerCase();
    const has = c.class.toLowerCase();
    return mention.section === undefined
      ? has.startsWith(wanted) && !/^\d/.test(has.slice(wanted.length))
      : has === wanted;
  });
  return fit.length === 1 ? fit[0] : undefined;
}
