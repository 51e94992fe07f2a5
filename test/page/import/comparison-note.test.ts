import { describe, expect, it } from 'vitest';
import { comparisonNote } from '../../../page/import/check/comparison-note.ts';
import { de } from '../../../page/texts/de.ts';
import { en } from '../../../page/texts/en.ts';
import { createFormat } from '../../../page/texts/format.ts';

describe('what the rows are compared with', () => {
  it.each([
    ['en', en, 'up to row 50,000.'],
    ['de', de, 'bis Zeile 50.000'],
  ] as const)('has in %s the last row, if not all are compared', (language, { check }, expected) => {
    const format = createFormat(language);
    expect(comparisonNote({ comparedUntil: 50_000 }, check, format)).toContain(expected);
    expect(comparisonNote({}, check, format)).toBe(check.storedUsers);
  });
});
