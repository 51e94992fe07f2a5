import type { FileFormat, ImportTypeDefinition } from '../lambdas/core/import-type/import-type.ts';
import { sampleFile, sampleHeaderFile } from '../lambdas/core/import-type/sample-file.ts';
import { otherFeedName } from '../lambdas/core/naming/feed-name.ts';

export interface TemplateFile {
  /** Present where the name says what the file is. */
  readonly name?: string;
  readonly text: string;
}

/** One file, or the two of a pair: header, then data. A text is empty where the type has no header to show. */
export function templateFiles(
  definition: ImportTypeDefinition,
  format: FileFormat,
  { empty, now }: { readonly empty: boolean; readonly now: Date },
): readonly TemplateFile[] {
  const text = sampleFile(definition, format, empty ? [] : definition.sample.records);
  const header = sampleHeaderFile(definition);
  if (header === undefined) return [{ text }];
  const timestamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  return [
    { name: otherFeedName('data', timestamp), text: header },
    { name: otherFeedName('header', timestamp), text },
  ];
}
