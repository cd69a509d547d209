/**
 * A table pasted from a sheet, as lines that a person might have typed: each cell behind the heading of its column.
 * "Class⇥Absent / 10A⇥4,6" becomes "Class: 10A / Absent: 4,6". Any other text stays as it is.
 */
export function unfoldTable(text: string): string {
  if (!text.includes('\t')) return text;
  const rows = text
    .trim()
    .split(/\r?\n/)
    .filter((row) => row.trim() !== '')
    .map((row) => row.split('\t').map((cell) => cell.trim()));
  const [headings, ...rest] = rows;
  if (headings === undefined || rest.length === 0 || headings.length < 2) return text;
  const isTable =
    rest.every((row) => row.length === headings.length) &&
    headings.every((heading) => /^[\p{L}\p{M}][\p{L}\p{M} ./-]{0,24}$/u.test(heading));
  if (!isTable) return text;
  return rest
    .flatMap((row) => row.map((cell, n) => (cell === '' ? '' : `${headings[n]}: ${cell}`)))
    .filter(Boolean)
    .join('\n');
}
