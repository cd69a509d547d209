import { type PhoneRefusal, parsePhones } from '#nepal/phone.ts';
import { phoneProblemSentences, phoneWarningSentences } from '#nepal/phone-sentences.ts';
import type { Words } from '#templates/language.ts';
import type { Column } from './columns.ts';
import { isNothing, nameKey, type PersonName, readName } from './read-name.ts';

export type Relation = 'father' | 'mother' | 'guardian';

/** Somebody to be told about a pupil: a number (E.164), whose it is, and what they are called where the file says so. */
export type Contact = { phone: string; relation: Relation; name: PersonName | null };

/** What was found in the cells about guardians. The first contact is the one the school calls first. */
export type Contacts = {
  contacts: Contact[];
  problems: { column: Column; found: string; leftOut: 'guardian' | 'cell'; say: Words }[];
  notes: { column: Column; found: string; say: Words }[];
};

/**
 * Reads the guardians of one line. The contact number is the named guardian's, who is the father or mother when the
 * names agree; where nobody is named it is the father's or else the mother's, as school offices mean it.
 * @param cell the text under a column, empty where there is none; `hasColumn` whether the file has it
 */
export function readContacts(
  cell: (column: Column) => string,
  hasColumn: (column: Column) => boolean,
): Contacts {
  const result: Contacts = { contacts: [], problems: [], notes: [] };
  const names = {
    father: readGuardianName(cell, 'fatherName', result),
    mother: readGuardianName(cell, 'motherName', result),
    guardian: readGuardianName(cell, 'guardianName', result),
  };
  const phones = {
    father: readPhone(cell('fatherPhone'), 'fatherPhone', result),
    mother: readPhone(cell('motherPhone'), 'motherPhone', result),
    contact: readPhone(cell('phone'), 'phone', result),
  };
  if (phones.contact !== null) addContact(result, whoseContact(phones.contact, names, phones));
  if (phones.father !== null)
    addContact(result, { phone: phones.father, relation: 'father', name: names.father });
  if (phones.mother !== null)
    addContact(result, { phone: phones.mother, relation: 'mother', name: names.mother });
  const column = (['phone', 'fatherPhone', 'motherPhone'] as const).find(hasColumn);
  const isMissing = column !== undefined && result.contacts.length === 0 && !hasPhoneProblem(result);
  if (isMissing)
    result.problems.push({
      column,
      found: cell(column),
      leftOut: 'guardian',
      say: phoneProblemSentences.empty,
    });
  return result;
}

type Names = Record<Relation, PersonName | null>;

function whoseContact(
  phone: string,
  names: Names,
  phones: Record<'father' | 'mother', string | null>,
): Contact {
  const { guardian } = names;
  for (const relation of ['father', 'mother'] as const) {
    if (phone === phones[relation]) return { phone, relation, name: names[relation] ?? guardian };
    if (guardian && names[relation] && isSameName(guardian, names[relation]))
      return { phone, relation, name: guardian };
  }
  if (guardian) return { phone, relation: 'guardian', name: guardian };
  for (const relation of ['father', 'mother'] as const) {
    if (names[relation] && phones[relation] === null) return { phone, relation, name: names[relation] };
  }
  return { phone, relation: 'guardian', name: null };
}

/** Whether two names of the same script read the same. */
export function isSameName(one: PersonName, other: PersonName): boolean {
  const same = (a: string | null, b: string | null) => a !== null && b !== null && nameKey(a) === nameKey(b);
  return same(one.name, other.name) || same(one.nameNe, other.nameNe);
}

function addContact({ contacts }: Contacts, contact: Contact): void {
  if (!contacts.some(({ phone }) => phone === contact.phone)) contacts.push(contact);
}

function readGuardianName(
  cell: (column: Column) => string,
  column: Column,
  into: Contacts,
): PersonName | null {
  const reading = readName(cell(column));
  if (reading.is === 'name') return reading.value;
  if (reading.is === 'unreadable')
    into.problems.push({ column, found: cell(column), leftOut: 'cell', say: nameSentence });
  return null;
}

/** The number of a cell, E.164. Of several the first is taken, because the file does not say whose the others are. */
function readPhone(cell: string, column: Column, into: Contacts): string | null {
  if (isNothing(cell) && !/\d/.test(cell)) return null;
  const { numbers, problems } = parsePhones(cell);
  const [number, ...others] = numbers;
  for (const problem of problems) leaveOut(problem.text, problem.say);
  for (const other of others) leaveOut(other.e164, severalSentence);
  if (number?.warning) into.notes.push({ column, found: cell, say: phoneWarningSentences[number.warning] });
  return number?.e164 ?? null;

  function leaveOut(found: PhoneRefusal['text'], say: Words) {
    into.problems.push({ column, found, leftOut: 'guardian', say });
  }
}

function hasPhoneProblem({ problems }: Contacts): boolean {
  return problems.some(({ leftOut }) => leftOut === 'guardian');
}

const nameSentence: Words = {
  en: 'A name has letters only; please correct it, or convert it to Unicode if it is in Preeti.',
  ne: 'नाममा अक्षर मात्र हुन्छ; कृपया सच्याउनुहोस्, प्रीतिमा भए युनिकोडमा बदल्नुहोस्।',
};

const severalSentence: Words = {
  en: 'There is a second number in this cell and nothing says whose it is; please put it under “Father Phone” or “Mother Phone”.',
  ne: 'यो कोठामा अर्को नम्बर पनि छ तर कसको हो भनिएको छैन; कृपया “बाबुको फोन” वा “आमाको फोन” कोलममा राख्नुहोस्।',
};
