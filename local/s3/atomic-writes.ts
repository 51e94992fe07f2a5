import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3rverStore } from '@20minutes/s3rver';

/**
 * S3 shows an object when it is whole, or not at all. s3rver writes in place: a broken upload would leave half an
 * object under its key, and a reader would see the old and the new one mixed. So content goes to a file of its own
 * that takes the object's place when it is complete.
 * @param partialDirectory on the same file system as the store; what lies in it at a start is left from a crash
 */
export async function writeObjectsAtomically(store: S3rverStore, partialDirectory: string): Promise<void> {
  await rm(partialDirectory, { recursive: true, force: true });
  await mkdir(partialDirectory, { recursive: true });
  store.putContent = async (objectPath, content) => {
    const partial = join(partialDirectory, randomUUID());
    try {
      const written = await writeContent(partial, content);
      // Without its MD5 file an object's ETag is computed anew: a crash in between cannot leave the old one's.
      await rm(`${objectPath}.md5`, { force: true });
      await takePlace(partial, objectPath);
      return written;
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  };
}

async function writeContent(
  file: string,
  content: Buffer | NodeJS.ReadableStream,
): Promise<[number, string]> {
  const md5 = createHash('md5');
  let bytes = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      md5.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(
    Buffer.isBuffer(content) ? Readable.from([content]) : content,
    meter,
    createWriteStream(file),
  );
  return [bytes, md5.digest('hex')];
}

/** Deleting the last object of a folder removes the folder, perhaps just now. */
async function takePlace(partial: string, objectPath: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(dirname(objectPath), { recursive: true });
      return await rename(partial, objectPath);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 5) throw error;
    }
  }
}
