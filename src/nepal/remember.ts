/**
 * The same function with a memory of what it answered. Only for functions whose answer never changes; the memory is
 * emptied when it is full, so it stays small whatever is typed.
 */
export function remember<V>(compute: (key: string) => V, limit = 20_000): (key: string) => V {
  const memory = new Map<string, V>();
  return (key) => {
    const known = memory.get(key);
    if (known !== undefined) return known;
    const value = compute(key);
    if (memory.size >= limit) memory.clear();
    memory.set(key, value);
    return value;
  };
}
