import { readJson, readJsonList } from '../graph/read-json.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import type { Person } from '../people/person.ts';
import type { World } from '../world.ts';
import { changePerson, checkPerson, upsertPerson } from './change-person.ts';
import { good, wrong } from './plain-answers.ts';
import { showPerson } from './show-person.ts';

/** People: list, search, add, change. */
export const peopleRoutes: readonly Route<World>[] = [
  ['GET', '/sim/people', listPeople],
  ['PUT', '/sim/people', putPeople],
  ['GET', '/sim/people/:phone', withPerson((_, person) => good(showPerson(person)))],
  ['PATCH', '/sim/people/:phone', withPerson(patchPerson)],
];

/** Finds the person a path names; people come into being when they are named. */
function withPerson(
  handle: (world: World, person: Person, request: SimRequest) => Answer,
): (world: World, request: SimRequest) => Answer {
  return (world, request) => {
    const phone = request.params.phone!.replace(/\D/g, '');
    const person = world.people.byPhone.get(phone);
    return person
      ? handle(world, person, request)
      : wrong(404, `Nobody has the phone ${request.params.phone}.`);
  };
}

function listPeople(world: World, { query }: SimRequest): Answer {
  const search = (query.get('search') ?? '').trim().toLowerCase();
  // Digits are looked for in phones unless they are part of a name.
  const digits = /\p{L}/u.test(search) ? '' : search.replace(/\D/g, '');
  const pinned = query.get('pinned') === '1';
  const offset = Math.max(0, Number(query.get('offset') ?? 0) || 0);
  const limit = Math.min(1_000, Math.max(1, Number(query.get('limit') ?? 50) || 50));
  const people: ReturnType<typeof showPerson>[] = [];
  let total = 0;
  for (const person of world.people.byPhone.values()) {
    if (pinned && !person.pinned) continue;
    if (search !== '' && !matches(person, search, digits)) continue;
    if (total >= offset && people.length < limit) people.push(showPerson(person));
    total += 1;
  }
  return good({ total, people });
}

function matches(person: Person, search: string, digits: string): boolean {
  if (digits !== '' && person.phone.includes(digits)) return true;
  return person.name.toLowerCase().includes(search) || person.about.toLowerCase().includes(search);
}

function putPeople(world: World, request: SimRequest): Answer {
  const inputs = readJsonList(request);
  if (!inputs) return wrong(400, 'The body must be a JSON list of people.');
  for (const [index, input] of inputs.entries()) {
    const person = upsertPerson(world, input);
    if (typeof person === 'string') return wrong(400, `Person ${index + 1}: ${person}`);
  }
  return good({ people: inputs.length });
}

function patchPerson(world: World, person: Person, request: SimRequest): Answer {
  const input = readJson(request);
  if (input === null) return wrong(400, 'The body must be a JSON object.');
  const mistake = checkPerson(input);
  if (mistake) return wrong(400, mistake);
  changePerson(world, person, input);
  return good(showPerson(person));
}
