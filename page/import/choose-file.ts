/** What can be said of a file by its name and size alone. */
export type FileVerdict =
  | { readonly kind: 'accepted'; readonly file: File }
  | { readonly kind: 'empty' }
  | { readonly kind: 'several' }
  | { readonly kind: 'too-large'; readonly maxBytes: number }
  | { readonly kind: 'other-kind'; readonly name: string };

const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  csv: ['.csv', '.tsv', '.txt', '.xlsx'],
  jsonl: ['.jsonl', '.ndjson'],
  json: ['.json'],
};

/** @param formats those of the import type */
export function endingsOf(formats: readonly string[]): readonly string[] {
  return formats.flatMap((format) => ENDINGS[format] ?? []);
}

export interface FileLimits {
  readonly formats: readonly string[];
  readonly maxBytes: number;
}

export function judgeFiles(
  files: readonly File[],
  { formats, maxBytes }: FileLimits,
): FileVerdict | undefined {
  const [file] = files;
  if (file === undefined) return undefined;
  if (files.length > 1) return { kind: 'several' };
  const name = file.name.toLowerCase().replace(/\.gz$/, '');
  if (!endingsOf(formats).some((ending) => name.endsWith(ending)))
    return { kind: 'other-kind', name: file.name };
  if (file.size > maxBytes) return { kind: 'too-large', maxBytes };
  return file.size === 0 ? { kind: 'empty' } : { kind: 'accepted', file };
}
