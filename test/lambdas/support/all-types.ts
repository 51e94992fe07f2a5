import { afterAll } from 'vitest';
import { newsletterSubscribers } from '../../../examples/import-types/newsletter-subscribers.ts';
import type { FileFormat, ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { IMPORT_TYPE_RULES } from '../../../lambdas/import-types/import-type-rules.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';

/** Adds the documents' type to both lists until the test file that asks ends, as a line more in each would for good. */
export function registerExampleType(): void {
  for (const list of [IMPORT_TYPES, IMPORT_TYPE_RULES]) {
    const types = list as ImportTypeDefinition[];
    types.push(newsletterSubscribers);
    afterAll(() => void types.splice(types.indexOf(newsletterSubscribers), 1));
  }
}

/** Every type in each of its formats, and the type of the documentation as a newly added one. */
export function everyTypeAndFormat(): readonly (readonly [
  name: string,
  format: FileFormat,
  ImportTypeDefinition,
])[] {
  registerExampleType();
  return IMPORT_TYPES.flatMap((definition) =>
    definition.formats.map((format) => [definition.name, format, definition] as const),
  );
}
