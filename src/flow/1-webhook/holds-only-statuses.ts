const STATUSES = Buffer.from('"statuses":[');
const MESSAGES = Buffer.from('"messages":[');

/**
 * Whether a body tells of statuses and of nothing a person wrote, by its bytes alone. It decides how soon it is taken
 * apart, never how: a body that is judged wrongly is read in full all the same, a moment sooner or later.
 */
export function holdsOnlyStatuses(body: Buffer): boolean {
  return body.includes(STATUSES) && !body.includes(MESSAGES);
}
