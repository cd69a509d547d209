import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { noBrowser, visit } from '#test/support/launch-browser.ts';
import { guardian, guardianName, type Stage, stagePhones } from '#test/support/stage-phones.ts';
import { waitUntil } from '#test/support/wait-until.ts';

const people = 300;
/** A press that is answered within this feels answered at once; half a second is when people press again. */
const slowestMs = 500;

describe('three hundred phones ring at once', () => {
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones({ guardians: people });
  });
  after(() => stage?.close());

  test('the strip counts them all, keys are answered meanwhile, and the page stays small', {
    skip: noBrowser,
  }, async () => {
    const { page, mistakes, close } = await visit(stage.browser, stage.simulator.url);
    const field = page.getByRole('region', { name: 'Kamala Adhikari', exact: true }).getByRole('textbox');
    await field.click();
    const typing = field.pressSequentially('still here');
    const frames = [await slowestFrame(page, () => ringAll(stage, page, 1))];
    await typing;
    await page.getByText(`${people} phones rang just now`, { exact: true }).waitFor();
    assert.equal(await field.inputValue(), 'still here');
    // A page that is slow is slow every time; a machine that others use is not.
    while (Math.min(...frames) >= slowestMs && frames.length < 4)
      frames.push(await slowestFrame(page, () => ringAll(stage, page, frames.length + 1)));
    assert.ok(Math.min(...frames) > 0 && Math.min(...frames) < slowestMs, `frames took ${frames} ms`);
    const elements = Number(await page.evaluate('document.querySelectorAll("*").length'));
    assert.ok(elements < 1_500, `${elements} elements`);
    assert.deepEqual(mistakes, []);
    await close();
  });

  test('a phone holds a window of a long conversation, and older messages come as one scrolls up', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: guardianName(2), exact: true });
    await phone.getByRole('textbox').click();
    for (let at = 0; at < 400; at += 1) {
      await stage.send(guardian(2), { type: 'text', text: { body: `message ${at}` } });
    }
    await phone.getByText('message 399', { exact: true }).waitFor();
    const rows = await phone.getByRole('article').count();
    assert.ok(rows <= 160, `${rows} rows`);
    assert.equal(await phone.getByText('message 10', { exact: true }).count(), 0);
    const scroller = phone.locator('.scroller');
    for (const wanted of ['message 250', 'message 120', 'message 10']) {
      const row = phone.getByText(wanted, { exact: true });
      while ((await row.count()) === 0) {
        const before = await phone.getByRole('article').count();
        await scroller.evaluate((one) => one.scrollTo(0, -one.scrollHeight));
        await waitUntil('older messages', async () => (await phone.getByRole('article').count()) > before);
      }
    }
    await phone.getByRole('button', { name: 'Newest' }).click();
    assert.ok((await phone.getByRole('article').count()) <= 160);
    await phone.getByText('message 399', { exact: true }).waitFor();
    assert.equal(Number(await scroller.evaluate((one) => one.scrollTop)), 0);
    await close();
  });
});

/** One message to everybody; done when the last phones show theirs. */
async function ringAll(stage: Stage, page: Page, round: number): Promise<void> {
  await Promise.all(
    Array.from({ length: people }, (_, at) =>
      stage.send(guardian(at + 1), { type: 'text', text: { body: `भोलि विद्यालय बिदा छ। ${round}/${at}` } }),
    ),
  );
  await page
    .getByRole('region', { name: guardianName(1), exact: true })
    .getByText(`बिदा छ। ${round}/0`, { exact: false })
    .first()
    .waitFor();
}

/** The longest time between two frames while something is done, in milliseconds. */
async function slowestFrame(page: Page, done: () => Promise<void>): Promise<number> {
  await page.evaluate(watchFrames);
  await done();
  return Number(await page.evaluate('window.endFrames()'));
}

const watchFrames = `(() => {
  let slowest = 0;
  let last = performance.now();
  let frame = 0;
  const next = (now) => {
    slowest = Math.max(slowest, now - last);
    last = now;
    frame = requestAnimationFrame(next);
  };
  frame = requestAnimationFrame(next);
  window.endFrames = () => {
    cancelAnimationFrame(frame);
    return slowest;
  };
})()`;
