import type { Context } from 'aws-lambda';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { ImportReferenceSchema } from '../../../lambdas/contracts/state-payloads.ts';
import { createHandler } from '../../../lambdas/runtime/create-handler.ts';
import { FileRejected, RollcallError } from '../../../lambdas/runtime/errors.ts';
import { readEnvironment } from '../../../lambdas/runtime/read-environment.ts';
import { IMPORT_ID } from '../support/import-item.ts';

const CONTEXT = {
  awsRequestId: 'r',
  functionName: 'f',
  functionVersion: '1',
  memoryLimitInMB: '1',
  invokedFunctionArn: 'arn',
  getRemainingTimeInMillis: () => 1234,
} as Context;

/** What a handler that fails with `thrown` shows to the outside: the error, and everything that was logged. */
async function shownOf(thrown: unknown) {
  const lines: string[] = [];
  // The logger then writes to the console that is spied on, not to one of its own.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const write = vi.spyOn(console, 'error').mockImplementation((line) => lines.push(String(line)));
  const run = () => Promise.reject(thrown);
  const handler = createHandler({ service: 'test', input: ImportReferenceSchema, run });
  const error = (await handler({ importId: IMPORT_ID }, CONTEXT).catch((e: unknown) => e)) as Error;
  write.mockRestore();
  vi.unstubAllEnvs();
  expect(lines.join('')).toContain(IMPORT_ID);
  // As Lambda's runtime writes it: type, message, stack and the error's own fields.
  const shown = JSON.stringify({ ...error, name: error.name, message: error.message, stack: error.stack });
  return { error, shown: shown + lines.join('') };
}

describe('a handler', () => {
  it('gives its task the event as the contract reads it, and the time that is left', async () => {
    const input = z.object({ n: z.coerce.number() });
    const handler = createHandler({
      service: 'test',
      input,
      run: async ({ n }, { remainingMs }) => n + remainingMs(),
    });
    expect(await handler({ n: '1' }, CONTEXT)).toBe(1235);
  });

  it('refuses an event of another shape and names the field, not its value', async () => {
    const handler = createHandler({ service: 'test', input: ImportReferenceSchema, run: async () => 0 });
    const error: unknown = await handler({ importId: 'ann@example.com' }, CONTEXT).catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'ContractViolation', message: expect.stringContaining('importId') });
    expect(String(error)).not.toContain('ann');
  });

  it('lets an error of the catalogue through under its name and with its message', async () => {
    const { error } = await shownOf(new RollcallError('SourceChanged', 'the object was replaced'));
    expect(error).toMatchObject({ name: 'SourceChanged', message: 'the object was replaced' });
  });

  it('shows of a rejection its code alone: the reason may quote the file', async () => {
    const { error, shown } = await shownOf(new FileRejected('MISSING_COLUMN', 'Found: `ann@example.com`.'));
    expect(error).toMatchObject({ name: 'FileRejected', message: 'the file was rejected: MISSING_COLUMN' });
    expect(shown).not.toContain('ann');
  });

  it.each([
    ['JSON', () => JSON.parse('{"email":"ann@example.com')],
    [
      'SES',
      () => {
        throw Object.assign(new Error('Email address is not verified: ann@example.com'), {
          name: 'MessageRejected',
          $metadata: { httpStatusCode: 400, requestId: 'q-1' },
        });
      },
    ],
    ['a validation', () => z.object({ a: z.literal('x') }).parse({ a: 'ann@example.com' })],
    [
      'a thrown text',
      () => {
        throw 'ann@example.com';
      },
    ],
  ])('shows nothing of what an error of %s quotes', async (_, fail) => {
    const thrown = await Promise.resolve()
      .then(fail)
      .catch((e: unknown) => e);
    const { error, shown } = await shownOf(thrown);
    expect(shown).not.toContain('ann');
    expect(error.name).toBe(thrown instanceof Error ? thrown.name : 'Error');
    expect(error.stack).toContain('create-handler.test.ts');
    if (error.name === 'MessageRejected') expect(error.message).toContain('request q-1');
  });

  it('logs what operators need to add a missing permission', async () => {
    const denied = Object.assign(new Error('not authorized to perform: ses:SendRawEmail'), {
      name: 'AccessDeniedException',
    });
    expect((await shownOf(denied)).error.message).toContain('ses:SendRawEmail');
  });
});

describe('an environment', () => {
  const schema = z.object({ TABLE: z.string().min(1), COUNT: z.coerce.number().int().positive() });

  it('is read as its schema says', () => {
    expect(readEnvironment(schema, { TABLE: 't', COUNT: '3', HOME: '/' })).toEqual({ TABLE: 't', COUNT: 3 });
  });

  it('that is wrong is refused with every variable named at once', () => {
    expect(() => readEnvironment(schema, { COUNT: '0' })).toThrowError(
      expect.objectContaining({ name: 'ConfigurationError', message: expect.stringMatching(/TABLE.*COUNT/) }),
    );
  });
});
