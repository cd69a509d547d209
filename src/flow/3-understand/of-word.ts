import { remember } from '#nepal/remember.ts';
import type { Token } from './tokenise.ts';

/**
 * What a rule asks of a word by its letters alone, asked once a word: the answer stays with the word, where it is found
 * without a search. `compute` gets the word as it is normalised, or an empty one where no token is.
 */
export function ofWord<V>(compute: (norm: string) => V): (token: Token | undefined) => V {
  const place = places;
  places += 1;
  const ofOthers = remember(compute);
  return (token) => {
    const answers = token?.known?.answers as V[] | undefined;
    if (answers === undefined) return ofOthers(token?.norm ?? '');
    let answer = answers[place];
    if (answer === undefined) {
      answer = compute((token as Token).norm);
      answers[place] = answer;
    }
    return answer;
  };
}

/** How many rules ask. */
let places = 0;
