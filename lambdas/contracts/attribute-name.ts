import * as z from 'zod';
import { showValue } from './shown-value.ts';

/**
 * Whether an attribute of the users table is Rollcall's own: the partition key, and names that begin with `_` (`_version`,
 * `_import`). No field of a user has such a name.
 */
export function isOwnAttribute(name: string): boolean {
  return name === 'userKey' || name.startsWith('_');
}

const MAX_LENGTH = 128;
const EXPECTED = 'expected a name in camelCase, such as firstName';

/** The name of an attribute of the user feed, in a header file and in the tenant's settings. */
export const AttributeNameSchema = z
  .string(EXPECTED)
  .max(MAX_LENGTH, `expected a name of at most ${MAX_LENGTH} characters`)
  // After `pipe` a name that is too long is not looked at any further, nor quoted in a message.
  .pipe(
    z
      .string()
      .refine((name) => !isOwnAttribute(name), {
        error: ({ input }) => `${showValue(input)} is a name that Rollcall uses itself: choose another name`,
        abort: true,
      })
      .regex(/^[a-z][a-zA-Z0-9]*$/, EXPECTED),
  );

/** Of a user: the keys of the index that lists the users of a tenant and an import type. */
export const LIST_ATTRIBUTES = { partition: '_list', sort: '_listKey' } as const;
