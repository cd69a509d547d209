import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { noBrowser, visit } from '#test/support/launch-browser.ts';
import {
  guardian,
  guardianName,
  type Stage,
  school,
  stagePhones,
  teacher,
} from '#test/support/stage-phones.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const widths = [360, 1280] as const;

type Violation = { id: string; help: string; nodes: { html: string }[] };

const sights: [name: string, open: (page: Page) => Promise<unknown>][] = [
  ['the first view', async () => {}],
  [
    'messages of every type',
    (page) => page.getByText('See the report', { exact: false }).first().waitFor({ state: 'attached' }),
  ],
  ['a list that is open', (page) => page.getByRole('button', { name: 'Subjects' }).first().click()],
  ['a message’s menu', (page) => openMenu(page)],
  ['what can be attached', (page) => page.getByRole('button', { name: 'Attach' }).first().click()],
  [
    'the switches of a phone',
    (page) =>
      page
        .getByRole('button', { name: /^More about/ })
        .first()
        .click(),
  ],
  ['the list of chats', (page) => page.getByRole('button', { name: 'All chats' }).first().click()],
  ['people', (page) => openPanel(page, 'People')],
  [
    'the wire with an exchange open',
    async (page) => {
      await openPanel(page, 'Wire');
      await page.locator('.wire summary').first().click();
      await page.locator('.wire pre').first().waitFor();
    },
  ],
  ['chaos', (page) => openPanel(page, 'Chaos')],
];

describe('WCAG 2.2 AA, by axe-core', () => {
  let stage: Stage;
  before(async () => {
    if (noBrowser) return;
    stage = await stagePhones();
    await sendEveryType(stage);
  });
  after(() => stage?.close());

  for (const [name, open] of sights) {
    test(`${name}, on a phone and on a desk`, { skip: noBrowser }, async () => {
      const { page, close } = await visit(stage.browser, stage.simulator.url, {
        width: widths[0],
        reducedMotion: true,
      });
      await page.getByRole('textbox').first().waitFor();
      await open(page);
      await page.evaluate(axe);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 });
        assert.deepEqual(await violationsOn(page), [], `${width} px wide`);
      }
      await close();
    });
  }

  test('by keyboard alone: to the phones, through the messages, into a menu and out, and a text sent', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const phone = page.getByRole('region', { name: 'Kamala Adhikari', exact: true });
    await phone.getByText('Come by').waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Skip to the phones');
    await phone.getByRole('region').focus();
    await page.keyboard.press('ArrowUp');
    assert.match(await focused(page), /Sunrise School, .*Come by/);
    await page.keyboard.press('Enter');
    await phone.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await phone.getByRole('dialog').waitFor({ state: 'detached' });
    assert.match(await focused(page), /Come by/);
    await page.keyboard.press('Tab');
    await phone.getByRole('textbox').focus();
    await page.keyboard.type('one\n');
    await phone.getByRole('article', { name: /^You/ }).getByText('one', { exact: true }).waitFor();
    assert.equal(await phone.getByRole('textbox').inputValue(), '');
    await close();
  });

  test('new messages are read aloud on the phone in the hand, and politely', {
    skip: noBrowser,
  }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url);
    const live = (name: string) =>
      page.getByRole('region', { name, exact: true }).getByRole('log').getAttribute('aria-live');
    assert.equal(await live('Kamala Adhikari'), 'polite');
    assert.equal(await live(guardianName(1)), 'off');
    await stage.send(guardian(1), { type: 'text', text: { body: 'Tomorrow is a holiday.' } });
    await page
      .getByRole('status')
      .filter({ hasText: '1 phone rang just now.' })
      .waitFor({ state: 'attached' });
    await page
      .getByRole('region', { name: guardianName(1), exact: true })
      .getByRole('textbox')
      .click();
    assert.equal(await live(guardianName(1)), 'polite');
    assert.equal(await live('Kamala Adhikari'), 'off');
    await close();
  });

  test('nothing moves for those who asked for less motion', { skip: noBrowser }, async () => {
    const { page, close } = await visit(stage.browser, stage.simulator.url, { reducedMotion: true });
    await page.getByRole('textbox').first().waitFor();
    await stage.send(guardian(1), { type: 'text', text: { body: 'A quiet ring.' } });
    await page.getByText('A quiet ring.').waitFor();
    assert.equal(await page.evaluate('document.getAnimations().length'), 0);
    await close();
  });
});

