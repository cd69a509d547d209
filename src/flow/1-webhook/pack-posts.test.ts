import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { idOfPost, packPosts, unpackPosts } from './pack-posts.ts';

const requestId = fc.option(fc.stringMatching(/^[\w.:-]{1,64}$/), { nil: undefined });
const bytes = fc.uint8Array({ maxLength: 3_000 }).map((body) => Buffer.from(body));
const alike = fc.nat(2_000).map((length) => Buffer.from('{"status":"delivered"}'.repeat(length / 22 + 1)));
const post = fc.record({ requestId, body: fc.oneof(bytes, alike) });

test('what is packed comes out byte for byte, in its order, with its request ids', () => {
  fc.assert(
    fc.property(fc.array(post, { minLength: 1, maxLength: 30 }), (posts) => {
      assert.deepEqual(
        unpackPosts(packPosts(posts)),
        posts.map(({ requestId, body }) => ({ requestId, body })),
      );
    }),
  );
});

test('packed bytes that were cut or changed never come out as fewer or other POSTs in silence', () => {
  const cut = fc.record({
    posts: fc.array(post, { minLength: 1, maxLength: 5 }),
    keep: fc.double({ min: 0, max: 0.999, noNaN: true }),
  });
  fc.assert(
    fc.property(cut, ({ posts, keep }) => {
      const packed = packPosts(posts);
      const part = packed.subarray(0, Math.floor(packed.length * keep));
      let out: unknown[];
      try {
        out = unpackPosts(part);
      } catch {
        return;
      }
      // A cut between two POSTs of a plain row cannot be seen in the bytes; all before it is right.
      assert.deepEqual(out, posts.slice(0, out.length));
    }),
  );
  assert.throws(() => unpackPosts(Buffer.from('{"object":"whatsapp_business_account"}')), /begin with 123/);
});

test('many statuses alike take a fraction of their size', () => {
  const body = Buffer.from(
    JSON.stringify({ id: 'wamid.1', status: 'delivered', pricing: { billable: true } }),
  );
  const posts = Array.from({ length: 100 }, () => ({ requestId: undefined, body }));
  assert.ok(packPosts(posts).length < (100 * body.length) / 4);
});

test('the ids of the POSTs of an event are uuids in their order', () => {
  const event = '019a0f3c-7d1e-7abc-8f00-0123456789ab';
  assert.equal(idOfPost(event, 0), '019a0f3c-7d1e-7abc-8f00-012300000000');
  assert.ok(idOfPost(event, 9) < idOfPost(event, 10));
});
