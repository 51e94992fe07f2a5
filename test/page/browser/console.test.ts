import { openAsBlob } from 'node:fs';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { UNFINISHED } from '../../../lambdas/contracts/import.ts';
import { itemKeys, ticketItem } from '../../../lambdas/core/naming/item-keys.ts';
import { createCall, signInAsOperator } from '../../support/api-client.ts';
import { startReceiver } from '../../support/webhook-receiver.ts';
import { chooseOption } from '../support/choose-option.ts';
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

/** Makes an import that has ended block the queue of its tenant, as one whose execution was lost. */
async function blockQueue(owner: PageTenant): Promise<string> {
  const { client, tenant, cloud } = owner;
  const id = await importFile(owner, 'participants.csv');
  await client.followImport(id, { pauseMs: () => 100 });
  // The end of its e-mail would make it no longer open.
  await untilClosed(owner, id);
  const { dynamo, importsTable: TableName, stateMachineArn } = cloud.clients;
  const Key = itemKeys.import(id);
  const { Attributes } = await dynamo.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression:
        'SET #status = :running, unfinished = :yes, executionArn = :lost REMOVE endedAt, notification',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':running': 'RUNNING',
        ':yes': UNFINISHED,
        ':lost': `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${id}-lost`,
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  const ticket = ticketItem({ importId: id, arrival: String(Attributes?.arrival) });
  const items = [
    { ...itemKeys.ticket(tenant, ticket), holder: id },
    { ...itemKeys.turn(tenant), fencingToken: 9, ticket },
  ];
  for (const Item of items) await dynamo.send(new PutCommand({ TableName, Item }));
  return id;
}

/** Uploads to places that belong to no tenant, and waits until they are dead letters. */
async function failUploads({ cloud }: PageTenant, keys: readonly string[]): Promise<void> {
  const { s3, uploadsBucket: Bucket } = cloud.clients;
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'id\nann\n' }));
  const operator = createCall(cloud, await signInAsOperator(cloud));
  for (;;) {
    const { body } = await operator('GET', '/stage/dead-letters/import-not-started');
    if (body.messages.length >= keys.length) return;
  }
}

/** Waits until an import that has ended is not open any more: its e-mail was sent. */
async function untilClosed({ cloud }: PageTenant, id: string): Promise<void> {
  const operator = createCall(cloud, await signInAsOperator(cloud));
  for (;;) {
    const { body } = await operator('GET', '/stage/open-imports?limit=100');
    if (!body.imports.some((one: { readonly id: string }) => one.id === id)) return;
  }
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
    expects: [/status of 409/],
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
  await chooseOption(page, 'Tenant', tenant);
  await chooseOption(page, 'Status', 'Aborted');
  await page.getByRole('rowheader', { name: tenant }).first().waitFor();
  await inspectScreen(page, 'console-imports');
  expect(await page.content()).not.toContain('secret.csv');

  await page.getByRole('link', { name: tenant }).click();
  await page.getByText('The import was aborted before its end.').waitFor();
  await page.getByText('ABORTED').first().waitFor();
  await inspectScreen(page, 'console-import-aborted');
  // Another operator is about to do the same.
  const [other] = await Promise.all([
    page.waitForEvent('popup'),
    page.evaluate(() => void window.open(location.href)),
  ]);
  await other.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByText(`The audit trail of ${tenant} will name you.`).waitFor();
  await inspectScreen(page, 'console-resume');
  await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await page.getByText('The import waits for a person to confirm it').waitFor();
  await other.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
  await other.getByText('It was resumed already').waitFor();
  await other.getByRole('button', { name: 'Back' }).click();
  await other.getByText('The import waits for a person to confirm it').waitFor();
  await other.close();
  const act = page.getByRole('listitem').filter({ hasText: 'Resumed an import' });
  await act.getByText('operator:operator').waitFor();
  await inspectScreen(page, 'console-import-resumed');
  await client.confirmImport(id);
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page.getByText('Completed', { exact: true }).waitFor();
  await inspectScreen(page, 'console-import-completed');
  expect((await client.getImport(id)).attempt).toBe(2);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  const operations = (await test.call('GET', '/audit')).body.entries.map(
    ({ operation }: { readonly operation: string }) => operation,
  );
  expect(operations[0]).toBe('revokeSession');
  // The issuer still knows the person.
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: `Import of ${tenant}` }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
});

/** A webhook whose endpoint refuses a message. */
async function failMessage({ call }: PageTenant, url: string): Promise<void> {
  const { body } = await call('POST', '/webhooks', { body: { url } });
  await call('POST', `/webhooks/${body.id}/test`);
  for (;;) {
    const { body: answer } = await call('GET', `/webhooks/${body.id}/deliveries?status=pending`);
    if (answer.deliveries[0]?.lastAttempt !== undefined) return;
  }
}

