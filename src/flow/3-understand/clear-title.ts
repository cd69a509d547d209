import { isSeparator } from './find-breaks.ts';
import { isLabelMark } from './find-label.ts';
import { countBelow, type Page } from './page.ts';
import { wordSet } from './word-set.ts';

/**
 * The tokens of an update without the words of the title over it ("Update for 5A science: …", "here is today's report of
 * 6B.", "५क को अपडेट"). The class, the subject and the labels that stand in the title stay.
 */
export function clearTitle(page: Page, body: readonly number[]): readonly number[] {
  const title = findTitle(page, body);
  if (title === -1) return body;
  let behind = title;
  while (TITLE.has(normOf(page, body, behind))) behind += 1;
  const end = headingEnd(page, body, behind);
  if (!isTitle(page, body, title, behind, end)) return body;
  const heads = new Set<number>();
  for (let n = 0; n < end; ) {
    const to = headEnd(page, body, n);
    for (let k = n; k < to; k += 1) heads.add(body[k] as number);
    n = Math.max(to, n + 1);
  }
  return body.filter((id, n) => n >= end || heads.has(id) || isSeparator(page, id));
}

const UPDATES = wordSet('update updates updt updte अपडेट अपडेट्स');
/** These are also things that are written and read; a mark behind the title says that they head it. */
const REPORTS = wordSet('report reports diary bibaran vivaran details detail रिपोर्ट विवरण डायरी');
const TITLE = new Set([...UPDATES, ...REPORTS]);

/** What may stand before the name of a title, beside class, subject and today. */
const BEFORE = wordSet(
  "here here's heres is are this the my our your a an to quick short brief small sending sent send giving please pls plz kindly find see check below following daily day's class lesson period learning teaching school today todays today's for from of in and ko ka yo ho hai ma aaja aja aajako ajako dainik kaksha yesma को का यो हो मा आज आजको दैनिक कक्षा कक्षाको मेरो हाम्रो mero hamro",
);
/** What joins the name of a title to the class, subject or day behind it. */
const JOINTS = wordSet(
  "for of from on in to about by ko ka ma lai bata the class section subject today todays today's aaja aja aajako ajako 's को का मा लाई कक्षा विषय विषयको आज आजको",
);
const LONGEST_TITLE = 14;

/** The place in the body of the name of a title, behind nothing but a frame, class, subject and labels; -1 for none. */
function findTitle(page: Page, body: readonly number[]): number {
  for (let n = 0; n < Math.min(LONGEST_TITLE, body.length); ) {
    const norm = normOf(page, body, n);
    if (TITLE.has(norm)) return n;
    const to = headEnd(page, body, n);
    if (to > n) n = to;
    else if (BEFORE.has(norm)) n += 1;
    else return -1;
  }
  return -1;
}

/** Behind the class, subject, day of today or label that begins at a place in the body; the place itself for none. */
function headEnd(page: Page, body: readonly number[], n: number): number {
  const at = body[n];
  if (at === undefined) return n;
  const label = page.senses[at]?.find((s) => s.group === 'label' && s.exact && s.value === 'homework');
  const to =
    page.classAt(at)?.to ??
    label?.to ??
    page.senses[at]?.find((s) => s.group === 'subject' && s.exact)?.to ??
    at;
  return n + countBelow(body, n, to);
}

/** Behind the classes and subjects that are joined to a title ("update [for 5A science]"); the place itself for none. */
function headingEnd(page: Page, body: readonly number[], from: number): number {
  let end = from;
  for (let n = from; n < from + LONGEST_TITLE; ) {
    const to = headEnd(page, body, n);
    const norm = normOf(page, body, n);
    if (to > n) {
      n = to;
      end = to;
    } else if (JOINTS.has(norm)) {
      n += 1;
      if (DAY.has(norm)) end = n;
    } else break;
  }
  return end;
}

const DAY = wordSet('today aaja aja आज');

/** Whether the name found is that of a title, and no thing of the lesson ("report writing", "update and delete queries"). */
function isTitle(page: Page, body: readonly number[], title: number, behind: number, end: number): boolean {
  const next = body[end];
  const closed = next === undefined || isSeparator(page, next) || normOf(page, body, end) === '.';
  if (!UPDATES.has(normOf(page, body, title)))
    return end > behind ? closed : next !== undefined && isLabelMark(page, next);
  if (closed) return true;
  if (end > behind) return true;
  // "5A update sound": behind the class, and the lesson follows.
  const before = page.classAt((body[title - 1] ?? 0) - (isKo(page, body, title - 1) ? 1 : 0));
  return before !== undefined && !JOINED.has(normOf(page, body, end));
}

function isKo(page: Page, body: readonly number[], n: number): boolean {
  return OF.has(normOf(page, body, n));
}

const OF = wordSet('ko को');

const JOINED = wordSet('and ra र of or query queries & the');

function normOf(page: Page, body: readonly number[], n: number): string {
  return page.tokens[body[n] ?? -1]?.norm ?? '';
}
