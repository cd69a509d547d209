/**
 * The same text with every decimal digit of any script (Unicode category Nd) as ASCII 0-9.
 * `Number('२०८३')` is NaN and `\d` knows ASCII only, so text from people passes through here first.
 * Source: nepal.md section 6.
 */
export function toAsciiDigits(text: string): string {
  return onlyAscii.test(text) ? text : text.replace(decimalDigits, asciiDigit);
}

/** The same text, or the number written plainly, with ASCII digits as Devanagari ०-९. */
export function toDevanagariDigits(value: string | number | bigint): string {
  return String(value).replace(asciiDigits, (digit) =>
    String.fromCharCode(digit.charCodeAt(0) + DEVANAGARI_ZERO - ASCII_ZERO),
  );
}

/** The value in the digits a reader of the language expects: Devanagari for Nepali, ASCII for English. */
export function digitsFor(language: 'en' | 'ne', value: string | number | bigint): string {
  return language === 'ne' ? toDevanagariDigits(value) : toAsciiDigits(String(value));
}

const ASCII_ZERO = 0x30;
const DEVANAGARI_ZERO = 0x966;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole ASCII range is meant.
const onlyAscii = /^[\x00-\x7f]*$/;
const asciiDigits = /[0-9]/g;
const decimalDigits = /\p{Nd}/gu;
const isDecimalDigit = /^\p{Nd}$/u;

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  if (code >= DEVANAGARI_ZERO && code <= DEVANAGARI_ZERO + 9) return String(code - DEVANAGARI_ZERO);
  return String(digitValue(code));
}

/** Unicode keeps each script's digits in one run of ten that begins with zero; a few runs touch each other. */
function digitValue(code: number): number {
  let first = code;
  while (isDecimalDigit.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
