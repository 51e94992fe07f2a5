import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Import } from '../../lambdas/contracts/import.ts';
import type { Clients } from '../cloud/clients.ts';
import type { NewFile, OutputFolder } from './output-folder.ts';

/** Paths of the files of an import, by what they are. */
export type SavedFiles = Readonly<
  Partial<Record<'preview' | 'results' | 'errors' | 'failedRecords' | 'unprocessedRecords' | 'email', string>>
>;

/** Saves the files of an import, and its e-mail as SES received it. */
export async function saveFiles(
  clients: Pick<Clients, 's3' | 'resultsBucket'>,
  item: Import,
  mail: Buffer | undefined,
  folder: OutputFolder,
): Promise<SavedFiles> {
  const files = Object.entries(item.files ?? {}).flatMap(([kind, file]) =>
    file === undefined ? [] : [{ kind, name: basename(file.key), open: () => openObject(clients, file.key) }],
  );
  if (mail !== undefined)
    files.push({ kind: 'email', name: 'email.eml', open: async () => Readable.from([mail]) });
  return saveNamed(item.importId, files, folder);
}

/** @returns the paths, by what the files are */
export async function saveNamed(
  importId: string,
  files: readonly (NewFile & { readonly kind: string })[],
  folder: OutputFolder,
): Promise<SavedFiles> {
  const directory = await folder.write(importId, files);
  return Object.fromEntries(files.map(({ kind, name }) => [kind, join(directory, name)]));
}

async function openObject(
  { s3, resultsBucket }: Pick<Clients, 's3' | 'resultsBucket'>,
  key: string,
): Promise<Readable> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: resultsBucket, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`${key} has no content`);
  return Body;
}
