import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDynamoTurnStore } from '../../../lambdas/adapters/dynamo-turn-store.ts';
import { STEP_LIMIT_MS } from '../../support/time-limits.ts';
import { chooseOnDisk } from '../support/choose-on-disk.ts';
import { type Gate, holdParts } from '../support/hold-parts.ts';
import { inspectScreen } from '../support/inspect.ts';
import { newSession, openPage, type PageTenant } from '../support/open-page.ts';

const MiB = 1024 * 1024;
const BYTES = 200 * MiB;
const PART = 8 * MiB;

let directory: string;
let large: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rollcall-upload-'));
  large = join(directory, 'large.csv');
  await writeFile(large, largeFile());
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** Few records that are long, by a column that is ignored: they cost little. */
function largeFile(): Buffer {
  const file = Buffer.alloc(BYTES, 'x');
  const row = MiB;
  for (let at = 0; at < BYTES; at += row) {
    file.write(at === 0 ? 'accountId,id,memo\nacme,u0,' : `acme,u${at / row},`, at);
    file.write('\n', at + row - 1);
  }
  return file;
}

async function begin(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: /^Participants/ }).click();
  await chooseOnDisk(page, 'Choose a file', file);
  await page.getByRole('button', { name: 'Continue' }).click();
  if (file === large) {
    // Its column `memo` is no field: a question.
    await page.getByRole('heading', { name: 'Which column is what?' }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
  }
  await page.getByRole('switch', { name: 'Review before importing' }).click();
  await page.getByRole('button', { name: /^Continue with/ }).click();
}

async function shaOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of pieces) hash.update(piece);
  return hash.digest('hex');
}

/** The sums of the files that the tenant has uploaded. */
async function arrivedSums({ cloud, tenant }: PageTenant): Promise<readonly string[]> {
  const { s3 } = cloud.clients;
  const Bucket = cloud.cloud.outputs.UploadsBucketName;
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const keys = Contents.flatMap(({ Key }) => (Key?.includes(tenant) ? [Key] : []));
  return Promise.all(
    keys.map(async (Key) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      return shaOf(Body as AsyncIterable<Uint8Array>);
    }),
  );
}

/** Waits until so many parts have arrived, and the page shows it. */
async function sent(page: Page, gate: Gate, parts: number): Promise<void> {
  await gate.sent(parts);
  const megabytes = Number(((parts * PART) / 1e6).toFixed(1));
  await page.getByText(`${megabytes} MB of 209.7 MB`).first().waitFor();
}

it('an upload of 200 MB goes on after a reload, broken and lost connections, a pause, and in another browser', async () => {
  await using test = await openPage({ expects: [/Failed to load resource/] });
  const { page } = test;
  page.on('dialog', (dialog) => void dialog.accept());
  const gate: Gate = await holdParts(page);
  gate.letPass(6);
  await begin(page, large);
  await sent(page, gate, 6);
  await inspectScreen(page, 'upload-sending');
  expect(await page.title()).toBe('24% · large.csv');

  await page.reload();
  await page.getByRole('heading', { name: 'The upload is not finished' }).waitFor();
  await page.getByText('50.3 MB of 209.7 MB have arrived.').waitFor();
  await page.getByRole('link', { name: 'New import' }).click();
  await page.getByText('The upload of large.csv is not finished').waitFor();
  await inspectScreen(page, 'import-type-unfinished');
  await page.getByRole('link', { name: 'Continue the upload' }).click();
  await page.getByText('50.3 MB of 209.7 MB have arrived.').waitFor();
  await inspectScreen(page, 'upload-unfinished');
  await chooseOtherFiles(page);

  gate.letPass(4);
  await chooseOnDisk(page, 'Choose the file again', large);
  await sent(page, gate, 10);
  gate.letPass(2);
  await gate.breakHeld();
  await sent(page, gate, 12);
  await page.context().setOffline(true);
  await page.getByText('Waiting for the connection').waitFor();
  await inspectScreen(page, 'upload-offline');
  gate.letPass(4);
  await page.context().setOffline(false);
  await sent(page, gate, 16);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('The upload is paused').waitFor();
  await inspectScreen(page, 'upload-paused');
  gate.letPass(2);
  await page.getByRole('button', { name: 'Continue' }).click();
  await sent(page, gate, 18);
  await page.getByRole('button', { name: 'Pause' }).click();

  await finishElsewhere(test, page);
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  expect(await arrivedSums(test)).toEqual([await shaOf(createReadStream(large))]);
});

