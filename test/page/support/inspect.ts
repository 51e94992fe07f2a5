import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

const PROJECT_DIR = join(import.meta.dirname, '..', '..', '..');
/** Not in Git. */
const SCREENSHOTS = join(PROJECT_DIR, '.vitest', 'screenshots');

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

/** How each screen is looked at. */
const VIEWS = [
  { view: 'light', size: WIDE, colorScheme: 'light' },
  { view: 'dark', size: WIDE, colorScheme: 'dark' },
  { view: 'phone', size: PHONE, colorScheme: 'light' },
  { view: 'phone-dark', size: PHONE, colorScheme: 'dark' },
] as const;

export type View = (typeof VIEWS)[number]['view'];

interface InspectOptions {
  /** In which the page is, if another page has it in a frame. */
  readonly frame?: Frame;
  /** By default all. */
  readonly views?: readonly View[];
}

/**
 * Checks what a screen shows now: axe finds nothing in light and dark, wide and on a phone, and nothing is wider than the
 * phone. Call it also while a dialog is open. With SCREENSHOTS=1 it writes `.vitest/screenshots/<name>-<view>.png`.
 */
export async function inspectScreen(
  page: Page,
  name: string,
  { frame = page.mainFrame(), views }: InspectOptions = {},
): Promise<void> {
  for (const { view, size, colorScheme } of VIEWS) {
    if (views?.includes(view) === false) continue;
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme });
    if (process.env.SCREENSHOTS !== undefined) await takeScreenshot(page, `${name}-${view}`);
    expect.soft(await violations(frame), `${name}, ${view}`).toEqual([]);
    expect.soft(await widthOf(frame), `width of ${name}, ${view}`).toBeLessThanOrEqual(size.width);
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: null });
}

async function violations(page: Frame): Promise<readonly string[]> {
  // Chromium evaluates it outside the content security policy of the page.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const results = await window.axe.run(document, { resultTypes: ['violations'] });
    return results.violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  });
  return found.flatMap(({ id, nodes }) => nodes.map((html) => `${id}: ${html}`));
}

async function widthOf(page: Frame): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth);
}

async function takeScreenshot(page: Page, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true });
}

declare global {
  interface Window {
    /** Present after its source was evaluated. */
    readonly axe: typeof axe;
  }
}
