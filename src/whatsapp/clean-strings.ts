/** A copy of parsed JSON whose strings PostgreSQL can store: without NUL, and with half surrogate pairs replaced. */
export function cleanStrings(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed();
  if (Array.isArray(value)) return value.map(cleanStrings);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [cleanStrings(key), cleanStrings(inner)]),
  );
}
