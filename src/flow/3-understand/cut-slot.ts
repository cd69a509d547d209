import { type Token, tokenise } from './tokenise.ts';

/**
 * Cuts a slot into tokens. Nearly always its words stand side by side in the text, and were cut and looked up there;
 * what its neighbours in the text might have made another thing (a smile, "2day") is cut anew.
 */
export function cutSlot(slot: string, text: string, tokens: readonly Token[]): Token[] {
  const start = text.indexOf(slot);
  const from = start === -1 ? -1 : tokens.findIndex((token) => token.start === start);
  if (from === -1) return tokenise(slot);
  const cut: Token[] = [];
  let end = 0;
  let to = from;
  while (to < tokens.length && end < slot.length) {
    const token = tokens[to] as Token;
    if (maySmile(token)) return tokenise(slot);
    end = token.end - start;
    cut.push({ ...token, start: token.start - start, end, glued: token.glued && to > from });
    to += 1;
  }
  return end === slot.length && !runsOn(tokens, from) && !runsOn(tokens, to) ? cut : tokenise(slot);
}

/** Whether a token may be a smile, or a part of one, by what stands around it. */
function maySmile({ kind, norm }: Token): boolean {
  return kind === 'emoji' || (kind === 'mark' && /^[:;=]/.test(norm));
}

/** Whether letters or digits stand on both sides where a token begins, and nothing between them ("no1|x"). */
function runsOn(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.glued === true && isRun(tokens[at]) && isRun(tokens[at - 1]);
}

/** Whether a token is of letters or digits, as is the visarga that stands for a colon. */
function isRun(token: Token | undefined): boolean {
  if (token === undefined || token.kind === 'newline') return false;
  return token.kind !== 'mark' || token.raw === 'ः';
}
