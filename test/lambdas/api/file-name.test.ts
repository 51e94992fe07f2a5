import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UploadNameSchema } from '../../../lambdas/api/file-name.ts';
import { parseUploadKey, uploadKey } from '../../../lambdas/core/naming/upload-key.ts';

const MAX_KEY_BYTES = 1024;

describe('the name of an upload', () => {
  it.each([
    '',
    '.',
    '..',
    '...',
    ' ',
    '. .',
    '\u200b',
    '\ud800.csv',
    'a\udc00',
    'a/b',
    'a\\b',
    'a\nb',
    '\u0000',
  ])('is refused if it is %j', (name) => {
    expect(UploadNameSchema.safeParse(name).success).toBe(false);
  });

  it.each(['users.csv', '.csv', 'Müller – März.csv', '用户.csv', 'ü'.repeat(200), '😀.csv', 'a ..csv'])(
    'may be %j',
    (name) => {
      expect(UploadNameSchema.safeParse(name).success).toBe(true);
    },
  );

  it('makes a key that S3 takes and StartImport reads back, if it is accepted', () => {
    const place = { tenant: 't'.repeat(63), importType: 'i'.repeat(64) };
    fc.assert(
      fc.property(
        fc
          .string({ unit: 'binary', minLength: 1, maxLength: 200, size: 'max' })
          .map((text) => text.slice(0, 200)),
        (fileName) => {
          fc.pre(UploadNameSchema.safeParse(fileName).success);
          const key = uploadKey({ ...place, folder: `imp_${'0'.repeat(26)}`, fileName });
          expect(Buffer.byteLength(key)).toBeLessThanOrEqual(MAX_KEY_BYTES);
          const path = new URL(`http://s3/${key.split('/').map(encodeURIComponent).join('/')}`).pathname;
          expect(parseUploadKey(decodeURIComponent(path.slice(1)))).toEqual({ ...place, fileName });
        },
      ),
    );
  });
});
