import type { z } from 'zod';
import type { ObjectReference } from '../contracts/file-layout.ts';
import type { ObjectStore } from './s3-object-store.ts';

/** An object that Rollcall wrote: a manifest, a part, a file for the sender. */
export interface OwnObject {
  readonly bucket: string;
  readonly key: string;
}

/**
 * The bytes of an upload, or of a range of it, for pieces that fit into memory.
 * @throws SourceChanged when the object is no longer the one that the reference names; SourceDeleted when it is gone
 */
export async function readSource(
  objects: Pick<ObjectStore, 'open'>,
  source: ObjectReference,
  range?: { readonly start: number; readonly end: number },
): Promise<Buffer> {
  return Buffer.concat(await (await objects.open(source, range)).toArray());
}

/** All bytes of an object that Rollcall wrote, for objects that fit into memory. */
export async function readObject(
  objects: Pick<ObjectStore, 'openByKey'>,
  { bucket, key }: OwnObject,
): Promise<Buffer> {
  return Buffer.concat(await (await objects.openByKey(bucket, key)).toArray());
}

/** Reads an object that contains one JSON value. */
export async function readJson<S extends z.ZodType>(
  objects: Pick<ObjectStore, 'openByKey'>,
  object: OwnObject,
  schema: S,
): Promise<z.output<S>> {
  return schema.parse(JSON.parse((await readObject(objects, object)).toString('utf8')));
}

/** The lines of an object that are not empty. */
export async function readLines(
  objects: Pick<ObjectStore, 'openByKey'>,
  object: OwnObject,
): Promise<readonly string[]> {
  const text = (await readObject(objects, object)).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}
