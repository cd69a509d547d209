import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Chaos, calm } from './chaos/chaos.ts';
import { mergeChaos } from './chaos/merge-chaos.ts';
import { startClock } from './clock.ts';
import { changePerson, upsertPerson } from './control/change-person.ts';
import { eventHub } from './control/event-hub.ts';
import { limitRoutes } from './control/limit-routes.ts';
import { mediaControlRoutes } from './control/media-routes.ts';
import { newsRoutes } from './control/news-routes.ts';
import { noteExchange } from './control/note-exchange.ts';
import { numberRoutes } from './control/number-routes.ts';
import { pageServer } from './control/page-routes.ts';
import { peopleRoutes } from './control/people-routes.ts';
import { wrong } from './control/plain-answers.ts';
import { putOneTemplate, templateControlRoutes } from './control/template-control-routes.ts';
import { testRoutes } from './control/test-routes.ts';
import { threadRoutes } from './control/thread-routes.ts';
import { watchRoutes } from './control/watch-routes.ts';
import { wireLog } from './control/wire-log.ts';
import { seededRandom } from './draw-random.ts';
import { answerGraph } from './graph/answer-graph.ts';
import { download } from './graph/media-routes.ts';
import type { Answer, SimRequest } from './http/answer.ts';
import { routeTable } from './http/route-table.ts';
import { serve } from './http/serve.ts';
import { emptyLedger } from './ledger/ledger.ts';
import { clearLedger, type LedgerFilter, readLedger } from './ledger/read-ledger.ts';
import { emptyBill, writeBill } from './limits/bill.ts';
import { makeIds } from './make-ids.ts';
import { keepNumber, numberFor } from './numbers/keep-numbers.ts';
import type { NumberInput } from './numbers/number.ts';
import { emptyRing } from './people/keep-messages.ts';
import { noPeople, personWith, threadOf } from './people/keep-people.ts';
import type { Json } from './people/message.ts';
import { readAll, sendAsPerson } from './people/send-as-person.ts';
import { type Bubble, isOnPhone, showBubble } from './people/show-bubble.ts';
import { playScenario } from './scenario/play-scenario.ts';
import { type Settings, type SimulatorOptions, settle } from './settings.ts';
import { keepInFile } from './state/state-file.ts';
import { emptyShelf } from './templates/shelf.ts';
import { closeWebhooks, noWebhooks, webhooksIdle } from './webhooks/post-webhooks.ts';
import type { World } from './world.ts';

