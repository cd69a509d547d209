import type { Draft, UnderstandInput } from './reading.ts';

/**
 * In characters; a day's lessons of eight subjects have some 1,000. What is longer is a letter: nobody wants it cut into
 * slots, and reading each word of it would take as long as ten usual texts.
 */
export const LONGEST_READ = 2_000;

// Whom a letter is for, and whether it is urgent, is said at its head.
const HEAD = 400;

/**
 * Reads what is longer than {@link LONGEST_READ}: a letter of staff is a notice, or a message to one home, whose words
 * go whole and after a yes; one of a guardian goes to the inbox. Null for a roll call, which may be long and is read whole.
 * @param read reads a text of usual length
 */
export function readLetter(
  input: UnderstandInput,
  text: string,
  read: (input: UnderstandInput) => Draft,
): Draft | null {
  if (input.role === 'guardian') return { intent: 'reply', ask: null, text };
  const head = headOf(text);
  const { awaiting: _, draft: __, ...sender } = input;
  const reading = read({ ...sender, text: head });
  if (reading.intent === 'attendance' && isList(text)) return null;
  const letter = isAddressed(reading) ? reading : read({ ...sender, text: `Notice: ${head}` });
  if (!isAddressed(letter)) return { intent: 'unknown', ask: null };
  // The command and whom it is for are left out of the text, and nothing else of it.
  const own = head.endsWith(letter.text) ? letter.text + text.slice(head.length) : text;
  return { ...letter, ask: letter.ask ?? 'confirm', text: own };
}

type Addressed = Extract<Draft, { intent: 'announcement' | 'direct' }>;

function isAddressed(reading: Draft): reading is Addressed {
  return reading.intent === 'announcement' || reading.intent === 'direct';
}

/** Whether one word in five or more is a number, as in a list of rolls. */
function isList(text: string): boolean {
  return (text.match(/\p{Nd}+/gu)?.length ?? 0) * 5 >= text.split(/\s+/u).length;
}

/** The first words, none of them cut. */
function headOf(text: string): string {
  const head = text.slice(0, HEAD);
  const end = head.search(/\s\S*$/u);
  return end > 0 ? head.slice(0, end) : head;
}
