import { openAsBlob } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Route } from '../../../page/routing/routes.ts';
import type { Texts } from '../../../page/texts/en.ts';
import { LANGUAGES, loadTexts } from '../../../page/texts/language.ts';
import { STEP_LIMIT_MS } from '../../support/time-limits.ts';
import { englishTexts } from '../support/english-text.ts';
import { inspectScreen } from '../support/inspect.ts';
import { newSession, openPage, type PageTenant } from '../support/open-page.ts';

interface Screen {
  readonly name: string;
  readonly path: string;
  /** Its heading of the first level. */
  readonly title: (texts: Texts) => string;
}

/** What the screens show. */
interface Facts {
  readonly completed: string;
  readonly rejected: string;
  readonly tenant: string;
}

/** Each route has its screens here: a route that is added does not compile without them. */
const SCREENS: Readonly<Record<Route['name'], (facts: Facts) => readonly Screen[]>> = {
  import: () => [{ name: 'type', path: '/', title: (texts) => texts.import.title }],
  imports: () => [
    { name: 'imports', path: '/imports', title: (texts) => texts.imports.title },
    { name: 'no-imports', path: '/imports?status=EXPIRED', title: (texts) => texts.imports.title },
  ],
  'import-detail': ({ completed, rejected }) => [
    { name: 'completed', path: `/imports/${completed}`, title: () => 'mistakes.csv' },
    { name: 'rejected', path: `/imports/${rejected}`, title: () => 'rejected.csv' },
  ],
  types: () => [
    { name: 'types', path: '/types', title: (texts) => texts.types.title },
    {
      name: 'one-type',
      path: '/types/workspace-users',
      title: (texts) => texts.importTypeNames['workspace-users'].title,
    },
  ],
  settings: () =>
    ['general', 'mails', 'limits', 'columns', 'lists', 'keys'].map((section) => ({
      name: `settings-${section}`,
      path: `/settings/${section}`,
      title: (texts) => texts.settings.title,
    })),
  operator: ({ completed, tenant }) =>
    [
      {
        path: `/operator/imports?tenant=${tenant}`,
        title: (texts: Texts) => texts.operator.imports.title,
      },
      {
        path: `/operator/imports/${completed}`,
        title: (texts: Texts) => texts.operator.import.titleOf(tenant),
      },
      { path: '/operator/open', title: (texts: Texts) => texts.operator.open.title },
      {
        path: `/operator/activity?tenant=${tenant}`,
        title: (texts: Texts) => texts.operator.activity.title,
      },
      { path: '/operator/audit', title: (texts: Texts) => texts.operator.stageTrail.title },
      { path: '/operator/tenants', title: (texts: Texts) => texts.operator.tenants.title },
      { path: `/operator/tenants/${tenant}`, title: () => tenant },
    ].map((screen, index) => ({ name: `operator-${index}`, ...screen })),
  unknown: () => [
    { name: 'unknown', path: '/nothing/here', title: (texts) => texts.app.unknownScreen.title },
  ],
};

const isInside = (box: { readonly x: number; readonly width: number } | null): boolean =>
  box !== null && box.x >= 0 && box.x + box.width <= 390;

async function importSomething({ client, tenant, call }: PageTenant): Promise<Facts> {
  const settings = { groups: [], notify: ['ops@acme.example'] };
  await call('PATCH', '/tenant', { headers: { 'if-match': '*' }, body: { settings } });
  const send = async (fileName: string, file: Blob) => {
    const id = await client.importFile({ importType: 'participants', fileName }, file);
    await client.followImport(id, { pauseMs: () => 100 });
    return id;
  };
  const [completed, rejected] = await Promise.all([
    send('mistakes.csv', await openAsBlob('examples/participants-with-mistakes.csv')),
    send('rejected.csv', new Blob(['a;b\n1;2\n'])),
  ]);
  return { completed, rejected, tenant };
}

