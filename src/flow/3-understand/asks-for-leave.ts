import { findChild } from './find-child.ts';
import type { UnderstandInput } from './reading.ts';
import type { Said } from './said.ts';
import { wordSet } from './word-set.ts';

/** Whether leave is asked for a child, and not whether there is a holiday. */
export function asksForLeave({ page, body }: Said, input: UnderstandInput): boolean {
  const norms = body.map((at) => page.tokens[at]?.norm ?? '');
  if (norms.some((norm) => OF_CALENDAR.has(norm))) return false;
  const leave = norms.findIndex((norm) => LEAVE.has(norm));
  if (leave === -1) return false;
  const { named } = findChild(page, input);
  const child = named.size > 0 || norms.some((norm) => CHILD.test(norm));
  const asked = norms.some((norm, n) => n !== leave && (ASKED.test(norm) || (GET.has(norm) && n < leave)));
  return child && asked;
}

const LEAVE = wordSet('leave bida vida chutti chhutti बिदा विदा छुट्टी');

const OF_CALENDAR = wordSet(
  'kahile kati when how school bidyalaya holiday dashain tihar ho khulcha कहिले कति विद्यालय स्कुल दशैं तिहार हो',
);
const CHILD =
  /^(?:chh?or[aio]|nati|natini|son|daughter|he|she|him|her|child|kid|babu|nani|छोरा|छोरी|छोरालाई|छोरीलाई|नाति|नानी|बाबु)(?:lai|ko|लाई|को)?$/;
const GET = wordSet('get have take grant give allow request');
const ASKED =
  /^(?:chahiyo|chahiyeko|chahincha|chaiyo|dinus|dinu|dinuhos|dinuhola|paau|paaun|paau[mn]|paum|pau|paye|paaye|milcha|milchha|milxa|paincha|magna|magnu|lina|चाहियो|चाहिन्छ|दिनुहोस्|दिनुहोला|दिनुस्|पाऊँ|पाउँ|पाए|पाइन्छ|मिल्छ)$/;
