import { createHash } from 'node:crypto';
import type { BusinessNumber } from '../numbers/number.ts';
import type { Json } from '../people/message.ts';
import type { Person } from '../people/person.ts';
import type { Recipient } from './find-recipient.ts';
import { type Problem, problem } from './problem.ts';

/** Whether this number may write to this person: blocks, test numbers, countries, identity. */
export function checkRecipient(number: BusinessNumber, { person }: Recipient, body: Json): Problem | null {
  if (number.blockedPeople.has(person.phone)) return problem(130403, 'The business has blocked this user.');
  if (number.allowedRecipients && !number.allowedRecipients.has(person.phone)) {
    return problem(
      131030,
      'Recipient phone number not in allowed list: add it to the recipient list and try again.',
    );
  }
  if (number.account.restrictedCountries.has(person.country)) {
    return problem(130497, 'Business account is restricted from messaging users in this country.');
  }
  const identity = body.recipient_identity_key_hash;
  if (identity !== undefined && identity !== identityOf(person)) {
    return problem(137000, 'The identity key hash does not match: the user may have changed phones.');
  }
  return null;
}

/** The hash of a person's identity key; a stand-in that changes with their number. */
function identityOf(person: Person): string {
  return createHash('sha256').update(`identity/${person.phone}`).digest('base64').slice(0, 20);
}
