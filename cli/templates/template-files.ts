import type { FileFormat, ImportTypeDefinition } from '../../lambdas/core/import-type/import-type.ts';
import { sampleFile, sampleHeaderFile } from '../../lambdas/core/import-type/sample-file.ts';
import { otherFeedName } from '../../lambdas/core/naming/feed-name.ts';

export interface TemplateFile {
  /** Present for a pair of files: the name tells header and data apart. */
  readonly name?: string;
  readonly text: string;
}

/** One file, or the two files of a pair: header, then data. The text is empty when a type has no header. */
export function templateFiles(
  definition: ImportTypeDefinition,
  format: FileFormat,
  { empty, now }: { readonly empty: boolean; readonly now: Date },
): readonly TemplateFile[] {
  const text = sampleFile(definition, format, empty ? [] : definition.sample.records);
  return namedFiles(text, sampleHeaderFile(definition), now);
}

/** @param header the header file of a pair */
export function namedFiles(text: string, header: string | undefined, now: Date): readonly TemplateFile[] {
  if (header === undefined) return [{ text }];
  const timestamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  return [
    { name: otherFeedName('data', timestamp), text: header },
    { name: otherFeedName('header', timestamp), text },
  ];
}
