import * as z from 'zod';
import { FeedColumnSchema, FeedParametersSchema } from '../contracts/feed-header.ts';
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
    feedHeader: z.array(FeedColumnSchema).optional().meta({
      description:
        'Of a user feed that has a file of failed records: the content of its header file. The failed records are the data file of another pair with this header.',
    }),
  })
  .meta({ id: 'ImportChoices' });
export type ChoicesView = z.output<typeof ChoicesSchema>;

export function choicesView({
  options,
  parametersText,
  feed,
  parameters: known,
  files,
}: Pick<Import, 'options' | 'parametersText' | 'feed' | 'parameters' | 'files'>): ChoicesView {
  const { columnMap, errorBudget, notify: _, ...others } = options;
  const parameters = ParametersTextSchema.safeDecode(parametersText ?? '');
  // It may have a thousand columns: only where it is of use.
  const hasFailed = feed !== undefined && files?.failedRecords !== undefined;
  const header = hasFailed ? FeedParametersSchema.safeParse(known).data?.header : undefined;
  return {
    options: {
      ...others,
      ...(errorBudget && { maxFailed: budgetText(errorBudget) }),
      ...(parameters.success && { parameters: parameters.data }),
    },
    ...(columnMap && { map: Object.fromEntries(columnMap) }),
    ...(header && { feedHeader: header }),
  };
}

function budgetText(budget: ErrorBudget): string {
  return 'percent' in budget ? `${budget.percent}%` : `${budget.records}`;
}
