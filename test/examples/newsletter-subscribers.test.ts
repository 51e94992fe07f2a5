import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newsletterSubscribers } from '../../examples/import-types/newsletter-subscribers.ts';
import { sampleFile } from '../../lambdas/core/import-type/sample-file.ts';
import { findDefinition } from '../../lambdas/import-types/registry.ts';
import { importTypePage } from '../../scripts/docs/import-type-page.ts';
import { inspected } from '../lambdas/processing/inspected.ts';
import { runImports } from '../lambdas/processing/run-imports.ts';
import { registerExampleType } from '../lambdas/support/all-types.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const FILE = `email,fullName,language,subscribedAt,voucher,topics
ann@example.com,Ann Lee,english,2026-03-02,WELCOME-1,"sailing,knots"
bob@example.com,Bob,Klingon,,,
jean@example.com,Jean Roux,Français,,WELCOME-1,sailing
ANN@example.com,,Deutsch,,WELCOME-2,rigging
jean@example.com,Jean Roux,Français,,WELCOME-1,sailing
ann@example.com,,,2026-03-03,,
`;

describe('an import type that is added by one file and a line in each of the two lists', () => {
  registerExampleType();

  it('is imported in file order with chunks of any size', async () => {
    const expected = [
      ['created'],
      ['failed', 'language must be English, Deutsch or Français, found "Klingon"'],
      [
        'failed',
        'voucher: "WELCOME-1" belongs to the user of record 1 of this file; write another value, or leave it out',
      ],
      ['updated'],
      ['created'],
      ['failed', 'subscribedAt cannot be changed once it is set; leave it out'],
    ];
    for (const chunkRecords of [1, 2, 100]) {
      const { results, evaluated, tables } = await runImports(
        [inspected(newsletterSubscribers, FILE)],
        chunkRecords,
        { evaluated: true },
      );
      const outcomes = [results, evaluated].map((run) =>
        run.flat().map(({ outcome, issues }) => [outcome, ...issues.map(({ message }) => message)]),
      );
      expect(outcomes).toEqual([expected, expected]);
      const ann = tables.users.get('acme/newsletter-subscribers/ann@example.com')?.user;
      expect(Object.fromEntries(ann?.fields ?? [])).toEqual({
        email: 'ANN@example.com',
        fullName: 'Ann Lee',
        language: 'Deutsch',
        subscribedAt: Date.parse('2026-03-02'),
        voucher: 'WELCOME-2',
      });
      expect(ann?.sets).toEqual(new Map([['topics', new Set(['sailing', 'knots', 'rigging'])]]));
    }
  });

  it('has a template and a page', () => {
    expect(sampleFile(newsletterSubscribers, 'csv').split('\n')[0]).toBe(
      'email,fullName,language,subscribedAt,voucher,topics',
    );
    expect(importTypePage(newsletterSubscribers)).toContain(
      'voucher: "WELCOME-1" belongs to the user of record 12 of this file; write another value, or leave it out',
    );
    expect(findDefinition('newsletter-subscribers')).toBe(newsletterSubscribers);
  });

  it('is the code in docs/adding-an-import-type.md, except for the paths of its imports', () => {
    const shown = /```ts\n(import .*?)```/s.exec(read('docs/adding-an-import-type.md'))?.[1] ?? '';
    const inItsPlace = shown
      .replaceAll(/'\.\.\/(?!\.)/g, `'../../lambdas/`)
      .replaceAll(/'\.\//g, `'../../lambdas/import-types/`);
    expect(inItsPlace).toBe(read('examples/import-types/newsletter-subscribers.ts'));
  });
});
