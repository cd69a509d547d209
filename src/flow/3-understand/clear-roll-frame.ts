import { isSeparator } from './find-breaks.ts';
import type { Break } from './find-partings.ts';
import { type Page, senseAt } from './page.ts';

/**
 * The tokens of an attendance text without what its writer says about sending it: "I forgot to give yesterday's
 * attendance", "hajiri pathauna birse", "sorry for the late attendance". These words name no pupil and no status.
 */
export function clearRollFrame(
  page: Page,
  body: readonly number[],
  breaks: readonly Break[],
): readonly number[] {
  const titled = body.some((at) => senseAt(page, at, 'status', 'attendance') !== undefined);
  if (!titled) return body;
  const gone = new Set<number>();
  let clause: number[] = [];
  const close = () => {
    for (const at of frameOf(page, clause)) gone.add(at);
    clause = [];
  };
  for (const at of body) {
    if ((breaks[at] ?? 0) > 0 || isSeparator(page, at)) close();
    if (!isSeparator(page, at)) clause.push(at);
  }
  close();
  return gone.size === 0 ? body : body.filter((at) => !gone.has(at));
}

function frameOf(page: Page, clause: readonly number[]): number[] {
  const excuse = clause.some((at) => EXCUSE.test(page.tokens[at]?.norm ?? '') || isSlow(page, at));
  if (!excuse) return [];
  return clause.filter((at) => {
    const norm = page.tokens[at]?.norm ?? '';
    // "late" is a status unless it is said of the sending.
    if (/^(?:late|dhilo|ढिलो)$/.test(norm))
      return /^(?:for|to|in|sending|attendance|hajiri|haajiri|pathaye\w*|bhayo|vayo|भयो|पठाए\S*)$/.test(
        page.tokens[at + 1]?.norm ?? '',
      );
    return EXCUSE.test(norm) || AROUND.test(norm);
  });
}

/** "hajiri dhilo bhayo": the roll call is late, and no pupil. */
function isSlow(page: Page, at: number): boolean {
  return (
    senseAt(page, at, 'status', 'attendance') !== undefined &&
    /^(?:late|dhilo|ढिलो)$/.test(page.tokens[at + 1]?.norm ?? '') &&
    /^(?:bhayo|vayo|bho|भयो)$/.test(page.tokens[at + 2]?.norm ?? '')
  );
}

const EXCUSE =
  /^(?:forgot|forget|forgotten|missed|sorry|apologies|apology|maaf|maf|birs(?:e|echu|exu|echhu|iye|iyechu|iyexu|iyo|echha|iechu|eko|era|iyeko|iera|eki)|bhul(?:e|echu|exu|iyo|iyechu)|unable|couldn't|couldnt|could|पठाउनै?|बिर्से\S*|बिर्सि\S*|भुले\S*|बिर्सेको|माफ|pathauna|pathaunai|pathaune|dina|dinai|दिन|दिनै)$/;
const AROUND =
  /^(?:i|i'm|we|am|was|were|had|have|has|so|to|for|the|a|my|in|send|sending|sent|give|giving|given|submit|submitting|post|posting|update|upload|take|taking|do|share|not|able|it|late|being|earlier|before|time|on|busy|yet|here|is|this|please|pls|accept|saki?n?a?|sakena|sakina|paina|paena|bhayena|vayena|lai|garnuhola|garnus|garnu|hola|hai|maile|hernus|yo|ho|cha|chha|xa|liera|gardai|gareko|thie|thiye|मैले|सकिनँ|सकिन|सकेन|पाइनँ|पाइन|गर्नुहोला|गर्नुहोस्|यो|हो|छ|थिएँ)$/;
