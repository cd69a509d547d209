import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { noBrowser, visit } from '#test/support/launch-browser.ts';
import { type Stage, stagePhones } from '#test/support/stage-phones.ts';

const mostBytes = 50 * 1024;

describe('the weight of the page', () => {
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones({ guardians: 300 });
  });
  after(() => stage?.close());

  test('the first load is at most 50 KB gzipped besides the font, with everything it fetches', {
    skip: noBrowser,
  }, async () => {
    const { page, mistakes, close } = await visit(stage.browser, 'about:blank');
    const weights: [path: string, bytes: number][] = [];
    const measured: Promise<unknown>[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname === '/sim/events' || pathname.endsWith('.woff2')) return;
      measured.push(response.body().then((body) => weights.push([pathname, gzipSync(body).length])));
    });
    await page.goto(stage.simulator.url, { waitUntil: 'load' });
    await page.getByRole('textbox').first().waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await Promise.all(measured);
    const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
    assert.ok(weights.length > 20, `only ${weights.length} answers were weighed`);
    assert.ok(total <= mostBytes, `${total} bytes: ${JSON.stringify(weights.sort((a, b) => b[1] - a[1]))}`);
    assert.deepEqual(mistakes, []);
    await close();
  });

  test('the server sends it gzipped, and to a second visit only that nothing has changed', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    await page.getByRole('textbox').first().waitFor();
    const sent = `performance.getEntriesByType('resource')
      .filter((one) => /\\/page\\/.*\\.(js|css)$/.test(one.name))
      .map((one) => [one.name, one.transferSize, one.decodedBodySize])`;
    const first = (await page.evaluate(sent)) as [string, number, number][];
    assert.ok(first.length > 20);
    const overTheWire = first.reduce((sum, [, bytes]) => sum + bytes, 0);
    assert.ok(overTheWire < first.reduce((sum, [, , bytes]) => sum + bytes, 0) / 2, `${overTheWire} bytes`);
    await page.reload();
    await page.getByRole('textbox').first().waitFor();
    const again = ((await page.evaluate(sent)) as [string, number, number][]).map(([, bytes]) => bytes);
    assert.ok(Math.max(...again) < 500, `a file was sent again: ${Math.max(...again)} bytes`);
    await close();
  });

  test('modules that index.html names ahead are all that the first view imports', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    await page.getByRole('textbox').first().waitFor();
    const named = await page
      .locator('link[rel=modulepreload]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    const loaded = (await page.evaluate(
      `performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname).filter((path) => path.endsWith('.js'))`,
    )) as string[];
    assert.deepEqual([...new Set(loaded)].filter((path) => path !== '/page/main.js').sort(), named.sort());
    await close();
  });
});