/** A running simulator, and what tests in the same process reach into. */
export type Simulator = {
  /** `http://host:port`, without a path; Graph clients add `/v26.0/…`. */
  readonly url: string;
  readonly port: number;
  readonly appSecret: string;
  readonly verifyToken: string;
  readonly world: World;
  clock: World['clock'];
  ledger: { read(filter?: LedgerFilter): ReturnType<typeof readLedger>; clear(): void };
  people: {
    put(people: readonly Json[]): void;
    change(phone: string, change: Json): void;
    /** A person sends a message (the content part of an inbound message); answers its id. */
    say(phone: string, phoneNumberId: string, said: Json | string): string;
    /** Reads everything that has arrived from one number. */
    read(phone: string, phoneNumberId: string): void;
    /** What the person's phone shows of one conversation. */
    shows(phone: string, phoneNumberId: string): Bubble[];
  };
  numbers: { put(numbers: readonly NumberInput[]): void };
  /** Puts approved templates (as for creation; `wabaId` where it is not the usual account). */
  templates: { put(templates: readonly Json[]): void };
  chaos: { set(chaos: Partial<Chaos>): void; calm(): void };
  bill(): ReturnType<typeof writeBill>;
  /** Where webhooks go from now on. */
  setCallback(url: string | null): void;
  /** Resolves when no webhook is on its way; those that wait for a retry or the clock do not count. */
  webhooksIdle(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a simulator. Everything is in memory unless a state file is named. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const world = emptyWorld(settle(options));
  try {
    return await start(world, options);
  } catch (error) {
    world.clock.close();
    throw error;
  }
}

async function start(world: World, options: SimulatorOptions): Promise<Simulator> {
  const { settings } = world;
  for (const number of options.numbers ?? []) keepNumber(world, number);
  let requests = 0;
  const state = options.stateFile === undefined ? null : keepInFile(world, options.stateFile, () => requests);
  if (options.scenario) {
    const mistake = playScenario(world, options.scenario);
    if (mistake) throw new RangeError(mistake);
  }
  const page = pageServer(options.pageFolder ?? join(import.meta.dirname, 'page'));
  const server = serve(
    (request) => {
      requests += 1;
      return answer(world, page, request);
    },
    (error) => settings.log(`bug: ${error instanceof Error ? error.stack : String(error)}`),
  );
  server.listen(settings.port, settings.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  world.url = `http://${settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host}:${port}`;
  settings.log(`The WhatsApp simulator answers on ${world.url}`);
  return {
    ...handles(world),
    url: world.url,
    port,
    async close() {
      state?.close();
      world.clock.close();
      world.events.close();
      server.close();
      server.closeAllConnections();
      await closeWebhooks(world);
    },
  };
}

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

function answer(
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

function emptyWorld(settings: Settings): World {
  const events = eventHub();
  return {
    settings,
    clock: startClock(settings.now),
    random: seededRandom(settings.seed),
    ids: makeIds(),
    accounts: new Map(),
    numbers: new Map(),
    people: noPeople(),
    messages: emptyRing(settings.keepMessages),
    ledger: emptyLedger(),
    bill: emptyBill(),
    tiers: new Map(),
    media: new Map(),
    templates: emptyShelf(),
    chaos: { now: calm() },
    webhooks: noWebhooks(),
    wire: wireLog(settings.keepWire, events),
    events,
    url: '',
  };
}

function handles(world: World): Omit<Simulator, 'url' | 'port' | 'close'> {
  const threadFor = (phone: string, phoneNumberId: string) => {
    const number = numberFor(world, phoneNumberId);
    if (!number) throw new RangeError(`There is no business number ${phoneNumberId}.`);
    return threadOf(personWith(world, phone.replace(/\D/g, '')), number);
  };
  return {
    world,
    appSecret: world.settings.appSecret,
    verifyToken: world.settings.verifyToken,
    clock: world.clock,
    ledger: { read: (filter) => readLedger(world, filter), clear: () => clearLedger(world) },
    people: {
      put(people) {
        for (const input of people) {
          const person = upsertPerson(world, input);
          if (typeof person === 'string') throw new RangeError(person);
        }
      },
      change: (phone, change) => changePerson(world, personWith(world, phone.replace(/\D/g, '')), change),
      say(phone, phoneNumberId, said) {
        const { person, number } = threadFor(phone, phoneNumberId);
        const content = typeof said === 'string' ? { type: 'text', text: { body: said } } : said;
        return sendAsPerson(world, person, number, content).id;
      },
      read: (phone, phoneNumberId) => readAll(world, threadFor(phone, phoneNumberId).messages),
      shows: (phone, phoneNumberId) =>
        threadFor(phone, phoneNumberId).messages.filter(isOnPhone).map(showBubble),
    },
    numbers: {
      put: (numbers) => {
        for (const number of numbers) keepNumber(world, number);
      },
    },
    templates: {
      put(templates) {
        for (const template of templates) {
          const mistake = putOneTemplate(world, template);
          if (mistake) throw new RangeError(mistake);
        }
      },
    },
    chaos: {
      set(chaos) {
        const mistake = mergeChaos(world, chaos as Json);
        if (mistake) throw new RangeError(mistake);
      },
      calm: () => {
        world.chaos.now = calm();
      },
    },
    bill: () => writeBill(world),
    setCallback: (url) => {
      world.settings.callbackUrl = url;
    },
    webhooksIdle: () => webhooksIdle(world),
  };
}
