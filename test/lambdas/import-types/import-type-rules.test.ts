import { describe, expect, it } from 'vitest';
import { IMPORT_TYPE_RULES } from '../../../lambdas/import-types/import-type-rules.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';

describe('the rules by which files are inspected', () => {
  it('are those of the registry, in the same order', () => {
    const rulesOf = IMPORT_TYPES.map(({ title, description, notes, sample, ...rules }) => rules);
    expect(IMPORT_TYPE_RULES).toEqual(rulesOf);
  });
});
