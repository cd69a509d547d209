import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import type { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import type { Bubble } from '#simulator/people/show-bubble.ts';
import type { LimitSettings } from '#simulator/settings.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { type Role, type Running, startChautari } from '#src/start-chautari.ts';
import { type Closing, closeBackwards } from '#test/support/close-backwards.ts';
import { putNumber } from '#test/support/put-number.ts';
import { createTestRuntime, SECRETS, type TestRuntime } from '#test/support/runtime.ts';

export type DemoSchool = ReturnType<typeof makeDemoSchool>;

/** A demo school with its number and templates, phones that receive at once, and nothing started yet. */
export type DemoStage = {
  simulator: Simulator;
  runtime: TestRuntime;
  /** Starts a part of Chautari within this process. */
  start(role?: Role): Promise<Running>;
  /** Somebody writes to the school. */
  say(phone: string, said: Parameters<Simulator['people']['say']>[2]): void;
  /** What a phone shows of the school. */
  shows(phone: string): Bubble[];
};

export async function stageDemo(
  test: Closing,
  demo: DemoSchool,
  { limits = {}, env = {} }: { limits?: Partial<LimitSettings>; env?: Record<string, string> } = {},
): Promise<DemoStage> {
  const t = closeBackwards(test);
  const { phoneNumberId, phone } = demo.sender;
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    verifyToken: SECRETS.VERIFY_TOKEN,
    limits: { messagingTier: 0, ...limits },
    statuses: { sentAfterMs: [1, 5], deliveredAfterMs: [1, 10], readAfterMs: [1, 10] },
  });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(
    t,
    { GRAPH_BASE_URL: simulator.url, PORT: '0', ...env },
    { queues: true },
  );
  const live = { ...runtime, clock: { now: Date.now, random: Math.random }, close: async () => {} };
  await loadDemoSchool(runtime.db, demo, {
    number: { ...demo.sender, wabaId: '1000', displayNumber: phone },
    undoWindowSeconds: 0,
  });
  putNumber(simulator, phoneNumberId, { displayPhoneNumber: phone, verifiedName: demo.school.name });
  simulator.people.put(demo.guardians.map((g) => ({ phone: g.phone, name: g.name, habit: 'reads' })));
  return {
    simulator,
    runtime,
    async start(role = 'all') {
      const running = await startChautari(live, role);
      t.after(() => running.close());
      if (running.address) simulator.setCallback(`${running.address}/webhook`);
      return running;
    },
    say: (from, said) => void simulator.people.say(from, phoneNumberId, said),
    shows: (of) => simulator.people.shows(of, phoneNumberId),
  };
}

/** The guardians of a class of the demo school, and all others. */
export function familiesOf(
  demo: DemoSchool,
  code: string,
): Record<'readers' | 'others', DemoSchool['guardians']> {
  const pupils = new Set(demo.students.filter((s) => s.classCode === code).map((s) => s.id));
  const isReader = ({ id }: DemoSchool['guardians'][number]) =>
    demo.guardianships.some((k) => k.guardian === id && pupils.has(k.student));
  return {
    readers: demo.guardians.filter(isReader),
    others: demo.guardians.filter((guardian) => !isReader(guardian)),
  };
}
