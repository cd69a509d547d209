import { type Page, senseAt } from './page.ts';

/**
 * Where the own words of a message begin: behind the colon that closes its head, where only the rest of the head stands
 * before it ("… class 6, both sections: …", "… Deepa's father in 6A: …", "… khabar garidinu hai: …").
 */
export function skipHeadRest(page: Page, from: number): number {
  let at = from;
  while (at < page.tokens.length && at < from + LONGEST_REST) {
    const token = page.tokens[at];
    if (token === undefined || token.kind === 'newline') return from;
    if (token.norm === ':' || token.norm === '|') return at + 1;
    const mention = page.classes.find((c) => c.from === at);
    if (mention !== undefined) at = mention.to;
    else if (REST.test(token.norm) || senseAt(page, at, 'label', 'section') !== undefined) at += 1;
    else return from;
  }
  return from;
}

/** Longest rest of a head, in tokens. */
const LONGEST_REST = 10;
const REST =
  /^(?:[(),-]|both|all|sections?|in|of|for|from|the|class|kaksha|कक्षा|haru|lai|ko|ka|lagi|hai|na|ni|ra|and|dubai|duitai|sabai|jyu|गर्नु\S*|गरिदिनु\S*|भनिदिनु\S*|हरू|लाई|को|का|लागि|है|न|नि|र|दुवै|सबै|ज्यू|(?:gar|gari?d|bhand|bhani?d)i?nu(?:s|hos|hola)?)$/;
