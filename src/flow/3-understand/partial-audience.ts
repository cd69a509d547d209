import { ofWord } from './of-word.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** Words for some of the pupils or families, whom the records do not tell apart. */
const SOME =
  /^(?:girls?|boys?|keti|keta|ketiharu|ketaharu|chh?atra|chh?atraharu|house|hostel|hostell?ers?|scouts?|monitors?|captains?|team|club|bus|van|players?|participants?|members?|toppers?|volunteers?|छात्रा|छात्राहरू|छात्रहरू|केटी|केटीहरू|केटाहरू|होस्टल|बस|टोली|क्लब|खेलाडी|खेलाडीहरू|सहभागी)(?:ka|ko|le|lai|का|को|लाई)?$/;
const isSome = ofWord((norm) => SOME.test(norm));
const EXCEPT = wordSet('bahek baahek vahek baheka except excluding but बाहेक');
/** How many tokens may stand before the mark that closes an address. */
const LONGEST_ADDRESS = 9;

/**
 * Whether a notice is for some people whom the reading cannot choose: its address names a part of the pupils ("Girls
 * of class 7: …", "hostel students' parents: …"), or it leaves a class out ("7A bahek sabai").
 */
export function isForSome(page: Page): boolean {
  if (page.classes.some((c) => EXCEPT.has(page.tokens[c.to]?.norm ?? '') || isLeftOut(page, c.from)))
    return true;
  const head = page.tokens.slice(0, LONGEST_ADDRESS);
  const end = head.findIndex((t, at) => t.norm === ':' || TO.has(t.norm) || isAddressed(page, at));
  return end > 0 && head.slice(0, end + 1).some(isSome);
}

const TO = wordSet('lai लाई');

function isLeftOut(page: Page, from: number): boolean {
  return [1, 2, 3].some((k) => /^(?:except|excluding)$/.test(page.tokens[from - k]?.norm ?? ''));
}

/** "अभिभावकहरूलाई": the ending stands on the word. */
function isAddressed(page: Page, at: number): boolean {
  return (
    /(?:lai|लाई)$/.test(page.tokens[at]?.norm ?? '') && senseAt(page, at, 'notice', 'parents') !== undefined
  );
}
