import type { Context } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { task } from '../../../lambdas/composition/task.ts';
import { AttemptReferenceSchema } from '../../../lambdas/contracts/state-payloads.ts';
import { IMPORT_ID } from '../support/import-item.ts';

const CONTEXT = { awsRequestId: 'r', functionName: 'f' } as Context;

describe('a composed task', () => {
  afterEach(() => vi.unstubAllEnvs());

  const compose = () =>
    task(
      'inspect-file',
      AttemptReferenceSchema,
      ({ table, maxBytes }: { table: string; maxBytes: number }) =>
        async ({ importId }) => ({ importId, table, maxBytes }),
      { table: ({ IMPORTS_TABLE }) => IMPORTS_TABLE, maxBytes: ({ MAX_FILE_BYTES }) => MAX_FILE_BYTES },
    );

  it('gives each port the environment of the task, read by its schema', async () => {
    vi.stubEnv('IMPORTS_TABLE', 'imports');
    vi.stubEnv('MAX_FILE_BYTES', '7');
    const output = await compose()({ importId: IMPORT_ID, attempt: 1 }, CONTEXT);
    expect(output).toEqual({ importId: IMPORT_ID, table: 'imports', maxBytes: 7 });
  });

  it('does not load without its variables, and names all that are missing or malformed', () => {
    vi.stubEnv('MAX_FILE_BYTES', 'many');
    expect(compose).toThrowError(
      expect.objectContaining({
        name: 'ConfigurationError',
        message: expect.stringMatching(/IMPORTS_TABLE.*MAX_FILE_BYTES/),
      }),
    );
  });

  it('does not compile with a port that needs a variable which the task does not have', () => {
    const build = () =>
      task(
        'reject-import',
        AttemptReferenceSchema,
        (_: { table: string }) => async () => 0,
        // @ts-expect-error RejectImport has no USERS_TABLE
        { table: ({ USERS_TABLE }) => USERS_TABLE },
      );
    expect(build).toBeTypeOf('function');
  });
});
