import { describe, expect, it } from 'vitest';
import { FeedHeaderSchema } from '../../../lambdas/contracts/feed-header.ts';

const ID = { column_name: 'id', data_type: 'text', is_nullable: 'NO' };
const column = (fields: object) => ({ column_name: 'a', data_type: 'text', is_nullable: 'YES', ...fields });

describe('the header of a user feed', () => {
  it.each(['text', 'date', 'timestamp', 'boolean', 'integer', 'numeric'])('declares %s', (type) => {
    expect(FeedHeaderSchema.safeParse([ID, column({ data_type: type })]).success).toBe(true);
  });

  it('may say more about a column, as databases do', () => {
    const exported = FeedHeaderSchema.parse([{ ...ID, ordinal_position: 1 }]);
    expect(exported).toEqual([ID]);
  });

  it.each([
    ['an object', ID, 'expected an array of columns'],
    ['a column that is text', [ID, 'email'], 'expected object'],
    ['no id', [column({})], '"id" is not declared'],
    ['nothing', [], '"id" is not declared'],
    ['an id that may be null', [{ ...ID, is_nullable: 'YES' }], 'the id cannot be null'],
    ['a column twice', [ID, column({}), column({ data_type: 'date' })], '"a" is declared twice'],
    ['a name that is not in camelCase', [ID, column({ column_name: 'first_name' })], 'camelCase'],
    ['a name that begins with a capital', [ID, column({ column_name: 'Email' })], 'camelCase'],
    ['the name of the key of our table', [ID, column({ column_name: 'userKey' })], 'userKey'],
    ['a type that does not exist', [ID, column({ data_type: 'varchar' })], 'expected one of "text", "date"'],
    ['a type in capitals', [ID, column({ data_type: 'TEXT' })], 'expected one of'],
    ['an answer that is a boolean', [ID, column({ is_nullable: true })], 'expected "YES" or "NO"'],
    [
      'more columns than can be read',
      [
        ID,
        ...Array(1000)
          .keys()
          .map((i) => column({ column_name: `a${i}` })),
      ],
      'at most 1000',
    ],
  ])('is refused with %s', (_, header, message) => {
    const parsed = FeedHeaderSchema.safeParse(header);
    expect(parsed.error?.issues.map((issue) => issue.message).join('; ')).toContain(message);
  });
});
