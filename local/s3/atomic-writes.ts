import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3rverStore } from '@20minutes/s3rver';

/**
 * Makes writes of objects atomic, as on S3. s3rver writes in place: an interrupted upload would leave a partial object,
 * and a reader could see the old and the new content mixed. Content is therefore written to a separate file, which is
 * renamed when it is complete.
 * @param partialDirectory on the same file system as the store; its content is deleted, because it is left from a crash
 */
export async function writeObjectsAtomically(store: S3rverStore, partialDirectory: string): Promise<void> {
  await rm(partialDirectory, { recursive: true, force: true });
  await mkdir(partialDirectory, { recursive: true });
  store.putContent = async (objectPath, content) => {
    const partial = join(partialDirectory, randomUUID());
    try {
      const written = await writeContent(partial, content);
      // s3rver computes the ETag again if the MD5 file is missing, so a crash here cannot leave the ETag of the old content.
      await rm(`${objectPath}.md5`, { force: true });
      await replaceObject(partial, objectPath);
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

/** Retries, because a concurrent deletion of the last object in a folder also removes the folder. */
async function replaceObject(partial: string, objectPath: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await mkdir(dirname(objectPath), { recursive: true });
      return await rename(partial, objectPath);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 5) throw error;
    }
  }
}
