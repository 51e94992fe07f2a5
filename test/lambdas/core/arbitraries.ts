/** Users and changes as the rules can meet them, from a few names and values so that they meet often. */
import fc from 'fast-check';
import type { FieldValue, SetOperation, User, UserChange } from '../../../lambdas/core/user/user.ts';
import { userKeyOf } from '../../../lambdas/core/user/user-key.ts';

const NAMES = [
  'firstName',
  'email',
  'customFields.a',
  'customFields.b',
  'customFields.__proto__',
  'shareLinks.p',
  'referredByCodes',
];

const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  fc.constantFrom('', 'x', 'y', 0, 1, true, false),
  fc.array(fc.constantFrom('A', 'B'), { maxLength: 2 }),
);

/** Every user has the fields of the key. */
const fields = fc
  .dictionary(fc.constantFrom(...NAMES), fieldValue)
  .map((o) => new Map<string, FieldValue>([['id', 'u'], ...Object.entries(o)]));
const segment = fc.constantFrom('vip', 'spring', 'old');

export const user: fc.Arbitrary<User> = fc.record({
  fields,
  sets: fc
    .array(segment, { minLength: 1 })
    .map((list) => new Map([['segments', new Set(list)]]))
    .chain((sets) => fc.constantFrom(sets, new Map<string, Set<string>>())),
});

const operation: fc.Arbitrary<SetOperation> = fc.oneof(
  fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), element: segment }),
  fc.constant({ kind: 'clear' as const }),
);

export const change: fc.Arbitrary<UserChange> = fc.record({
  userKey: fc.constant(userKeyOf('acme', 'participants', ['a', 'u'])),
  set: fields,
  clear: fc.array(fc.constantFrom(...NAMES)).map((list) => new Set(list)),
  clearFamilies: fc.subarray(['customFields.', 'shareLinks.']).map((list) => new Set(list)),
  sets: fc.array(operation, { maxLength: 4 }).map((operations) => new Map([['segments', operations]])),
});
