import * as z from 'zod';
import type { Import } from '../contracts/import.ts';
import type { ErrorBudget } from '../contracts/import-options.ts';
import { ParametersTextSchema } from '../contracts/upload-metadata.ts';
import { OptionsSchema } from './upload-options.ts';

/** The options, as the answer shows them: names of encodings and locales are those that they are stored with. */
const GivenOptionsSchema = z
  .object(OptionsSchema.shape)
  .extend({ encoding: z.string().optional(), locale: z.string().optional() })
  .meta({ id: 'GivenOptions' });

/** The choices of an import, in the form in which another one is created with them. */
export const ChoicesSchema = z
  .object({
    options: GivenOptionsSchema,
    map: z.record(z.string(), z.string()).optional().meta({
      description: 'Field by column, as it was sent with the import.',
    }),
  })
  .meta({ id: 'ImportChoices' });
export type ChoicesView = z.output<typeof ChoicesSchema>;

export function choicesView({
  options,
  parametersText,
}: Pick<Import, 'options' | 'parametersText'>): ChoicesView {
  const { columnMap, errorBudget, notify: _, ...others } = options;
  const parameters = ParametersTextSchema.safeDecode(parametersText ?? '');
  return {
    options: {
      ...others,
      ...(errorBudget && { maxFailed: budgetText(errorBudget) }),
      ...(parameters.success && { parameters: parameters.data }),
    },
    ...(columnMap && { map: Object.fromEntries(columnMap) }),
  };
}

function budgetText(budget: ErrorBudget): string {
  return 'percent' in budget ? `${budget.percent}%` : `${budget.records}`;
}
