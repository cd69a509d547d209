import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { answerRequest } from './answer-request.ts';
import { type Chaos, calm } from './chaos/chaos.ts';
import { mergeChaos } from './chaos/merge-chaos.ts';
import { changePerson, upsertPerson } from './control/change-person.ts';
import { pageServer } from './control/page-routes.ts';
import { putOneTemplate } from './control/template-control-routes.ts';
import { emptyWorld } from './empty-world.ts';
import type { SimRequest } from './http/answer.ts';
import { idleMs, serve } from './http/serve.ts';
import { servePlain } from './http/serve-plain.ts';
import { clearLedger, type LedgerFilter, readLedger } from './ledger/read-ledger.ts';
import { writeBill } from './limits/bill.ts';
import { keepNumber, numberFor } from './numbers/keep-numbers.ts';
import type { NumberInput } from './numbers/number.ts';
import { personWith, threadOf } from './people/keep-people.ts';
import type { Json } from './people/message.ts';
import { readAll, sendAsPerson } from './people/send-as-person.ts';
import { type Bubble, isOnPhone, showBubble } from './people/show-bubble.ts';
import { playScenario } from './scenario/play-scenario.ts';
import { type SimulatorOptions, settle } from './settings.ts';
import { keepInFile } from './state/state-file.ts';
import { closeWebhooks, webhooksIdle } from './webhooks/post-webhooks.ts';
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
  /** How many do wait for a retry or the clock. */
  webhooksWaiting(): number;
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
  const answer = (request: SimRequest) => {
    requests += 1;
    return answerRequest(world, page, request);
  };
  const onBug = (error: unknown) =>
    settings.log(`bug: ${error instanceof Error ? error.stack : String(error)}`);
  const server = serve(answer, onBug);
  const closePlain = servePlain(server, { isPlain: isSend, answer, onBug, idleMs });
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
      closePlain();
      await closeWebhooks(world);
    },
  };
}

const isSend = (path: string) => path.startsWith('/v') && path.endsWith('/messages');

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
    webhooksWaiting: () => world.webhooks.waiting,
  };
}
