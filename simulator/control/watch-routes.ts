import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import type { World } from '../world.ts';
import { good, wrong } from './plain-answers.ts';

/** What happens, as it happens and after: events, wire. */
export const watchRoutes: readonly Route<World>[] = [
  ['GET', '/sim/events', listen],
  [
    'GET',
    '/sim/wire',
    (world, { query }) => good(world.wire.last(Math.min(1_000, Number(query.get('limit')) || 100))),
  ],
  ['GET', '/sim/wire/:id', findWire],
];

function listen(world: World, { query }: SimRequest): Answer {
  const phones = (query.get('phones') ?? '')
    .split(',')
    .map((phone) => phone.replace(/\D/g, ''))
    .filter((phone) => phone !== '');
  return { take: (response) => world.events.listen(response, phones) };
}

function findWire(world: World, { params }: SimRequest): Answer {
  const entry = world.wire.find(Number(params.id));
  return entry ? good(entry) : wrong(404, 'That exchange is no longer kept.');
}
