import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import { loadDemoSchool } from '#school/demo/load-demo-school.ts';
import { makeDemoSchool } from '#school/demo/make-demo-school.ts';
import { keepMedia } from '#simulator/media/keep-media.ts';
import { type Simulator, startSimulator } from '#simulator/start-simulator.ts';
import { startChautari } from '#src/start-chautari.ts';
import { templateRegistrations } from '#templates/register-templates.ts';
import { launchBrowser, noBrowser, picture, visit } from '#test/support/launch-browser.ts';
import { createTestRuntime, SECRETS } from '#test/support/runtime.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const demo = makeDemoSchool({ seed: 'photo' });
const number = demo.sender.phoneNumberId;
const teacher = demo.staff.find((s) => s.role === 'teacher' && s.classes[0] === '5A')!;
const pupils = new Set(demo.students.filter((s) => s.classCode === '5A').map((s) => s.id));
const readers = demo.guardians.filter((g) =>
  demo.guardianships.some((k) => k.guardian === g.id && pupils.has(k.student)),
);

test('a photo with words reaches the phones of a whole class from one upload', async (t) => {
  const simulator = await stageLive(t);
  assert.ok(readers.length >= 20);
  const photo = keepMedia(
    simulator.world,
    { phoneNumberId: null, mimeType: 'image/jpeg', fileName: null, bytes: Buffer.from('the board') },
    7,
  );
  const caption = '5A math: fractions, hw p45, ramro';
  simulator.people.say(teacher.phone, number, { type: 'image', image: { id: photo.id, caption } });
  const shown = (phone: string) => simulator.people.shows(phone, number);
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
  for (const guardian of demo.guardians.filter((g) => !readers.includes(g)))
    assert.deepEqual(shown(guardian.phone), [], 'nobody else has anything');
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
    const simulator = await stageLive(t);
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
    await waitUntil('the parent has it', () => simulator.people.shows(parent!.phone, number).length === 1, {
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

/** The demo school on all of Chautari, with its phones in a simulator. */
async function stageLive(t: { after(fn: () => Promise<void>): void }): Promise<Simulator> {
  const simulator = await startSimulator({
    appSecret: SECRETS.WA_APP_SECRET,
    verifyToken: SECRETS.VERIFY_TOKEN,
    limits: { messagingTier: 0 },
    statuses: { sentAfterMs: [1, 5], deliveredAfterMs: [1, 10], readAfterMs: [1, 10] },
  });
  const runtime = await createTestRuntime(t, { GRAPH_BASE_URL: simulator.url, PORT: '0' }, { queues: true });
  const live = { ...runtime, clock: { now: Date.now, random: Math.random } };
  await loadDemoSchool(runtime.db, demo, {
    number: { ...demo.sender, wabaId: '1000', displayNumber: demo.sender.phone },
    undoWindowSeconds: 0,
  });
  simulator.numbers.put([
    {
      phoneNumberId: number,
      wabaId: '1000',
      displayPhoneNumber: demo.sender.phone,
      verifiedName: demo.school.name,
    },
  ]);
  const templates = templateRegistrations({ IMAGE: '4:a', DOCUMENT: '4:b' });
  simulator.templates.put(templates.map((template) => ({ ...template, wabaId: '1000' })));
  simulator.people.put([
    { phone: teacher.phone, name: teacher.name, habit: 'watched', pinned: true },
    ...demo.guardians.map((g) => ({ phone: g.phone, name: g.name, habit: 'reads' })),
  ]);
  const running = await startChautari({ ...live, close: async () => {} }, 'all');
  t.after(async () => {
    await running.close();
    await simulator.close();
  });
  simulator.setCallback(`${running.address}/webhook`);
  return simulator;
}

/** A PNG of one colour, made by hand so that no file has to lie about. */
function drawPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x99);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    framed.set(body, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const pixels = chunk('IDAT', deflateSync(rows));
  return Buffer.concat([signature, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))]);
}
