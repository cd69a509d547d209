import type { Answer, SimRequest } from '../http/answer.ts';
import { routeTable } from '../http/route-table.ts';
import type { World } from '../world.ts';
import { accountRoutes } from './account-routes.ts';
import { checkToken } from './check-token.ts';
import { mediaRoutes } from './media-routes.ts';
import { messageRoutes } from './message-routes.ts';
import { numberGraphRoutes } from './number-routes.ts';
import { objectRoutes } from './object-routes.ts';
import { problem, refuse } from './problem.ts';
import { templateRoutes } from './template-routes.ts';

const find = routeTable<World>([
  ...messageRoutes,
  ...mediaRoutes,
  ...templateRoutes,
  ...numberGraphRoutes,
  ...accountRoutes,
  ...objectRoutes,
]);

/** Answers a Graph API request: version, token, route; chaos may add latency or cut the line first. */
export function answerGraph(world: World, request: SimRequest): Answer | Promise<Answer> {
  const { latency, cutBeforeRate } = world.chaos.now;
  if (cutBeforeRate > 0 && world.random() < cutBeforeRate) return { cut: true };
  const wait = latency.ms + (latency.tailRate > 0 && world.random() < latency.tailRate ? latency.tailMs : 0);
  if (wait > 0) {
    return new Promise((done) => setTimeout(done, wait)).then(() => route(world, request));
  }
  return route(world, request);
}

function route(world: World, request: SimRequest): Answer | Promise<Answer> {
  const found = find(request.method, request.path);
  if (!found.handler) {
    const known = found.allowed.length > 0 ? ` It takes ${found.allowed.join(', ')}.` : '';
    return refuse(
      world.ids.trace(),
      problem(100, '', {
        http: 400,
        message: `Unsupported ${request.method.toLowerCase()} request.${known}`,
      }),
    );
  }
  if (!/^v\d{1,3}\.\d$/.test(found.params.version ?? '')) {
    return refuse(
      world.ids.trace(),
      problem(100, '', { message: "Invalid version format. Use format like 'v23.0'" }),
    );
  }
  const refused = checkToken(world, request, found.params.id);
  if (refused) return refuse(world.ids.trace(), refused);
  request.params = found.params;
  return found.handler(world, request);
}
