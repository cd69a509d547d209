/** Remembers which keys were seen, as 52-bit hashes in flat tables: 8 bytes a slot, no object per key. */
export type SeenKeys = {
  /** True when the key is new. Two keys share a hash about once in 2 × 10⁹ pairs among ten million keys. */
  add(key: string): boolean;
  readonly complete: boolean;
  clear(): void;
};

const firstSlots = 1 << 12;
/** 64 MB; holds 4 million keys at half full in each of two generations. */
const mostSlots = 1 << 22;

/**
 * Makes an empty set. Past the largest table the older half is forgotten (two generations), so memory is flat.
 */
export function seenKeys(): SeenKeys {
  let young = new Float64Array(firstSlots);
  let old: Float64Array | null = null;
  let count = 0;
  let complete = true;

  function grow() {
    if (young.length >= mostSlots) {
      complete = old === null;
      old = young;
      young = new Float64Array(mostSlots);
      count = 0;
      return;
    }
    const bigger = new Float64Array(young.length * 2);
    for (const hash of young) if (hash !== 0) put(bigger, hash);
    young = bigger;
  }

  return {
    add(key) {
      const hash = hashOf(key);
      if (old && has(old, hash)) return false;
      if (!put(young, hash)) return false;
      count += 1;
      if (count * 2 > young.length) grow();
      return true;
    },
    get complete() {
      return complete;
    },
    clear() {
      young = new Float64Array(firstSlots);
      old = null;
      count = 0;
      complete = true;
    },
  };
}

function put(table: Float64Array, hash: number): boolean {
  const slot = slotOf(table, hash);
  if (table[slot] === hash) return false;
  table[slot] = hash;
  return true;
}

function has(table: Float64Array, hash: number): boolean {
  return table[slotOf(table, hash)] === hash;
}

function slotOf(table: Float64Array, hash: number): number {
  let slot = hash % table.length;
  while (table[slot] !== 0 && table[slot] !== hash) slot = slot + 1 === table.length ? 0 : slot + 1;
  return slot;
}

/** cyrb53: two 32-bit mixes joined; never 0, which marks an empty slot. */
function hashOf(key: string): number {
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let i = 0; i < key.length; i += 1) {
    const unit = key.charCodeAt(i);
    one = Math.imul(one ^ unit, 2_654_435_761);
    two = Math.imul(two ^ unit, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(two ^ (two >>> 13), 3_266_489_909);
  two = Math.imul(two ^ (two >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & two) + (one >>> 0) + 1;
}
