import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CSV_PATH_REFUSALS } from '../../lambdas/contracts/csv-path-refusal.ts';

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');

describe('docs/security.md', () => {
  it('lists each reason to refuse a csvPath, with the text of the contract', () => {
    const block = /<!-- csv-path-refusals:.*?-->\n(.*)<!-- \/csv-path-refusals -->/s.exec(page)?.[1];
    const rows = Object.entries(CSV_PATH_REFUSALS).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
    expect(block).toBe(['| code | meaning |', '|---|---|', ...rows, ''].join('\n'));
  });
});
