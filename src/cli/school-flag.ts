import { expectedError } from '#lib/expected-error.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of `--school`. @throws an expected error when it is missing or none. */
export function schoolOf(id: string | undefined): string {
  if (!id) throw expectedError('--school is missing: give the id of the school.');
  return idOf(id, 'a school');
}

/** An id that somebody typed. @param whose what it is said to be the id of: "a school" */
export function idOf(id: string, whose: string): string {
  if (!ID.test(id))
    throw expectedError(
      `"${id}" is not the id of ${whose}; it looks like 019a0000-0000-7000-8000-000000000000.`,
    );
  return id.toLowerCase();
}
