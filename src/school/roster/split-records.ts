import { CsvError, parse } from 'csv-parse/sync';

export type Delimiter = ',' | ';' | '\t';

/** One row of the file. `line` is where it begins, counted from 1, as Excel and editors count. */
export type CsvRecord = { line: number; cells: string[] };

/** `broken` are the lines on which a quotation mark opens that does not close on a row of its own. */
export type SplitRecords = { records: CsvRecord[]; broken: CsvRecord[] };

/**
 * Splits CSV text into rows and cells (RFC 4180, with the liberties of Excel: line breaks and delimiters in quotes,
 * lines of unequal length, a quotation mark in the middle of a cell). A quotation mark that is never closed would
 * swallow the pupils below it; its line alone is set apart, and reading goes on with the next.
 * @param text with `\n` as line ends
 */
export function splitRecords(text: string, delimiter: Delimiter): SplitRecords {
  const lines = text.split('\n');
  const usual = usualCount(lines, delimiter);
  const split: SplitRecords = { records: [], broken: [] };
  for (let from = 0; from < lines.length; ) {
    const stuck = readFrom(lines, from, { delimiter, usual }, split.records);
    if (stuck === null) break;
    split.broken.push({ line: stuck + 1, cells: [lines[stuck]!] });
    from = stuck + 1;
    // Every break reads the rest again; a file with more of them is no CSV, and its lines are set apart unread.
    if (split.broken.length < MOST_BREAKS) continue;
    for (; from < lines.length; from++) split.broken.push({ line: from + 1, cells: [lines[from]!] });
  }
  return split;
}

const MOST_BREAKS = 100;

type Form = { delimiter: Delimiter; usual: number };

/** Adds the rows from a line on; returns the index of the line that could not be read, or null at the end. */
function readFrom(lines: string[], from: number, form: Form, into: CsvRecord[]): number | null {
  let next = from;
  let stuck: number | null = null;
  const take = (cells: string[], context: { lines: number }) => {
    const begin = next;
    next = Math.min(from + context.lines, lines.length);
    if (stuck !== null) return undefined;
    if (swallowsRows(lines.slice(begin, next), form)) stuck = begin;
    else into.push({ line: begin + 1, cells });
    return undefined;
  };
  try {
    parse(lines.slice(from).join('\n'), {
      delimiter: form.delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      on_record: take,
    });
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error;
    return stuck ?? next;
  }
  return stuck;
}

/** An address may run over two lines; a row that has whole rows inside was opened by a stray quotation mark. */
function swallowsRows([, ...rest]: string[], { delimiter, usual }: Form): boolean {
  return rest.some((line) => countOf(line, delimiter) >= usual);
}

/** How many delimiters most lines have that have any. */
function usualCount(lines: string[], delimiter: Delimiter): number {
  const seen = new Map<number, number>();
  for (const line of lines) {
    const count = countOf(line, delimiter);
    if (count > 0) seen.set(count, (seen.get(count) ?? 0) + 1);
  }
  const [most] = [...seen].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 1;
}

function countOf(line: string, delimiter: Delimiter): number {
  return line.split(delimiter).length - 1;
}
