import type { Answer, SimRequest } from '../http/answer.ts';
import type { World } from '../world.ts';

const mostShown = 20_000;
const asJson = { 'content-type': 'application/json; charset=UTF-8' };

/** Puts a Graph request and its answer on the wire log, and passes the answer on, worded if it was JSON. */
export function noteExchange(world: World, request: SimRequest, answer: Answer, began: number): Answer {
  const { raw, path } = request;
  const said = 'json' in answer ? JSON.stringify(answer.json) : 'cut' in answer ? '[connection cut]' : '';
  // A file is too large to be kept for the sake of a line in the log.
  const size = request.body.length;
  const body = size > mostShown ? Buffer.from(request.body.subarray(0, summed)) : request.body;
  world.wire.note(
    {
      at: world.clock.now(),
      direction: 'in',
      method: request.method,
      path: raw.url ?? path,
      status: 'status' in answer ? answer.status : 0,
      ms: Math.round((performance.now() - began) * 10) / 10,
    },
    {
      summary: () => summarise(path, body, answer),
      request: () => ({
        headers: { 'content-type': raw.headers['content-type'] ?? '' },
        body: size > mostShown ? `[${size} bytes]` : body.toString('utf8'),
      }),
      response: () => ({ body: said }),
    },
  );
  if (!('json' in answer)) return answer;
  return { status: answer.status, bytes: said, headers: { ...asJson, ...answer.headers } };
}

const summed = 2_000;

function summarise(path: string, body: Buffer, answer: Answer): string {
  if ('cut' in answer) return 'connection cut';
  if ('silence' in answer) return 'no answer';
  const error = 'json' in answer ? (answer.json as { error?: { message?: string } }).error : undefined;
  if (error) return String(error.message);
  const type = /"type"\s*:\s*"([a-z_]+)"/.exec(body.subarray(0, summed).toString('utf8'))?.[1];
  return type ?? path.split('/').pop()!;
}
