import { z } from 'zod';
import type { CallResult, GraphCalls } from '#whatsapp/client.ts';
import { peopleOf } from '#whatsapp/read-account-news.ts';

/** How a number stands with Meta (cloud-api.md section 3). What Meta does not say is undefined. */
export type NumberStanding = {
  quality: 'GREEN' | 'YELLOW' | 'RED' | undefined;
  /** Messages a second, where Meta has raised it above the usual. */
  raisedTo: number | undefined;
  /** People a day of its portfolio; 0: no limit. */
  peoplePerDay: number | undefined;
  /** Of its display name, such as APPROVED or PENDING_REVIEW. */
  nameStatus: string | undefined;
};

export type NumberResult = { kind: 'done'; standing: NumberStanding } | Exclude<CallResult, { kind: 'done' }>;

// What a level of throughput stands for (cloud-api.md section 3).
const HIGH_PER_SECOND = 1_000;

const shape = z.object({
  id: z.string(),
  quality_rating: z.string().optional(),
  name_status: z.string().optional(),
  throughput: z.object({ level: z.string() }).optional().catch(undefined),
  whatsapp_business_manager_messaging_limit: z.unknown().optional(),
  messaging_limit_tier: z.unknown().optional(),
});

const FIELDS = 'id,quality_rating,name_status,throughput';
// The limit of the portfolio, and its name in versions that do not have it: an unknown field is refused as a whole.
const LIMITS = ['whatsapp_business_manager_messaging_limit', 'messaging_limit_tier'];
const UNKNOWN_FIELD = 100;

/** Asks Meta how a number stands, by its id: GET /{Phone-Number-ID} of the OpenAPI file. Never throws. */
export async function readNumber(graph: GraphCalls, phoneNumberId: string): Promise<NumberResult> {
  let answer: CallResult = { kind: 'trouble', reason: 'not asked' };
  for (const limit of LIMITS) {
    answer = await graph.call('GET', `${phoneNumberId}?fields=${FIELDS},${limit}`);
    if (answer.kind !== 'refused' || answer.code !== UNKNOWN_FIELD) break;
  }
  if (answer.kind !== 'done') return answer;
  const number = shape.safeParse(answer.json).data;
  if (number?.id !== phoneNumberId) return { kind: 'trouble', reason: 'the answer is about something else' };
  return {
    kind: 'done',
    standing: {
      quality: qualityOf(number.quality_rating),
      raisedTo: number.throughput?.level === 'HIGH' ? HIGH_PER_SECOND : undefined,
      peoplePerDay: peopleOf(number.whatsapp_business_manager_messaging_limit ?? number.messaging_limit_tier),
      nameStatus: number.name_status,
    },
  };
}

function qualityOf(rating: string | undefined): NumberStanding['quality'] {
  return rating === 'GREEN' || rating === 'YELLOW' || rating === 'RED' ? rating : undefined;
}
