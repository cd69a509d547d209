/** x */
export function isPreeti(_text: string): boolean {
  return false;
}
