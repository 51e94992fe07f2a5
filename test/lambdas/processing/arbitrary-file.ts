/** Files in which records meet: few users, few unique values, much that is blank, given up or malformed. */
import fc from 'fast-check';
import type { ModelRecord } from './model.ts';

const CODES = ['X', 'Y', 'Z'];

const record: fc.Arbitrary<ModelRecord> = fc.record(
  {
    id: fc.constantFrom('ann', 'bob', 'cy', 'dee'),
    codes: fc.dictionary(fc.constantFrom('p', 'q'), fc.option(fc.constantFrom(...CODES), { nil: null }), {
      maxKeys: 2,
    }),
    firstName: fc.constantFrom('A', 'B', '', null),
    malformed: fc.constant(true),
  },
  { requiredKeys: ['id', 'codes'] },
);
/** Mostly sound: a malformed record here and there. */
const sound = record.map(({ malformed: _, ...rest }) => rest);

export const arbitraryFile: fc.Arbitrary<readonly ModelRecord[]> = fc.array(
  fc.oneof({ weight: 9, arbitrary: sound }, { weight: 1, arbitrary: record }),
  { minLength: 1, maxLength: 16 },
);
