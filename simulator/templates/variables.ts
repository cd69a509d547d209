/** The names of `{{…}}` in a text, in order, repeats included. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]!);
}
