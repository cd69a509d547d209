/**
 * Ids in the layout of uuidv7 that are a pure function of their arguments: the same call gives the same id, so that
 * loading twice meets its own rows, and they sort in the order of `index`, so that indexes grow at their right end.
 *
 * @param atMs the moment written in the id, in milliseconds since 1970
 * @param space keeps kinds of rows apart, 0 to 2^40 - 1
 * @param index 0 to 2^32 - 1
 */
export function indexedId(atMs: number, space: number, index: number): string {
  const time = hex(atMs, 12);
  const room = hex(space, 10);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${room.slice(0, 3)}-8${room.slice(3, 6)}-${room.slice(6)}${hex(index, 8)}`;
}

function hex(value: number, digits: number): string {
  const text = value.toString(16);
  if (value < 0 || text.length > digits)
    throw new Error(`${value} is no whole number of ${digits} hex digits`);
  return text.padStart(digits, '0');
}
