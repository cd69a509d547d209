import { dayNumberOf, isoOfDayNumber } from './day-number.ts';

/** `official`: passed or published in the yearly patro. `predicted`: computed ahead, may still change. */
export type BsYearStatus = 'official' | 'predicted';

/** One year of Bikram Sambat: twelve month lengths in days, Baisakh first. Status `official` when not said. */
export type BsYearRow = { year: number; months: readonly number[]; status?: BsYearStatus };

/** Month lengths of consecutive years with the day number (days since 1970-01-01) on which each month begins. */
export type BsTable = {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly rows: readonly Required<BsYearRow>[];
  /** Twelve a year, and one more: the day after the last. */
  readonly monthStarts: Int32Array;
};

/**
 * Builds a table from consecutive years, the first of which begins on `firstIso`.
 * Throws RangeError with a sentence when a row cannot be a year of the calendar.
 */
export function buildBsTable(rows: readonly BsYearRow[], firstIso: string): BsTable {
  const firstYear = rows[0]?.year;
  if (firstYear === undefined) throw new RangeError('A calendar needs at least one year.');
  const complete = rows.map((row, index) => checkedRow(row, firstYear + index));
  const monthStarts = new Int32Array(complete.length * 12 + 1);
  let day = dayNumberOf(firstIso);
  complete
    .flatMap((row) => row.months)
    .forEach((length, index) => {
      monthStarts[index] = day;
      day += length;
    });
  monthStarts[complete.length * 12] = day;
  return { firstYear, lastYear: firstYear + complete.length - 1, rows: complete, monthStarts };
}

/**
 * The table with some years replaced, for the day the official patro differs from a prediction; years that
 * follow the last one directly are added. Throws RangeError when a row cannot be a year, leaves a gap, or would
 * move the first day of a later official year that it does not replace itself. Source: nepal.md section 1.
 */
export function withOverrides(table: BsTable, rows: readonly BsYearRow[]): BsTable {
  if (rows.length === 0) return table;
  const years = new Map<number, BsYearRow>(table.rows.map((row) => [row.year, row]));
  for (const row of rows) years.set(row.year, row);
  const merged = [...years.values()].sort((a, b) => a.year - b.year);
  if (merged[0]!.year < table.firstYear) {
    throw new RangeError(`The calendar begins in ${table.firstYear} BS; ${merged[0]!.year} cannot be added.`);
  }
  const changed = buildBsTable(merged, isoOfDayNumber(table.monthStarts[0]!));
  const replaced = new Set(rows.map((row) => row.year));
  for (const [index, row] of table.rows.entries()) {
    const moved = changed.monthStarts[index * 12] !== table.monthStarts[index * 12];
    if (moved && row.status === 'official' && !replaced.has(row.year)) {
      throw new RangeError(
        `These month lengths would move the first day of ${row.year} BS, which is official.`,
      );
    }
  }
  return changed;
}

function checkedRow(row: BsYearRow, expectedYear: number): Required<BsYearRow> {
  if (row.year !== expectedYear) {
    throw new RangeError(`Years follow one another: after ${expectedYear - 1} BS came ${row.year}.`);
  }
  const wholeMonths = row.months.every((days) => Number.isInteger(days) && days >= 29 && days <= 32);
  if (row.months.length !== 12 || !wholeMonths) {
    throw new RangeError(`${row.year} BS needs twelve months of 29 to 32 days.`);
  }
  const total = row.months.reduce((sum, days) => sum + days, 0);
  if (total !== 365 && total !== 366) {
    throw new RangeError(`${row.year} BS has ${total} days; a year has 365 or 366.`);
  }
  return { year: row.year, months: [...row.months], status: row.status ?? 'official' };
}
