import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Import, ImportSchema } from '../../../../lambdas/contracts/import.ts';
import { parseDamagedImport } from '../../../../lambdas/core/lifecycle/parse-damaged-import.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { importItem } from '../../support/import-item.ts';

const NEEDED = ['importId', 'tenant', 'status', 'attempt', 'arrival', 'executionArn'];
const NAMES = Object.keys(ImportSchema.shape).filter((name) => !NEEDED.includes(name));

it('reads an import whichever of its attributes are damaged, with its id, tenant, status and attempt', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...NAMES), fc.jsonValue()), (damage) => {
      const item: Import = importItem({ status: 'RUNNING', attempt: 2 });
      const { importId, tenant, status, attempt } = item;
      expect(parseDamagedImport({ ...item, ...damage })).toMatchObject({ importId, tenant, status, attempt });
    }),
    lawRuns(500),
  );
});

it('does not read an import whose status or attempt is damaged', () => {
  expect(parseDamagedImport({ ...importItem({}), status: 'LOST' })).toBeUndefined();
  expect(parseDamagedImport({ ...importItem({}), attempt: 'first' })).toBeUndefined();
});
