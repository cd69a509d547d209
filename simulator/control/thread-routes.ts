import { readJson } from '../graph/read-json.ts';
import type { Answer, SimRequest } from '../http/answer.ts';
import type { Route } from '../http/route-table.ts';
import { reportSpam } from '../limits/report-spam.ts';
import { numberFor } from '../numbers/keep-numbers.ts';
import type { BusinessNumber } from '../numbers/number.ts';
import { readMessage } from '../people/carry-message.ts';
import { addPerson, threadOf } from '../people/keep-people.ts';
import type { Person, Thread } from '../people/person.ts';
import { readAll, sendAsPerson } from '../people/send-as-person.ts';
import { type Bubble, isOnPhone, lastLine, showBubble } from '../people/show-bubble.ts';
import { tellStatus } from '../webhooks/tell-status.ts';
import type { World } from '../world.ts';
import { checkSaid } from './check-said.ts';
import { good, wrong } from './plain-answers.ts';
import { showPerson } from './show-person.ts';

/** Conversations on people's phones: look, write, read, type. */
export const threadRoutes: readonly Route<World>[] = [
  ['GET', '/sim/people/:phone/threads', listThreads],
  ['GET', '/sim/people/:phone/threads/:number', withThread(listMessages)],
  ['POST', '/sim/people/:phone/threads/:number/messages', withThread(say)],
  ['POST', '/sim/people/:phone/threads/:number/read', withThread(read)],
  ['POST', '/sim/people/:phone/threads/:number/play', withThread(play)],
  ['POST', '/sim/people/:phone/threads/:number/report', withThread(report)],
  ['POST', '/sim/people/:phone/threads/:number/typing', withThread(type)],
];

/** Finds person and number of a path; both come into being when named, as they do when written to. */
function withThread(
  handle: (world: World, person: Person, number: BusinessNumber, request: SimRequest) => Answer,
): (world: World, request: SimRequest) => Answer {
  return (world, request) => {
    const phone = request.params.phone!.replace(/\D/g, '');
    if (phone.length < 7 || phone.length > 15) return wrong(404, 'A phone has 7 to 15 digits.');
    const number = numberFor(world, request.params.number!);
    if (!number) return wrong(404, `There is no business number ${request.params.number}.`);
    const person = world.people.byPhone.get(phone) ?? addPerson(world, phone, false);
    return handle(world, person, number, request);
  };
}

function listThreads(world: World, request: SimRequest): Answer {
  const person = world.people.byPhone.get(request.params.phone!.replace(/\D/g, ''));
  if (!person) return good([]);
  const threads = [...person.threads.values()].map(showThread);
  return good(threads.sort((a, b) => (b.last?.at ?? 0) - (a.last?.at ?? 0)));
}

function showThread(thread: Thread) {
  const { id, displayPhoneNumber, verifiedName } = thread.number;
  return {
    phoneNumberId: id,
    displayPhoneNumber,
    verifiedName,
    unread: thread.unread,
    last: lastLine(thread),
  };
}

/** The newest `limit` bubbles before the one named by `before`; `all=1` shows what has not arrived, too. */
function listMessages(_world: World, person: Person, number: BusinessNumber, { query }: SimRequest): Answer {
  const limit = Math.min(500, Math.max(1, Number(query.get('limit') ?? 50) || 50));
  const all = query.get('all') === '1';
  const before = query.get('before');
  const messages = person.threads.get(number.id)?.messages ?? [];
  const end = before === null ? -1 : messages.findIndex((message) => message.id === before);
  const found: Bubble[] = [];
  for (let i = (end < 0 ? messages.length : end) - 1; i >= 0 && found.length < limit; i -= 1) {
    const message = messages[i]!;
    if (all || isOnPhone(message)) found.push(showBubble(message));
  }
  return good({ messages: found.reverse() });
}

function say(world: World, person: Person, number: BusinessNumber, request: SimRequest): Answer {
  const said = readJson(request);
  if (said === null) return wrong(400, 'The body must be a JSON object.');
  const mistake = checkSaid(said);
  if (mistake) return wrong(400, mistake);
  return good({ id: sendAsPerson(world, person, number, said).id });
}

function read(world: World, person: Person, number: BusinessNumber): Answer {
  const thread = threadOf(person, number);
  readAll(world, thread.messages);
  world.events.tell('person', person.phone, () => showPerson(person));
  return good({ unread: thread.unread });
}

/** `{id}`: the person plays a voice note, and the business is told if their receipts are on. */
function play(world: World, person: Person, _number: BusinessNumber, request: SimRequest): Answer {
  const message = world.messages.byId.get(String(readJson(request)?.id));
  if (!message || message.person !== person || message.direction !== 'business' || message.type !== 'audio') {
    return wrong(404, 'There is no such voice note on this phone.');
  }
  readMessage(world, message);
  if (person.receipts) tellStatus(world, message, 'played', false);
  return good({ played: message.id });
}

/** The person reports the business as spam and blocks it. */
function report(world: World, person: Person, number: BusinessNumber): Answer {
  reportSpam(world, threadOf(person, number));
  world.events.tell('person', person.phone, () => showPerson(person));
  return good({ reported: number.id });
}

function type(world: World, person: Person, number: BusinessNumber): Answer {
  const { phone } = person;
  world.events.tell('typing', phone, () => ({
    phone,
    phoneNumberId: number.id,
    from: 'person',
    seconds: 25,
  }));
  return good({ typing: true });
}
