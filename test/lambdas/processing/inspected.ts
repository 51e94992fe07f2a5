import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import type { TypeSample } from '../../../lambdas/core/import-type/type-sample.ts';
import { type ColumnChoices, NO_CHOICES } from '../../../lambdas/core/inspection/mapping/check-mapping.ts';
import { recognise } from '../../../lambdas/core/inspection/recognise.ts';
import { beginsAsOurs } from '../../../lambdas/core/round-trip/original-record.ts';
import { readHeaderlessLayout } from '../../../lambdas/reading/headerless-layout.ts';
import { firstRecords } from '../../../lambdas/reading/inspection/first-records.ts';
import { readLayout } from '../../../lambdas/reading/inspection/read-layout.ts';
import type { InspectedFile } from './memory-import.ts';

/**
 * A file of a type as InspectFile would leave it, for the tenant of the type's sample or another one.
 * @throws when it would have been rejected
 */
export function inspected(
  definition: ImportTypeDefinition,
  text: string,
  { settings: decided, parameters }: Pick<TypeSample, 'settings' | 'parameters'> = definition.sample,
  choices: ColumnChoices = NO_CHOICES,
): InspectedFile & { readonly unknownColumns: readonly string[] } {
  const settings = { ...NO_SETTINGS, ...decided };
  const problem = definition.problem?.({ settings, parameters });
  if (problem !== undefined) throw new Error(problem);
  const type = definition.resolve({ settings, parameters });
  const head = { bytes: Buffer.from(text), complete: true };
  const layout =
    type.headerless === undefined || beginsAsOurs(head.bytes)
      ? readLayout(head, 'file', [{ type, choices }])
      : readHeaderlessLayout(head, type.headerless);
  const recognised = recognise([type], type.name, layout, {
    choicesFor: () => choices,
    sampled: () => firstRecords(head, layout),
  });
  if (!recognised.ok) throw new Error(recognised.message);
  const { unknownColumns, mapping } = recognised;
  const named = { ...layout, ...(mapping && { mapping }) };
  return { importType: type.name, settings, parameters, text, layout: named, unknownColumns };
}
