import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { noBrowser, visit } from '#test/support/launch-browser.ts';
import { guardian, type Stage, stagePhones, teacher } from '#test/support/stage-phones.ts';
import { waitUntil } from '#test/support/wait-until.ts';

/** Letters that stand highest and hang lowest: stacked conjuncts, reph, candrabindu, the vowel signs below. */
const tall = 'र्कैँ ट्ठूँ द्द्रू ङ्क्षृ र्त्सूँ';

describe('Devanagari is set properly', () => {
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones();
    stage.simulator.people.put([{ phone: guardian(1), name: `${tall} १`, about: tall }]);
    stage.simulator.numbers.put([{ phoneNumberId: '106540352242922', verifiedName: tall }]);
    await stage.send(teacher, { type: 'text', text: { body: `*${tall}*\n${tall} _${tall}_` } });
    await stage.send(guardian(1), { type: 'text', text: { body: tall } });
    await stage.until(
      'both arrive',
      () => stage.receiver.statuses().filter((one) => one.status === 'delivered').length === 2,
    );
  });
  after(() => stage?.close());

  for (const width of [360, 1280]) {
    test(`in its own face, nothing cut off above or below, ${width} px wide`, {
      skip: noBrowser,
    }, async () => {
      const { page, close } = await visit(stage.browser, stage.simulator.url, { width });
      await page.getByRole('article').getByText(tall).first().waitFor();
      await page.evaluate('document.fonts.ready');
      const faces = await page.evaluate(
        `[...document.fonts].filter((face) => face.status === 'loaded').map((face) => face.family).length`,
      );
      assert.equal(faces, 2);
      const cut = await page.evaluate(findCutText);
      assert.deepEqual(cut, []);
      const spoken = page.getByRole('article').locator('.text').first();
      assert.equal(await spoken.getAttribute('lang'), 'ne');
      await close();
    });
  }

  test('words in Latin letters are not taken for Nepali', { skip: noBrowser }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const text = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await stage.send(teacher, { type: 'text', text: { body: 'plain words' } });
    await text.getByText('plain words').waitFor();
    assert.equal(await text.locator('.text').last().getAttribute('lang'), null);
    await close();
  });
});

describe('Devanagari that was drawn before its face came', () => {
  const plain = 'भोलि विद्यालय बिदा छ।';
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones();
    await stage.send(guardian(1), { type: 'text', text: { body: plain } });
    await stage.until('it arrives', () => stage.receiver.statuses().length === 2);
  });
  after(() => stage?.close());

  test('is set in it when it comes', { skip: noBrowser }, async () => {
    const { page, close } = await visit(stage.browser, 'about:blank');
    let bring = () => {};
    const brought = new Promise<void>((resolve) => {
      bring = resolve;
    });
    await page.route('**/*.woff2', async (route) => {
      await brought;
      await route.continue();
    });
    await page.goto(stage.simulator.url);
    await page.getByRole('article').getByText(plain).waitFor();
    const widths = () => page.evaluate(measureWords) as Promise<{ is: number; shouldBe: number }[]>;
    bring();
    await waitUntil('the faces come', () =>
      page.evaluate(`[...document.fonts].every((face) => face.status === 'loaded')`),
    );
    await waitUntil('every word is as wide as in its own face', async () => {
      const measured = await widths();
      return measured.length > 0 && measured.every((one) => Math.abs(one.is - one.shouldBe) < 1);
    });
    await close();
  });
});

/**
 * Every element that cuts off what runs over and holds Devanagari itself, where the ink of its letters (measured
 * on a canvas) is taller than the box.
 */
const findCutText = `(() => {
  const context = document.createElement('canvas').getContext('2d');
  const cut = [];
  for (const element of document.querySelectorAll('body *')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('');
    if (!/\\p{Script=Devanagari}/u.test(own) || !element.offsetParent) continue;
    const style = getComputedStyle(element);
    context.font = style.fontWeight + ' ' + style.fontSize + ' "Noto Sans Devanagari"';
    const ink = context.measureText(own);
    const height = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
    const line = parseFloat(style.lineHeight) || element.clientHeight;
    if (line < height) cut.push([element.className || element.tagName, own.slice(0, 12), line, height]);
  }
  return cut;
})()`;

/** How wide each piece of Devanagari text in a bubble is, and how wide its own face would make it. */
const measureWords = `(() => {
  const context = document.createElement('canvas').getContext('2d');
  const range = document.createRange();
  const measured = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const words = walker.currentNode;
    if (!/^[\\p{Script=Devanagari}। ]+$/u.test(words.data) || !words.parentElement.closest('.bubble .text')) continue;
    const style = getComputedStyle(words.parentElement);
    context.font = style.fontStyle + ' ' + style.fontWeight + ' ' + style.fontSize + ' "Noto Sans Devanagari", ' + style.fontFamily;
    range.selectNodeContents(words);
    measured.push({ is: range.getBoundingClientRect().width, shouldBe: context.measureText(words.data).width });
  }
  return measured;
})()`;
