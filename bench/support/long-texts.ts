import type { UnderstandInput } from '#understand/reading.ts';

/** The longest text that WhatsApp carries, in characters (cloud-api.md, text messages). */
export const LONGEST_TEXT = 4_096;

/** Texts of the greatest length by what they are made of: what people wrote, and what nobody would. */
export function longTexts(inputs: readonly UnderstandInput[]): Record<string, string> {
  const texts = inputs.map(({ text }) => text);
  const pieces = texts.flatMap((text) => text.split(/(?<=[\s,.।:])/));
  const nepali = texts.filter(
    (text) => (text.match(/\p{Script=Devanagari}/gu) ?? []).length > text.length / 2,
  );
  const names = inputs.flatMap(({ roster }) => Object.values(roster ?? {}).flat()).map(({ name }) => name);
  const chance = createChance(7);
  const mixed = () => fill(() => pieces[Math.floor(chance() * pieces.length)]!);
  return {
    joined: repeat(texts.join('\n')),
    joinedBackwards: repeat(texts.toReversed().join('\n')),
    joinedInOneLine: repeat(texts.join(' ')),
    mixed: mixed(),
    mixedAgain: mixed(),
    nepaliProse: repeat(nepali.join(' ')),
    nepaliLines: repeat(nepali.toReversed().join('\n')),
    rolls: repeat(`5A absent ${counting(60).join(', ')}, `),
    // A list that is just short enough to be read (MOST_TOKENS).
    rollsRead: `5A absent ${counting(490).join(', ')}`,
    names: repeat(`${names.join(', ')}, `),
    namesInOneLine: repeat(`${names.join(' ')} `),
    strangeWords: fill(() => `${Math.floor(chance() * 36 ** 6).toString(36)} `),
    oneWord: repeat('a'),
    oneNepaliWord: repeat('क'),
    digits: repeat('1234567890'),
    emoji: repeat('👍🏽'),
    spaces: repeat(' '),
  };
}

function counting(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n + 1);
}

function repeat(text: string): string {
  return text.repeat(Math.ceil(LONGEST_TEXT / text.length)).slice(0, LONGEST_TEXT);
}

function fill(next: () => string): string {
  let text = '';
  while (text.length < LONGEST_TEXT) text += next();
  return text.slice(0, LONGEST_TEXT);
}

/** Numbers from 0 to 1, the same in every run (a linear congruence, Numerical Recipes). */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
