import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { GZIP_LIMITS } from '../../../../lambdas/core/inspection/gzip.ts';
import { FileRejected } from '../../../../lambdas/runtime/errors.ts';
import { copyContent } from '../../../../lambdas/tasks/split-file/copy-content.ts';
import { decompress } from '../../../../lambdas/tasks/split-file/decompress.ts';
import { createSplitFile } from '../../../../lambdas/tasks/split-file/handler.ts';
import { importItem } from '../../support/import-item.ts';
import { memoryObjects, RUNTIME } from '../../support/memory-ports.ts';

const MEGABYTE = 1024 * 1024;

async function reasonOf(work: Promise<unknown>): Promise<FileRejected['reason'] | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return undefined;
  if (error instanceof FileRejected) return error.reason;
  throw error;
}

/** Decompresses a gzip file and counts what is stored of it. */
async function decompressed(bytes: Buffer, maxBytes = 1024 * MEGABYTE) {
  let stored = 0;
  const objects = {
    ...memoryObjects(),
    open: async () => Readable.from([bytes]),
    upload: async (_bucket: string, _key: string, body: AsyncIterable<Uint8Array>) => {
      for await (const piece of body) stored += piece.length;
      return { etag: 'e', size: stored };
    },
  } as unknown as Parameters<typeof copyContent>[0];
  const source = { bucket: 'uploads', key: 'k', etag: 'e', size: bytes.length };
  const reason = await reasonOf(
    copyContent(objects, source, decompress(bytes.length, maxBytes), { bucket: 'b', key: 'k' }),
  );
  return { reason, stored };
}

describe('a gzip file', () => {
  it('is rejected if bytes follow that would not be read, and may be padded', async () => {
    const [one, two] = [gzipSync('accountId,id\n'), gzipSync('a,b\n')];
    const nul = Buffer.of(0);
    expect(await decompressed(Buffer.concat([one, two, nul, nul]))).toEqual({
      reason: undefined,
      stored: 17,
    });
    const { reason } = await decompressed(Buffer.concat([one, nul, two]));
    expect(reason).toMatchObject({
      code: 'BROKEN_GZIP',
      message: expect.stringContaining(`has ${two.length + 1} bytes after`),
    });
  });

  it('of 844 bytes does not become 200,000 records', async () => {
    const bomb = gzipSync('accountId,id\n'.padEnd(800_000, 'a,\n'));
    const { reason, stored } = await decompressed(bomb);
    expect(reason).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(reason?.message).toContain(`The gzip file of ${bomb.length} bytes contains more than 262144`);
    expect(stored).toBeLessThanOrEqual(GZIP_LIMITS.freeBytes);
  });

  it('contains at most 200 times its size', async () => {
    const { reason, stored } = await decompressed(gzipSync(Buffer.alloc(64 * MEGABYTE)));
    expect(reason).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(stored).toBeLessThan(16 * MEGABYTE);
  });

  it('of users, whose names and ids differ, is decompressed', async () => {
    const rows = Array.from(
      { length: 50_000 },
      (_, i) => `northwind,user-${i},First${i},Last,u${i}@example.com\n`,
    );
    const text = rows.join('');
    expect(await decompressed(gzipSync(text))).toEqual({ reason: undefined, stored: text.length });
  });

  it('that is small may repeat itself', async () => {
    const text = 'accountId,id\n'.padEnd(200_000, 'a,b\n');
    expect(await decompressed(gzipSync(text))).toEqual({ reason: undefined, stored: text.length });
  });
});

describe('a file with more records than allowed', () => {
  it('is rejected when the limit is passed, not when the whole file was read', async () => {
    const text = `Primary Email\n${'a@example.com\n'.repeat(10_000)}`;
    let pieces = 0;
    const objects = {
      ...memoryObjects(),
      open: async (_: unknown, range?: { start: number; end: number }) =>
        Readable.from(
          (function* () {
            const bytes = Buffer.from(text).subarray(range?.start, range?.end);
            for (let at = 0; at < bytes.length; at += 1000) {
              pieces++;
              yield bytes.subarray(at, at + 1000);
            }
          })(),
          { highWaterMark: 1 },
        ),
    };
    const source = { bucket: 'uploads', key: 'k', etag: 'e', size: text.length };
    const layout = { format: 'csv' as const, delimiter: ',' as const, columns: ['Primary Email'], width: 1 };
    const item = importItem({
      importType: 'workspace-users',
      source,
      content: undefined,
      split: undefined,
      layout: { ...layout, headerStart: 0, headerEnd: 13, offset: 14, line: 2 },
    });
    const imports = { read: async () => item, update: async () => undefined };
    const limits = { maxFileBytes: 1e9, chunkBytes: 1e6, chunkRecords: 100, maxConcurrency: 1 };
    const split = createSplitFile({ objects, imports, resultsBucket: 'results', ...limits } as never);
    const reason = await reasonOf(split({ importId: item.importId }, RUNTIME));
    expect(reason).toEqual({
      code: 'TOO_MANY_RECORDS',
      message: 'The file has too many records: at most 2000 are allowed. Divide it into smaller files.',
    });
    expect(pieces).toBeLessThan(40);
  });
});

describe('the reason of a rejection', () => {
  it('has a bounded length: it is stored on the import', () => {
    expect(new FileRejected('BAD_COLUMN', 'x'.repeat(1_000_000)).reason.message.length).toBeLessThan(5000);
  });
});
