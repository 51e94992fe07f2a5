import type { ImportTypeDefinition } from '../../lambdas/core/import-type/import-type.ts';
import { sampleType } from '../../lambdas/core/import-type/sample-file.ts';
import { FORMAT_NAMES } from './import-type-facts.ts';
import { table } from './markdown.ts';

/** The text of docs/import-types/README.md. */
export function importTypesIndex(types: readonly ImportTypeDefinition[]): string {
  return [
    '# Import types',
    '',
    '<!-- Written by `npm run docs` from the definitions in lambdas/import-types. Change those, not this page. -->',
    '',
    ...table(
      ['Type', 'Files', 'A user is known by'],
      types.map((definition) => [
        `[${definition.title}](${definition.name}.md): \`${definition.name}\``,
        definition.formats.map((format) => FORMAT_NAMES[format]).join(', '),
        sampleType(definition)
          .key.map((field) => `\`${field}\``)
          .join(', '),
      ]),
    ),
    '',
    '`npm run --silent template -- TYPE` prints a template with sample records; `--empty` leaves these out. Another kind of file:',
    '[adding an import type](../adding-an-import-type.md).',
    '',
  ].join('\n');
}
