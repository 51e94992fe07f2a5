import { createReadStream } from 'node:fs';
import { access, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { HeadObjectCommand, NotFound, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { visible } from '../../lambdas/core/wording/show-value.ts';
import { keyName } from '../program/object-name.ts';
import { DONE, type FoundFile, findFiles, readFile } from './find-files.ts';

export interface WatchedFolder {
  readonly directory: string;
  readonly s3: S3Client;
  readonly uploadsBucket: string;
  /** Whether the upload with this request id has become an import. */
  readonly hasImport: (upload: { readonly tenant: string; readonly requestId: string }) => Promise<boolean>;
}

const LOOK_MS = 1000;
/** A file is complete when this number of looks in a row, a second apart, has found it unchanged. */
export const UNCHANGED_LOOKS = 3;

/** For how many looks the import of an object from before a restart may be on its way. */
export const PATIENT_LOOKS = 30;

/** Uploads each complete file of the folder until the signal, and moves it to `done`. */
export async function watchFolder(
  folder: WatchedFolder,
  say: (line: string) => void,
  until: AbortSignal,
): Promise<void> {
  await mkdir(folder.directory, { recursive: true });
  const look = folderLooks(folder, say);
  while (!until.aborted) {
    await look().catch((error: unknown) => {
      if (!until.aborted) say(`${folder.directory}: ${messageOf(error)}`);
    });
    await wait(LOOK_MS, undefined, { signal: until }).catch(() => undefined);
  }
}

/** Returns what one look at the folder does. */
export function folderLooks(folder: WatchedFolder, say: (line: string) => void): () => Promise<void> {
  /** How often each file was found in the version in which it was found last. */
  let seen = new Map<string, { readonly version: string; readonly looks: number }>();
  const reported = new Set<string>();
  const take = async (file: FoundFile, looks: number): Promise<void> => {
    try {
      const line = await takeFile(folder, file, looks < UNCHANGED_LOOKS + PATIENT_LOOKS);
      if (line !== undefined) say(line);
    } catch (error) {
      // It is tried again at the next look; what is wrong is said once.
      const line = `${visible(file.path)} could not be uploaded and is tried again: ${messageOf(error)}`;
      if (!reported.has(line)) say(line);
      reported.add(line);
    }
  };
  return async () => {
    const files = await findFiles(folder.directory);
    seen = new Map(
      files.map(({ path, version }) => {
        const before = seen.get(path);
        return [path, { version, looks: before?.version === version ? before.looks + 1 : 1 }];
      }),
    );
    for (const file of files) {
      const { looks = 0 } = seen.get(file.path) ?? {};
      if (looks >= UNCHANGED_LOOKS) await take(file, looks);
    }
  };
}

/** @returns what to say about it; undefined: nothing yet */
async function takeFile(
  folder: WatchedFolder,
  file: FoundFile,
  isPatient: boolean,
): Promise<string | undefined> {
  const { path, tenant, importType, version } = file;
  const requestId = `watch-${version}`;
  const key = `partners/${tenant}/${importType}/${requestId}/${keyName(file.name)}`;
  // A process that ended before it moved the file has uploaded it, and a second upload would be a second import. If that
  // process was killed while S3 stored the object, there will be no event, and the file is uploaded again.
  const isStored = await isUploaded(folder, key, file.size);
  const isKnown = isStored && (await folder.hasImport({ tenant, requestId }));
  if (isStored && !isKnown && isPatient) return undefined;
  if (!isKnown) await upload(folder, file, { key, requestId });
  const after = await readFile(dirname(path), file.name, file);
  if (after !== undefined && after.version !== version)
    return `${visible(path)} changed while it was uploaded, and is uploaded again when it is complete`;
  const target = await moveToDone(file);
  return `${visible(path)} uploaded as ${importType} of ${tenant}, moved to ${visible(target)}`;
}

async function isUploaded({ s3, uploadsBucket }: WatchedFolder, key: string, size: number): Promise<boolean> {
  try {
    const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket: uploadsBucket, Key: key }));
    return ContentLength === size;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

async function upload(
  { s3, uploadsBucket }: WatchedFolder,
  { path, size }: FoundFile,
  { key, requestId }: { readonly key: string; readonly requestId: string },
): Promise<void> {
  const params = {
    Bucket: uploadsBucket,
    Key: key,
    // A file that grows meanwhile is uploaded in the size in which it was found.
    Body: size === 0 ? '' : createReadStream(path, { end: size - 1 }),
    Metadata: { 'rollcall-request-id': requestId },
  };
  await new Upload({ client: s3, params, partSize: 16 * 1024 * 1024, queueSize: 2 }).done();
}

/** A file of the same name that was moved before stays. */
async function moveToDone({ path, name, version }: FoundFile): Promise<string> {
  const done = join(dirname(path), DONE);
  await mkdir(done, { recursive: true });
  const isTaken = await access(join(done, name)).then(
    () => true,
    () => false,
  );
  const target = join(done, isTaken ? `${version.slice(0, 8)}-${name}` : name);
  await rename(path, target);
  return target;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
