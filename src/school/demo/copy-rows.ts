import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** A value of one column. Arrays are of plain words, as subject codes are. */
export type CopyValue = string | number | boolean | null | readonly string[];

/**
 * Writes rows into a table by COPY, in the text format of PostgreSQL
 * (https://www.postgresql.org/docs/18/sql-copy.html), without holding them all in memory.
 * @param target `table (column, …)`, ours and never from people
 */
export async function copyRows(
  client: pg.Client,
  target: string,
  rows: Iterable<CopyValue[]>,
): Promise<void> {
  await pipeline(Readable.from(chunksOf(rows)), client.query(copyFrom(`COPY ${target} FROM STDIN`)));
}

/** A stream costs by the chunk, so many rows go in one. */
const CHUNK_CHARACTERS = 64 * 1024;

function* chunksOf(rows: Iterable<CopyValue[]>): Generator<string> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(writeValue).join('\t')}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function writeValue(value: CopyValue): string {
  if (value === null) return '\\N';
  if (typeof value === 'object')
    return escapeText(`{${value.map((word) => JSON.stringify(word)).join(',')}}`);
  return typeof value === 'string' ? escapeText(value) : String(value);
}

function escapeText(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character]!) : text;
}

const ESCAPED: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
