import { limitRoutes } from './control/limit-routes.ts';
import { mediaControlRoutes } from './control/media-routes.ts';
import { newsRoutes } from './control/news-routes.ts';
import { noteExchange } from './control/note-exchange.ts';
import { numberRoutes } from './control/number-routes.ts';
import type { pageServer } from './control/page-routes.ts';
import { peopleRoutes } from './control/people-routes.ts';
import { wrong } from './control/plain-answers.ts';
import { templateControlRoutes } from './control/template-control-routes.ts';
import { testRoutes } from './control/test-routes.ts';
import { threadRoutes } from './control/thread-routes.ts';
import { watchRoutes } from './control/watch-routes.ts';
import { answerGraph } from './graph/answer-graph.ts';
import { download } from './graph/media-routes.ts';
import type { Answer, SimRequest } from './http/answer.ts';
import { routeTable } from './http/route-table.ts';
import type { World } from './world.ts';

const findControl = routeTable<World>([
  ...peopleRoutes,
  ...threadRoutes,
  ...numberRoutes,
  ...mediaControlRoutes,
  ...templateControlRoutes,
  ...watchRoutes,
  ...testRoutes,
  ...limitRoutes,
  ...newsRoutes,
]);

/** Answers any request: Graph API under /v…, media links, the page's files, and the control API. */
export function answerRequest(
  world: World,
  page: ReturnType<typeof pageServer>,
  request: SimRequest,
): Answer | Promise<Answer> {
  const { path, method } = request;
  if (path === '/whatsapp_business/attachments/') {
    return noteExchange(world, request, download(world, request), performance.now());
  }
  if (path.startsWith('/v')) {
    const began = performance.now();
    const answered = answerGraph(world, request);
    if (!(answered instanceof Promise)) return noteExchange(world, request, answered, began);
    return answered.then((late) => noteExchange(world, request, late, began));
  }
  if ((method === 'GET' || method === 'HEAD') && (path === '/' || path.startsWith('/page/')))
    return page(request);
  const found = findControl(method, path);
  if (found.handler) {
    request.params = found.params;
    return found.handler(world, request);
  }
  if (found.allowed.length > 0) return wrong(405, `${path} takes ${found.allowed.join(', ')}.`);
  return wrong(404, `There is nothing at ${path}. Graph requests begin with a version, as in /v26.0/….`);
}
