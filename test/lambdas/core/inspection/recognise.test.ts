import { describe, expect, it } from 'vitest';
import type { FileLayout } from '../../../../lambdas/contracts/file-layout.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import type { ImportType } from '../../../../lambdas/core/import-type/import-type.ts';
import { recognise } from '../../../../lambdas/core/inspection/recognise.ts';
import { IMPORT_TYPES } from '../../../../lambdas/import-types/registry.ts';

function csv(...columns: string[]): FileLayout {
  return {
    format: 'csv',
    delimiter: ',',
    columns,
    width: columns.length,
    headerStart: 0,
    headerEnd: 1,
    offset: 1,
    line: 2,
  };
}
const TYPES = IMPORT_TYPES.map(({ resolve }) => resolve({ settings: NO_SETTINGS, parameters: undefined }));
const JSONL: FileLayout = { format: 'jsonl', offset: 0, line: 1 };
const JSON_ARRAY: FileLayout = { format: 'json', indent: 0, inline: true, offset: 1, line: 1 };

describe('the format of a file', () => {
  const [first] = TYPES;
  const typeOf = (...formats: ImportType['formats']) => ({ ...(first as ImportType), name: 'feed', formats });

  it('is taken where the type comes in it, also when no type is named', () => {
    const types = [typeOf('csv', 'jsonl'), { ...typeOf('json'), name: 'array' }];
    for (const requested of ['array', 'auto']) {
      const recognised = recognise(types, requested, JSON_ARRAY);
      expect(recognised.ok && recognised.type.name).toBe('array');
    }
  });

  it.each([
    [
      'an array for lines',
      typeOf('csv', 'jsonl'),
      JSON_ARRAY,
      'JSON_ARRAY',
      /CSV or JSON Lines.*one object.*jq -c '\.\[\]'/,
    ],
    [
      'an array for rows',
      typeOf('csv'),
      JSON_ARRAY,
      'WRONG_FORMAT',
      /file is one JSON array; files of the type `feed` are CSV\.$/,
    ],
    [
      'lines for an array',
      typeOf('json'),
      JSONL,
      'WRONG_FORMAT',
      /is JSON Lines; .*one JSON array\. .*jq -s/,
    ],
    ['rows for an array', typeOf('json'), csv('id'), 'WRONG_FORMAT', /is CSV; .*one JSON array\.$/],
  ])('is rejected with the right message if it is wrong: %s', (_, type, layout, code, words) => {
    expect(recognise([type], 'feed', layout)).toEqual({
      ok: false,
      code,
      message: expect.stringMatching(words),
    });
    if (layout.format !== 'csv') expect(recognise([type], 'auto', layout)).toMatchObject({ ok: false, code });
  });
});

describe('a header', () => {
  it.each([
    ['by name', 'participants', csv('accountId', 'id')],
    ['by its columns', 'auto', csv('accountId', 'id', 'email')],
    ['by columns in the other spelling', 'auto', csv('id', 'accountId', 'sharelinks.p')],
    ['in JSON Lines', 'auto', JSONL],
  ])('is recognised %s', (_, requested, layout) => {
    const recognised = recognise(TYPES, requested, layout);
    expect(recognised.ok && recognised.type.name).toBe('participants');
  });

  it.each([
    ['of an unknown type', 'people', csv('accountId', 'id'), 'UNKNOWN_TYPE', '`participants`'],
    ['of no type at all', 'auto', csv('shoe', 'size'), 'UNRECOGNISED_TYPE', '`participants`'],
    [
      'that is a record, there being no header',
      'participants',
      csv('acme', 'u-1', 'Ann'),
      'MISSING_COLUMN',
      'Found: `acme`, `u-1`, `Ann`',
    ],
    ['without id', 'participants', csv('accountId', 'email'), 'MISSING_COLUMN', 'no column `id`'],
    ['with ID', 'participants', csv('accountId', 'ID'), 'SIMILAR_COLUMNS', '`ID` → `id`'],
    [
      'with neither key',
      'participants',
      csv('email'),
      'MISSING_COLUMN',
      'no column `accountId` and no column `id`',
    ],
    [
      'that names a column twice',
      'participants',
      csv('accountId', 'id', 'email', 'email'),
      'DUPLICATE_COLUMN',
      'names `email` twice',
    ],
    [
      'that names an unknown column twice',
      'participants',
      csv('accountId', 'id', 'shoe', 'shoe'),
      'DUPLICATE_COLUMN',
      'names `shoe` twice',
    ],
    [
      'that names __proto__ twice',
      'participants',
      csv('accountId', 'id', '__proto__', '__proto__'),
      'DUPLICATE_COLUMN',
      'twice',
    ],
    [
      'with one field in two spellings',
      'participants',
      csv('accountId', 'id', 'shareLinks.p', 'sharelinks.p'),
      'DUPLICATE_COLUMN',
      '`shareLinks.p` and `sharelinks.p` are the same field',
    ],
    [
      'with a custom field of no name',
      'participants',
      csv('accountId', 'id', 'customFields.'),
      'BAD_COLUMN',
      'must match',
    ],
    [
      'with a custom field of two words',
      'participants',
      csv('accountId', 'id', 'customFields.a b'),
      'BAD_COLUMN',
      '`customFields.a b` → `customFields.a_b` (not allowed after the dot: blank)',
    ],
  ])('is rejected %s', (_, requested, layout, code, words) => {
    expect(recognise(TYPES, requested, layout)).toEqual({
      ok: false,
      code,
      message: expect.stringContaining(words),
    });
  });

  it.each([
    ['participants', csv('Account ID', 'User ID', 'Vorname', 'Plan')],
    ['workspace-users', csv('Name', 'Email', 'Groups')],
  ])('of human names is recognised as %s and rejected with their mapping', (name, layout) => {
    expect(recognise(TYPES, 'auto', layout)).toMatchObject({
      code: 'SIMILAR_COLUMNS',
      message: expect.stringContaining(`fields of ${name}`),
    });
  });

  it('without a key says how to map another column', () => {
    const recognised = recognise(TYPES, 'participants', csv('accountId', 'person'));
    expect(recognised).toMatchObject({ message: expect.stringContaining("--map 'COLUMN=id'") });
  });

  it('keeps the columns that it does not know for a warning', () => {
    const layout = csv('accountId', 'id', 'refferable', '__proto__', 'constructor');
    expect(recognise(TYPES, 'auto', layout)).toMatchObject({
      ok: true,
      unknownColumns: ['refferable', '__proto__', 'constructor'],
    });
  });

  it('of a hundred kilobytes is not quoted whole', () => {
    const long = 'x'.repeat(100_000);
    for (const columns of [[long, long], [long], [`customFields.${long}`]]) {
      const recognised = recognise(TYPES, 'participants', csv(...columns));
      expect(JSON.stringify(recognised).length).toBeLessThan(1000);
    }
  });
});
