import { chooseClass } from './choose-class.ts';
import { splitRecord } from './class-records.ts';
import { clearRollFrame } from './clear-roll-frame.ts';
import { saysMissing } from './find-causes.ts';
import type { DateMention } from './find-dates.ts';
import { findMarks, type Mark, type Status } from './find-marks.ts';
import type { Break } from './find-partings.ts';
import { idsOf, type Page } from './page.ts';
import { findPairs, holdsLetters, pairsStart, readLetters, rollsWithLetters } from './read-letter-string.ts';
import type { Ask, Attendance, Pupil, UnderstandInput } from './reading.ts';
import { addRolls, emptyTally, hasSets, type Tally } from './tally.ts';
import { tallyMarks } from './tally-marks.ts';
import { wordSet } from './word-set.ts';

/** An attendance reading, and how sure it is that the text is one. */
export interface AttendanceView {
  draft: Attendance;
  /** True where a status stands with pupils, or the text says that all or none were there. */
  evident: boolean;
  /** True where pupils stand with a word of presence or absence, as in a note on attendance in an update. */
  firm: boolean;
  /** True where a word such as "attendance" or "hajiri" says what it is. */
  titled: boolean;
  /** True where it is a list of letters, one a pupil. */
  letters: boolean;
  /** True where a pupil of the roster is named. */
  named: boolean;
  /** True where nothing but attendance is in the text. */
  pure: boolean;
  /** True where one name that is not on the roster stands with a word of absence, and nothing else. */
  stray: boolean;
  marks: readonly Mark[];
}

/** Reads a text as attendance; null where no word of attendance is in it. */
export function viewAttendance(
  page: Page,
  input: UnderstandInput,
  body: readonly number[],
  breaks: readonly Break[],
): AttendanceView | null {
  const spoken = speaksOfPresence(page);
  if (!spoken && !holdsLetters(page)) return null;
  // In "1P 2P 3A", in one line or a line each, the last is a roll and its letter, not a class.
  const listed = rollsWithLetters(page);
  const named = new Set<number>();
  for (const { labelled, from, to } of page.classes)
    if (labelled || !listed.has(from)) for (let at = from; at < to; at += 1) named.add(at);
  const unlabelled = named.size === 0 ? body : body.filter((at) => !named.has(at));
  const pairs = findPairs(page, unlabelled);
  const start = pairsStart(pairs);
  const classes = start === -1 ? page.classes : page.classes.filter((c) => c.to <= start);
  const chosen = chooseClass(classes, input);
  const pupils = rosterOf(input, chosen.slots);
  const letters = readLetters(page, unlabelled, pairs, pupils);
  if (letters === null && !spoken) return null;
  const marks = findMarks(page, clearRollFrame(page, body, breaks), breaks, classes, pupils ?? []);
  if (letters === null && !marks.some((m) => m.is === 'status' || m.is === 'title')) return null;
  const tally = emptyTally();
  if (letters !== null) {
    for (const [status, rolls] of Object.entries(letters.sets))
      addRolls(tally, status as Status, rolls, null);
    if (letters.allPresent) tally.allPresent = true;
    if (letters.unsure) tally.ask = 'confirm';
  } else tallyMarks(tally, marks, pupils);
  const unknown = marks.filter((m) => m.is === 'unknown');
  const dates = page.dates('future').length === 0 ? [] : page.dates('past').filter((d) => !isBound(page, d));
  const date = dates.find((d) => d.iso !== null && d.iso <= input.today)?.iso ?? input.today;
  // "5 aaja aayo, hijo absent thiyo": of which day each is said cannot be told.
  const days = new Set(dates.filter((d) => d.iso !== null && d.iso <= input.today).map((d) => d.iso));
  if (days.size > 1) tally.ask ??= 'confirm';
  const evident =
    letters !== null ||
    tally.allPresent ||
    tally.counted ||
    tally.cleared ||
    tally.unmatched.length > 0 ||
    hasSets(tally) ||
    tally.ask !== null;
  if (classes.length === 0 && mayBeginWithGrade(marks, input)) tally.ask ??= 'confirm';
  // "Tomorrow 5 will be absent": no roll is called for a day to come. "Holiday for all tomorrow" calls none at all.
  if (dates.some((d) => d.kind === 'relative' && d.iso !== null && d.iso > input.today)) {
    if (letters === null && !marks.some((m) => m.is === 'rolls' || m.is === 'pupils')) return null;
    tally.ask ??= 'confirm';
  }
  return {
    draft: print(tally, chosen, date, dates.length === 0),
    evident,
    firm: letters !== null || isFirm(page, marks, tally),
    named: marks.some((m) => m.is === 'pupils'),
    pure: unknown.length === 0 || letters !== null,
    letters: letters !== null,
    titled: marks.some((m) => m.is === 'title'),
    stray: isStray(page, marks),
    marks,
  };
}

/** "on leave till Friday", "सोमबारदेखि बिदा": how long it lasts, and not the day that is reported. */
function isBound(page: Page, date: DateMention): boolean {
  const bound = /^(?:till|until|upto|from|since|samma|sama|dekhi|सम्म|देखि)$/;
  return (
    bound.test(page.tokens[date.from - 1]?.norm ?? '') ||
    bound.test(page.tokens[date.to]?.norm ?? '') ||
    /^(?:सम्म|देखि|samma|dekhi)/i.test(date.suffix)
  );
}