it('an operator sees what is open and what happened, manages tenants, and sends a message again', async () => {
  await using receiver = await startReceiver();
  receiver.answerWith(500);
  let id = '';
  let blocking = '';
  await using test = await openPage({
    path: '/operator/open',
    asOperator: true,
    async prepare(tenant) {
      const { client } = tenant;
      for (const file of ['participants.csv', 'participants-with-mistakes.csv'])
        await client.followImport(await importFile(tenant, file), { pauseMs: () => 100 });
      id = await importFile(tenant, 'participants.csv', 'confirm');
      await client.followImport(id, { until: ({ stage }) => stage === 'confirming', pauseMs: () => 100 });
      await failMessage(tenant, receiver.url);
      blocking = await blockQueue(tenant);
    },
  });
  const { page, tenant, client } = test;
  await signIn(page);

  const queue = page.getByRole('region', { name: `Queue of ${tenant}` });
  await queue.getByText('Waits for a person').waitFor();
  await inspectScreen(page, 'console-open');
  await client.cancelImport(id);
  // It stays in its place, and so do the queues of other tests, until the operator asks.
  await queue.getByText('Ended').waitFor();
  await inspectScreen(page, 'console-open-ended');
  await page.getByRole('button', { name: 'Update the list' }).click();
  await queue.getByText('Ended').waitFor({ state: 'detached' });
  await queue.getByRole('link', { name: 'participants' }).click();
  await page.getByRole('button', { name: 'Release the turn' }).click();
  await inspectScreen(page, 'console-release');
  await page.getByRole('dialog').getByRole('button', { name: 'Release the turn' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await untilClosed(test, blocking);
  await page.getByRole('link', { name: 'Open now' }).click();
  await queue.waitFor({ state: 'detached' });
  expect((await client.getImport(blocking)).status).toBe('ABORTED');

  await page.getByRole('link', { name: 'Dead letters' }).click();
  await page.getByText('No dead letters').waitFor();
  await inspectScreen(page, 'console-letters-none');
  await failUploads(test, ['Partners/acme/participants/users.csv', 'secret.csv']);
  await page.getByRole('button', { name: 'Refresh' }).click();
  const letters = page.getByRole('region', { name: 'Uploads that were not imported' });
  await letters.getByText('Partners/acme/participants/').waitFor();
  await inspectScreen(page, 'console-letters');
  expect(await page.content()).not.toContain('secret.csv');
  await letters
    .getByRole('button', { name: /^Delete:/ })
    .first()
    .click();
  await inspectScreen(page, 'console-delete-letter');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await letters.getByText('Deleted', { exact: true }).waitFor();
  await letters.getByRole('button', { name: /^Send again:/ }).click();
  await letters.getByText('Is being sent').waitFor();

  await page.getByRole('link', { name: 'Activity' }).click();
  await chooseOption(page, 'Tenant', tenant);
  await page
    .getByRole('img', { name: /^Imports that ended\. Completed: 1, With errors: 1, Not completed: 2$/ })
    .waitFor();
  await inspectScreen(page, 'console-activity');
  await page.getByText('Show as a table').first().click();
  await page.getByRole('table', { name: 'Records of the imports that ended' }).waitFor();
  await inspectScreen(page, 'console-activity-table');

  await page.getByRole('link', { name: 'Tenants' }).click();
  await page.getByRole('link', { name: tenant }).waitFor();
  await inspectScreen(page, 'console-tenants');
  const found = page.getByRole('textbox', { name: 'Find a tenant' });
  await found.fill(tenant.slice(0, -1));
  await page.getByText(/^1 of \d+$/).waitFor();
  await found.fill('');
  await page.getByRole('button', { name: 'Create a tenant' }).click();
  const name = `${tenant}-2`;
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await inspectScreen(page, 'console-create-tenant');
  await page.getByRole('dialog').getByRole('button', { name: 'Create a tenant' }).click();
  await page.getByRole('heading', { name }).waitFor();
  await page.getByRole('button', { name: 'Suspend' }).click();
  await inspectScreen(page, 'console-suspend');
  await page.getByRole('dialog').getByRole('button', { name: 'Suspend' }).click();
  await page.getByText('The tenant is suspended.').waitFor();
  await inspectScreen(page, 'console-suspended');
  await page.getByRole('button', { name: 'End the suspension' }).click();
  await page.getByText('Active', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'Audit trail' }).click();
  const entry = (operation: string) => page.getByRole('listitem').filter({ hasText: operation });
  await entry('Sent a dead letter again').first().waitFor();
  await entry('Released a turn').first().waitFor();
  await inspectScreen(page, 'console-audit');
  await chooseOption(page, 'Tenant', name);
  await entry('Sent a dead letter again').first().waitFor({ state: 'detached' });
  await entry('Created a tenant').getByText('operator', { exact: true }).waitFor();
  await chooseOption(page, 'Act', 'Changed a tenant');
  await entry('Created a tenant').waitFor({ state: 'detached' });
  await entry('Changed a tenant').getByText('status=suspended').waitFor();
  expect(await entry('Changed a tenant').count()).toBe(2);
  await page.goBack();

  await page.getByRole('link', { name: 'All tenants' }).click();
  await page.getByRole('link', { name: tenant, exact: true }).click();
  await page.getByRole('button', { name: 'Show the messages' }).click();
  await page.getByText(receiver.url).first().waitFor();
  await inspectScreen(page, 'console-messages');
  receiver.answerWith(204);
  const before = receiver.received.length;
  await page
    .getByRole('button', { name: /^Send again:/ })
    .first()
    .click();
  await page.getByText('Is being sent').waitFor();
  await receiver.until(({ length }) => length > before);

  const [opened] = await Promise.all([
    page.waitForEvent('popup'),
    page.getByRole('button', { name: 'Open the settings' }).click(),
  ]);
  await opened.getByRole('heading', { name: 'Settings' }).waitFor();
  await opened.getByText(tenant, { exact: true }).waitFor();
  expect(opened.url()).toMatch(/#\/settings$/);
});