async function visit(page: Page, { path, title }: Screen, texts: Texts): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, path);
  await page.getByRole('heading', { level: 1, name: title(texts), exact: true }).waitFor();
  await page.waitForFunction((loading) => !document.body.textContent.includes(loading), texts.app.loading);
}

async function signIn(page: Page, { app, operator }: Texts): Promise<void> {
  await page.getByRole('button', { name: operator.signIn.signIn }).click();
  await page.getByRole('button', { name: 'Sign in as operator' }).click();
  await page.getByRole('button', { name: app.signOut }).waitFor();
}

/**
 * The tests of each screen look at it in English, in all views. Here, each is seen in the other languages: on a phone,
 * where long words have the least space.
 */
describe.each(LANGUAGES.filter((language) => language !== 'en'))('every screen in %s', (language) => {
  async function inspect(page: Page, name: string): Promise<void> {
    await inspectScreen(page, `${language}-${name}`, { views: ['phone'] });
    expect.soft(await englishTexts(page), name).toEqual([]);
  }

  it('is for everyone, and has no English texts', async () => {
    const texts = await loadTexts(language);
    let facts: Facts = { completed: '', rejected: '', tenant: '' };
    await using test = await openPage({
      locale: language,
      path: '/operator',
      asOperator: true,
      async prepare(tenant) {
        facts = await importSomething(tenant);
      },
    });
    const { page } = test;
    await page.getByRole('button', { name: texts.operator.signIn.signIn }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    await inspect(page, 'operator-sign-in');
    await signIn(page, texts);
    const token = await newSession(test, { role: 'tenant-admin' });
    const screens = Object.values(SCREENS).flatMap((of) => of(facts));
    await page.goto(`${test.address}/#session=${token}&to=/imports`);
    for (const screen of screens) {
      await visit(page, screen, texts);
      await inspect(page, screen.name);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    for (const section of ['keys', 'general']) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `/settings/${section}`);
      const name = texts.settings.section[section === 'keys' ? 'keys' : 'general'];
      const tab = page.getByRole('tab', { name, selected: true });
      await expect.poll(() => tab.boundingBox(), { timeout: STEP_LIMIT_MS }).toSatisfy(isInside);
    }
  });

  it('of the flow is for everyone, and has no English texts', async () => {
    const texts = await loadTexts(language);
    await using test = await openPage({ locale: language });
    const { page } = test;
    const next = page.getByRole('button', { name: texts.app.continue, exact: true });
    await page.getByRole('button', { name: texts.importTypeNames.participants.title }).click();
    await page.getByLabel(texts.import.file.browse).setInputFiles({
      name: 'teilnehmende.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(FLOW_FILE),
    });
    await page.getByRole('region', { name: texts.reading.preview }).waitFor();
    await inspect(page, 'file');
    await page.getByRole('button', { name: texts.reading.correct }).click();
    await inspect(page, 'file-correct');
    await next.click();
    await page.getByRole('heading', { name: texts.columns.title }).waitFor();
    await inspect(page, 'columns');
    await next.click();
    await page.getByRole('heading', { name: texts.check.title }).waitFor();
    await page.getByRole('heading', { name: texts.check.issues }).waitFor();
    await inspect(page, 'check');
    // The problems of records, too, are in the language of the page.
    expect(await page.locator('main [lang="en"]').allTextContents()).toEqual([]);
    await page.getByRole('button', { name: texts.check.continueGood(1) }).click();
    await page.getByRole('button', { name: texts.review.confirm({ created: 1, updated: 0 }) }).waitFor();
    await inspect(page, 'review');
    await page.getByRole('button', { name: texts.review.confirm({ created: 1, updated: 0 }) }).click();
    await page.getByRole('heading', { name: texts.detail.result }).waitFor();
    await page.getByRole('heading', { name: texts.detail.files }).waitFor();
    await inspect(page, 'outcome');
  });
});

const FLOW_FILE = `accountId;id;email;dateCreated;Kundennummer
acme;1;anna@acme.example;2026-01-02;7
acme;2;bernd@acme.example;gestern;8
`;
