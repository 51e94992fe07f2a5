import fc from 'fast-check';
import type { AskOf } from '../../../page/check/protocol.ts';

/** What a person does to a file of `arbitraryParticipants`. */
export type EditOfTest =
  | ({ readonly kind: 'edit' } & AskOf<'edit'>)
  | ({ readonly kind: 'replace' } & AskOf<'replace'>)
  | ({ readonly kind: 'remove' } & AskOf<'remove'>)
  | { readonly kind: 'undo' | 'redo' };

/** By column. */
const VALUES = new Map([
  [1, ['1', '2', '']],
  [2, ['X', 'Y', '']],
  [3, ['X', '']],
  [4, ['acct-1', 'acct-2', '']],
  [5, ['de_DE', 'Japanese']],
]);

const cell = fc
  .constantFrom(...VALUES)
  .chain(([column, values]) => fc.record({ column: fc.constant(column), value: fc.constantFrom(...values) }));

/** Of the records at the beginning and at the end of a file with so many, where records meet. */
export function arbitraryEdit(records: number): fc.Arbitrary<EditOfTest> {
  const record = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: records - 8, max: records }));
  const cells = fc.array(
    fc.tuple(record, cell).map(([one, rest]) => ({ record: one, ...rest })),
    { minLength: 1, maxLength: 3 },
  );
  return fc.oneof(
    { weight: 5, arbitrary: cells.map((all): EditOfTest => ({ kind: 'edit', cells: all })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(cell, fc.constantFrom('1', 'X', 'acct-1', ''))
        .map(([{ column, value }, from]): EditOfTest => ({ kind: 'replace', column, from, to: value })),
    },
    {
      weight: 1,
      arbitrary: record.map((one): EditOfTest => ({ kind: 'remove', records: [one] })),
    },
    { weight: 2, arbitrary: fc.constantFrom<EditOfTest>({ kind: 'undo' }, { kind: 'redo' }) },
  );
}
