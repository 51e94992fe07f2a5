import { openAsBlob } from 'node:fs';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { inspectScreen } from '../support/inspect.ts';
import { openPage, type PageTenant } from '../support/open-page.ts';

/** Imports a file by the API. @returns its id */
async function importFile({ client }: PageTenant, file: string, purpose?: 'confirm'): Promise<string> {
  return client.importFile(
    { importType: 'participants', fileName: 'secret.csv', ...(purpose && { options: { purpose } }) },
    await openAsBlob(`examples/${file}`),
  );
}

/** An import whose execution was stopped while it waited for its confirmation. @returns its id */
async function abortImport(tenant: PageTenant): Promise<string> {
  const id = await importFile(tenant, 'participants.csv', 'confirm');
  const { client, cloud } = tenant;
  await client.followImport(id, { until: ({ stage }) => stage === 'confirming', pauseMs: () => 100 });
  const executionArn = `${cloud.clients.stateMachineArn.replace(':stateMachine:', ':execution:')}:${id}`;
  await cloud.clients.sfn.send(new StopExecutionCommand({ executionArn }));
  await client.followImport(id, { pauseMs: () => 100 });
  return id;
}

async function signIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign in as operator' }).click();
}

it('an operator signs in, finds an import that was aborted, and resumes it, as the audit trail says', async () => {
  let id = '';
  await using test = await openPage({
    path: '/operator',
    asOperator: true,
    async prepare(tenant) {
      const mistakes = await importFile(tenant, 'participants-with-mistakes.csv');
      await tenant.client.followImport(mistakes, { pauseMs: () => 100 });
      id = await abortImport(tenant);
    },
  });
  const { page, tenant, client, address } = test;
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await inspectScreen(page, 'console-sign-in');
  await signIn(page);

  await page.getByRole('heading', { name: 'Imports of all tenants' }).waitFor();
  expect(page.url()).toBe(`${address}/#/operator`);
  await page.getByRole('combobox', { name: 'Tenant' }).click();
  await page.getByRole('option', { name: tenant }).click();
  await page.getByRole('combobox', { name: 'Status' }).click();
  await page.getByRole('option', { name: 'Aborted' }).click();
  await page.getByRole('rowheader', { name: tenant }).first().waitFor();
  await inspectScreen(page, 'console-imports');
  expect(await page.content()).not.toContain('secret.csv');

  await page.getByRole('link', { name: tenant }).click();
  await page.getByText('The import was aborted before its end.').waitFor();
  await page.getByText('ABORTED').first().waitFor();
  await inspectScreen(page, 'console-import-aborted');
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText(`The audit trail of ${tenant} will name you.`).waitFor();
  await inspectScreen(page, 'console-resume');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await page.getByText('The import waits for a person to confirm it').waitFor();
  await page.getByText('resumeImport').waitFor();
  await inspectScreen(page, 'console-import-resumed');
  await client.confirmImport(id);
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page.getByText('Completed', { exact: true }).waitFor();
  await inspectScreen(page, 'console-import-completed');
  expect((await client.getImport(id)).attempt).toBe(2);

  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});
