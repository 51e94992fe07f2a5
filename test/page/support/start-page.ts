import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { startCloud } from '../../../local/cloud.ts';
import { buildPage } from '../../../page/build.ts';
import { copySynthesized } from '../../support/assembly.ts';
import { chromiumOptions } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** What all browser tests share. */
    page: {
      readonly address: string;
      /** The state directory of the cloud. */
      readonly stateDir: string;
      /** Where the browser is controlled from. */
      readonly browser: string;
    };
  }
}

/** Vitest's global setup: one cloud, one page and one browser for all browser tests. */
export default async function startPage(project: TestProject): Promise<() => Promise<void>> {
  // What has started is stopped when something else does not start: Vitest would wait for it.
  await using started = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'rollcall-page-'));
  started.defer(() => rm(directory, { recursive: true, force: true }));
  const stateDir = join(directory, 'state');
  const templateDir = join(directory, 'cdk.out');
  const dist = join(directory, 'page');
  await copySynthesized(templateDir);
  await buildPage({ outDir: dist });
  const cloud = await startCloud({ stateDir, templateDir, timeScale: 0, page: dist });
  started.defer(() => cloud.close());
  const browser = await chromium.launchServer({ ...(await chromiumOptions()), host: '127.0.0.1' });
  started.defer(() => browser.close());
  project.provide('page', {
    address: new URL(cloud.outputs.PageUrl ?? '').origin,
    stateDir,
    browser: browser.wsEndpoint(),
  });
  const running = started.move();
  return () => running.disposeAsync();
}
