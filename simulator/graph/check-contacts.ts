import type { Json } from '../people/message.ts';
import { checkList, checkText, firstProblem, isObject } from './check-fields.ts';
import { type Problem, problem } from './problem.ts';

const nameParts = ['first_name', 'last_name', 'middle_name', 'prefix', 'suffix'];

/** Checks the contacts of a contacts message: each has a formatted name and one part of it at least. */
export function checkContacts(contacts: unknown): Problem | null {
  return checkList('contacts', contacts, 1, 257) ?? firstProblem(contacts as Json[], checkContact);
}

function checkContact(contact: Json, index: number): Problem | null {
  const at = `contacts[${index}]`;
  if (!isObject(contact.name)) return problem(131008, `Required parameter is missing: ${at}['name']`);
  const { name } = contact;
  const formatted = checkText(`${at}['name']['formatted_name']`, name.formatted_name, 1_000);
  if (formatted) return formatted;
  if (!nameParts.some((part) => typeof name[part] === 'string' && name[part] !== '')) {
    return problem(131009, `${at}['name'] needs at least one more part besides formatted_name.`);
  }
  if (contact.birthday !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(contact.birthday))) {
    return problem(131009, `${at}['birthday'] must be a date of the form YYYY-MM-DD.`);
  }
  for (const list of ['phones', 'emails', 'urls', 'addresses']) {
    if (contact[list] === undefined) continue;
    const wrong = checkList(`${at}['${list}']`, contact[list], 0, 100);
    if (wrong) return wrong;
  }
  return null;
}
