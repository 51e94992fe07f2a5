import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { askToManage } from '../cli/tenants/manage-tenants.ts';
import { createRollcallClient } from '../client/rollcall-client.ts';
import { type Cloud, startCloud } from '../local/cloud.ts';
import { buildPage } from '../page/build.ts';
import { chromiumOptions } from '../test/page/support/chromium.ts';
import { measureCheck } from './page-check.ts';
import { pageSizes } from './page-sizes.ts';
import type { Row } from './splitting.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const OPENINGS = 15;

/** Measures the page from one machine: sizes after gzip, the time until a person can use it, and the check of a large file. */
export async function benchPage(): Promise<Row[]> {
  return inTemporaryDirectory(async (directory) => {
    const page = join(directory, 'page');
    const startedAt = performance.now();
    await buildPage({ outDir: page });
    const buildMs = Math.round(performance.now() - startedAt);
    const { scripts, firstScripts, workerScripts, styles } = await pageSizes(page);
    const rows: Row[] = [
      { what: 'JavaScript before a file is chosen', 'gzip, kB': kB(firstScripts) },
      { what: 'JavaScript in all', 'gzip, kB': kB(scripts) },
      { what: 'JavaScript of the check worker', 'gzip, kB': kB(workerScripts) },
      { what: 'CSS', 'gzip, kB': kB(styles) },
      { what: 'build', 'p50, ms': buildMs },
    ];
    await using cloud = await startCloud({ stateDir: join(directory, 'state'), page });
    const browser = await chromium.launch(await chromiumOptions());
    try {
      const address = await sessionAddress(cloud);
      const opening = await measureOpening(browser, address);
      return [...rows, opening, await measureCheck(browser, address, directory)];
    } finally {
      await browser.close();
    }
  });
}

/** From the start of the navigation until the first step can be used, with an empty cache. */
async function measureOpening(browser: Browser, address: string): Promise<Row> {
  const times: number[] = [];
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    const page = await browser.newPage({ locale: 'en-US' });
    await page.goto(address);
    await page.getByRole('button', { name: /^Participants/ }).waitFor();
    times.push(Number(await page.evaluate('performance.now()')));
    await page.close();
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
  return { what: 'interactive', 'p50, ms': at(0.5), 'p95, ms': at(0.95) };
}

async function sessionAddress(cloud: Cloud): Promise<string> {
  const tenant = 'bench';
  await askToManage(cloud, { action: 'create-tenant', tenant });
  const { token = '' } = await askToManage(cloud, { action: 'create-api-key', tenant, name: 'bench' });
  const { http } = createRollcallClient({ api: cloud.outputs.ApiUrl ?? '', bearer: token });
  const { data } = await http.POST('/v1/sessions', { body: { person: 'ann' } });
  return `${cloud.outputs.PageUrl}#session=${data?.token}`;
}

const kB = (bytes: number): number => Math.round(bytes / 100) / 10;
