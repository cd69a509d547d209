import type { Language, Words } from '#templates/language.ts';
import type { Columns } from './columns.ts';
import { shownName } from './find-duplicates.ts';
import type { Placed } from './plan-seats.ts';
import { type Findings, remarkAt } from './problem.ts';
import { type Contact, isSameName } from './read-contacts.ts';
import type { PersonName } from './read-name.ts';
import type { Pupil } from './read-pupil.ts';
import type { ConsentRow, GuardianRow, Roster } from './roster.ts';

/** A guardian as the file leaves it, beside the record it had. */
export type PlannedGuardian = { row: GuardianRow; before: GuardianRow | null };

export type GuardianPlan = {
  /** By phone. */
  guardians: Map<string, PlannedGuardian>;
  consents: ConsentRow[];
};

type Context = { columns: Columns; newId: () => string; now: number };

/**
 * One guardian for each number in the file: a number on two lines is one person with two children. What the file does
 * not say stays as it is. A guardian counts as agreed only when the file says yes and nothing says no: another line of
 * the file, or their own withdrawal, which an older list must not undo (nepal.md section 7).
 */
export function planGuardians(
  placed: readonly Placed[],
  roster: Roster,
  context: Context,
  findings: Findings,
): GuardianPlan {
  const onRecord = new Map(roster.guardians.map((one) => [one.phone, one]));
  const plan: GuardianPlan = { guardians: new Map(), consents: [] };
  for (const [phone, mentions] of mentionsByPhone(placed)) {
    const before = onRecord.get(phone) ?? null;
    const name = firstName(mentions, context.columns, findings);
    const language = firstLanguage(mentions, context.columns, findings);
    const row: GuardianRow = {
      id: before?.id ?? context.newId(),
      ...writeName(name, before, mentions[0]!.pupil),
      phone,
      language: language ?? before?.language ?? 'ne',
      opted_in: before?.opted_in ?? false,
    };
    const evidence = agreement(mentions, before, roster, context.columns, findings);
    if (evidence !== null) {
      row.opted_in = true;
      plan.consents.push({
        id: context.newId(),
        guardian_id: row.id,
        wording: evidence,
        at: new Date(context.now),
      });
    }
    plan.guardians.set(phone, { row, before });
  }
  return plan;
}

/** A line on which a number stands; `speaks` when it is the line's first, whose language and consent the cells are. */
type Mention = { pupil: Pupil; contact: Contact; speaks: boolean };

function mentionsByPhone(placed: readonly Placed[]): Map<string, Mention[]> {
  const mentions = placed.flatMap(({ pupil }) =>
    pupil.contacts.map((contact, place): Mention => ({ pupil, contact, speaks: place === 0 })),
  );
  return Map.groupBy(mentions, ({ contact }) => contact.phone);
}

/** The first name given; another one on a later line may mean that a number was mistyped. */
function firstName(mentions: Mention[], columns: Columns, { notes }: Findings): PersonName | null {
  const [first, ...others] = mentions.filter(({ contact }) => contact.name !== null);
  if (!first) return null;
  const name = { ...first.contact.name! };
  for (const { pupil, contact } of others) {
    const other = contact.name!;
    const isOtherScript = (name.name === null) !== (other.name === null);
    if (isOtherScript)
      Object.assign(name, { name: name.name ?? other.name, nameNe: name.nameNe ?? other.nameNe });
    else if (!isSameName(name, other))
      notes.push(remarkAt(pupil.line, columns, 'phone', contact.phone, sayOtherName(first, contact)));
  }
  return name;
}

function firstLanguage(mentions: Mention[], columns: Columns, { problems }: Findings): Language | null {
  const [first, ...others] = mentions.filter(({ pupil }) => pupil.language !== null);
  for (const { pupil } of others) {
    if (pupil.language === first!.pupil.language) continue;
    const remark = remarkAt(
      pupil.line,
      columns,
      'language',
      pupil.language!,
      sayOtherLanguage(first!.pupil.line),
    );
    problems.push({ ...remark, leftOut: 'cell' });
  }
  return first?.pupil.language ?? null;
}

