import type { Frame, Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { STEP_LIMIT_MS } from '../../support/time-limits.ts';
import { inspectScreen } from '../support/inspect.ts';
import { newSession, openPage } from '../support/open-page.ts';
import { startExample } from '../support/start-example.ts';
import { startHost } from '../support/start-host.ts';

/** The page of Rollcall, inside of the page that embeds it. */
async function frameOf(page: Page): Promise<Frame> {
  const element = await page.waitForSelector('rollcall-import iframe');
  const frame = await element.contentFrame();
  if (frame === null) throw new Error('the element has no frame');
  return frame;
}

const ADMINISTRATOR = {
  role: 'tenant-admin',
  permissions: ['imports:read', 'imports:write', 'types:read', 'keys:read', 'keys:write'],
} as const;

const isInside =
  (height: number) =>
  (box: { readonly y: number; readonly height: number } | null): boolean =>
    box !== null && box.y >= 0 && box.y + box.height <= height;

/** Events of the element, once there are so many: they come after what the page shows. */
async function eventsOf(page: Page, count: number) {
  await page.waitForFunction(
    (wanted) => (window as unknown as { readonly events: readonly unknown[] }).events.length >= wanted,
    count,
  );
  return page.evaluate(() => (window as unknown as { readonly events: readonly unknown[] }).events);
}

describe('<rollcall-import>', () => {
  it('of examples/embedding imports a file in a page of another origin, and tells how it ended', async () => {
    await using started = new AsyncDisposableStack();
    await using test = await openPage({
      async from({ cloud, key }) {
        return started.use(await startExample(cloud.cloud.outputs.ApiUrl ?? '', key)).address;
      },
    });
    const { page } = test;
    const frame = await frameOf(page);
    expect(new URL(frame.url()).origin).toBe(test.address);
    expect(new URL(page.url()).origin).not.toBe(test.address);

    // The session allows one type, so there is nothing to choose.
    await frame.getByRole('heading', { name: 'Choose a file' }).waitFor();
    expect(await frame.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
    await inspectScreen(page, 'embedded-file', { frame });
    await frame.getByLabel('Choose a file').setInputFiles('examples/participants.csv');
    await frame.getByRole('button', { name: 'Continue' }).click();
    await frame.getByRole('switch', { name: 'Review before importing' }).click();
    await frame.getByRole('button', { name: 'Continue with 12 records' }).click();
    await frame.getByRole('heading', { name: 'Result' }).waitFor();
    await page.getByText(/^Import imp_\w+ has ended: COMPLETED\.$/).waitFor();
    await inspectScreen(page, 'embedded-result', { frame });
    // The frame has no bar to scroll, also where it is narrow.
    expect(
      await frame.evaluate(
        () => document.documentElement.scrollHeight <= document.documentElement.clientHeight,
      ),
    ).toBe(true);
    await frame.getByRole('button', { name: 'Close' }).click();
    await page.locator('rollcall-import').waitFor({ state: 'detached' });
  });

  it('renews a session that has ended: the person does not notice it', async () => {
    await using started = new AsyncDisposableStack();
    const tokens: string[] = [];
    const host: { asked?: () => number } = {};
    await using test = await openPage({
      // The console names the request that is refused.
      expects: [/status of 401/],
      async from(tenant) {
        const page = await startHost({
          rollcall: inject('page').address,
          attributes: 'type="participants" locale="de" theme="dark"',
          async createSession() {
            const token = await newSession(tenant);
            tokens.push(token);
            return token;
          },
        });
        host.asked = started.use(page).asked;
        return page.address;
      },
    });
    const { page, call } = test;
    const frame = await frameOf(page);
    // The session allows all types, the element wants one.
    await frame.getByRole('heading', { name: 'Wählen Sie eine Datei' }).waitFor();
    expect(await frame.getAttribute('html', 'lang')).toBe('de');
    expect(await frame.getAttribute('html', 'data-theme')).toBe('dark');
    await frame.getByLabel('Datei wählen').setInputFiles('examples/participants.csv');
    await frame.getByText('participants.csv').waitFor();

    const [, id] = tokens[0]?.split('_') ?? [];
    expect((await call('DELETE', `/sessions/${id}`)).status).toBe(204);
    await frame.getByRole('button', { name: 'Weiter' }).click();
    await frame.getByRole('switch').click();
    await frame.getByRole('button', { name: 'Weiter mit 12 Datensätzen' }).click();
    await frame.getByText('Abgeschlossen', { exact: true }).waitFor();
    expect(host.asked?.()).toBe(2);
    const [completed] = await eventsOf(page, 1);
    expect(completed).toMatchObject({ type: 'completed', status: 'COMPLETED' });

    await page.evaluate(() => document.querySelector('rollcall-import')?.setAttribute('theme', 'light'));
    await frame.locator('html[data-theme=light]').waitFor();
    await frame.getByRole('button', { name: 'Schließen' }).click();
    expect(await eventsOf(page, 2)).toEqual([completed, { ...(completed as object), type: 'closed' }]);
  });

  it('says when the backend has no session, and tries again', async () => {
    await using started = new AsyncDisposableStack();
    let isSignedIn = false;
    await using test = await openPage({
      expects: [/status of 403/],
      async from(tenant) {
        const host = await startHost({
          rollcall: inject('page').address,
          attributes: '',
          createSession: async () => (isSignedIn ? newSession(tenant, ADMINISTRATOR) : undefined),
        });
        return started.use(host).address;
      },
    });
    const { page } = test;
    const frame = await frameOf(page);
    await frame.getByRole('heading', { name: 'Your application did not open a session' }).waitFor();
    await inspectScreen(page, 'embedded-without-session', { frame });
    isSignedIn = true;
    await frame.getByRole('button', { name: 'Try again' }).click();
    await frame.getByRole('heading', { name: 'What do you want to import?' }).waitFor();
    await inspectScreen(page, 'embedded-type', { frame });

    // Next to the drop zone.
    const isKept = await frame.evaluate(() => {
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true });
      return !document.body.dispatchEvent(drop);
    });
    expect(isKept).toBe(true);

    // A window that is lower than the frame, whose middle is out of sight.
    await page.setViewportSize({ width: 800, height: 400 });
    await frame.evaluate(() => {
      location.hash = '#/settings/keys';
    });
    await frame.getByRole('button', { name: 'Create a key' }).click();
    const dialog = frame.getByRole('dialog');
    await expect.poll(() => dialog.boundingBox(), { timeout: STEP_LIMIT_MS }).toSatisfy(isInside(400));
  });

  it('is blocked by the browser in a page of an origin that the stage does not allow', async () => {
    await using started = new AsyncDisposableStack();
    const host: { asked?: () => number } = {};
    await using test = await openPage({
      expects: [/frame-ancestors/],
      async from(tenant) {
        const page = await startHost({
          rollcall: inject('page').address,
          attributes: '',
          createSession: () => newSession(tenant),
        });
        host.asked = started.use(page).asked;
        return page.foreignAddress;
      },
    });
    const { page } = test;
    expect(await page.evaluate(() => customElements.get('rollcall-import') !== undefined)).toBe(true);
    const frame = await frameOf(page);
    await frame.waitForURL(/^chrome-error:/);
    expect(host.asked?.()).toBe(0);
  });
});
