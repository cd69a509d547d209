import type { Page } from './page.ts';
import { wordSet } from './word-set.ts';

/**
 * "Registration closes tomorrow", "papers sent home today", "pick up the admit card", "do not send junk food": a word of
 * closing that is said of things, and neither of the school nor of the children.
 */
export function isOfThings(page: Page, from: number, at: number, to: number): boolean {
  const words = page.tokens.slice(at, to).map((t) => t.norm);
  const before = page.tokens.slice(Math.max(from, at - BESIDE), at).map((t) => t.norm);
  const after = page.tokens.slice(to, to + BESIDE).map((t) => t.norm);
  if (CLOSES.has(words[0] ?? '')) return before.some((w) => COUNTERS.has(w)) && !before.some(isSchool);
  if (/^(?:sent|send|sending|being|ghar)$/.test(words[0] ?? '') && /home|ghar/.test(words.join(' ')))
    return !before.some(isChild) && (before.some(isPaper) || after.some(isPaper));
  // "the canteen's cook is on leave"
  if (ON_LEAVE.test(words.at(-1) ?? '') && /^(?:ma|मा)$/.test(after[0] ?? '')) return !before.some(isSchool);
  if (words[0] === 'pick') return !after.some(isChild) && after.some(isPaper);
  if (/^(?:do|don't|dont)$/.test(words[0] ?? '') && words.at(-1) === 'send')
    return after.length > 0 && !after.some((w) => isChild(w) || isSchool(w));
  // "khali pet ma napathaunu": how they are not to come, and not that they stay away.
  if (/^(?:napathau|नपठाउ)/.test(words[0] ?? '') && /^(?:ma|मा)$|.मा$/.test(before.at(-1) ?? '')) return true;
  if (/^(?:napathau|नपठाउ)/.test(words[0] ?? ''))
    return before.length > 0 && !before.some((w) => isChild(w) || isSchool(w));
  return false;
}

const ON_LEAVE = /^(?:chh?utti|xutti|chuti|bida|vida|छुट्टी|बिदा|विदा)$/;

/** How many words beside a word of closing say what it is said of. */
const BESIDE = 6;
const CLOSES = wordSet('close closes closed closing closure end ends');
const COUNTERS = wordSet(
  'registration registrations admission admissions counter form forms portal entry entries nomination nominations submission library canteen account shop sale office booking enrolment enrollment application applications offer deadline',
);

function isPaper(word: string): boolean {
  return /^(?:papers?|diar(?:y|ies)|cards?|cop(?:y|ies)|books?|notebooks?|reports?|homework|circulars?|letters?|forms?|worksheets?|answer|sheets?|marksheets?|certificates?|dress|uniforms?|kits?|photos?|bags?|projects?|files?|notices?|results?|parchas?|natija|kapi|kitab|uttarpustika|परीक्षापत्र|उत्तरपुस्तिका|डायरी|कापी|किताब|फाराम|पत्र|नतिजा|कार्ड)$/.test(
    word,
  );
}

function isChild(word: string): boolean {
  return /^(?:child(?:ren)?|kids?|sons?|daughters?|wards?|students?|pupils?|them|him|her|everyone|all|bachch?a\w*|bacha\w*|chh?or[aio]\w*|bidyarthi\w*|vidyarthi\w*|nani\w*|babu\w*|ketaketi\w*|balbalika\w*|बच्चा\S*|छोरा\S*|छोरी\S*|विद्यार्थी\S*|नानी\S*|बालबालिका\S*|केटाकेटी\S*)$/.test(
    word,
  );
}

function isSchool(word: string): boolean {
  return /^(?:schools?|class(?:es)?|bidyalaya\w*|vidyalaya\w*|skul\w*|kaksha\w*|विद्यालय\S*|स्कुल\S*|कक्षा\S*)$/.test(
    word,
  );
}
