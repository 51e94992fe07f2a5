import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import type { Import } from '../lambdas/contracts/import.ts';
import type { Clients } from './clients.ts';
import { clearFolder, rememberFiles } from './output-folder.ts';

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
  await clearFolder(directory, FILE_NAMES);
  const saved: Record<string, string> = {};
  for (const [name, file] of Object.entries(item.files ?? {})) {
    if (file === undefined) continue;
    const path = join(directory, basename(file.key));
    const answer = await clients.s3.send(
      new GetObjectCommand({ Bucket: clients.resultsBucket, Key: file.key }),
    );
    if (!(answer.Body instanceof Readable)) throw new Error(`${file.key} has no content`);
    await pipeline(answer.Body, createWriteStream(path));
    saved[name] = path;
  }
  if (mail !== undefined) {
    saved.email = join(directory, 'email.eml');
    await writeFile(saved.email, mail);
  }
  await rememberFiles(directory, Object.values(saved));
  return saved;
}
