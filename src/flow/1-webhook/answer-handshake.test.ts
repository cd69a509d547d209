import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openApp } from '#test/support/open-app.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';

const app = await openApp({ after }, await createTestRuntime({ after }));

const right = {
  'hub.mode': 'subscribe',
  'hub.challenge': '1158201444',
  'hub.verify_token': SECRETS.VERIFY_TOKEN,
};
const { 'hub.verify_token': _, ...wordless } = right;
const handshakes: [name: string, query: Record<string, string>, status: number][] = [
  ['the right word', right, 200],
  ['a wrong word', { ...right, 'hub.verify_token': 'guessed-word-00000' }, 403],
  ['the beginning of the word', { ...right, 'hub.verify_token': SECRETS.VERIFY_TOKEN.slice(0, -1) }, 403],
  ['no word', wordless, 403],
  ['another mode', { ...right, 'hub.mode': 'unsubscribe' }, 400],
  ['nothing at all', {}, 400],
];
for (const [name, query, status] of handshakes) {
  test(`handshake with ${name}: ${status}`, async () => {
    const answer = await app.inject({ method: 'GET', url: '/webhook', query });
    assert.equal(answer.statusCode, status);
    assert.equal(
      answer.body === '1158201444',
      status === 200,
      'the challenge goes back for the right word alone',
    );
  });
}

test('a parameter given twice is no word', async () => {
  const url = `/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${SECRETS.VERIFY_TOKEN}&hub.verify_token=x`;
  assert.equal((await app.inject({ method: 'GET', url })).statusCode, 403);
});
