import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { createSignatureCheck } from '#whatsapp/signature.ts';

// The vector of cloud-api.md section 1.
const secret = 'test_app_secret';
const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
const isSigned = createSignatureCheck(secret);
const signature = 'sha256=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756';

test('the published vector is accepted', () => assert.equal(isSigned(body, signature), true));

for (const [name, header] of Object.entries({
  'no header': undefined,
  'an empty header': '',
  'no scheme': signature.slice(7),
  'another scheme': signature.replace('sha256', 'sha1'),
  'a wrong digest': signature.replace('dec6', 'dec7'),
  'a digest cut short': signature.slice(0, -2),
  'not hex': `sha256=${'zz'.repeat(32)}`,
})) {
  test(`${name} is refused`, () => assert.equal(isSigned(body, header), false));
}

test('the same JSON in other bytes is another body', () => {
  const escaped = Buffer.from('{"text":"\\u0915\\u0915\\u094d\\u0937\\u093e 5A 1\\/2"}');
  const header = `sha256=${createHmac('sha256', secret).update(escaped).digest('hex')}`;
  assert.equal(isSigned(escaped, header), true);
  assert.equal(isSigned(Buffer.from(JSON.stringify(JSON.parse(escaped.toString()))), header), false);
});
