import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Import } from '../lambdas/contracts/import.ts';
import type { Clients } from './clients.ts';
import { fillFolder } from './output-folder.ts';

/** Paths of the files that an import left, by what they are. */
export type SavedFiles = Readonly<
  Partial<Record<'preview' | 'results' | 'errors' | 'failedRecords' | 'unprocessedRecords' | 'email', string>>
>;

/** All that any import leaves. */
const FILE_NAMES = [
  'preview.csv',
  'results.csv',
  'errors.csv',
  ...['failed-records', 'unprocessed-records'].flatMap((name) => [
    `${name}.csv`,
    `${name}.jsonl`,
    `${name}.json`,
  ]),
  'email.eml',
];

/** Saves the import's files, and its mail as SES took it, into `directory`. */
export async function saveFiles(
  clients: Clients,
  item: Import,
  mail: Buffer | undefined,
  directory: string,
): Promise<SavedFiles> {
  await mkdir(directory, { recursive: true });
  const files = Object.entries(item.files ?? {}).flatMap(([kind, file]) =>
    file === undefined ? [] : [{ kind, name: basename(file.key), open: () => openObject(clients, file.key) }],
  );
  if (mail !== undefined)
    files.push({ kind: 'email', name: 'email.eml', open: async () => Readable.from([mail]) });
  await fillFolder(directory, FILE_NAMES, files);
  return Object.fromEntries(files.map(({ kind, name }) => [kind, join(directory, name)]));
}

async function openObject({ s3, resultsBucket }: Clients, key: string): Promise<Readable> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: resultsBucket, Key: key }));
  if (!(Body instanceof Readable)) throw new Error(`${key} has no content`);
  return Body;
}
