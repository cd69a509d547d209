import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { drawPng } from '#test/support/draw-png.ts';
import { noBrowser, visit } from '#test/support/launch-browser.ts';
import { type Stage, school, stagePhones, teacher } from '#test/support/stage-phones.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import type { Json } from '../people/message.ts';

describe('files from and to a phone', () => {
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones();
  });
  after(() => stage?.close());

  test('a photo goes out as a JPEG no side of which is longer than 1,600 px', {
    skip: noBrowser,
  }, async () => {
    const { page, mistakes, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await phone.getByRole('button', { name: 'Attach' }).click();
    const picture = { name: 'board.png', mimeType: 'image/png', buffer: drawPng(2_000, 1_000) };
    await phone.getByLabel('Photo').setInputFiles(picture);
    const { image } = await inbound(stage, 'image');
    assert.equal((image as Json).mime_type, 'image/jpeg');
    const shown = phone.getByRole('article').getByRole('img', { name: 'Picture' }).locator('visible=true');
    await waitUntil('the photo shows on the phone', () =>
      shown.evaluate((one) => 'complete' in one && one.complete),
    );
    const size = await shown.evaluate((one) =>
      'naturalWidth' in one ? [one.naturalWidth, one.naturalHeight] : [],
    );
    assert.deepEqual(size, [1_600, 800]);
    assert.deepEqual(mistakes, []);
    await close();
  });

  test('what was written goes with the picture, and the box is empty', { skip: noBrowser }, async () => {
    const { page, mistakes, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await phone.getByRole('textbox').fill('5A math: hw p45');
    await phone.getByRole('button', { name: 'Attach' }).click();
    const board = { name: 'board.png', mimeType: 'image/png', buffer: drawPng(200, 100) };
    await phone.getByLabel('Photo').setInputFiles(board);
    await phone.getByRole('article').filter({ hasText: '5A math: hw p45' }).locator('img').first().waitFor();
    const { image } = await inbound(stage, 'image');
    assert.equal((image as Json).caption, '5A math: hw p45');
    assert.equal(await phone.getByRole('textbox').inputValue(), '');
    assert.deepEqual(mistakes, []);
    await close();
  });

  test('a document keeps its Nepali name', { skip: noBrowser }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await phone.getByRole('button', { name: 'Attach' }).click();
    const letter = {
      name: 'बिदा.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
    };
    await phone.getByLabel('Document').setInputFiles(letter);
    const { document } = await inbound(stage, 'document');
    assert.equal((document as Json).filename, 'बिदा.pdf');
    await phone.getByRole('link', { name: 'बिदा.pdf' }).waitFor();
    await close();
  });

  test('a file that WhatsApp does not take is refused with its reason', { skip: noBrowser }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await phone.getByRole('button', { name: 'Attach' }).click();
    const program = { name: 'game.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') };
    await phone.getByLabel('Document').setInputFiles(program);
    await page.getByRole('alert').filter({ hasText: 'application/x-msdownload' }).waitFor();
    await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
    assert.equal(await page.getByRole('alert').count(), 0);
    await close();
  });

  test('a voice message is recorded, sent and played', { skip: noBrowser }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    await page.context().grantPermissions(['microphone']);
    const phone = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await phone.getByRole('button', { name: 'Attach' }).click();
    await phone.getByRole('button', { name: 'Voice message' }).click();
    await phone.getByRole('timer').filter({ hasText: '0:01' }).waitFor();
    await phone.getByRole('dialog').getByRole('button', { name: 'Send' }).click();
    const { audio } = await inbound(stage, 'audio');
    assert.equal((audio as Json).voice, true);
    assert.match(String((audio as Json).mime_type), /^audio\/(ogg|mp4)/);
    await phone.getByRole('button', { name: 'Play voice message' }).click();
    await phone.getByRole('button', { name: 'Pause voice message' }).waitFor();
    await close();
  });

  test('a picture the school uploaded shows on the phone', { skip: noBrowser }, async () => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('type', 'image/png');
    form.set('file', new Blob([new Uint8Array(drawPng(40, 30))], { type: 'image/png' }), 'board.png');
    const answer = await fetch(`${stage.simulator.url}/v26.0/${school}/media`, {
      method: 'POST',
      headers: { authorization: 'Bearer any-token' },
      body: form,
    });
    const { id } = (await answer.json()) as { id: string };
    await stage.send(teacher, { type: 'image', image: { id, caption: 'From the school' } });
    const { page, mistakes, close } = await visit(stage.browser, stage.simulator.url);
    const row = page.getByRole('article').filter({ hasText: 'From the school' });
    const picture = row.locator('img');
    await waitUntil('the picture is there', () =>
      picture.evaluate((one) => 'naturalWidth' in one && Number(one.naturalWidth) === 40),
    );
    assert.deepEqual(mistakes, []);
    await close();
  });
});

/** The newest message of this type at the school's webhook. */
async function inbound(stage: Stage, type: string): Promise<Json> {
  const found = () => stage.receiver.messages().filter((message) => message.type === type);
  await stage.until(`a message of type ${type}`, () => found().length > 0);
  return found().at(-1) ?? {};
}
