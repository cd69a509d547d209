import { addDays } from '#nepal/calendar.ts';
import { findChild } from './find-child.ts';
import { findReason } from './find-reason.ts';
import { leaveDates } from './leave-dates.ts';
import { type Page, senseAt } from './page.ts';
import type { LeaveRequest, UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';

/** Reads a guardian's text as a request for leave: a child misses school, is ill, or leave is asked for. */
export function readLeave(said: Said, input: UnderstandInput, question: boolean): LeaveRequest | null {
  const { page } = said;
  if (!isLeave(said, question)) return null;
  const { child, named } = findChild(page, input);
  const days = readDays(page, input.today);
  const reason = findReason(said, named);
  return {
    intent: 'leave_request',
    ask: child === undefined ? 'student' : null,
    ...(child ? { child: child.name } : {}),
    from: days.from,
    to: days.to,
    ...(reason ? { reason } : {}),
    ...(days.said ? {} : { defaulted: ['from', 'to'] }),
  };
}

function isLeave(said: Said, question: boolean): boolean {
  const { page, body } = said;
  const has = (value: string) =>
    body.some(
      (at) =>
        page.senses[at]?.some(
          (s) =>
            s.group === 'guardian' &&
            s.value === value &&
            (s.exact || (page.tokens[at]?.norm.length ?? 0) >= 6),
        ) ?? false,
    );
  if (isRollCall(page) || isAboutOthers(page, body)) return false;
  const absent = has('absent');
  const leave = has('leave');
  const sick = has('sick');
  if (has('event') && !leave && isOfEvent(said)) return false;
  if (!absent && !leave && isFetched(page, body)) return false;
  if ((isLate(page, body) || comes(page, body)) && !absent && !leave) return false;
  if (question && !(leave && has('wants')) && !(absent && sick)) return false;
  if (absent) return true;
  if (sick && /\bno school\b/i.test(page.text)) return true;
  if (leave && body.some((at) => /^excus/.test(page.tokens[at]?.norm ?? ''))) return true;
  if (leave && (has('wants') || sick || has('occasion'))) return true;
  if (leave && page.dates('future').length > 0) return !isHoliday(page, body);
  return sick && isState(page, body);
}

/** "1 baje lina aauchu", "will pick him up at 1": a child that is fetched from school goes there. */
function isFetched(page: Page, body: readonly number[]): boolean {
  return FETCHED.test(body.map((at) => page.tokens[at]?.norm ?? '').join(' '));
}

const FETCHED =
  /(?:^| )(?:(?:lina|linu|lina ko lagi) (?:aau|au|aai|ai)\w*|(?:लिन) (?:आउ|आइ)\S*|pick(?:ing)? (?:him|her|them|up)|take (?:him|her|them) (?:home )?(?:early|at)|leave (?:early|school early))(?= |$)/u;

/** "I cannot come to the meeting", "meeting ma aauna sakdina": the event is what somebody does not come to. */
export function isOfEvent({ page, body, breaks }: Said): boolean {
  let event = -1;
  let absent = -1;
  for (const at of body) {
    if ((breaks[at] ?? 0) >= 2) [event, absent] = [-1, -1];
    if (senseAt(page, at, 'guardian', 'event') !== undefined && !isOfFamily(page, at)) event = at;
    if (senseAt(page, at, 'guardian', 'absent') !== undefined) absent = at;
    if (event !== -1 && absent !== -1) return true;
  }
  return false;
}

/** "a family function", "ghar ma karyakram": no event of the school. */
function isOfFamily(page: Page, at: number): boolean {
  return [1, 2, 3].some((k) =>
    /^(?:family|our|ghar|gharma|parivarik|pariwarik|पारिवारिक|घर|घरमा|office|village|gaun|गाउँ|relatives?|uncle's|cousin's)$/.test(
      page.tokens[at - k]?.norm ?? '',
    ),
  );
}

/** "5A absent 3,4" is a teacher's roll call and no leave. */
export function isRollCall(page: Page): boolean {
  const numbers = page.tokens.filter((t) => t.kind === 'number').length;
  const roll = page.senses.some(
    (list, at) =>
      list.some((s) => s.group === 'label' && s.value === 'roll' && page.tokens[s.to]?.kind === 'number') &&
      at < 2,
  );
  // "absent 4 11 19"
  const [head] = page.tokens;
  const list =
    head !== undefined && page.senses[0]?.some((s) => s.group === 'status' && s.value === 'absent');
  if (list && numbers >= 2 && page.dates('future').length === 0) return true;
  if (roll && page.tokens.length <= 6 && page.dates('future').length === 0) return true;
  return (
    page.classes.some((c) => c.section !== undefined) && numbers >= 2 && page.dates('future').length === 0
  );
}

/** The bus, a teacher or a message that did not come is no child's absence. */
function isAboutOthers(page: Page, body: readonly number[]): boolean {
  return body.some(
    (at, n) =>
      (n < 3 || /^(?:s|ko|को|his|her)$|(?:'s|’s|को)$/u.test(page.tokens[at - 1]?.norm ?? '')) &&
      page.tokens[at - 2]?.norm !== 'missed' &&
      /^(?:bus|van|gaadi|gadi|बस|गाडी|message|msg|result|bill|receipt|rasid|otp|homework|notice)$/.test(
        page.tokens[at]?.norm ?? '',
      ) &&
      !/^(?:le|ले|ma|मा)$/.test(page.tokens[at + 1]?.norm ?? ''),
  );
}

/** "sukrabar bida ho": said of a day and of nobody, it is about the calendar. */
function isHoliday(page: Page, body: readonly number[]): boolean {
  return body.some((at) => {
    const leave = senseAt(page, at, 'guardian', 'leave');
    return leave !== undefined && /^(?:ho|हो|huncha|हुन्छ|hola|होला)$/.test(page.tokens[leave.to]?.norm ?? '');
  });
}

/** "will come at 11", "sancho bhayo, bholi dekhi aaucha": a child that comes, late or again, is not away. */
function comes(page: Page, body: readonly number[]): boolean {
  const norms = body.map((at) => page.tokens[at]?.norm ?? '');
  const text = norms.join(' ');
  if (!COMES.test(text)) return false;
  return WELL.test(text) || /(?:^| )(?:at|by|around|after) \d|\d ?(?:am|pm|baje|बजे)/.test(text);
}

const COMES =
  /(?:^| )(?:will (?:come|reach|be coming|attend|join)|is coming|aau(?:n?cha|n?chha|n?xa|ne ?cha|ne ?chha)|aune ?cha|आउँछ|आउँछे|आउनेछ|आउने छ|pathauchu|pathauxu|पठाउँछु)(?= |$)/u;
const WELL =
  /(?:^| )(?:better|recovered|fine now|well now|ok now|sancho (?:bhayo|vayo|cha)|sanchai|niko (?:bhayo|vayo|cha)|nikai? (?:bhayo|cha)|thik (?:bhayo|vayo|cha)|सन्चो भयो|सञ्चो भयो|निको भयो|ठिक भयो|ठीक भयो)(?= |$)/u;

function isLate(page: Page, body: readonly number[]): boolean {
  return body.some((at) => senseAt(page, at, 'status', 'late') !== undefined);
}

/** "he is sick", "jwaro aako cha": illness now, and not a word about medicine or a doctor's number. */
function isState(page: Page, body: readonly number[]): boolean {
  const last = body.at(-1);
  if (last !== undefined && senseAt(page, last, 'guardian', 'sick')?.exact && body.length <= 8) return true;
  return (
    body.some((at) =>
      /^(?:is|has|cha|xa|chha|bhayo|vayo|aayo|aako|aaeko|lagyo|lageko|bhaeko|छ|भयो|आयो|आएको|लाग्यो|लागेको|भएको|भएकोले|dukhyo|दुख्यो|suffering|having|got|due|bhako|vako|parekole|hunuhuncha|dukheko|दुखेको|feeling)$/.test(
        page.tokens[at]?.norm ?? '',
      ),
    ) &&
    !body.some((at) =>
      /^(?:but|tara|तर|number|medicine|ausadhi|औषधि|give|dinus|dinu|better|sanchai|thik|now|yesterday|let|play|playing|pt|sports?|seat|bench|nagaraunu\w*|nakhelaunu\w*|khelna|khuwaidinu\w*|basalnu\w*|rakhdinu\w*|rakhidinu\w*|नगराउनु\S*|खेल्न|खुवाइदिनु\S*|राखिदिनु\S*)$/.test(
        page.tokens[at]?.norm ?? '',
      ),
    )
  );
}

interface Days {
  from: string;
  to: string;
  said: boolean;
}

/** The first and last day: dates, a length ("2 days from tomorrow", "३ दिन"), or today. */
function readDays(page: Page, today: string): Days {
  const dates = leaveDates(page);
  const length = readLength(page);
  const first = dates[0]?.iso ?? null;
  const last = dates.at(-1)?.iso ?? null;
  if (first === null || last === null) {
    return { from: today, to: length === null ? today : addDays(today, length - 1), said: length !== null };
  }
  if (length !== null && dates.length === 1)
    return { from: first, to: addDays(first, length - 1), said: true };
  if (dates.length === 1 && isUntil(page, dates[0] as { from: number; to: number; suffix: string })) {
    return { from: today <= first ? today : first, to: first, said: true };
  }
  return last >= first ? { from: first, to: last, said: true } : { from: last, to: first, said: true };
}

function isUntil(page: Page, date: { from: number; to: number; suffix: string }): boolean {
  const before = page.tokens[date.from - 1]?.norm ?? '';
  const after = page.tokens[date.to]?.norm ?? '';
  return (
    /^(?:till|until|upto)$/.test(before) ||
    /^(?:samma|sama|सम्म)/.test(after) ||
    /^(?:सम्म|samma)/i.test(date.suffix)
  );
}

/** "2 days", "tin din", "३ दिन", "a week", "ek hapta"; null where no length is said. */
function readLength(page: Page): number | null {
  for (const [at, token] of page.tokens.entries()) {
    const number =
      token.kind === 'number'
        ? Number(token.norm)
        : Number(senseAt(page, at, 'number')?.value ?? (token.norm === 'a' ? 1 : Number.NaN));
    if (!Number.isInteger(number) || number < 1 || number > 60) continue;
    const next = at + 1;
    const unitAt = ['ota', 'wata', '-', 'school', 'more', 'jati'].includes(page.tokens[next]?.norm ?? '')
      ? next + 1
      : next;
    const ago =
      page.tokens.slice(unitAt + 1, unitAt + 3).some((t) => /^(?:ago|aghi|अघि|dekhi|देखि)$/.test(t.norm)) ||
      /(?:देखि|dekhi)$/.test(page.tokens[unitAt]?.norm ?? '');
    if (ago) continue;
    if (senseAt(page, unitAt, 'guardian', 'week') !== undefined) return number * 7;
    if (senseAt(page, unitAt, 'guardian', 'length') !== undefined) return number;
  }
  return null;
}
