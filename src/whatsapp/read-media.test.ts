import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { mostBytesOf, mostMegabytesOf } from '#whatsapp/media-types.ts';
import { readMedia } from '#whatsapp/read-media.ts';
import { readWebhook } from '#whatsapp/read-webhook.ts';

const HEX = '49f22762340681253b09954599bc5035bf8281dc05947bf07fe9bf53ccd17f41';

test('the picture of Meta’s own example', () => {
  const example = readFileSync(
    join(import.meta.dirname, '../../test/fixtures/whatsapp/Image_Message.json'),
    'utf8',
  );
  const [message] = readWebhook(example).inbound;
  const read = readMedia(message!.payload);
  assert.equal(message!.text, 'Taj Mahal');
  assert.partialDeepStrictEqual(read, {
    kind: 'media',
    media: { type: 'image', sourceId: '1003383421387256', mimeType: 'image/jpeg' },
  });
  assert.match(read?.kind === 'media' ? read.media.sha256 : '', /^[0-9a-f]{64}$/);
});

const file = { id: '7', mime_type: 'application/pdf', sha256: HEX, filename: 'गृहकार्य.pdf' };
const cases: [name: string, payload: Record<string, unknown>, expected: object | undefined][] = [
  ['a text', { type: 'text', text: { body: 'x' } }, undefined],
  ['a sticker', { type: 'sticker', sticker: file }, undefined],
  [
    'a document with its name',
    { type: 'document', document: file },
    {
      kind: 'media',
      media: {
        type: 'document',
        sourceId: '7',
        mimeType: 'application/pdf',
        sha256: HEX,
        filename: 'गृहकार्य.pdf',
      },
    },
  ],
  ['no id', { type: 'image', image: { mime_type: 'image/jpeg', sha256: HEX } }, { kind: 'unreadable' }],
  ['a hash that is none', { type: 'image', image: { ...file, sha256: 'abc' } }, { kind: 'unreadable' }],
  ['nothing at all', { type: 'image' }, { kind: 'unreadable' }],
  ['over 100 MB', { type: 'document', errors: [{ code: 131052, title: 'x' }] }, { kind: 'too_large' }],
];
for (const [name, payload, expected] of cases)
  test(`read: ${name}`, () => assert.deepEqual(readMedia(payload), expected));

test('types and sizes', () => {
  assert.equal(mostBytesOf('image/jpeg'), 5_242_880);
  assert.equal(mostBytesOf('audio/ogg; codecs=opus'), 16_777_216);
  assert.equal(mostBytesOf('image/webp'), undefined);
  assert.equal(mostMegabytesOf('image/png'), 5);
});
