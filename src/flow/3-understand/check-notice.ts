import { type OpenSlot, type Page, senseAt } from './page.ts';
import type { Announcement, Attendance, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/**
 * Whether a notice may be meant for others than it would go to, or as no notice: an addressee was left in its text, it
 * names a class and goes to the sender's own, or nothing in a teacher's text says that it is one. The sender is asked.
 */
export function isDoubtfulNotice(
  notice: Announcement,
  said: Said,
  input: UnderstandInput,
  open: OpenSlot,
): boolean {
  const text = open(notice.text);
  if (keepsAddressee(text)) return true;
  if (input.role !== 'teacher') return false;
  if (notice.defaulted?.includes('class') && text.classes.length > 0) return true;
  return !isNotice(said) && (notice.defaulted?.includes('class') === true || tellsLesson(said.page));
}

/** "Suman's parents, 7B: …", "10A / guardian lai message: …": whom it is for, before the colon that opens the rest. */
function keepsAddressee(page: Page): boolean {
  const colon = page.tokens.slice(0, LONGEST_HEAD).findIndex((t) => t.norm === ':');
  if (colon < 1 || NOTED.has(page.tokens[colon - 1]?.norm ?? '')) return false;
  for (let at = 0; at < colon; at += 1) {
    if ((page.partings[at] ?? 0) >= 2) return false;
    const addressed = page.senses[at]?.some(
      (s) => s.exact && ((s.group === 'notice' && ADDRESSED.has(s.value)) || s.group === 'direct'),
    );
    if (addressed || page.classAt(at) !== undefined) return true;
  }
  return false;
}

/** Longest addressee, in tokens. */
const LONGEST_HEAD = 14;
const ADDRESSED = wordSet('parents school');
const NOTED = wordSet('note notice information bida holiday exam test meeting');

/** A command, an addressee, a closure or a danger. */
function isNotice({ page, body }: Said): boolean {
  return body.some((at) => page.senses[at]?.some((s) => s.group === 'notice' && NOTICES.has(s.value)));
}

const NOTICES = wordSet('command parents school closure danger urgent');

/** "7b / revision ch 1 to 3 / unit test": a lesson of the book is spoken of. */
function tellsLesson(page: Page): boolean {
  return page.senses.some((list) => list.some((s) => s.group === 'label' && s.value === 'lesson' && s.exact));
}

/**
 * Whether a roll call holds what it may not: the grade of a class that was not found among the rolls ("6 ko hajiri: 8, 15
 * anupasthit"), or nobody late where somebody is said to be.
 */
export function isDoubtfulRoll(roll: Attendance, { page, body }: Said): boolean {
  if (roll.defaulted?.includes('class') && body.length > 1) {
    const [first, next] = [page.tokens[body[0] as number], page.tokens[body[1] as number]];
    const marked = [roll.absent, roll.late, roll.leave].some((rolls) => rolls?.includes(Number(first?.norm)));
    if (marked && first?.kind === 'number' && OF.has(next?.norm ?? '')) return true;
  }
  if (roll.late !== undefined || roll.allPresent) return false;
  // "late attendance": how the roll call comes.
  const late = body.some((at, n) => n > 0 && says(page, at, 'status', 'late'));
  return late && !body.some((at) => says(page, at, 'word', 'not') || says(page, at, 'word', 'nothing'));
}

function says(page: Page, at: number, group: string, value: string): boolean {
  return senseAt(page, at, group, value)?.exact === true;
}

const OF = wordSet('ko ma को मा');
