import { readFileSync } from 'node:fs';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import { withExample } from './adding-page.ts';
import { apiPage, openApiText } from './api-page.ts';
import { errorsPage } from './errors-page.ts';
import { eventSchemaText, eventsPage } from './events-page.ts';
import { importTypePage } from './import-type-page.ts';
import { importTypesIndex } from './import-types-index.ts';
import { keysPage } from './keys-page.ts';

/** The pages of docs/ that are generated from the code, as a whole or in part: path to text. */
export function generatedPages(): ReadonlyMap<string, string> {
  const adding = 'adding-an-import-type.md';
  return new Map([
    ['errors.md', errorsPage()],
    ['keys.md', keysPage()],
    ['api.md', apiPage()],
    ['events.md', eventsPage()],
    ['import-status-changed.schema.json', eventSchemaText()],
    ['../lambdas/api/openapi.json', openApiText()],
    ['import-types/README.md', importTypesIndex(IMPORT_TYPES)],
    ...IMPORT_TYPES.map(
      (definition) => [`import-types/${definition.name}.md`, importTypePage(definition)] as const,
    ),
    [adding, withExample(readFileSync(new URL(`../../docs/${adding}`, import.meta.url), 'utf8'))],
  ]);
}
