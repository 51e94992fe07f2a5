import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { IssueCodeSchema } from '../../lambdas/contracts/issue.ts';
import { REJECTION_CODES } from '../../lambdas/contracts/rejection.ts';
import { ERROR_CATALOGUE } from '../../lambdas/runtime/errors.ts';
import { errorsPage } from '../../scripts/docs/errors-page.ts';

describe('docs/errors.md', () => {
  it('is generated from the catalogues: if not, run `npm run docs`', () => {
    const check = spawnSync(process.execPath, ['scripts/docs/generate.ts', '--check'], { encoding: 'utf8' });
    expect(check.stderr).toBe('');
    expect(check.status).toBe(0);
    expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage());
  });

  it('contains every code that a sender or an operator can see', () => {
    const names = [
      ...IssueCodeSchema.options,
      ...Object.keys(REJECTION_CODES),
      ...Object.keys(ERROR_CATALOGUE),
    ];
    expect(names.filter((name) => !errorsPage().includes(`| \`${name}\` |`))).toEqual([]);
  });
});