/** What axe finds, told with the elements it found it on. */
async function violationsOn(page: Page): Promise<string[]> {
  const run = `axe.run(document, {runOnly: ${JSON.stringify(rules)}})`;
  const { violations } = (await page.evaluate(run)) as { violations: Violation[] };
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((one) => one.html).join('\n')}`,
  );
}

function focused(page: Page): Promise<string> {
  return page.evaluate(`(() => {
    const at = document.activeElement;
    return [at.getAttribute('aria-label'), at.textContent].filter(Boolean).join(' ').trim();
  })()`);
}

async function openMenu(page: Page) {
  await page.getByRole('article').first().dispatchEvent('contextmenu');
  await page.getByRole('dialog').first().waitFor();
}

async function openPanel(page: Page, name: string) {
  await page.getByRole('navigation', { name: 'Panels' }).getByRole('button', { name }).click();
  await page.getByRole('complementary', { name: 'Panel' }).getByRole('heading', { name }).waitFor();
}

/** Puts a message of every type that phones draw on the teacher's phone and on that of the first guardian. */
async function sendEveryType(stage: Stage) {
  const link = `${stage.simulator.url}/page/icon.svg`;
  const first = await stage.send(teacher, {
    type: 'text',
    text: { body: '*Namaste* _हजुर_ `code`\n- one\n> two' },
  });
  await stage.send(teacher, { type: 'image', image: { link, caption: 'The board' } });
  await stage.send(teacher, { type: 'document', document: { link, filename: 'गृहकार्य.pdf' } });
  await stage.send(teacher, { type: 'audio', audio: { link } });
  await stage.send(teacher, { type: 'video', video: { link } });
  await stage.send(teacher, { type: 'sticker', sticker: { link } });
  await stage.send(teacher, {
    type: 'location',
    location: { latitude: 27.7, longitude: 85.3, name: 'School', address: 'Kathmandu' },
  });
  await stage.send(teacher, {
    type: 'contacts',
    contacts: [
      { name: { formatted_name: 'Asha Rai', first_name: 'Asha' }, phones: [{ phone: '+977 984-1' }] },
    ],
  });
  await stage.send(teacher, {
    type: 'interactive',
    interactive: {
      type: 'list',
      body: { text: 'Which?' },
      action: {
        button: 'Subjects',
        sections: [{ title: 'Today', rows: [{ id: '1', title: 'Math', description: 'p. 45' }] }],
      },
    },
  });
  await stage.send(teacher, {
    type: 'interactive',
    interactive: {
      type: 'cta_url',
      header: { type: 'text', text: 'Report' },
      body: { text: 'See the report' },
      footer: { text: 'Sunrise School' },
      action: { name: 'cta_url', parameters: { display_text: 'Open', url: 'https://example.org' } },
    },
  });
  stage.simulator.people.say(teacher, school, {
    type: 'text',
    text: { body: 'धन्यवाद' },
    context: { id: first },
  });
  stage.simulator.people.say(teacher, school, {
    type: 'reaction',
    reaction: { message_id: first, emoji: '👍' },
  });
  await stage.send(teacher, { type: 'text', text: { body: 'Come by' } });
  await stage.send(guardian(1), { type: 'text', text: { body: 'भोलि विद्यालय बिदा छ।' } });
  await stage.until(
    'all have arrived',
    () => stage.receiver.statuses().filter((one) => one.status === 'delivered').length >= 12,
  );
}
