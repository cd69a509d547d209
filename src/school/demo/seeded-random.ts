/** A stream of numbers that is the same for the same seed, on every machine. Not for secrets. */
export type Random = {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number from 0 up to but not including `limit`. */
  below(limit: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the list, each as likely as its share. */
  pickByShare<T extends { share: number }>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
};

/** Starts a stream from a seed of any text; the generator is mulberry32 over an FNV-1a hash of the seed. */
export function seededRandom(seed: string): Random {
  let state = hashText(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('Nothing to pick from an empty list');
    return list[below(list.length)]!;
  };
  return {
    next,
    below,
    pick,
    chance: (probability) => next() < probability,
    pickByShare: (list) => {
      let left = next() * list.reduce((sum, item) => sum + item.share, 0);
      for (const item of list) {
        left -= item.share;
        if (left < 0) return item;
      }
      return list.at(-1)!;
    },
    shuffled: (list) => {
      const cards = [...list];
      for (let i = cards.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [cards[i], cards[j]] = [cards[j]!, cards[i]!];
      }
      return cards;
    },
  };
}

/** FNV-1a over UTF-16 units, as an unsigned 32-bit number. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
