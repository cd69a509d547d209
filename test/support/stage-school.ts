import type { FastifyInstance } from 'fastify';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { templateRegistrations } from '#templates/register-templates.ts';
import { openApp } from '#test/support/open-app.ts';
import { envelope, postWebhook, textFrom } from '#test/support/post-webhook.ts';
import { createTestRuntime, type TestRuntime } from '#test/support/runtime.ts';
import { settle } from '#test/support/settle.ts';
import { loadSmallSchool, SCHOOL_DAY, type SmallSchool } from '#test/support/small-school.ts';

/** A school, its people's phones, and Chautari between them; nothing runs but what a test lets run. */
export type StagedSchool = {
  runtime: TestRuntime;
  app: FastifyInstance;
  school: SmallSchool;
  simulator: Simulator;
  /** A second later, a person writes to the school's number: it is posted as Meta posts it, and nothing is done yet. */
  writes(person: { phone: string }, text: string, wamid?: string): Promise<void>;
  /** They write, and everything that follows is done. */
  says(person: { phone: string }, text: string): Promise<void>;
  /** They tap a button of ours, and everything that follows is done. */
  taps(person: { phone: string }, buttonId: string, title: string): Promise<void>;
  /** They tap the button of this action under the last message that had one, and everything that follows is done. */
  tapsLast(person: { phone: string }, action: string): Promise<void>;
  /** They reply to the last message of ours that the pattern fits, and everything that follows is done. */
  replies(person: { phone: string }, to: RegExp, text: string): Promise<void>;
  /** What was sent to a person so far, oldest first, each as one string of its content. */
  heard(person: { phone: string }): string[];
};

type Options = { undoWindowSeconds?: number; env?: Record<string, string> };

/** Sets a school up on a database of its own, with a simulator that takes what is sent and posts no statuses. */
export async function stageSchool(
  t: { after(fn: () => Promise<void>): void },
  { undoWindowSeconds, env }: Options = {},
): Promise<StagedSchool> {
  const simulator = await startSimulator({ limits: 'off' });
  t.after(() => simulator.close());
  const runtime = await createTestRuntime(
    t,
    { GRAPH_BASE_URL: simulator.url, ...env },
    { startAt: SCHOOL_DAY },
  );
  const school = await loadSmallSchool(runtime, { undoWindowSeconds });
  simulator.numbers.put([{ phoneNumberId: school.phoneNumberId, wabaId: '1000' }]);
  const templates = templateRegistrations({ IMAGE: '4:a', DOCUMENT: '4:b' });
  simulator.templates.put(templates.map((template) => ({ ...template, wabaId: '1000' })));
  const app = await openApp(t, runtime);

  const posts = async (message: Record<string, unknown>) => {
    const status = await postWebhook(app, envelope(school.phoneNumberId, { messages: [message] }));
    if (status !== 200) throw new Error(`the webhook answered ${status}`);
  };
  const taps: StagedSchool['taps'] = async ({ phone }, id, title) => {
    runtime.time.pass(1_000);
    const { text: _, ...message } = textFrom(phone, '', runtime.time.now());
    const interactive = { type: 'button_reply', button_reply: { id, title } };
    await posts({ ...message, type: 'interactive', interactive });
    await settle(runtime);
  };
  const received = ({ phone }: { phone: string }) =>
    simulator.ledger
      .read({ phone: phone.replace('+', '') })
      .messages.map(({ id, content }) => ({ id, words: JSON.stringify(content) }));
  const writes: StagedSchool['writes'] = async ({ phone }, text, wamid) => {
    runtime.time.pass(1_000);
    await posts(textFrom(phone, text, runtime.time.now(), wamid));
  };
  return {
    runtime,
    app,
    school,
    simulator,
    writes,
    async says(person, text) {
      await writes(person, text);
      await settle(runtime);
    },
    taps,
    async tapsLast(person, action) {
      const id = received(person)
        .flatMap(({ words }) => new RegExp(`"(${action}:[0-9a-f-]{36})"`).exec(words)?.[1] ?? [])
        .at(-1);
      if (!id) throw new Error(`no button "${action}" came`);
      await taps(person, id, action);
    },
    async replies(person, to, text) {
      const quoted = received(person).findLast(({ words }) => to.test(words));
      if (!quoted) throw new Error(`nothing came that fits ${to}`);
      runtime.time.pass(1_000);
      const message = textFrom(person.phone, text, runtime.time.now());
      await posts({ ...message, context: { id: quoted.id } });
      await settle(runtime);
    },
    heard: (person) => received(person).map(({ words }) => words),
  };
}