/** The evidence of a consent that is to be added, or null. */
function agreement(
  mentions: Mention[],
  before: GuardianRow | null,
  { withdrawn }: Roster,
  columns: Columns,
  { notes, problems }: Findings,
): string | null {
  const spoken = mentions.filter(({ pupil, speaks }) => speaks && pupil.consent !== null);
  const yes = spoken.find(({ pupil }) => pupil.consent!.answer === 'yes');
  const no = spoken.find(({ pupil }) => pupil.consent!.answer === 'no');
  const note = ({ pupil: { line } }: Mention, found: string, say: Words) =>
    notes.push(remarkAt(line, columns, 'consent', found, say));
  if (before?.opted_in) {
    if (no) note(no, 'no', sentences.alreadyAgreed);
    return null;
  }
  if (!yes) return null;
  if (before && withdrawn.has(before.id)) {
    note(yes, 'yes', sentences.hasWithdrawn);
    return null;
  }
  if (!no) return yes.pupil.consent!.evidence;
  const say = sayOtherConsent(no.pupil.line);
  problems.push({ ...remarkAt(yes.pupil.line, columns, 'consent', 'yes', say), leftOut: 'cell' });
  return null;
}

/** A record keeps what it has where the file says nothing. Nobody is without a name. */
function writeName(
  given: PersonName | null,
  before: GuardianRow | null,
  child: Pupil,
): Pick<GuardianRow, 'name' | 'name_ne'> {
  if (given === null && before) return { name: before.name, name_ne: before.name_ne };
  if (given === null) return { name: UNNAMED + shownName(child), name_ne: null };
  return mergeName(given, before);
}

const UNNAMED = 'Guardian of ';

/** Whether the guardian is only called after the child, because no file ever said the name. */
export function isUnnamed({ name }: { name: string }): boolean {
  return name.startsWith(UNNAMED);
}

/** The name on record in Latin letters; in Devanagari only where nobody ever wrote it otherwise. */
export function mergeName(
  given: PersonName,
  before: { name: string; name_ne: string | null } | null,
): { name: string; name_ne: string | null } {
  const latinBefore = before && /[A-Za-z]/.test(before.name) ? before.name : null;
  return {
    name: given.name ?? latinBefore ?? given.nameNe ?? '',
    name_ne: given.nameNe ?? before?.name_ne ?? null,
  };
}

function sayOtherName(first: Mention, contact: Contact): Words {
  const [one, other] = [shownName(first.contact.name!), shownName(contact.name!)];
  const { line } = first.pupil;
  return {
    en: `This number is ${one}'s on line ${line} and ${other}'s here; it was kept as ${one}'s, so please check that it is no mistake.`,
    ne: `यो नम्बर पङ्क्ति ${line} मा ${one} को र यहाँ ${other} को भनिएको छ; ${one} कै मानिएको छ, कृपया गल्ती नभएको हेर्नुहोस्।`,
  };
}

function sayOtherLanguage(line: number): Words {
  return {
    en: `The same guardian has another language on line ${line}, which was taken; please write one.`,
    ne: `यही अभिभावकको भाषा पङ्क्ति ${line} मा अर्कै छ र त्यही लिइएको छ; कृपया एउटै लेख्नुहोस्।`,
  };
}

function sayOtherConsent(line: number): Words {
  return {
    en: `Line ${line} says No for the same guardian, so the guardian counts as not agreed; please ask again.`,
    ne: `यही अभिभावकका लागि पङ्क्ति ${line} मा “छैन” छ, त्यसैले सहमति नभएको मानियो; कृपया फेरि सोध्नुहोस्।`,
  };
}

const sentences = {
  alreadyAgreed: {
    en: 'This guardian has agreed before, and a list does not take that back; the guardian can write STOP, or the office can end it.',
    ne: 'यो अभिभावकले पहिले नै सहमति दिनुभएको छ, सूचीले त्यो फिर्ता हुँदैन; अभिभावकले STOP लेख्न वा कार्यालयले बन्द गर्न सक्छ।',
  },
  hasWithdrawn: {
    en: 'This guardian has stopped the messages since; only they can start them again, by writing START on WhatsApp.',
    ne: 'यो अभिभावकले सन्देश बन्द गर्नुभएको छ; फेरि सुरु गर्न उहाँ आफैँले WhatsApp मा START लेख्नुपर्छ।',
  },
} satisfies Record<string, Words>;
