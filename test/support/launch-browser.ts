import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'];
const found = places.find((path) => path && existsSync(path));

/**
 * For the `skip` of a test: false where there is a browser, else the reason, which says how to get one.
 */
export const noBrowser: string | false = found
  ? false
  : 'There is no Chromium here. On Debian: apt-get install -y chromium. Elsewhere: set CHROMIUM_PATH.';

/** Starts Chromium without a window. It reaches this machine and nothing else. */
export function launchBrowser(): Promise<Browser> {
  if (!found) throw new Error(noBrowser || '');
  return chromium.launch({
    executablePath: found,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
}

/** Saves what a page looks like as NAME.png in the folder that SCREENSHOTS names; without it, nothing. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** A page in a visitor's fresh window, and every mistake its scripts made. */
export type Visit = { page: Page; mistakes: string[]; close(): Promise<void> };

/**
 * Opens an address as a first-time visitor whose window has this size in CSS pixels. `touch` makes it a phone's
 * screen: taps instead of clicks, and no pointer that hovers.
 */
export async function visit(
  browser: Browser,
  url: string,
  { width = 1280, height = 800, touch = false, reducedMotion = false } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: touch,
    isMobile: touch,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const mistakes: string[] = [];
  page.on('pageerror', (error) => mistakes.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') mistakes.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(url);
  return { page, mistakes, close: () => context.close() };
}
