import { isSeparator } from './find-breaks.ts';
import type { ClassMention } from './find-classes.ts';
import { countBelow, type Page, senseAt } from './page.ts';
import type { Part } from './read-update.ts';
import type { SubjectCode } from './reading.ts';
import { wordSet } from './word-set.ts';

/** "nepali ra social: hw chaina": what is said once is said of both. */
export function shareHeading(parts: Part[], subjects: readonly string[]): Part[] {
  const [only] = parts;
  if (subjects.length < 2 || parts.length !== 1 || only === undefined || only.subject !== undefined)
    return parts;
  return subjects.map((subject) => ({ ...only, subject: subject as SubjectCode }));
}

export interface Heading {
  /** Place in the body where the rest begins. */
  to: number;
  /** True where the heading says that all that follows is homework. */
  homework: boolean;
  subjects: string[];
}

/**
 * A heading of all that follows ("6A soc + moral update:", "आजको गृहकार्य", "Today's update"): its subjects open no
 * part. Adds the classes that it names.
 */
export function readHeading(page: Page, body: readonly number[], classes: ClassMention[]): Heading {
  const none: Heading = { to: 0, homework: false, subjects: [] };
  let homework = false;
  let classwork = false;
  let titled = false;
  const classAt = new Map(page.classes.map((c) => [c.from, c]));
  const subjects = new Set<string>();
  const found: ClassMention[] = [];
  for (let n = 0; n < body.length; n += 1) {
    const at = body[n] as number;
    const token = page.tokens[at];
    const mention = classAt.get(at);
    const subject = senseAt(page, at, 'subject');
    if (mention !== undefined) {
      found.push(mention);
      n += countBelow(body, n, mention.to) - 1;
    } else if (subject !== undefined) {
      subjects.add(subject.value);
      n += countBelow(body, n, subject.to) - 1;
    } else if (token?.norm === ':' || token?.kind === 'newline') {
      const plain = subjects.size === 0 && titled && token.kind === 'newline';
      if (
        subjects.size < 2 &&
        !plain &&
        !(homework && subjects.size === 0 && startsSubject(page, body, n + 1))
      )
        return none;
      classes.push(...found);
      return { to: n + 1, homework: homework && !classwork && subjects.size === 0, subjects: [...subjects] };
    } else if (senseAt(page, at, 'label', 'classwork') !== undefined) classwork = true;
    else if (senseAt(page, at, 'label', 'homework') !== undefined) homework = true;
    else if (TITLE.has(token?.norm ?? '')) titled = true;
    else if (!isSeparator(page, at) && !isHeadingWord(page, at)) return none;
  }
  return none;
}

// "Today's update", "Daily report" alone in the first line.
const TITLE = wordSet('update updates report diary अपडेट विवरण bibaran detail details');

/** Whether a subject or a class begins the next line. */
function startsSubject(page: Page, body: readonly number[], n: number): boolean {
  const at = body
    .slice(n, n + 5)
    .find(
      (id) =>
        !isSeparator(page, id) &&
        page.tokens[id]?.kind !== 'number' &&
        !/^[.)]$/.test(page.tokens[id]?.norm ?? ''),
    );
  return at !== undefined && senseAt(page, at, 'subject') !== undefined;
}

function isHeadingWord(page: Page, at: number): boolean {
  const norm = page.tokens[at]?.norm ?? '';
  return (
    senseAt(page, at, 'connect') !== undefined ||
    /^(?:[&+()]|class|classes|today's|daily|ko|को|of|for|my|all|kaksha|कक्षा|'s)$/.test(norm)
  );
}
