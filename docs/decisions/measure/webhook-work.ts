/**
 * What is done for one webhook, part by part: CPU in microseconds, the median of nine rounds over 20,000 statuses.
 *     node docs/decisions/measure/webhook-work.ts
 */
import { createHmac } from 'node:crypto';
import { bodiesOf } from '#bench/support/make-webhooks.ts';
import { collapseStatuses } from '#status/collapse-statuses.ts';
import { holdsOnlyStatuses } from '#webhook/holds-only-statuses.ts';
import { packPosts, unpackPosts } from '#webhook/pack-posts.ts';
import { readWebhook } from '#whatsapp/read-webhook.ts';
import { createSignatureCheck } from '#whatsapp/signature.ts';

const SECRET = 'measure-secret';
const ROUNDS = 9;

const bodies = [...bodiesOf({ what: 'statuses', count: 6_667, first: 0, at: Date.UTC(2026, 10, 25) })].map(
  (b) => Buffer.from(b),
);
const posts = bodies.map((body) => ({ requestId: undefined, body }));
const signatures = bodies.map((b) => `sha256=${createHmac('sha256', SECRET).update(b).digest('hex')}`);
const isSigned = createSignatureCheck(SECRET);
const groupsOf = (size: number) =>
  Array.from({ length: Math.ceil(posts.length / size) }, (_, nth) =>
    posts.slice(nth * size, (nth + 1) * size),
  );
const packed = groupsOf(100).map(packPosts);
const statuses = bodies.flatMap((b) => readWebhook(String(b)).statuses).map((s) => ({ ...s, senderId: 'x' }));

const parts: Record<string, () => void> = {
  'check the signature': () => {
    for (const [nth, body] of bodies.entries())
      if (!isSigned(body, signatures[nth])) throw new Error('not signed');
  },
  'see that it holds only statuses': () => {
    for (const body of bodies) holdsOnlyStatuses(body);
  },
  'pack, 10 a commit': () => void groupsOf(10).map(packPosts),
  'pack, 100 a commit': () => void groupsOf(100).map(packPosts),
  'unpack, 100 a commit': () => void packed.map(unpackPosts),
  'decode and parse as JSON': () => {
    for (const body of bodies) JSON.parse(body.toString('utf8'));
  },
  'decode, parse and read': () => {
    for (const body of bodies) readWebhook(body.toString('utf8'));
  },
  'collapse, 1,000 a sweep': () => {
    for (let at = 0; at < statuses.length; at += 1_000) collapseStatuses(statuses.slice(at, at + 1_000));
  },
};

const lines = Object.entries(parts).map(([name, work]) => {
  const rounds = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / bodies.length;
  });
  return `${name.padEnd(34)} ${rounds.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)]!.toFixed(2)} µs`;
});
const bytes = (some: Buffer[]) => Math.round(some.reduce((sum, b) => sum + b.length, 0) / bodies.length);
process.stdout.write(
  `${lines.join('\n')}\n${bytes(bodies)} bytes a status as it came, ${bytes(packed)} as kept\n`,
);
