import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeBody, signBody } from './encode-body.ts';

const bodies: [name: string, value: unknown, bytes: string][] = [
  [
    'ASCII stays',
    { object: 'whatsapp_business_account', entry: [] },
    '{"object":"whatsapp_business_account","entry":[]}',
  ],
  ['a slash', { url: 'https://a/b' }, '{"url":"https:\\/\\/a\\/b"}'],
  ['Latin accents', { name: 'äöå' }, '{"name":"\\u00e4\\u00f6\\u00e5"}'],
  ['Devanagari', { body: 'नमस्ते' }, '{"body":"\\u0928\\u092e\\u0938\\u094d\\u0924\\u0947"}'],
  ['an emoji is two escapes', { emoji: '👍' }, '{"emoji":"\\ud83d\\udc4d"}'],
];

for (const [name, value, bytes] of bodies) {
  test(`encodes: ${name}`, () => {
    assert.equal(encodeBody(JSON.stringify(value)), bytes);
    assert.deepEqual(JSON.parse(encodeBody(JSON.stringify(value))), value);
  });
}

test('signs the vector of cloud-api.md section 1', () => {
  assert.equal(
    signBody('test_app_secret', '{"object":"whatsapp_business_account","entry":[]}'),
    'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756',
  );
});
