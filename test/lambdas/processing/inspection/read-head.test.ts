import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../../lambdas/adapters/s3-object-store.ts';
import { readHead } from '../../../../lambdas/processing/inspection/read-head.ts';
import { HEAD_BYTES } from '../../../../lambdas/reading/inspection/read-layout.ts';

const CSV = Buffer.from('accountId,id\na,u\n');

function holding(bytes: Buffer): Pick<ObjectStore, 'open'> {
  return { open: async (_, range) => Readable.from([bytes.subarray(range?.start, range?.end)]) };
}

const head = (bytes: Buffer, objects = holding(bytes)) =>
  readHead(objects, { bucket: 'b', key: 'k', etag: 'e', size: bytes.length });

describe('the head of a file', () => {
  it('is the whole of a small file', async () => {
    expect(await head(CSV)).toEqual({ bytes: CSV, complete: true, gzip: false });
  });

  it('is read of an empty file without asking for a range that cannot be', async () => {
    const objects = { open: () => Promise.reject(new Error('InvalidRange')) };
    expect(await head(Buffer.alloc(0), objects)).toMatchObject({ complete: true });
  });

  it('is decompressed where the file is gzip', async () => {
    expect(await head(gzipSync(CSV))).toEqual({ bytes: CSV, complete: true, gzip: true });
  });

  it.each([
    [HEAD_BYTES - 1, true],
    [HEAD_BYTES, true],
    [HEAD_BYTES + 1, false],
  ])('says of %d bytes whether they are all: %s', async (size, complete) => {
    const bytes = Buffer.alloc(size, 'x');
    expect(await head(bytes)).toMatchObject({ complete });
    expect(await head(gzipSync(bytes))).toMatchObject({ complete });
  });

  it('reads no further than it needs, though kilobytes of gzip hold gigabytes', async () => {
    const { bytes, complete } = await head(gzipSync(Buffer.alloc(16 * 1024 * 1024)));
    expect({ bytes: bytes.length, complete }).toEqual({ bytes: HEAD_BYTES, complete: false });
  });

  it.each([
    ['cut off', gzipSync(CSV).subarray(0, 20)],
    ['nothing but its first bytes', Buffer.from([0x1f, 0x8b])],
    ['damaged', Buffer.concat([gzipSync(CSV).subarray(0, 12), Buffer.alloc(20, 0xff)])],
  ])('rejects a gzip file that is %s', async (_, bytes) => {
    await expect(head(bytes)).rejects.toMatchObject({ reason: { code: 'BROKEN_GZIP' } });
  });

  it('passes on that the connection broke within a gzip file', async () => {
    const whole = gzipSync(CSV);
    const objects: Pick<ObjectStore, 'open'> = {
      open: async (_, range) =>
        range !== undefined
          ? Readable.from([whole])
          : Readable.from(
              (async function* () {
                yield whole.subarray(0, 5);
                throw new Error('socket hang up');
              })(),
            ),
    };
    await expect(head(whole, objects)).rejects.toThrow('socket hang up');
  });
});
