import { newsletterSubscribers } from '../../../examples/import-types/newsletter-subscribers.ts';
import type { FileFormat, ImportTypeDefinition } from '../../../lambdas/core/import-type.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';

/** Adds a type to the registry for the test file that asks, as a line more in registry.ts would for everybody. */
export function registerType(definition: ImportTypeDefinition): void {
  (IMPORT_TYPES as ImportTypeDefinition[]).push(definition);
}

/** Every type in each of its formats, and that of the documents as one that somebody has just added. */
export function everyTypeAndFormat(): readonly (readonly [
  name: string,
  format: FileFormat,
  ImportTypeDefinition,
])[] {
  if (!IMPORT_TYPES.includes(newsletterSubscribers)) registerType(newsletterSubscribers);
  return IMPORT_TYPES.flatMap((definition) =>
    definition.formats.map((format) => [definition.name, format, definition] as const),
  );
}
