import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import { connectCloud } from '../../local/connect-cloud.ts';
import { openCloud } from '../../local/open-cloud.ts';

it('a cloud that other processes use stays open until they have left, and reports that', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'rollcall-open-'));
  onTestFinished(() => rm(stateDir, { recursive: true, force: true }));
  const told = Promise.withResolvers<number>();
  const cloud = await openCloud({ stateDir, templateDir: inject('assembly'), onStayOpen: told.resolve });
  const client = await connectCloud(stateDir);
  let isClosed = false;
  const closing = cloud.close().then(() => {
    isClosed = true;
  });
  expect(await told.promise).toBe(1);
  expect(isClosed).toBe(false);
  await client?.close();
  await closing;
  expect(await connectCloud(stateDir)).toBeUndefined();
});
