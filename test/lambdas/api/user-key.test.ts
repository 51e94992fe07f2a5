import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readUserKeyText, userKeyText } from '../../../lambdas/api/user-key.ts';

const part = fc.oneof(
  fc.constantFrom('acme', 'ann.smith', 'a/b', '%2F', '~', '~WyJhIl0', '..', '.', '?', '#', 'müller', ' ', ''),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

it('survives a path that is decoded on its way, once, twice or never', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), fc.nat(2), (parts, decodings) => {
      const text = userKeyText(parts);
      const path = new URL(`https://api.example.com/v1/users/participants/${text}`).pathname;
      let received = path.slice('/v1/users/participants/'.length);
      // The router decodes once; a gateway may have decoded before.
      for (let i = 0; i <= decodings; i += 1) received = decodeURIComponent(received);
      expect(readUserKeyText(received)).toEqual(parts);
    }),
  );
});

it.each([
  ['base64url that is no JSON', '~####'],
  ['JSON that is no list', `~${Buffer.from('{"a":1}').toString('base64url')}`],
  ['a list with a number', `~${Buffer.from('["a",1]').toString('base64url')}`],
  ['an empty list', `~${Buffer.from('[]').toString('base64url')}`],
])('is not read from %s', (_, text) => {
  expect(readUserKeyText(text)).toBeUndefined();
});
