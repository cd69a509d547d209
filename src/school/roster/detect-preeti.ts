/**
 * Nepali typed in Preeti is Latin letters and signs to a computer (nepal.md section 6), so it is never converted
 * unasked: the person is told.
 */

/** Whether one of the first lines has the words of a pupils' list as Preeti writes them. */
export function hasPreetiHeaders(text: string): boolean {
  const cells = text
    .split('\n')
    .slice(0, 20)
    .flatMap((line) => line.split(/[,\t]/));
  return cells.some((cell) => headersInPreeti.has(cell.replaceAll('"', '').trim()));
}

/** Whether a name is more likely Preeti than a name: signs among letters, capitals inside words, words without a vowel. */
export function looksLikePreeti(name: string): boolean {
  if (/[^\x20-\x7e]/.test(name) || !/[a-z]/.test(name)) return false;
  return signAmongLetters.test(name) || name.split(/[ .'-]/).some(isNoWord);
}

const signAmongLetters = /[a-z][[\]{}\\|;=+~^<>/]|[[\]{}\\|;=+~^<>/][a-z]/i;

function isNoWord(word: string): boolean {
  const isCamel = /^(?:[A-Z][a-z]+)+$/.test(word);
  return (
    (/[a-z][A-Z]/.test(word) && !isCamel) || (/^[b-df-hj-np-tv-xz]{4,}$/i.test(word) && /[a-z]/.test(word))
  );
}

// नाम, नाम थर, कक्षा, रोल नं, अभिभावक, अभिभावकको नाम, विद्यार्थीको नाम, बाबुको नाम, आमाको नाम, फोन, मोबाइल.
const headersInPreeti = new Set([
  ...['gfd', 'gfd y/', 'sIff', '/f]n g+=', '/f]n', 'cleefjs', 'cleefjssf] gfd', 'ljBfyL{sf] gfd', 'ljBfyL{'],
  ...["afa'sf] gfd", "a'afsf] gfd", 'cfdfsf] gfd', 'kmf]g', 'df]afOn', 'kmf]g g+=', 'df]afOn g+='],
]);
