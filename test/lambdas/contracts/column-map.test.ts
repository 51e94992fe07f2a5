import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnMapTextSchema } from '../../../lambdas/contracts/column-map.ts';
import { UploadMetadataSchema } from '../../../lambdas/contracts/upload-metadata.ts';

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => text.trim() === text);

describe('the mapping of columns in metadata', () => {
  it('is ASCII without blanks, and is read as it was written', () => {
    const maps = fc.uniqueArray(fc.tuple(word, word), { selector: ([column]) => column, maxLength: 5 });
    fc.assert(
      fc.property(maps, (map) => {
        const text = ColumnMapTextSchema.safeEncode(map);
        fc.pre(text.success);
        expect(text.data).toMatch(/^[!-~]*$/);
        expect(ColumnMapTextSchema.decode(text.data ?? '')).toEqual(map);
      }),
    );
  });

  it.each([
    ['a column without a field', 'First+Name', 'expected the name of a field, or -'],
    ['a field without a column', '=firstName', 'expected the name of a column'],
    ['a column twice', 'a=id&a=-', 'the column "a" is mapped twice'],
    ['too long a mapping', `a=${'x'.repeat(1536)}`, 'expected at most 1536 characters'],
  ])('is refused with %s', (_, text, message) => {
    const read = UploadMetadataSchema.safeParse({ 'rollcall-map': text });
    expect(read.error?.issues.map((issue) => issue.message)).toContainEqual(expect.stringContaining(message));
  });
});
