import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newKeyHash } from '../../../../lambdas/core/conflicts/key-hash.ts';
import { createKeyList } from '../../../../lambdas/core/conflicts/key-list.ts';
import { createReadKeys } from '../../../../lambdas/core/conflicts/read-keys.ts';
import type { ImportType } from '../../../../lambdas/core/import-type/import-type.ts';
import { dialectOf } from '../../../../lambdas/core/records/dialect.ts';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { participants, participantsOf } from '../../support/participants.ts';
import { csvFiles, type FileWithKeys, jsonArrayFiles, jsonFiles } from './files-with-keys.ts';
import { type SeenRecord, seenByWorkers, TENANT } from './workers-view.ts';

/** As a type that folds letter case or trims would have to be read. */
const { verbatimKeys: _, ...withoutVerbatim } = participants;
const withPrograms = participantsOf([{ id: 'summer' }, { id: 'fall' }]);
const TYPES: readonly [string, ImportType][] = [
  ['from the bytes of cells', participants],
  ['from the text of cells', withoutVerbatim],
  ['and of what may be generated for its user', withPrograms],
];

function seen(source: FileWithKeys, type: ImportType): SeenRecord[] {
  const { file, layout } = source;
  const { offset, line } = layout;
  const start = { offset, line, recordNumber: 1 };
  const splitter = createSplitter({ dialect: dialectOf(layout), start, fileBytes: file.length });
  const chunks = [...splitter.push(file.subarray(offset)), ...splitter.end().chunks];
  return seenByWorkers(source, chunks, type);
}

function hashesOf({ raw }: SeenRecord, type: ImportType, layout: FileWithKeys['layout']): string[] {
  const keys = createKeyList();
  // Elsewhere than at the buffer's beginning, with bytes behind that belong to others.
  const bytes = Buffer.concat([Buffer.from('"x,'), raw, Buffer.from('y"",')]);
  createReadKeys(type, TENANT, layout)(bytes, 3, 3 + raw.length, keys);
  return Array.from({ length: keys.count() }, (_, i) =>
    keys
      .lanes()
      .slice(2 * i, 2 * i + 2)
      .join(),
  );
}

function hashed(keys: readonly string[]): string[] {
  return keys.map((key) => newKeyHash(key).join()).sort();
}

describe.each(TYPES)('keys of a CSV record, %s', (_name, type) => {
  it('are those that a worker finds by csv-parse and the rules, in proper records', () => {
    fc.assert(
      fc.property(csvFiles(false), (source) => {
        for (const record of seen(source, type)) {
          const found = hashesOf(record, type, source.layout).sort();
          if (record.keys !== undefined) expect(found).toEqual(hashed(record.keys));
        }
      }),
      lawRuns(1000),
    );
  });

  it('miss none that a worker finds, in any file', () => {
    fc.assert(
      fc.property(csvFiles(true), (source) => {
        for (const record of seen(source, type)) {
          if (record.keys !== undefined)
            expect(hashesOf(record, type, source.layout).sort()).toEqual(hashed(record.keys));
        }
      }),
      lawRuns(1000),
    );
  });
});

describe('keys of a CSV record', () => {
  const layout: FileWithKeys['layout'] = {
    format: 'csv',
    delimiter: ',',
    columns: ['accountId', 'email', 'id', 'referralCodes.summer'],
    width: 4,
    headerStart: 0,
    headerEnd: 42,
    offset: 43,
    line: 2,
  };
  const found = (record: string) =>
    hashesOf({ raw: Buffer.from(record) } as SeenRecord, participants, layout).length;

  it.each([
    ['an account, an id and a code', 'acme,,1,BOB', 2],
    ['an account and an id', 'acme,,1,', 1],
    ['a code of spaces, which is none', 'acme,,1,  ', 1],
    ['no id', 'acme,,,BOB', 0],
    ['an id of spaces, which is none', 'acme,,\u00a0 ,BOB', 0],
    ['an id in quotes', 'acme,"a,b",1,BOB', 2],
    ['an empty id in quotes', 'acme,,"",BOB', 0],
    ['too few cells', 'acme', 0],
    ['nothing', '', 0],
  ])('of a record with %s', (_prose, record, count) => {
    expect(found(record)).toBe(count);
  });

  it('are none in a file without a column for a part of the key', () => {
    const columns = ['accountId', 'referralCodes.summer'];
    const read = createReadKeys(participants, TENANT, { ...layout, columns, width: 2 });
    const keys = createKeyList();
    read(Buffer.from('acme,BOB'), 0, 8, keys);
    expect(keys.count()).toBe(0);
  });
});

describe('keys of a JSON record', () => {
  it.each([
    ['a line', jsonFiles],
    ['an element', jsonArrayFiles],
  ])('are those that a worker finds: %s', (_prose, files) => {
    fc.assert(
      fc.property(files, (source) => {
        for (const record of seen(source, participants)) {
          const found = hashesOf(record, participants, source.layout).sort();
          expect(found).toEqual(hashed(record.keys ?? record.readableKeys));
        }
      }),
      lawRuns(1000),
    );
  });
});
