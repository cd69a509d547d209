import { countCharacters } from './limits.ts';
import { cutIndex } from './split-text.ts';

/** A text that fits, or a short beginning of it that ends in "…" with all the rest, so that no word is lost. */
export type FittedParameter =
  | { kind: 'fits'; text: string }
  | { kind: 'needsShortForm'; short: string; rest: string };

/**
 * A text as the parameter of a template, in at most `room` code points (at least 2). `rest` keeps its line breaks,
 * since it goes as a free-form message once the reader taps the button.
 */
export function fitTemplateParameter(text: string, room: number): FittedParameter {
  if (room < 2) throw new RangeError(`A template parameter needs room for two characters, not ${room}.`);
  const whole = onOneLine(text);
  if (countCharacters(whole) <= room) return { kind: 'fits', text: whole };
  // To JavaScript the next-line sign U+0085 is no white space; here it breaks lines as \n does, and goes as one.
  const source = text.replaceAll('\u0085', '\n').trim();
  // Joining lines can make a text longer (" · " for a break), so the cut is sought until its one line fits.
  let cut = cutIndex(source, room - 1);
  while (countCharacters(onOneLine(source.slice(0, cut))) > room - 1) {
    const over = countCharacters(onOneLine(source.slice(0, cut))) - (room - 1);
    cut = cutIndex(source, Math.max(1, countCharacters(source.slice(0, cut)) - over));
  }
  return {
    kind: 'needsShortForm',
    short: `${onOneLine(source.slice(0, cut))}…`,
    rest: source.slice(cut).trimStart(),
  };
}

/**
 * A text as Meta takes it in a template parameter: no line breaks, no tabs, no runs of spaces, never empty
 * (error 132018 and 131008 otherwise). A line break becomes a space after punctuation, else a middle dot.
 */
export function onOneLine(text: string): string {
  if (isOnOneLine.test(text)) return text;
  const lines = text
    .split(lineBreak)
    .map((line) => line.replace(blanks, ' ').trim())
    .filter((line) => line !== '');
  let joined = '';
  for (const line of lines) {
    if (joined !== '') joined += endsWithPause.test(joined) ? ' ' : ' · ';
    joined += line;
  }
  return joined === '' ? '—' : joined;
}

// What nearly every name is, and what need not be put together again.
const isOnOneLine = /^[^\s\u0085]+(?: [^\s\u0085]+)*$/;
const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const blanks = /\s+/g;
const endsWithPause = /[।॥.,:;!?…—·-][*_]?$/;
