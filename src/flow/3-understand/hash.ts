/** A 32-bit number of a string, the same in every process (FNV-1a). */
export function hashText(text: string): number {
  return hashEnding(text, text.length);
}

/** The same of the last `length` letters. */
function hashEnding(text: string, length: number): number {
  let hash = 0x811c9dc5;
  for (let n = Math.max(0, text.length - length); n < text.length; n += 1)
    hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** A word as the second reader sees it: numbers in place of letters. */
export interface WordHashes {
  /** Its sound, the same in both scripts. */
  sound: number;
  /** Its last three and last two letters. */
  ending: number;
  shortEnding: number;
}

export function hashWord(norm: string, sound: string): WordHashes {
  return {
    sound: hashText(sound || norm),
    ending: hashEnding(norm, 3),
    shortEnding: hashEnding(norm, 2),
  };
}
