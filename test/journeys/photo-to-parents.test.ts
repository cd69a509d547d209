import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { keepMedia } from '#simulator/media/keep-media.ts';
import { drawPng } from '#test/support/draw-png.ts';
import { launchBrowser, noBrowser, picture, visit } from '#test/support/launch-browser.ts';
import { waitUntil } from '#test/support/wait-until.ts';
import { type DemoStage, familiesOf, stageDemo } from './stage-demo.ts';

const demo = makeDemoSchool({ seed: 'photo' });
const number = demo.sender.phoneNumberId;
const teacher = demo.staff.find((s) => s.role === 'teacher' && s.classes[0] === '5A')!;
const { readers, others } = familiesOf(demo, '5A');

test('a photo with words reaches the phones of a whole class from one upload', async (t) => {
  const { simulator, say, shows: shown } = await stageLive(t);
  assert.ok(readers.length >= 20);
  const photo = keepMedia(
    simulator.world,
    { phoneNumberId: null, mimeType: 'image/jpeg', fileName: null, bytes: Buffer.from('the board') },
    7,
  );
  const caption = '5A math: fractions, hw p45, ramro';
  say(teacher.phone, { type: 'image', image: { id: photo.id, caption } });
  await waitUntil('every guardian of 5A has it', () => readers.every((g) => shown(g.phone).length === 1), {
    deadlineMs: 40_000,
  });
  await simulator.webhooksIdle();

  const uploads = [...simulator.world.media.values()].filter((m) => m.phoneNumberId === number);
  assert.deepEqual(
    uploads.map((m) => m.bytes.toString()),
    ['the board'],
  );
  for (const guardian of readers) {
    const content = JSON.stringify(shown(guardian.phone)[0]!.content);
    assert.match(content, new RegExp(`"image":\\{"id":"${uploads[0]!.id}"\\}`));
    assert.match(content, /p45/);
    assert.match(content, guardian.language === 'en' ? /Mathematics/ : /गणित/);
  }
  for (const guardian of others) assert.deepEqual(shown(guardian.phone), [], 'nobody else has anything');
  assert.equal(simulator.ledger.read().duplicates.length, 0);
});

const screens = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];
for (const { width, height } of screens) {
  test(`a newcomer attaches a picture to the teacher’s text and sees parents get it, ${width} px wide`, {
    skip: noBrowser,
  }, async (t) => {
    const { simulator, shows } = await stageLive(t);
    const browser = await launchBrowser();
    t.after(() => browser.close());
    const [parent] = readers.filter((g) => g.language === 'en').concat(readers);
    simulator.people.put([{ phone: parent!.phone, name: parent!.name, habit: 'reads', pinned: true }]);
    const { page, mistakes, close } = await visit(browser, simulator.url, {
      width,
      height,
      touch: width < 600,
    });
    const phoneOf = (name: string) => page.getByRole('region', { name, exact: true });
    const open = async (name: string) => {
      if (width < 600)
        await page
          .getByRole('button', { name: new RegExp(name) })
          .first()
          .click();
    };
    await open(teacher.name);
    const phone = phoneOf(teacher.name);
    await phone.getByRole('textbox').fill('5A math: fractions, hw p45');
    await phone.getByRole('button', { name: 'Attach' }).click();
    const board = { name: 'board.png', mimeType: 'image/png', buffer: drawPng(800, 500) };
    await phone.getByLabel('Photo').setInputFiles(board);
    await phone.getByRole('article').filter({ hasText: 'hw p45' }).locator('img').first().waitFor();
    assert.equal(await phone.getByRole('textbox').inputValue(), '', 'the words went with the picture');
    await waitUntil('the parent has it', () => shows(parent!.phone).length === 1, {
      deadlineMs: 40_000,
    });
    await picture(page, `attached-${width}`);
    await open(parent!.name);
    const got = phoneOf(parent!.name).getByRole('article').filter({ hasText: 'p45' }).locator('img').first();
    await waitUntil('the picture shows', () =>
      got.evaluate((one) => 'naturalWidth' in one && Number(one.naturalWidth) === 800),
    );
    await picture(page, `photo-${width}`);
    assert.deepEqual(mistakes, []);
    await close();
  });
}

/** The demo school on all of Chautari, with the teacher's phone in the hands of whoever looks. */
async function stageLive(t: { after(fn: () => Promise<void> | void): void }): Promise<DemoStage> {
  const stage = await stageDemo(t, demo);
  stage.simulator.people.put([{ phone: teacher.phone, name: teacher.name, habit: 'watched', pinned: true }]);
  await stage.start();
  return stage;
}
