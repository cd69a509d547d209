/**
 * Phone numbers that look right and belong to nobody: Smart's 988, whose licence lapsed in 2023, for guardians, and
 * UTL's 972, defunct, for staff and for the schools' own numbers (nepal.md section 5). No real number abroad is used:
 * a guardian in Qatar keeps WhatsApp on a number of home.
 *
 * The digit after the prefix divides each range, so that a demo school and a load can stand in one database:
 * 0 is for demo schools, 1 to 8 for loads, 9 for the schools' own numbers (99 for those of demo schools).
 */
const GUARDIANS = '+977988';
const STAFF = '+977972';

/** How many numbers there are for the guardians of demo schools, and as many for their staff. */
export const DEMO_PEOPLE = 1_000_000;
/** How many numbers there are for the guardians of a load, and as many for its staff. */
export const LOAD_PEOPLE = 8_000_000;
/** How many numbers there are for schools. */
export const LOAD_SCHOOLS = 900_000;
export const DEMO_SCHOOLS = 100_000;

const LOAD_START = DEMO_PEOPLE;
const SCHOOL_START = LOAD_START + LOAD_PEOPLE;

/** Number `n` of each range, counted from 0, E.164; beyond the end of the range it throws. */
export const demoGuardianPhone = (n: number) => GUARDIANS + digits(n, DEMO_PEOPLE, 0);
export const demoStaffPhone = (n: number) => STAFF + digits(n, DEMO_PEOPLE, 0);
export const demoSchoolPhone = (n: number) => STAFF + digits(n, DEMO_SCHOOLS, SCHOOL_START + LOAD_SCHOOLS);
export const loadGuardianPhone = (n: number) => GUARDIANS + digits(n, LOAD_PEOPLE, LOAD_START);
export const loadStaffPhone = (n: number) => STAFF + digits(n, LOAD_PEOPLE, LOAD_START);
export const loadSchoolPhone = (n: number) => STAFF + digits(n, LOAD_SCHOOLS, SCHOOL_START);

/** What the Cloud API would call the WhatsApp number of school `n`: fifteen digits, as Meta's are. */
export const loadPhoneNumberId = (n: number) => PHONE_NUMBER_ID + digits(n, LOAD_SCHOOLS, 0);
export const demoPhoneNumberId = (n: number) => PHONE_NUMBER_ID + digits(n, DEMO_SCHOOLS, LOAD_SCHOOLS);
const PHONE_NUMBER_ID = '99000000';

function digits(n: number, size: number, start: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= size)
    throw new RangeError(`No number ${n} in a range of ${size}`);
  return String(start + n).padStart(7, '0');
}
