/**
 * The one copy of a string that the engine compares by its address. What is cut out of a text is a string of its own,
 * and to ask whether it is "homework" reads its letters; for words that are asked about often that is most of the work.
 */
export function intern(text: string): string {
  return Object.keys({ [text]: 0 })[0] as string;
}
