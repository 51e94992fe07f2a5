import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createRollcallClient, type ImportView } from '../../client/rollcall-client.ts';
import { createApiTenant } from '../support/api-client.ts';
import { joinSharedCloud, usersOf } from '../support/test-cloud.ts';

const EXAMPLE = 'examples/participants-with-mistakes.csv';
const NEW = { importType: 'participants', fileName: 'users.csv' } as const;

it('the client that is generated from the served document creates, uploads, follows, confirms, cancels, resumes and downloads', async () => {
  const test = await joinSharedCloud();
  const { tenant, key } = await createApiTenant(test);
  const client = createRollcallClient({ api: test.cloud.outputs.ApiUrl ?? '', bearer: key });
  const quick = { pauseMs: () => 50 };
  const file = new Blob([await readFile(EXAMPLE)]);

  const confirms = { ...NEW, options: { purpose: 'confirm' }, requestId: 'mine' } as const;
  const stages: ImportView['stage'][] = [];
  const first = await client.importFile(confirms, file);
  const asked = await client.followImport(first, {
    ...quick,
    onChange: ({ stage }) => stages.push(stage),
    until: ({ stage }) => stage === 'confirming',
  });
  expect(stages.at(-1)).toBe('confirming');
  expect(asked.files.map(({ name }) => name)).toContain('preview');
  expect(await usersOf(test, tenant)).toEqual([]);
  await client.confirmImport(first);
  const done = await client.followImport(first, quick);
  expect(done).toMatchObject({ status: 'COMPLETED_WITH_ERRORS', counts: { records: 9, failed: 6 } });
  expect(done.issues?.groups.length).toBeGreaterThan(5);
  const errors = await (await client.downloadFile(first, 'errors')).text();
  expect(errors.trim().split('\n')).toHaveLength(9);
  await expect(client.cancelImport(first)).rejects.toMatchObject({
    kind: 'conflict',
    body: { code: 'AlreadyEnded' },
  });

  const second = await client.importFile(confirms, file);
  await client.followImport(second, { ...quick, until: ({ stage }) => stage === 'confirming' });
  await client.cancelImport(second);
  expect(await client.followImport(second, quick)).toMatchObject({ status: 'CANCELLED' });
  await client.resumeImport(second);
  await client.followImport(second, { ...quick, until: ({ stage }) => stage === 'confirming' });
  await client.confirmImport(second);
  expect(await client.followImport(second, quick)).toMatchObject({ attempt: 2, counts: { unchanged: 3 } });

  const { imports } = await client.listImports({ requestId: 'mine' });
  expect(imports.map(({ id }) => id)).toEqual([second, first]);
  const { importTypes } = await client.listImportTypes();
  expect(importTypes.map(({ name }) => name)).toContain((await client.getImportType('participants')).name);
});
