import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A mail that SES accepted. */
export interface Mail {
  /** `<time>-<message id>.eml`: names sort by time. */
  readonly file: string;
  /** The MIME message, byte for byte as it was sent. */
  readonly raw: Buffer;
}

const timeInName = (at: Date): string => at.toISOString().replaceAll(/[-:.]/g, '');

/** The mails on disk, oldest first. */
export async function readMails(directory: string): Promise<readonly Mail[]> {
  const files = (await readdir(directory).catch(() => [])).filter((file) => file.endsWith('.eml')).sort();
  return Promise.all(files.map(async (file) => ({ file, raw: await readFile(join(directory, file)) })));
}

/** Writes a mail atomically. */
export async function storeMail(directory: string, messageId: string, raw: Buffer, at: Date): Promise<void> {
  await mkdir(directory, { recursive: true });
  const partial = join(directory, `.${randomUUID()}`);
  await writeFile(partial, raw);
  await rename(partial, join(directory, `${timeInName(at)}-${messageId}.eml`));
}

/** Parses the file name of a mail: when it was accepted (epoch milliseconds), and its message id. */
export function parseMailName(file: string): { readonly atMs: number; readonly messageId: string } {
  const [, date = '', time = '', ms = '', messageId = file] =
    /^(\d{8})T(\d{6})(\d{3})Z-(.*)\.eml$/.exec(file) ?? [];
  const iso = `${date.replace(/(....)(..)/, '$1-$2-')}T${time.replace(/(..)(..)/, '$1:$2:')}.${ms}Z`;
  return { atMs: Date.parse(iso) || 0, messageId };
}
