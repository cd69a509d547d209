import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#lib/ids.ts';
import { packDeliveryKey, unpackDeliveryKey } from '#send/delivery-key.ts';

test('a key comes back as it went, within what Meta allows', () => {
  const key = { schoolId: newId(1), messageId: newId(2), recipientId: newId(3), part: 2, attempt: 5 };
  const packed = packDeliveryKey(key);
  assert.deepEqual(unpackDeliveryKey(packed), key);
  assert.ok(packed.length <= 512);
});

for (const foreign of [undefined, '', 'order-17', 'c1.', 'c1.AAAA', 'c2.xxxxxxxx']) {
  test(`"${foreign}" is not ours`, () => assert.equal(unpackDeliveryKey(foreign), undefined));
}
