import type { Frame, Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectScreen } from '../support/inspect.ts';
import { openPage } from '../support/open-page.ts';
import { startExample } from '../support/start-example.ts';

/** The page of Rollcall, inside of the page that embeds it. */
async function frameOf(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('rollcall-import iframe');
  const frame = await element.contentFrame();
  if (frame === null) throw new Error('the element has no frame');
  return frame;
}

it('examples/embedding imports a file in a page of another origin, and learns how it ended', async () => {
  await using started = new AsyncDisposableStack();
  await using test = await openPage({
    async from({ cloud, key }) {
      const example = await startExample(cloud.cloud.outputs.ApiUrl ?? '', key);
      started.use(example);
      return example.address;
    },
  });
  const { page } = test;
  const frame = await frameOf(page);
  expect(new URL(frame.url()).origin).toBe(test.address);
  expect(new URL(page.url()).origin).not.toBe(test.address);

  // The session allows one type, so there is nothing to choose.
  await frame.getByRole('heading', { name: 'Choose a file' }).waitFor();
  expect(await frame.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
  await inspectScreen(page, 'embedded-file', frame);
  await frame.getByLabel('Choose a file').setInputFiles('examples/participants.csv');
  await frame.getByRole('button', { name: 'Continue' }).click();
  await frame.getByRole('button', { name: 'Continue with 12 records' }).click();
  await frame.getByRole('heading', { name: 'Result' }).waitFor();
  await page.getByText(/^Import imp_\w+ has ended: COMPLETED\.$/).waitFor();
  await inspectScreen(page, 'embedded-result', frame);
});
