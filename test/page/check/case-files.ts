import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { sampleHeaderFile } from '../../../lambdas/core/import-type/sample-file.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import type { FileChoices } from '../../../page/check/protocol.ts';
import { CASES } from '../../fixtures/cases/cases.ts';

export interface CaseFile {
  readonly title: string;
  readonly bytes: Buffer;
  readonly type: ImportTypeDefinition;
  readonly options?: Partial<ImportOptions>;
}

const TYPE_BY_NAME = /(workspace-users|group-members|user_feed_data|participants)/;

function typeOf(file: string): ImportTypeDefinition {
  const name = TYPE_BY_NAME.exec(file)?.[1]?.replace('user_feed_data', 'user-feed');
  return IMPORT_TYPES.find((type) => type.name === name) ?? participants;
}

function filesIn(folder: string): CaseFile[] {
  return readdirSync(folder)
    .filter((file) => /\.(csv|jsonl|json)$/.test(file) && !/settings|user_feed_header/.test(file))
    .map((file) => ({
      title: `${folder}/${file}`,
      bytes: readFileSync(join(folder, file)),
      type: typeOf(file),
    }));
}

const SENT = Object.entries(CASES).flatMap(([section, cases]) =>
  cases.map(({ holds, content, type = participants, options }): CaseFile => {
    return { title: `${section}: ${holds}`, bytes: Buffer.from(content), type, ...(options && { options }) };
  }),
);

export const CASE_FILES = [
  ...SENT,
  ...filesIn('examples'),
  ...filesIn('test/fixtures/bad-records'),
  ...filesIn('test/fixtures/cases'),
  ...SENT.map((file) => ({
    ...file,
    title: `${file.title}, duplicates rejected`,
    options: { ...file.options, duplicates: 'reject' as const },
  })),
];

/** The name of the file, and what the page asks the worker about it. */
export function askedFor({ type, options }: CaseFile): readonly [fileName: string, choices: FileChoices] {
  const header = sampleHeaderFile(type);
  const choices = {
    tenant: 'acme',
    importType: type.name,
    options,
    settings: { ...NO_SETTINGS, ...type.sample.settings },
    parameters: type.sample.parameters,
    // As it was sent: the page would leave out what is above the names.
    headerRow: 1,
    ...(header !== undefined && { header: { file: new Blob([header]), name: 'header' } }),
  };
  return [type.paired ? 'user_feed_data_20261121100000.json' : 'users', choices];
}
