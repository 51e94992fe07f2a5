import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { emailAddress } from '../../../lambdas/import-types/field-values.ts';
import { lawRuns } from '../../support/law-runs.ts';

const part = fc.string({
  unit: fc.constantFrom('a', 'Z', '0', '-', '_', '!', '+', "'", '/', ' ', ','),
  maxLength: 5,
});
const label = fc.oneof(
  part,
  fc.integer({ min: 61, max: 65 }).map((length) => 'x'.repeat(length)),
);
const address = fc
  .tuple(part, fc.constantFrom('@', '@@', ''), fc.array(label, { minLength: 1, maxLength: 4 }))
  .map(([local, at, labels]) => `${local}${at}${labels.join('.')}`);

it('an address in ASCII is one that the pattern of HTML accepts, with a dot in its domain', () => {
  fc.assert(
    fc.property(fc.oneof(address, fc.emailAddress()), (text) => {
      const trimmed = text.trim();
      const isAddress = z.regexes.html5Email.test(trimmed) && /@.*\./.test(trimmed);
      expect(emailAddress.schema.safeParse(text).success).toBe(isAddress);
    }),
    lawRuns(2_000),
  );
});
