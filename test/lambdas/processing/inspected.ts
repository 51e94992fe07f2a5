import { NO_SETTINGS } from '../../../lambdas/contracts/tenant-settings.ts';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import type { TypeSample } from '../../../lambdas/core/import-type/type-sample.ts';
import { recognise } from '../../../lambdas/core/inspection/recognise.ts';
import { readHeaderlessLayout } from '../../../lambdas/processing/headerless-layout.ts';
import { readLayout } from '../../../lambdas/tasks/inspect-file/read-layout.ts';
import type { InspectedFile } from './memory-import.ts';

/**
 * A file of a type as InspectFile would leave it, for the tenant of the type's sample or another one.
 * @throws when it would have been rejected
 */
export function inspected(
  definition: ImportTypeDefinition,
  text: string,
  { settings: decided, parameters }: Pick<TypeSample, 'settings' | 'parameters'> = definition.sample,
): InspectedFile & { readonly unknownColumns: readonly string[] } {
  const settings = { ...NO_SETTINGS, ...decided };
  const problem = definition.problem?.({ settings, parameters });
  if (problem !== undefined) throw new Error(problem);
  const type = definition.resolve({ settings, parameters });
  const head = { bytes: Buffer.from(text), complete: true };
  const layout =
    type.headerless === undefined ? readLayout(head, 'file') : readHeaderlessLayout(head, type.headerless);
  const recognised = recognise([type], type.name, layout);
  if (!recognised.ok) throw new Error(recognised.message);
  const { unknownColumns } = recognised;
  return { importType: type.name, settings, parameters, text, layout, unknownColumns };
}
