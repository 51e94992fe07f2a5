import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createApiTenant } from '../support/api-client.ts';
import { joinSharedCloud, usersOf } from '../support/test-cloud.ts';

const run = promisify(execFile);

it('examples/import-by-api.mjs imports a file, reports its issues and prints its results', async () => {
  const test = await joinSharedCloud();
  const { tenant, key } = await createApiTenant(test);
  const env = { ...process.env, ROLLCALL_API: test.cloud.outputs.ApiUrl, ROLLCALL_API_KEY: key };
  const file = 'examples/participants-with-mistakes.csv';
  const { stdout, stderr } = await run(process.execPath, ['examples/import-by-api.mjs', file], { env });
  expect(stderr).toContain(' COMPLETED_WITH_ERRORS {"records":9,');
  expect(stderr).toMatch(/^1 × .*locale.*, first in record 2$/m);
  expect(stdout.trim().split('\n')).toHaveLength(10);
  expect(await usersOf(test, tenant)).toHaveLength(3);
});
