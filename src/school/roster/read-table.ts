import type { Words } from '#templates/language.ts';
import { type Column, type Columns, findColumns } from './columns.ts';
import { decodeFile } from './decode-file.ts';
import { hasPreetiHeaders, looksLikePreeti } from './detect-preeti.ts';
import { type CsvRecord, type Delimiter, splitRecords } from './split-records.ts';

/** A list of pupils: its columns, the rows below the header that hold anything, and lines that could not be split. */
export type Table = { headerLine: number; columns: Columns; rows: CsvRecord[]; broken: CsvRecord[] };

/** The table in a file, or one sentence on why there is none and what to do. */
export type ReadTable = { ok: true; table: Table } | { ok: false; say: Words };

/**
 * Reads the bytes of a CSV file: UTF-8, cells parted by commas, semicolons or tabs, a header with a column for the
 * name, and a column for the class unless `needsClass` is false. Titles may stand above the header.
 */
export function readTable(bytes: Uint8Array, needsClass: boolean): ReadTable {
  const decoded = decodeFile(bytes);
  if (!decoded.ok) return decoded;
  const found = findHeader(decoded.text);
  if (!found) return { ok: false, say: hasPreetiHeaders(decoded.text) ? refusals.preeti : refusals.noName };
  const { columns, split, place } = found;
  if ('refused' in columns) return { ok: false, say: columns.refused };
  if (needsClass && !columns.at.has('class')) return { ok: false, say: refusals.noClass };
  const header = split.records[place]!;
  const rows = split.records.slice(place + 1).filter((row) => !isBlank(row) && !isSameHeader(row, columns));
  const broken = split.broken.filter(({ line }) => line > header.line);
  if (rows.length + broken.length === 0) return { ok: false, say: refusals.noRows };
  if (isMostlyPreeti(rows, columns)) return { ok: false, say: refusals.preeti };
  return { ok: true, table: { headerLine: header.line, columns, rows, broken } };
}

/** The text of a row under a column, spaces put in order; empty when the file has no such column. */
export function cellOf(row: CsvRecord, columns: Columns, column: Column): string {
  const place = columns.at.get(column);
  return place === undefined
    ? ''
    : (row.cells[place] ?? '').replace(invisible, '').replace(/\s+/g, ' ').trim();
}

const delimiters: Delimiter[] = [',', ';', '\t'];
const HEADER_WITHIN = 20;
// Zero width space, word joiner and byte order mark; joiners between letters are part of Nepali spelling and stay.
const invisible = /[\u200b\u2060\ufeff]/g;

type Found = { columns: Columns | { refused: Words }; split: ReturnType<typeof splitRecords>; place: number };

/** The header is the first row that names the pupil; the delimiter is the one by which it says most. */
function findHeader(text: string): Found | null {
  // Excel writes and reads "sep=;" above the header; as a blank line it keeps the count of lines.
  const body = text.replace(/^sep=[^\n]?(?=\n)/i, '');
  const known = (one: Found) => ('refused' in one.columns ? 0 : one.columns.at.size);
  let best: Found | null = null;
  for (const delimiter of delimiters) {
    if (delimiter !== ',' && !body.includes(delimiter)) continue;
    const split = splitRecords(body, delimiter);
    for (const [place, record] of split.records.slice(0, HEADER_WITHIN).entries()) {
      const columns = findColumns(record.cells);
      if (columns === null) continue;
      const found = { columns, split, place };
      if (best === null || known(found) > known(best)) best = found;
      break;
    }
  }
  return best;
}

function isBlank({ cells }: CsvRecord): boolean {
  return cells.every((cell) => cell.trim() === '');
}

/** Reports printed page by page carry the header again. */
function isSameHeader({ cells }: CsvRecord, { headers }: Columns): boolean {
  return headers.every((header, place) => header === (cells[place] ?? '').replace(/\s+/g, ' ').trim());
}

function isMostlyPreeti(rows: CsvRecord[], columns: Columns): boolean {
  const names = rows.map((row) => cellOf(row, columns, 'name')).filter(Boolean);
  const preeti = names.filter(looksLikePreeti).length;
  return preeti > 1 && preeti * 2 >= names.length;
}

const refusals = {
  noName: {
    en: 'The file has no column for the name of the pupil; write “Name” or “नाम” above it in the first line.',
    ne: 'फाइलमा विद्यार्थीको नामको कोलम छैन; पहिलो पङ्क्तिमा त्यसमाथि “नाम” वा “Name” लेख्नुहोस्।',
  },
  noClass: {
    en: 'The file has no column for the class; add a column “Class”, or say with --class which class all pupils are in.',
    ne: 'फाइलमा कक्षाको कोलम छैन; “कक्षा” कोलम थप्नुहोस्, वा --class ले सबै विद्यार्थीको कक्षा भन्नुहोस्।',
  },
  noRows: {
    en: 'The file has a header but no pupils below it.',
    ne: 'फाइलमा शीर्षक मात्र छ, त्यसमुनि विद्यार्थी छैनन्।',
  },
  preeti: {
    en: 'The Nepali in this file is written in Preeti or a font like it; please convert it to Unicode first, since nobody could read it on a phone.',
    ne: 'यो फाइलको नेपाली प्रीति वा त्यस्तै फन्टमा छ; यस्तो अक्षर फोनमा पढ्न सकिँदैन, कृपया पहिले युनिकोडमा बदल्नुहोस्।',
  },
} satisfies Record<string, Words>;
