/** Files in which records meet: few users, few unique values, much that is blank, given up or malformed. */
import fc from 'fast-check';
import { generatedCodes } from '../../../lambdas/import-types/referral-programs.ts';
import { type ModelRecord, userKeyOf } from './model.ts';

const IDS = ['ann', 'bob', 'cy', 'dee'];
const CODES = ['X', 'Y', 'Z'];
/** Codes that would be generated: when another user has one, the next candidate is generated. */
const GENERATED = [0, 1].flatMap((i) =>
  ['ann', 'bob'].map((id) => generatedCodes(userKeyOf(id), 'p')[i] ?? ''),
);

function fileOf(codes: readonly string[]): fc.Arbitrary<readonly ModelRecord[]> {
  const record: fc.Arbitrary<ModelRecord> = fc.record(
    {
      id: fc.constantFrom(...IDS),
      codes: fc.dictionary(fc.constantFrom('p', 'q'), fc.option(fc.constantFrom(...codes), { nil: null }), {
        maxKeys: 2,
      }),
      firstName: fc.constantFrom('A', 'B', '', null),
      malformed: fc.constant(true),
    },
    { requiredKeys: ['id', 'codes'] },
  );
  /** Mostly sound: a malformed record here and there. */
  const sound = record.map(({ malformed: _, ...rest }) => rest);
  return fc.array(fc.oneof({ weight: 9, arbitrary: sound }, { weight: 1, arbitrary: record }), {
    minLength: 1,
    maxLength: 16,
  });
}

export const arbitraryFile = fileOf(CODES);

/** Many users, and none with a code, or only codes that are given up: their chunks take users to be new. */
export const arbitraryCodelessFile: fc.Arbitrary<readonly ModelRecord[]> = fc.array(
  fc.record({
    id: fc.constantFrom(...IDS, 'eve', 'fay', 'gus', 'hal', 'ida'),
    codes: fc.constantFrom({}, {}, { p: null }),
    firstName: fc.constantFrom('A', 'B', '', null),
  }),
  { minLength: 1, maxLength: 14 },
);

/** Of a tenant with the program `p`, in which everybody has a code. */
export const arbitraryProgramFile = fileOf(['X', ...GENERATED]);
