import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { type BodyOutcome, createBodyReader } from '#lib/read-body.ts';

/** A request whose bytes a test sends, and what was called back for it. */
function begin(reader: ReturnType<typeof createBodyReader>) {
  const stream = new PassThrough();
  const outcomes: BodyOutcome[] = [];
  reader.read(Object.assign(stream, { headers: {} }) as unknown as IncomingMessage, (o) => outcomes.push(o));
  return { stream, outcomes };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('what is in hand is counted while it comes and until it is done', async () => {
  const reader = createBodyReader({ maxBytes: 100, maxBytesInHand: 150 });
  const one = begin(reader);
  one.stream.write('x'.repeat(60));
  await turn();
  assert.equal(reader.bytesInHand(), 60);
  one.stream.end('y'.repeat(40));
  await turn();
  const [outcome] = one.outcomes;
  assert.ok(outcome?.kind === 'read' && outcome.body.length === 100);
  assert.equal(reader.bytesInHand(), 100);

  const two = begin(reader);
  two.stream.write('z'.repeat(60));
  await turn();
  assert.deepEqual(two.outcomes, [{ kind: 'too busy' }]);
  reader.done(outcome.body);
  assert.equal(reader.bytesInHand(), 0);
});

test('a body that is too large, or whose caller goes away, leaves nothing in hand and is called back for at most once', async () => {
  const reader = createBodyReader({ maxBytes: 100, maxBytesInHand: 1_000 });
  const large = begin(reader);
  for (let nth = 0; nth < 4; nth++) large.stream.write('x'.repeat(60));
  large.stream.end();
  const gone = begin(reader);
  gone.stream.write('x'.repeat(60));
  await turn();
  gone.stream.destroy();
  await turn();
  assert.deepEqual([large.outcomes, gone.outcomes], [[{ kind: 'too large' }], []]);
  assert.equal(reader.bytesInHand(), 0);
});
