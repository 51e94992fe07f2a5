import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import type { FileToImport } from '../../client/rollcall-client.ts';
import type { Place } from '../program/place.ts';
import type { ImportArguments } from './import-arguments.ts';

/** S3 deletes the parts of an upload that was not completed. */
const KEPT_MS = 48 * 60 * 60_000;

const UploadsSchema = z.record(z.string(), z.object({ importId: z.string(), since: z.iso.datetime() }));

/** The upload in parts of one file, which the same command continues if it was interrupted. */
export interface UnfinishedUpload {
  /** Of the upload that an earlier command has not completed. */
  readonly importId: string | undefined;
  remember(importId: string): void;
  forget(): void;
}

/** Finds an earlier upload of the same file, unchanged, with the same options, to the same place. */
export async function unfinishedUpload(
  place: Place,
  { file, headerFile, tenant }: Pick<ImportArguments, 'file' | 'headerFile' | 'tenant'>,
  { requestId: _, header: __, ...request }: FileToImport,
  environment: NodeJS.ProcessEnv,
): Promise<UnfinishedUpload> {
  const path = join(
    environment.XDG_STATE_HOME || join(homedir(), '.local', 'state'),
    'rollcall',
    'uploads.json',
  );
  const where = typeof place === 'string' ? { state: resolve(place), tenant } : place;
  const files = await Promise.all([file, ...(headerFile === undefined ? [] : [headerFile])].map(identityOf));
  const key = createHash('sha256')
    .update(JSON.stringify([where, files, request]))
    .digest('hex');
  return {
    importId: read(path)[key]?.importId,
    remember: (importId) => write(path, { [key]: { importId, since: new Date().toISOString() } }),
    forget() {
      if (read(path)[key] !== undefined) write(path, { [key]: undefined });
    },
  };
}

async function identityOf(file: string) {
  const { size, mtimeMs } = await stat(file);
  return { path: resolve(file), size, mtimeMs };
}

type Uploads = z.infer<typeof UploadsSchema>;

/** A file that cannot be read costs no more than an upload from its beginning. */
function read(path: string): Uploads {
  try {
    return UploadsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}

function write(path: string, changes: Readonly<Record<string, Uploads[string] | undefined>>): void {
  const oldest = new Date(Date.now() - KEPT_MS).toISOString();
  const all = Object.entries({ ...read(path), ...changes }).filter(
    ([, upload]) => upload !== undefined && upload.since > oldest,
  );
  mkdirSync(dirname(path), { recursive: true });
  const partial = `${path}.${process.pid}.new`;
  writeFileSync(partial, `${JSON.stringify(Object.fromEntries(all), undefined, 2)}\n`);
  renameSync(partial, path);
}
