import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { inPlainWords } from '../../../../lambdas/core/wording/describe-issue.ts';

const kinds = z.discriminatedUnion('edit', [
  z.object({ edit: z.literal('add'), entry: z.string() }),
  z.object({ edit: z.literal('remove'), key: z.string() }),
]);
const shapes = z.union([z.object({ group: z.int() }), z.array(z.string())]);

describe('a value of another shape', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['nothing', z.object({}), undefined, 'expected an object, found nothing'],
    ['a number', z.strictObject({}), 5, 'expected an object, found the number 5'],
    ['null', z.record(z.string(), z.string()), null, 'expected an object, found null'],
    ['a list', z.object({}), [], 'expected an object, found a list'],
    ['an object', z.array(z.string()), {}, 'expected a list, found an object'],
    ['an empty text', z.number(), '', 'expected a number, found an empty text'],
    ['a text', z.boolean(), 'yes', 'expected true or false, found "yes"'],
    ['a fraction', z.int(), 1.5, 'expected a whole number, found the number 1.5'],
    ['no number', z.number(), Number.NaN, 'expected a number, found a number that is not finite'],
    ['a hidden character', z.literal('a'), 'a\u200b', 'expected "a", found "a\\u{200B}"'],
    ['another word', z.enum(['a', 'b']), 'c', 'expected one of "a", "b", found "c"'],
    ['unknown fields', z.strictObject({}), { a: 1, b: 2 }, 'there are no fields "a", "b"'],
    ['an unknown field', z.strictObject({}), { a: 1 }, 'there is no field "a"'],
    ['too long a text', z.string().max(1), 'ab', 'expected text of at most 1 character, found "ab"'],
    ['an empty text', z.string().min(1), '', 'expected text, found an empty text'],
    ['too many entries', z.array(z.int()).max(1), [1, 2], 'expected a list of at most 1 entry, found a list'],
    ['too large a number', z.number().lt(3), 3, 'expected a number less than 3, found the number 3'],
    ['too small a number', z.number().min(3), 2, 'expected a number of at least 3, found the number 2'],
    ['no multiple', z.number().multipleOf(5), 3, 'expected a multiple of 5, found the number 3'],
    ['no address', z.email(), 'ann', 'expected an e-mail address, found "ann"'],
    ['no pattern', z.string().regex(/^a+$/), 'b', 'expected text that matches /^a+$/, found "b"'],
    ['no beginning', z.string().startsWith('set_'), 'b', 'expected text that begins with "set_", found "b"'],
    ['what a rule refuses', z.string().refine(() => false), 'b', 'expected another value, found "b"'],
    ['none of the kinds', kinds, { edit: 'move' }, 'expected one of "add", "remove", found "move"'],
    ['none of the types', z.union([z.string(), z.int()]), null, 'expected text or a number, found null'],
    ['none of the shapes', shapes, 5, 'expected an object or a list, found the number 5'],
    ['nearly a shape', shapes, { group: 'x' }, 'group: expected a number, found "x"'],
    ['a bad name', z.record(z.string().max(1), z.int()), { ab: 1 }, 'expected another name, found "ab"'],
  ])('that is %s is named, with what was expected', (_, schema, value, message) => {
    expect(schema.safeParse(value, inPlainWords).error?.issues[0]?.message).toBe(message);
  });

  it('keeps the message of a schema that has its own', () => {
    const schema = z.object({ group: z.int('expected the number of a group') });
    expect(schema.safeParse({}, inPlainWords).error?.issues[0]?.message).toBe(
      'expected the number of a group',
    );
  });
});
