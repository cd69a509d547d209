import type { Answer, SimRequest } from '../http/answer.ts';
import type { World } from '../world.ts';

const mostShown = 20_000;

/** Puts a Graph request and its answer on the wire log, and passes the answer on. */
export function noteExchange(world: World, request: SimRequest, answer: Answer, began: number): Answer {
  const { raw, body } = request;
  world.wire.note(
    {
      at: world.clock.now(),
      direction: 'in',
      method: request.method,
      path: raw.url ?? request.path,
      status: 'status' in answer ? answer.status : 0,
      ms: Math.round((performance.now() - began) * 10) / 10,
      request: {
        headers: { 'content-type': raw.headers['content-type'] ?? '' },
        body: body.length > mostShown ? `[${body.length} bytes]` : body.toString('utf8'),
      },
      response: {
        body: 'json' in answer ? JSON.stringify(answer.json) : 'cut' in answer ? '[connection cut]' : '',
      },
    },
    () => summarise(request, answer),
  );
  return answer;
}

function summarise(request: SimRequest, answer: Answer): string {
  if ('cut' in answer) return 'connection cut';
  if ('silence' in answer) return 'no answer';
  const error = 'json' in answer ? (answer.json as { error?: { message?: string } }).error : undefined;
  if (error) return String(error.message);
  const type = /"type"\s*:\s*"([a-z_]+)"/.exec(request.body.subarray(0, 2_000).toString('utf8'))?.[1];
  return type ?? request.path.split('/').pop()!;
}
