import { isLabelMark } from './find-label.ts';
import { type Page, senseAt } from './page.ts';
import { wordSet } from './word-set.ts';

/** "ma", "ko", "को" after a class belong to it, not to the topic. */
export function skipAfterClass(page: Page, body: readonly number[], n: number): number {
  let count = 0;
  while (count < 2) {
    const norm = page.tokens[body[n + count] ?? -1]?.norm ?? '';
    if (!/^(?:ma|maa|ko|ka|ki|lai|मा|को|का|लाई|s|'s|section|class)$/.test(norm)) break;
    count += 1;
  }
  return count;
}

/** "ma", "को" and "subject" after the subject word, as in "नेपाली विषयमा". */
export function skipAfterSubject(page: Page, body: readonly number[], n: number): number {
  const frame = frameEnd(page, body, n);
  if (frame > 0) return frame;
  let count = 0;
  while (count < 4) {
    const at = body[n + count];
    if (at === undefined) break;
    const norm = page.tokens[at]?.norm ?? '';
    if (norm === 'class' && /^(?:ma|मा)$/.test(page.tokens[at + 1]?.norm ?? '')) {
      count += 1;
      continue;
    }
    // "Science update:", "Science class - "
    if (
      /^(?:update|updates|report|diary|class|classes|period|lesson|अपडेट|कक्षा|पिरियड)$/.test(norm) &&
      isLabelMark(page, at + 1)
    ) {
      count += 1;
      continue;
    }
    // "GK time!", "Rhymes corner 🎵": a cheerful word for the lesson, closed by a mark.
    if (count === 0 && isCheer(page, at)) {
      count += hourEnd(page, at) - at;
      continue;
    }
    // "bigyan ko ghanti ma", "Science period ma"
    const hour =
      /^(?:ghanti|period|class|kaksha|घण्टी|कक्षा|पिरियड)$/.test(norm) &&
      /^(?:ma|मा|today|aaja|आज)$/.test(page.tokens[at + 1]?.norm ?? '');
    if (hour || /^(?:ghantima|periodma|classma|घण्टीमा|कक्षामा|पिरियडमा)$/.test(norm)) {
      count += 1;
      continue;
    }
    const label = senseAt(page, at, 'label', 'subject') !== undefined && !isLabelMark(page, at + 1);
    // "nepali ma matra bhayeka shabda": signs of vowels, and not "only".
    const sign =
      /^(?:matra|मात्रा)$/.test(norm) &&
      /^(?:ma|मा)$/.test(page.tokens[at - 1]?.norm ?? '') &&
      senseAt(page, at + 1, 'label') === undefined;
    if (sign) break;
    if (
      !label &&
      !/^(?:ma|ko|मा|को|tira|तर्फ|period|matra|matrai|मात्र|मात्रै|antargat|अन्तर्गत|only|chai|chahi|चाहिँ)$/.test(
        norm,
      )
    )
      break;
    count += 1;
  }
  return count;
}

const FRAME = wordSet(
  'ko को ma मा class period ghanti lesson maile मैले hamile हामीले liye liyeko liyo liyau लिएँ लियौं today aaja आज i we took taken taught update report कक्षा घण्टी',
);

/** "social ko class maile liye: …": how many words of a frame stand between a subject and its mark; 0 for none. */
function frameEnd(page: Page, body: readonly number[], n: number): number {
  let count = 0;
  while (count < LONGEST_FRAME && FRAME.has(page.tokens[body[n + count] ?? -1]?.norm ?? '')) count += 1;
  const mark = page.tokens[body[n + count] ?? -1];
  const closed = mark?.norm === ':' || mark?.norm === ',' || (mark?.norm === '-' && !mark.glued);
  return count >= 2 && closed ? count : 0;
}

const LONGEST_FRAME = 7;

/** Whether "time", "fun time", "corner" stands between a subject and a mark that no topic would have there. */
function isCheer(page: Page, at: number): boolean {
  const end = hourEnd(page, at);
  const close = page.tokens[end];
  return end > at && (close?.norm === '!' || close?.norm === ':' || close?.kind === 'emoji');
}

/** Behind the words for a lesson hour that begin at a token; the token itself where there are none. */
function hourEnd(page: Page, at: number): number {
  let end = at;
  while (/^(?:fun|happy|story|learning|play)$/.test(page.tokens[end]?.norm ?? '')) end += 1;
  return /^(?:time|hour|corner|session|zone|day|news|activity|activities|class|classes|period|lesson|update|समय|टाइम)$/.test(
    page.tokens[end]?.norm ?? '',
  )
    ? end + 1
    : at;
}
