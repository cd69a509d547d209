import { z } from 'zod';
import type { CallResult, GraphCalls } from '#whatsapp/client.ts';

/** What came of asking Meta who a number is. */
export type NumberResult =
  | { kind: 'done'; displayNumber: string; verifiedName: string }
  | Exclude<CallResult, { kind: 'done' }>;

const shape = z.object({
  id: z.string(),
  display_phone_number: z.string(),
  verified_name: z.string().default(''),
});

/** Asks for a number by its id: the least that a token must be able to do for it (OpenAPI, GET /{Phone-Number-ID}). */
export async function readNumber(graph: GraphCalls, phoneNumberId: string): Promise<NumberResult> {
  const answer = await graph.call('GET', `${phoneNumberId}?fields=id,display_phone_number,verified_name`);
  if (answer.kind !== 'done') return answer;
  const number = shape.safeParse(answer.json).data;
  if (number?.id !== phoneNumberId) return { kind: 'trouble', reason: 'the answer is about something else' };
  return { kind: 'done', displayNumber: number.display_phone_number, verifiedName: number.verified_name };
}
