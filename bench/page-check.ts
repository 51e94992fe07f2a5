import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { writeParticipants } from './participants-csv.ts';
import type { Row } from './splitting.ts';

/** Some 143 bytes a record: about a million records. */
const BYTES = 142_000_000;
const MINUTES = 10 * 60_000;

/** Checks a million records in the page: records per second, and the memory of the process that has the page and its worker. */
export async function measureCheck(browser: Browser, address: string, directory: string): Promise<Row> {
  const path = join(directory, 'million.csv');
  await writeParticipants(path, '20 % of the cells quoted', BYTES);
  const page = await browser.newPage({ locale: 'en-US' });
  page.setDefaultTimeout(MINUTES);
  await page.goto(address);
  await page.getByRole('button', { name: /^Participants/ }).click();
  await page.getByLabel('Choose a file').setInputFiles(path);
  const before = await rendererMegabytes(browser, 'VmRSS');
  await page.getByRole('button', { name: 'Continue' }).click();
  const startedAt = performance.now();
  const button = page.getByRole('button', { name: /^Continue with [\d,]+ records$/ });
  await button.waitFor();
  const seconds = (performance.now() - startedAt) / 1000;
  const records = Number((await button.textContent())?.replace(/\D/g, ''));
  const peak = await rendererMegabytes(browser, 'VmHWM');
  await page.close();
  return {
    what: `check of ${records.toLocaleString('en')} records`,
    'p50, ms': Math.round(seconds * 1000),
    'records/s': Math.round(records / seconds),
    'memory before, MB': before,
    'memory at most, MB': peak,
  };
}

/** Of the largest renderer. Linux only. */
async function rendererMegabytes(browser: Browser, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === 'renderer')
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
        return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
      }),
  );
  return Math.round(Math.max(0, ...sizes) / 1000);
}
