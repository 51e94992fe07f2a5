import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkFile } from '../../../../lambdas/commands/check-file/check-file.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { columnsOf, sampleFile } from '../../../../lambdas/core/import-type/sample-file.ts';
import { IMPORT_TYPES } from '../../../../lambdas/import-types/registry.ts';
import { readMetadata } from '../../../../lambdas/processing/inspection/read-metadata.ts';
import { HEAD_BYTES } from '../../../../lambdas/reading/inspection/read-layout.ts';
import { createInspectFile } from '../../../../lambdas/tasks/inspect-file/handler.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { importItem, NOW } from '../../support/import-item.ts';
import { ANY_TENANT } from '../../support/memory-access.ts';
import { memoryImports, RUNTIME } from '../../support/memory-ports.ts';

const SINGLE_TYPES = IMPORT_TYPES.filter(({ paired }) => !paired);
const SETTINGS = {
  ...NO_SETTINGS,
  ...Object.fromEntries(SINGLE_TYPES.flatMap(({ sample }) => Object.entries(sample.settings ?? {}))),
};
const tenants = { read: async () => SETTINGS };
const MAX_FILE_BYTES = 1_000_000;

interface File {
  readonly importType: string;
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly metadata: Readonly<Record<string, string>>;
}

/** What InspectFile writes on the import of the file. */
async function inspected({ importType, fileName, bytes, metadata }: File): Promise<Import> {
  const { content: _, layout: __, split: ___, ...rest } = importItem();
  const source = { bucket: 'uploads', key: 'file', etag: 'e', size: bytes.length };
  const item = {
    ...rest,
    ...readMetadata(metadata),
    status: 'QUEUED',
    importType,
    fileName,
    source,
  } as const;
  const imports = memoryImports(item);
  const inspect = createInspectFile({
    imports,
    tenants,
    registry: ANY_TENANT.registry,
    objects: {
      head: async () => undefined,
      open: async (_, range) => Readable.from([bytes.subarray(range?.start, range?.end)]),
    },
    maxFileBytes: MAX_FILE_BYTES,
    now: () => NOW,
  });
  await inspect({ importId: item.importId }, RUNTIME).catch((error: Error) => {
    if (error.name !== 'FileRejected') throw error;
  });
  return imports.item as Import;
}

function check({ importType, fileName, bytes, metadata }: File, given = bytes) {
  const file = { tenant: 'acme', importType, fileName, bytes: given, size: bytes.length };
  return checkFile({ tenants, maxFileBytes: MAX_FILE_BYTES }, { ...file, choices: readMetadata(metadata) });
}

const sample = fc.constantFrom(
  ...SINGLE_TYPES.flatMap((type) => type.formats.map((format) => sampleFile(type, format))),
  ...SINGLE_TYPES.map((type) => columnsOf(type).join(';').toUpperCase()),
  'Members 2026\n\naccountId,id\nacme,ann\n',
  '{"users":[{"accountId":"acme","id":"ann"}]}',
  'accountId,id,"a\nacme,ann\n',
);
/** Samples with something cut out or put in, at any place: at the beginning most of all. */
const text = fc
  .tuple(
    sample,
    fc.oneof(fc.nat(12), fc.nat(400)),
    fc.nat(3),
    fc.constantFrom('', '', '"', ';', '\r', '[', '\n\n', 'é', '\0'),
  )
  .map(([whole, at, cut, put]) => whole.slice(0, at) + put + whole.slice(at + cut));
const bytes = fc
  .tuple(text, fc.constantFrom('utf8', 'latin1', 'utf16le'), fc.boolean())
  .map(([content, encoding, isGzip]) => {
    const plain = Buffer.from(content, encoding as BufferEncoding);
    return isGzip ? gzipSync(plain) : plain;
  });
const file: fc.Arbitrary<File> = fc.record({
  importType: fc.constantFrom('auto', 'nothing', ...SINGLE_TYPES.map(({ name }) => name)),
  fileName: fc.constantFrom('users.csv', 'users.json', 'users.jsonl', 'users'),
  bytes,
  metadata: fc.constantFrom<Record<string, string>[]>(
    {},
    {},
    { 'rollcall-similar-columns': 'map' },
    { 'rollcall-encoding': 'windows-1252' },
    { 'rollcall-map': 'First+Name=firstName' },
    { 'rollcall-segment': 'vip' },
    { 'rollcall-parameters': 'e30' },
  ),
});