/** They are refused, each for its reason. */
async function chooseOtherFiles(page: Page): Promise<void> {
  const again = page.getByLabel('Choose the file again');
  await again.setInputFiles('examples/participants.csv');
  await page.getByText('This is participants.csv').waitFor();
  const other = join(directory, 'other', 'large.csv');
  await mkdir(join(directory, 'other'));
  await copyFile(large, other);
  const changed = await open(other, 'r+');
  await changed.write('other', 5 * PART);
  await changed.close();
  await chooseOnDisk(page, 'Choose the file again', other);
  await page.getByText('The file has other content now').waitFor();
  await inspectScreen(page, 'upload-other-content');
}

/** Another browser finds the upload in the list. */
async function finishElsewhere(test: PageTenant & { readonly address: string }, page: Page): Promise<void> {
  const context = await page.context().browser()?.newContext({ locale: 'en-US', reducedMotion: 'reduce' });
  if (context === undefined) throw new Error('the browser is gone');
  context.setDefaultTimeout(STEP_LIMIT_MS);
  const other = await context.newPage();
  await other.goto(`${test.address}/#session=${await newSession(test)}&to=/imports`);
  await other.getByText('Upload not finished').waitFor();
  await inspectScreen(other, 'imports-unfinished');
  await other.getByRole('link', { name: 'large.csv' }).click();
  await other.getByText('151 MB of 209.7 MB have arrived.').waitFor();
  await chooseOnDisk(other, 'Choose the file again', large);
  await other.getByRole('heading', { name: 'Result' }).waitFor();
}

/** The queue of the tenant waits, for ten minutes, for an import that was announced before every other one. */
async function blockQueue({ cloud, tenant }: PageTenant): Promise<void> {
  const holder = 'imp_01kakr5e3h0000000000000000';
  const dynamo = new DynamoDBClient(cloud.cloud.clientConfig('dynamodb'));
  const turns = createDynamoTurnStore(cloud.clients.importsTable, dynamo);
  const announcedAt = new Date().toISOString();
  await turns.putTicket(tenant, { item: `ticket#2026-01-01T00:00:00.000Z#${holder}`, holder, announcedAt });
}

it('an import that waits for another one shows its place in the queue, is cancelled, and resumed', async () => {
  await using test = await openPage({ session: { role: 'tenant-admin' }, prepare: blockQueue });
  const { page } = test;
  await begin(page, resolve('examples/participants.csv'));
  await page.getByText('Position 2 in the queue').waitFor();
  await page.getByText('You can close this tab. The import continues.').waitFor();
  await inspectScreen(page, 'import-waiting');

  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('dialog').getByText('Cancel the import?').waitFor();
  await inspectScreen(page, 'import-cancel');
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await page.getByText('The import was cancelled').first().waitFor();
  expect(await page.getByRole('status').allTextContents()).toContain('The import has ended: Cancelled. ');
  await page.getByRole('button', { name: 'Resume the import' }).waitFor();
  await inspectScreen(page, 'import-cancelled');

  await page.getByRole('button', { name: 'Resume the import' }).click();
  await page.getByText('Attempt 2').waitFor();
  await page.getByText('Position 2 in the queue').waitFor();
});

it('a small upload that is interrupted is sent again, and one that is cancelled imports nothing', async () => {
  await using test = await openPage({ expects: [/Failed to load resource/] });
  const { page } = test;
  page.on('dialog', (dialog) => void dialog.accept());
  const post = new URL(test.cloud.cloud.clientConfig('s3').endpoint.toString()).origin;
  const held: Route[] = [];
  await page.route(`${post}/**`, (route) => void held.push(route));
  await begin(page, resolve('examples/participants.csv'));
  await page.getByText('Sending the file').waitFor();
  await page.reload();
  await page.getByText('Choose participants.csv again to send it.').waitFor();
  await inspectScreen(page, 'upload-small-unfinished');
  await page.unroute(`${post}/**`);
  await page.getByLabel('Choose the file again').setInputFiles('examples/participants.csv');
  await page.getByRole('heading', { name: 'Result' }).waitFor();

  await page.route(`${post}/**`, (route) => void held.push(route));
  await page.getByRole('link', { name: 'New import' }).click();
  await begin(page, resolve('examples/participants.csv'));
  await page.getByRole('button', { name: 'Cancel the upload' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the upload' }).click();
  await page.getByText('The import was cancelled').first().waitFor();
  const { imports } = await test.client.listImports();
  expect(imports.map(({ status }) => status).sort()).toEqual(['CANCELLED', 'CANCELLED', 'COMPLETED']);
});