/** "9, 3 absent" of a teacher of 6A and 9A: a list out of order whose first number is another of the sender's grades. */
function mayBeginWithGrade(marks: readonly Mark[], input: UnderstandInput): boolean {
  const [first, second] = marks;
  if (first?.is !== 'rolls' || second?.is !== 'rolls' || first.labelled || second.joined) return false;
  const [number, next] = [first.rolls[0] ?? 0, second.rolls[0] ?? 0];
  if (first.rolls.length > 1 || next >= number) return false;
  return input.classes.slice(1).some((name) => splitRecord(name).grade === String(number));
}

/** Whether any word of attendance is in the text at all; most texts have none and need no closer look. */
function speaksOfPresence(page: Page): boolean {
  return (
    page.senses.some((senses) =>
      senses.some((s) => s.group === 'status' && s.value !== 'filler' && s.value !== 'count'),
    ) ||
    LETTER_LIST.test(page.text) ||
    saysMissing(page)
  );
}

// "A - 3, 7": a letter before its list of rolls.
const LETTER_LIST = /(?<![\p{L}\p{M}])[apl]\s*[-–:]\s*\p{Nd}/iu;

/** "roll no 4", and not "bus no 4". */
function saysRoll(page: Page, at: number): boolean {
  return page.tokens.slice(Math.max(0, at - 4), at).some((t) => /^(?:rol|r$|rn$|रोल)/.test(t.norm));
}

/** "Ramila absent today", "रमिला आइन": somebody whom the roster does not have is said to be away. */
function isStray(page: Page, marks: readonly Mark[]): boolean {
  const names = marks.filter((m) => m.is === 'unknown');
  const [name] = names;
  if (names.length !== 1 || name === undefined || name.to - name.at > 2) return false;
  const away = marks.filter((m) => m.is === 'status' && m.status !== 'present' && !m.negated);
  const plain = idsOf(name.at, name.to).every(
    (at) =>
      (page.senses[at] ?? []).length === 0 &&
      page.tokens[at]?.kind === 'word' &&
      !NO_PUPIL.has(page.tokens[at]?.norm ?? ''),
  );
  return (
    plain &&
    away.length === 1 &&
    marks.length === 2 &&
    page.tokens.filter((t) => t.kind === 'word').length <= 6
  );
}

const NO_PUPIL = wordSet(
  'peon peun piyon driver khalasi guard light lights batti pani paani water net internet wifi gas bijuli current bus van gaadi gadi staff principal hm accountant salary talab didi message msg पियन चालक बत्ती पानी नेट बिजुली बस गाडी भ्यान तलब प्रिन्सिपल गार्ड',
);

function isFirm(page: Page, marks: readonly Mark[], tally: Tally): boolean {
  const status = marks.some(
    (m) => m.is === 'title' || (m.is === 'status' && (m.status === 'absent' || m.status === 'present')),
  );
  const named = marks.some((m) => m.is === 'pupils');
  // "4 bida, didi ko bihe": a roll and its status begin the text.
  const [first, second] = marks.filter((m) => m.is !== 'title');
  if (first?.is === 'rolls' && second?.is === 'status' && second.sep === 0 && second.status !== 'present')
    return hasSets(tally);
  // "…, roll 4 dhilo aayo": the word for a roll says whom.
  const labelled = marks.some((m, n) => {
    const next = marks[n + 1];
    return (
      m.is === 'rolls' &&
      m.labelled &&
      saysRoll(page, m.at) &&
      next?.is === 'status' &&
      next.sep === 0 &&
      next.status !== 'present'
    );
  });
  return (
    (labelled && hasSets(tally)) ||
    (status && (hasSets(tally) || tally.allPresent || tally.counted)) ||
    (named && marks.some((m) => m.is === 'status'))
  );
}

/** The roster of the chosen class; undefined where none was given. */
function rosterOf(
  input: UnderstandInput,
  slots: { class?: string; classes?: string[] },
): Pupil[] | undefined {
  return slots.class === undefined ? undefined : input.roster?.[slots.class];
}

function print(
  tally: Tally,
  chosen: ReturnType<typeof chooseClass>,
  date: string,
  dateDefaulted: boolean,
): Attendance {
  const sorted = (set: Set<number>) => [...set].sort((a, b) => a - b);
  const { absent, late, leave } = tally.sets;
  const nothing = !hasSets(tally) && !tally.allPresent;
  // Rolls of several classes in one text: whose roll 4 it is cannot be told.
  const ask: Ask | null =
    chosen.unsure || (chosen.slots.classes !== undefined && hasSets(tally))
      ? 'class'
      : tally.unmatched.length > 0
        ? 'student'
        : (tally.ask ?? (nothing ? 'student' : null));
  const defaulted = [...chosen.defaulted, ...(dateDefaulted ? ['date'] : [])];
  return {
    intent: 'attendance',
    ask,
    ...chosen.slots,
    date,
    ...(tally.allPresent ? { allPresent: true as const } : {}),
    ...(absent.size > 0 ? { absent: sorted(absent) } : {}),
    ...(late.size > 0 ? { late: sorted(late) } : {}),
    ...(leave.size > 0 ? { leave: sorted(leave) } : {}),
    ...(tally.unmatched.length > 0 ? { unmatched: tally.unmatched, ...markedAs(tally) } : {}),
    ...(defaulted.length > 0 ? { defaulted } : {}),
  };
}

function markedAs({ unmatchedAs }: Tally): Pick<Attendance, 'unmatchedAs'> {
  if (unmatchedAs.size > 1) return { unmatchedAs: 'several' };
  if (unmatchedAs.has('late')) return { unmatchedAs: 'late' };
  return unmatchedAs.has('leave') ? { unmatchedAs: 'leave' } : {};
}
