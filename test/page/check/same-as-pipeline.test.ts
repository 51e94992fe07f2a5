import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/tenant-settings.ts';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { sampleHeaderFile } from '../../../lambdas/core/import-type/sample-file.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import { issueOfRow } from '../../../lambdas/reporting/read-error-row.ts';
import { CASES } from '../../fixtures/cases/cases.ts';
import { importBytes } from '../../lambdas/processing/import-bytes.ts';
import { checkInPage } from './check-file.ts';

interface CaseFile {
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

const FILES = [
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

const shown = (
  record: number,
  issue: { severity: string; code: string; field?: string | undefined; message: string },
) => [record, issue.severity, issue.code, issue.field ?? '', issue.message].join(' | ');

/** What only the users table tells, and what is said about the results. */
const STORED = /belongs to another|is taken|already exists|no user has|results\.csv shows|generated/;

async function pageIssues({ bytes, type, options }: CaseFile) {
  const header = sampleHeaderFile(type);
  const { client, inspected, summary } = await checkInPage(
    new Uint8Array(bytes),
    type.paired ? 'user_feed_data_20261121100000.json' : 'users',
    {
      tenant: 'acme',
      importType: type.name,
      options,
      settings: { ...NO_SETTINGS, ...type.sample.settings },
      parameters: type.sample.parameters,
      ...(header !== undefined && { header: { file: new Blob([header]), name: 'header' } }),
    },
  );
  const rejection = inspected.rejection ?? summary?.rejection;
  if (rejection !== undefined) return rejection;
  const { selection, count } = await client.ask('select', { filter: { kind: 'all' } });
  const { rows } = await client.ask('rows', { selection, from: 0, count });
  return [
    ...(summary?.ofFile ?? []).map((issue) => shown(0, issue)),
    ...rows.flatMap(({ record, originalRecord = record, issues }) =>
      issues.map((issue) => shown(originalRecord, issue)),
    ),
  ];
}

async function pipelineIssues({ bytes, type, options }: CaseFile) {
  const imported = await importBytes(type, bytes, options);
  if (imported.status === 'rejected') return { code: imported.code, message: imported.message };
  return imported.errors
    .map(issueOfRow)
    .filter(({ issue }) => !STORED.test(issue.message))
    .map(({ recordNumber, issue }) => shown(recordNumber, issue));
}

describe('the page and the pipeline say the same', () => {
  it.each(FILES)('of $title', async (file) => {
    expect(await pageIssues(file)).toEqual(await pipelineIssues(file));
  });
});
