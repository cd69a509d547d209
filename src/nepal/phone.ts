import { type PhoneProblem, phoneProblemSentences } from './phone-sentences.ts';
import { type PhoneNumber, readPhoneNumber, readUsualMobile } from './read-phone-number.ts';
import { type PhonePiece, splitPhoneCell } from './split-phone-cell.ts';

/** A stretch of text that is no number: as typed, why, and what to do in both languages. */
export type PhoneRefusal = { text: string; reason: PhoneProblem; say: { en: string; ne: string } };

/** What a cell holds: its numbers, each once and in order, and what could not be read. Never both empty. */
export type ParsedPhones = { numbers: PhoneNumber[]; problems: PhoneRefusal[] };

/** One number, or why there is none. */
export type ParsedPhone = ({ ok: true } & PhoneNumber) | ({ ok: false } & PhoneRefusal);

/**
 * Reads the numbers in a cell of a spreadsheet or a field of a form, whatever people and Excel have made of it.
 * Takes any value (text, a number, nothing) and never throws. Rules: nepal.md section 5.
 */
export function parsePhones(cell: unknown): ParsedPhones {
  const text = textOf(cell);
  if (text === null) return { numbers: [], problems: [refusal(describe(cell), 'not-a-phone')] };
  const usual = readUsualMobile(text);
  if (usual) return { numbers: [usual], problems: [] };
  if (text.trim() === '') return { numbers: [], problems: [refusal('', 'empty')] };
  if (text.length > LONGEST_CELL) {
    return { numbers: [], problems: [refusal(text.slice(0, LONGEST_CELL), 'not-a-phone')] };
  }
  const parsed: ParsedPhones = { numbers: [], problems: [] };
  for (const piece of splitPhoneCell(text)) {
    const read = readPiece(piece);
    if (typeof read === 'string') parsed.problems.push(refusal(piece.text, read));
    else if (!parsed.numbers.some(({ e164 }) => e164 === read.e164)) parsed.numbers.push(read);
  }
  if (parsed.numbers.length + parsed.problems.length === 0)
    parsed.problems.push(refusal(text, 'not-a-phone'));
  return parsed;
}

/** Reads a text that should be one number. Never throws. A remark beside the number is passed over. */
export function parsePhone(text: unknown): ParsedPhone {
  const { numbers, problems } = parsePhones(text);
  const [number] = numbers;
  if (problems.length > 0) return { ok: false, ...problems[0]! };
  if (numbers.length > 1) return { ok: false, ...refusal(String(text), 'several-numbers') };
  return { ok: true, ...number! };
}

// Longer cells are notes; no school writes a dozen numbers into one.
const LONGEST_CELL = 300;

function textOf(cell: unknown): string | null {
  if (typeof cell === 'string') return cell;
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'bigint') return String(cell);
  if (typeof cell === 'number') return Number.isInteger(cell) && cell >= 0 ? String(cell) : null;
  return null;
}

function describe(cell: unknown): string {
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : typeof cell;
}

function readPiece(piece: PhonePiece): PhoneNumber | PhoneProblem {
  switch (piece.is) {
    case 'number':
      return readPhoneNumber(piece.digits, piece.international);
    case 'placeholder':
      return 'placeholder';
    case 'letters':
      return 'letters-in-number';
    case 'digits-lost':
      return 'digits-lost';
    case 'words':
      return 'not-a-phone';
  }
}

function refusal(text: string, reason: PhoneProblem): PhoneRefusal {
  return { text, reason, say: phoneProblemSentences[reason] };
}
