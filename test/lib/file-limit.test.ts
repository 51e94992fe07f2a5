import { expect, it } from 'vitest';
import { StageConfigSchema } from '../../lib/stage-config.ts';
import { TASKS } from '../../lib/tasks.ts';

/** The slowest rate in the literature for one stream from S3, in bytes a second. */
const STREAM = 60e6;
/** A gzip file whose duplicates are rejected is decompressed, split, and read again. */
const READINGS = 3;

it('the largest file of a stage can be read three times in one invocation of SplitFile', () => {
  const permits = (maxFileBytes: number) =>
    StageConfigSchema.safeParse({ senderAddress: 'imports@example.com', maxFileBytes }).success;
  const possible = (STREAM * TASKS.SplitFile.timeoutSeconds) / READINGS;
  expect(permits(possible)).toBe(false);
  expect(permits(16 * 1024 ** 3)).toBe(true);
});
