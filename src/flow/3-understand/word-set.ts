/** The words of a list with spaces between them, for asking whether a word is one of them. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
