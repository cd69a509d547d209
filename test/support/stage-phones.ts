import type { Browser } from 'playwright-core';
import type { Json } from '#simulator/people/message.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { callGraph } from '#simulator/support/call-graph.ts';
import { type Receiver, receiveWebhooks } from '#simulator/support/receive-webhooks.ts';
import { launchBrowser } from './launch-browser.ts';
import { waitUntil } from './wait-until.ts';

export const school = '106540352242922';
export const schoolName = 'Sunrise School';
export const teacher = '9779841000000';

/** The phone of guardian 1, 2, … */
export const guardian = (index: number) => String(9_779_841_000_000 + index);

/** A simulator with a teacher and guardians, a business that only listens, and a browser to look with. */
export type Stage = {
  simulator: Simulator;
  receiver: Receiver;
  browser: Browser;
  /** The school sends one message; answers its id. Throws on an error of Meta's. */
  send(to: string, message: Json): Promise<string>;
  /** Waits until something holds that the school's webhooks show. */
  until(what: string, holds: () => boolean): Promise<unknown>;
  close(): Promise<void>;
};

const firstNames = ['Sita', 'Ram', 'Gita', 'Hari', 'Maya', 'Dorje', 'Pema', 'Bishnu', 'सरिता', 'Kamala'];
const lastNames = ['Tamang', 'Shrestha', 'Gurung', 'Rai', 'Thapa', 'Sherpa', 'Chaudhary', 'Magar'];

/** The name of guardian 1, 2, …; no two are the same. */
export function guardianName(index: number): string {
  const name = `${firstNames[index % 10]} ${lastNames[Math.floor(index / 10) % 8]}`;
  return index < 80 ? name : `${name} ${Math.floor(index / 80) + 1}`;
}

/** Sets it all up: `guardians` people besides the teacher, the first 40 of them pinned; or nobody at all. */
export async function stagePhones({ guardians = 40, people = true } = {}): Promise<Stage> {
  const [receiver, browser] = await Promise.all([receiveWebhooks(), launchBrowser()]);
  const simulator = await startSimulator({
    callbackUrl: receiver.url,
    numbers: [{ phoneNumberId: school, displayPhoneNumber: '+977 1-5970000', verifiedName: schoolName }],
    limits: 'off',
    habits: { usual: 'watched' },
    statuses: { sentAfterMs: [0, 0], deliveredAfterMs: [0, 0] },
    webhooks: { batchSize: 1 },
  });
  const everybody = [
    { phone: teacher, name: 'Kamala Adhikari', about: 'Class teacher, 5A', pinned: true },
    ...Array.from({ length: guardians }, (_, at) => ({
      phone: guardian(at + 1),
      name: guardianName(at + 1),
      about: 'Guardian in 5A',
      pinned: at < 40,
    })),
  ];
  if (people) simulator.people.put(everybody);
  return {
    simulator,
    receiver,
    browser,
    async send(to, message) {
      const { status, body } = await callGraph('POST', `${simulator.url}/v26.0/${school}/messages`, {
        messaging_product: 'whatsapp',
        recipient_type: 'individual',
        to: `+${to}`,
        ...message,
      });
      if (status !== 200) throw new Error(`Not accepted: ${JSON.stringify(body)}`);
      return String((body.messages as Json[] | undefined)?.[0]?.id ?? '');
    },
    until: (what, holds) => waitUntil(what, holds, { deadlineMs: 40_000 }),
    async close() {
      await browser.close();
      await simulator.close();
      await receiver.close();
    },
  };
}
