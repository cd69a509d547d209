import { toAsciiDigits } from './digits.ts';

/** One stretch of a cell that should be a number: as typed, and its ASCII digits when it is only digits and signs. */
export type PhonePiece =
  | { is: 'number'; text: string; digits: string; international: boolean }
  | { is: 'placeholder' | 'letters' | 'digits-lost' | 'words'; text: string };

/**
 * Cuts the text of a cell into its numbers: digits of every script, any dashes, dots and brackets, labels such as
 * "Father:", several numbers joined by / , ; | & र "or" or a new line, and what Excel does to numbers
 * (9.841234567E+09, 9841234567.0, 9,841,234,567, a leading apostrophe). Source: nepal.md section 5.
 */
export function splitPhoneCell(cell: string): PhonePiece[] {
  const clean = toAsciiDigits(cell)
    .replace(invisible, '')
    .replace(wideSpace, ' ')
    .replace(anyPlus, '+')
    .trim();
  if (placeholderWords.test(clean)) return [{ is: 'placeholder', text: cell.trim() }];
  const whole = undoExcel(clean);
  if (typeof whole !== 'string') return [whole];
  return whole
    .split(betweenNumbers)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\d]/u.test(part))
    .flatMap((part) => readPart(part));
}

const invisible = /\u200b|\u200c|\u200d|\u200e|\u200f|[\u202a-\u202e]|\u2060|[\u2066-\u2069]|\u00ad|\ufeff/g;
const wideSpace = /[\u00a0\u2000-\u200a\u202f\u3000]/g;
const anyPlus = /＋|﹢/g;
const placeholderWords =
  /^[-#.*_ ()/]*(?:n\.?\/?a\.?|nil|null|none|no|nan|undefined|unknown|not available|no number|xx*|छैन|थाहा छैन|चैन|chaina|chhaina)?[-,.*_ ()/]*$/i;
// र is a letter of many words; between numbers it is "and". A + begins a number.
const betweenNumbers = /[/,;|&\n\r\t]+|(?<=[\s\d)])(?:or|ra|र|वा)(?=[\s+\d(])|(?<=\d)\s*(?=\+)/iu;

function undoExcel(text: string): string | PhonePiece {
  const bare = text
    .replace(/^="?(.*?)"?$/, '$1')
    .replace(/^['’‘`"]+|["']+$/g, '')
    .trim();
  const scientific = /^(\d)(?:[.,](\d{1,20}))?e\+?(\d{1,2})$/i.exec(bare);
  if (scientific) {
    const digits = scientific[1]! + (scientific[2] ?? '');
    return digits.length === Number(scientific[3]) + 1 ? digits : { is: 'digits-lost', text };
  }
  const whole = bare.replace(/^(\+?[\d,]{7,20})[.]0{1,2}$/, '$1');
  return /^\d{1,3}(?:,\d{2,3}){2,5}$/.test(whole) ? whole.replaceAll(',', '') : whole;
}

/** A part between separators: its label words dropped, and two numbers with only a space between them parted. */
function readPart(part: string): PhonePiece[] {
  if (/^[\d+ -]*(?:x|\*){3,}[\dx* -]*$/i.test(part)) return [{ is: 'placeholder', text: part }];
  const numbers = part.split(labelWords).filter((piece) => /\d/.test(piece));
  if (numbers.length === 0) return [{ is: 'words', text: part }];
  return numbers.flatMap((piece) => {
    const text = piece.replace(/^[^\p{L}\d+(]+|[^\p{L}\d)]+$/gu, '');
    if (/[\p{L}\p{M}]/u.test(text)) return [{ is: 'letters' as const, text }];
    return partJoined(text).map(numberPiece);
  });
}

// Words that touch no digit ("M:", "Father"), or a word of two letters at either end ("Mob9841234567").
const labelWords =
  /(?<![\p{L}\p{M}\d])[\p{L}\p{M}'’]{1,40}(?![\p{L}\p{M}\d])|^[\p{L}\p{M}]{2,40}(?=\d)|(?<=\d)[\p{L}\p{M}]{2,40}$/u;

/** "9841234567 980-1234567": two mobiles with only a space, a dash or a dot between them. */
function partJoined(text: string): string[] {
  const joined = text.replace(/((?:\+|00)?977)[\s.-]+(?=\d)/g, '$1');
  for (const between of [/\s+/, /[\s.-]+/]) {
    const runs = joined.split(between);
    if (runs.length > 1 && runs.every((run) => wholeMobile.test(run.replace(/\D/g, '')))) return runs;
  }
  return [text];
}

const wholeMobile = /^(?:977|00977|0)?9[678]\d{8}$/;

function numberPiece(text: string): PhonePiece {
  const digits = text.replace(/\D/g, '');
  const plus = /^[^\d]*\+/.test(text);
  const doubleZero = !plus && digits.startsWith('00');
  return {
    is: 'number',
    text,
    digits: digits.replace(plus || doubleZero ? /^0+/ : /^$/, ''),
    international: plus || doubleZero,
  };
}
