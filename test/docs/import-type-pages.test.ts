import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldLabel } from '../../lambdas/core/import-type/field-names.ts';
import { sampleType } from '../../lambdas/core/import-type/sample-file.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { generatedPages } from '../../scripts/docs/generated-pages.ts';
import { importTypePage } from '../../scripts/docs/import-type-page.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the generated pages', () => {
  it.each([...generatedPages()])('%s is up to date: if not, run `npm run docs`', (path, wanted) => {
    expect(read(`docs/${path}`)).toBe(wanted);
  });

  it('describe every import type', () => {
    const pages = readdirSync(new URL('../../docs/import-types/', import.meta.url));
    expect(pages.sort()).toEqual(
      ['README.md', ...IMPORT_TYPES.map(({ name }) => `${name}.md`)].sort((a, b) => (a < b ? -1 : 1)),
    );
  });

  it('are linked from the README', () => {
    const readme = read('README.md');
    expect(readme).toContain('(docs/import-types/README.md)');
    expect(readme).toContain('(docs/adding-an-import-type.md)');
  });
});

describe.each(IMPORT_TYPES.map((definition) => [definition.name, definition] as const))(
  'the page of %s',
  (_name, definition) => {
    const type = sampleType(definition);
    const page = importTypePage(definition);

    it('has a row for each field, with every spelling, its rule and its description', () => {
      const rows = page.split('\n').filter((line) => line.startsWith('| `'));
      const missing = type.fields.filter((rule) => {
        const spellings = [rule.name, ...(rule.aliases ?? [])].map((name) => fieldLabel({ ...rule, name }));
        const told = [...spellings.map((name) => `\`${name}\``), rule.expected, rule.description];
        return !rows.some(
          (row) => row.startsWith(`| ${told[0]}`) && told.every((text) => row.includes(text)),
        );
      });
      expect(missing).toEqual([]);
    });

    it('lists the required fields, and the message for a record without them', () => {
      for (const field of type.key) {
        expect(page).toContain(`| \`${field}\` (required) |`);
        expect(page).toContain(type.missingKey(field).message);
      }
    });

    it('shows the message for each mistake, and every column of the results', () => {
      for (const [what] of definition.sample.mistakes) expect(page).toContain(`\n| ${what}`);
      expect(page).toContain(['recordNumber', 'outcome', ...type.details.before].join(','));
    });
  },
);