describe('checkFile', () => {
  it('decides of a file that it gets as a whole exactly what InspectFile decides', async () => {
    await fc.assert(
      fc.asyncProperty(file, async (one) => {
        const item = await inspected(one);
        const { isWhole, rejection, accepted, opened } = await check(one);
        expect(isWhole).toBe(true);
        expect(rejection).toEqual(item.reason);
        expect(accepted?.importType).toBe(item.reason === undefined ? item.importType : undefined);
        expect(accepted === undefined).toBe(item.layout === undefined);
        if (accepted === undefined) return;
        // What follows from the type is not known yet when a file is opened.
        const { mapping: _, ...layout } = item.layout as NonNullable<Import['layout']>;
        if (layout.format === 'csv') delete layout.keyCells;
        expect(opened).toMatchObject({ layout });
        expect(opened?.conversion).toEqual(item.conversion);
        expect(accepted.unknownColumns).toEqual(item.unknownColumns);
      }),
      lawRuns(400),
    );
  });

  it.each([
    ['plain', (content: Buffer) => content, HEAD_BYTES],
    ['plain, of which less is given than InspectFile reads', (content: Buffer) => content, 5000],
    ['gzip', (content: Buffer) => gzipSync(content, { level: 1 }), 2000],
  ])('decides the same of the beginning of a file: %s', async (_, stored, given) => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `acme,user${i},"First\n${i % 7}",en_US`);
    const content = Buffer.from(`accountId,id,firstName,locale\n${rows.join('\n')}\n`);
    const whole = { importType: 'auto', fileName: 'users.csv', bytes: stored(content), metadata: {} };
    const item = await inspected(whole);
    const { isWhole, accepted, opened } = await check(whole, whole.bytes.subarray(0, given));
    expect(isWhole).toBe(false);
    expect(opened?.layout).toEqual(item.layout);
    // The record that is cut off is no issue.
    expect(accepted).toMatchObject({ importType: 'participants', issues: [] });
    expect(accepted?.checkedRecords).toBeGreaterThan(100);
  });

  it('suggests the mapping with which the file is accepted', async () => {
    const named = {
      importType: 'participants',
      fileName: 'users.csv',
      bytes: Buffer.from('Account ID,User ID,First Name,Shoe size\nacme,ann,Ann,38\n'),
    };
    const { rejection, columns = [] } = await check({ ...named, metadata: {} });
    expect(rejection?.code).toBe('SIMILAR_COLUMNS');
    expect(columns.map(({ field, reason }) => [field, reason])).toEqual([
      ['accountId', 'separators'],
      ['id', 'human-name'],
      ['firstName', 'separators'],
      [undefined, 'unknown'],
    ]);
    const map = columns.flatMap(({ column, field }) =>
      field === undefined ? [] : [[column, field] as [string, string]],
    );
    const mapped = await check({ ...named, metadata: { 'rollcall-map': `${new URLSearchParams(map)}` } });
    expect(mapped).toMatchObject({
      accepted: { unknownColumns: ['Shoe size'], checkedRecords: 1 },
      columns: [{ reason: 'mapped' }, { reason: 'mapped' }, { reason: 'mapped' }, { reason: 'unknown' }],
    });
  });

  it('checks the data file of a pair by its header file', async () => {
    const header = (columns: unknown) => ({
      fileName: 'user_feed_header_20180321110559.json',
      bytes: Buffer.from(JSON.stringify(columns)),
    });
    const data = Buffer.from('[{"id":"a1","score":"many"},{"id":"a2","score":3}]');
    const pair = {
      tenant: 'acme',
      importType: 'user-feed',
      fileName: 'user_feed_data_20180321110559.json',
      choices: readMetadata({}),
      bytes: data,
      size: data.length,
    };
    const declared = [
      { column_name: 'id', data_type: 'text', is_nullable: 'NO' },
      { column_name: 'score', data_type: 'integer', is_nullable: 'YES' },
    ];
    const ports = { tenants, maxFileBytes: MAX_FILE_BYTES };
    const checked = await checkFile(ports, { ...pair, header: header(declared) });
    expect(checked).toMatchObject({
      isWhole: true,
      accepted: { importType: 'user-feed', checkedRecords: 2 },
    });
    expect(
      checked.accepted?.issues.map(({ recordNumber, issue }) => [recordNumber, issue.severity, issue.field]),
    ).toEqual([[1, 'error', 'score']]);
    const wrong = await checkFile(ports, { ...pair, header: header(declared.slice(1)) });
    expect(wrong.rejection).toMatchObject({ code: 'BAD_FEED_HEADER' });
    expect(wrong.rejection?.message).toContain('the mandatory column "id" is not declared');
  });

  it('shows the errors of the first records with their numbers and lines', async () => {
    const rows = ['acme,ann,english', 'acme,bob,"e\nn"', ',cy,en', 'acme,dee'];
    const { accepted } = await check({
      importType: 'participants',
      fileName: 'users.csv',
      bytes: Buffer.from(`accountId,id,locale\n${rows.join('\n')}\n`),
      metadata: {},
    });
    expect(accepted?.checkedRecords).toBe(4);
    expect(
      accepted?.issues.map(({ recordNumber, line, issue }) => [recordNumber, line, issue.field]),
    ).toEqual([
      [1, 2, 'locale'],
      [2, 3, 'locale'],
      [3, 5, 'accountId'],
      [4, 6, undefined],
    ]);
  });
});
