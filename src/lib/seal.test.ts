import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { nameOfKey, readKey, seal, unseal } from './seal.ts';

const newKey = () => readKey(randomBytes(32).toString('base64'))!;

test('what is sealed opens with its key and for what it is bound to, and with nothing else', () => {
  const [key, other] = [newKey(), newKey()];
  const sealed = seal(key, 'EAAB टोकन', '1055');
  assert.equal(unseal(key, sealed, '1055'), 'EAAB टोकन');
  assert.equal(unseal(other, sealed, '1055'), undefined);
  assert.equal(unseal(key, sealed, '1056'), undefined);
  assert.equal(unseal(key, Buffer.alloc(0), '1055'), undefined);
});

test('a bit that changed anywhere keeps it shut', () => {
  const key = newKey();
  const sealed = seal(key, 'token', 'n');
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    assert.equal(unseal(key, changed, 'n'), undefined, `byte ${at}`);
  }
});

test('the same text is sealed differently each time, and does not show', () => {
  const key = newKey();
  const [one, two] = [seal(key, 'a long enough token', 'n'), seal(key, 'a long enough token', 'n')];
  assert.notDeepEqual(one, two);
  assert.ok(!one.includes('long enough'));
});

test('a key is 32 bytes in base64; it has a name, and does not show', () => {
  const bytes = randomBytes(32);
  const key = readKey(bytes.toString('base64'))!;
  assert.match(nameOfKey(key), /^[0-9a-f]{8}$/);
  assert.notEqual(nameOfKey(key), nameOfKey(newKey()));
  for (const shown of [inspect(key, { showHidden: true, depth: 5 }), JSON.stringify({ key })])
    for (const form of ['base64', 'hex'] as const) assert.ok(!shown.includes(bytes.toString(form)));
  for (const wrong of [
    '',
    'x',
    randomBytes(31).toString('base64'),
    randomBytes(33).toString('base64'),
    bytes.toString('hex'),
    ` ${bytes.toString('base64')}`,
  ])
    assert.equal(readKey(wrong), undefined, wrong);
});
