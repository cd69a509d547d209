import type { FastifyInstance } from 'fastify';
import { keepMedia } from '#simulator/media/keep-media.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { openApp } from '#test/support/open-app.ts';
import { envelope, postWebhook, textFrom } from '#test/support/post-webhook.ts';
import { putNumber } from '#test/support/put-number.ts';
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
  /** They send files, all at once as an album: each is posted, and nothing is done yet. */
  arrives(person: { phone: string }, files: Attached[], replyTo?: RegExp): Promise<void>;
  /** They send files, all at once as an album, and everything that follows is done, the wait for more of it included. */
  attaches(person: { phone: string }, files: Attached[], replyTo?: RegExp): Promise<void>;
  /** How many files the school has uploaded so far. */
  uploads(): number;
  /** What was sent to a person so far, oldest first, each as one string of its content. */
  heard(person: { phone: string }): string[];
};

/** A file on a phone: what stands in it tells it apart from others. */
export type Attached = {
  holds: string;
  type?: 'image' | 'document' | 'audio' | 'video' | 'sticker';
  mimeType?: string;
  caption?: string;
  filename?: string;
};

const ALBUM_ENDS_MS = 3_001;

const usualTypes = {
  image: 'image/jpeg',
  document: 'application/pdf',
  audio: 'audio/ogg; codecs=opus',
  video: 'video/mp4',
  sticker: 'image/webp',
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
  putNumber(simulator, school.phoneNumberId);
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
  const arrives: StagedSchool['arrives'] = async (person, files, replyTo) => {
    runtime.time.pass(1_000);
    const quoted = replyTo && received(person).findLast(({ words }) => replyTo.test(words));
    const context = quoted ? { context: { id: quoted.id } } : {};
    for (const { holds, type = 'image', mimeType = usualTypes[type], ...words } of files) {
      const bytes = Buffer.from(holds);
      const kept = keepMedia(simulator.world, { phoneNumberId: null, mimeType, fileName: null, bytes }, 7);
      const { text: _, ...message } = textFrom(person.phone, '', runtime.time.now());
      const sha256 = Buffer.from(kept.sha256, 'hex').toString('base64');
      const file = { id: kept.id, mime_type: mimeType, sha256, ...words };
      await posts({ ...message, ...context, type, [type]: file });
    }
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
    arrives,
    async attaches(person, files, replyTo) {
      await arrives(person, files, replyTo);
      await settle(runtime);
      runtime.time.pass(ALBUM_ENDS_MS);
      await settle(runtime);
    },
    uploads: () =>
      [...simulator.world.media.values()].filter((m) => m.phoneNumberId === school.phoneNumberId).length,
    heard: (person) => received(person).map(({ words }) => words),
  };
}
