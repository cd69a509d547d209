import { type Problem, problem } from '../graph/problem.ts';
import { checkFile } from '../media/check-file.ts';
import type { World } from '../world.ts';
import type { Message } from './message.ts';

const mediaTypes = new Set(['image', 'audio', 'video', 'document', 'sticker']);
const longestMs = 10_000;

/** Whether WhatsApp would have to fetch a file from a link before it can carry this message. */
export function needsFetching(world: World, { type, content }: Message): boolean {
  return world.settings.fetchLinks && mediaTypes.has(type) && typeof content.link === 'string';
}

/** Fetches the file behind a message's link as Meta does; a problem (131053) when it cannot be had or sent. */
export async function fetchLink(message: Message): Promise<Problem | null> {
  try {
    const response = await fetch(String(message.content.link), { signal: AbortSignal.timeout(longestMs) });
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!response.ok) {
      return problem(131053, `Downloading media from weblink failed with http code ${response.status}.`);
    }
    const wrong = checkFile(response.headers.get('content-type') ?? '', bytes);
    return wrong && problem(131053, wrong.details);
  } catch (error) {
    return problem(131053, `Downloading media from weblink failed: ${(error as Error).message}.`);
  }
}
