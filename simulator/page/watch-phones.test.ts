import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, picture, visit } from '#test/support/launch-browser.ts';
import {
  guardian,
  guardianName,
  type Stage,
  school,
  stagePhones,
  teacher,
} from '#test/support/stage-phones.ts';
import { waitUntil } from '#test/support/wait-until.ts';

describe('the live line', () => {
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones();
  });
  after(() => stage?.close());

  test('after a break the page connects again and shows what it missed, once', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: guardianName(1), exact: true });
    await stage.send(guardian(1), { type: 'text', text: { body: 'before the break' } });
    await phone.getByText('before the break').waitFor();
    stage.simulator.world.events.close();
    await page.getByText('Reconnecting…').waitFor();
    await stage.send(guardian(1), { type: 'text', text: { body: 'during the break' } });
    await page.getByText('Live', { exact: true }).waitFor();
    await phone.getByText('during the break').waitFor();
    await stage.send(guardian(1), { type: 'text', text: { body: 'after the break' } });
    await phone.getByText('after the break').waitFor();
    const said = await phone.getByRole('article').allTextContents();
    for (const words of ['before', 'during', 'after']) {
      assert.equal(said.filter((one) => one.startsWith(`${words} the break`)).length, 1);
    }
    await phone.locator('.badge', { hasText: '3 unread' }).waitFor();
    await close();
  });

  test('a phone in the hand reads, one on the table does not, and the business is told', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const held = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    const lying = page.getByRole('region', { name: guardianName(2), exact: true });
    const toHeld = await stage.send(teacher, { type: 'text', text: { body: 'read at once' } });
    const toLying = await stage.send(guardian(2), { type: 'text', text: { body: 'read when taken' } });
    await held.getByRole('img', { name: 'Business sees: read' }).waitFor();
    await lying.getByText('read when taken').waitFor();
    const isRead = (id: string) =>
      stage.receiver.statuses().some((status) => status.id === id && status.status === 'read');
    await stage.until('the business hears of the first', () => isRead(toHeld));
    assert.equal(isRead(toLying), false);
    await lying.locator('.badge', { hasText: '1 unread' }).waitFor();
    await lying.getByText('read when taken').click();
    await stage.until('the business hears of the second', () => isRead(toLying));
    await lying.locator('.badge').waitFor({ state: 'detached' });
    await close();
  });

  test('a message that cannot be sent gets the red mark and the reason', { skip: noBrowser }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await page.route('**/messages', (route) =>
      route.fulfill({ status: 500, json: { error: 'Out of order today.' } }),
    );
    await phone.getByRole('textbox').fill('is anybody there?');
    await phone.getByRole('textbox').press('Enter');
    await phone.getByRole('img', { name: 'Not sent' }).waitFor();
    await phone.getByText('Out of order today.').waitFor();
    await close();
  });

  test('people are searched on the server, and a habit set on a phone holds', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    await page.getByRole('button', { name: 'People' }).click();
    await page.getByRole('searchbox', { name: 'Search' }).fill(guardianName(37));
    await page.getByRole('status').filter({ hasText: '1 person' }).waitFor();
    await page
      .getByRole('list')
      .getByRole('button', { name: guardianName(37) })
      .click();
    const phone = page.getByRole('region', { name: guardianName(37), exact: true });
    await phone.getByRole('combobox').selectOption('offline');
    const { byPhone } = stage.simulator.world.people;
    await waitUntil('the habit is set', () => byPhone.get(guardian(37))?.habit === 'offline');
    await stage.send(guardian(37), { type: 'text', text: { body: 'waits for the network' } });
    await phone.getByRole('combobox').selectOption('watched');
    await phone.getByText('waits for the network').waitFor();
    assert.equal(stage.simulator.people.shows(guardian(37), school).length, 1);
    await close();
  });

  test('the wire shows a request and its webhook with signature, newest first', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    await page.getByRole('button', { name: 'Wire' }).click();
    const id = await stage.send(guardian(3), { type: 'text', text: { body: 'on the wire' } });
    await stage.until('a webhook', () => stage.receiver.statuses().some((status) => status.id === id));
    const region = page.getByRole('region', { name: 'Requests and webhooks, newest first' });
    const lines = region.getByRole('listitem');
    // Earlier sends to the same address are shown, too, and on a busy machine this one comes late.
    const { wire } = stage.simulator.world;
    const ours = wire.last(200).findLast(({ id }) => wire.find(id)?.request.body.includes('on the wire'));
    const request = region
      .locator(`[data-id="${ours?.id}"]`)
      .filter({ hasText: `POST /v26.0/${school}/messages` });
    await request.waitFor();
    await lines
      .filter({ hasText: /sha256=/ })
      .first()
      .waitFor();
    await picture(page, 'wire-1280');
    await page.getByRole('button', { name: 'Hold still' }).click();
    await request.locator('summary').click();
    await request.getByText('on the wire').waitFor();
    await close();
  });

  test('chaos set on the page is set in the simulator, and calm takes it back', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    await page.getByRole('button', { name: 'Chaos' }).click();
    await page.getByRole('spinbutton', { name: 'Sent twice' }).fill('12.5');
    await page.getByRole('spinbutton', { name: 'Withheld for' }).fill('3600');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('Set.', { exact: true }).waitFor();
    const { chaos } = stage.simulator.world;
    assert.deepEqual([chaos.now.webhooks.duplicateRate, chaos.now.webhooks.withholdMs], [0.125, 3_600_000]);
    await page.getByRole('button', { name: 'Calm', exact: true }).click();
    await page.getByText('Calm again.', { exact: true }).waitFor();
    assert.equal(chaos.now.webhooks.duplicateRate, 0);
    await close();
  });
});

describe('a simulator that knows nobody yet', () => {
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones({ people: false });
  });
  after(() => stage?.close());

  test('the first phone to ring lays itself on the table, and the next one is a tap away', {
    skip: noBrowser,
  }, async () => {
    const { page, mistakes, close } = await visit(stage.browser, stage.simulator.url);
    await page.getByRole('heading', { name: 'No phones yet' }).waitFor();
    await stage.send(guardian(1), { type: 'text', text: { body: 'hello there' } });
    const phone = page.getByRole('region', { name: `+${guardian(1)}`, exact: true });
    await phone.getByText('hello there').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'No phones yet' }).count(), 0);
    assert.equal(await page.getByText('Tap an example').count(), 0);
    await stage.send(guardian(2), { type: 'text', text: { body: 'and here' } });
    await page.getByRole('button', { name: `+${guardian(2)}`, exact: true }).click();
    await page.getByText('and here').waitFor();
    await page.getByRole('button', { name: `Put +${guardian(1)}’s phone away` }).click();
    assert.equal(await phone.count(), 0);
    assert.deepEqual(mistakes, []);
    await close();
  });
});
