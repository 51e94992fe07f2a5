import * as z from 'zod';
import { OutcomeSchema } from '../contracts/outcome.ts';
import { FieldChangeSchema, type RecordResult } from '../contracts/result-part.ts';
import type { ImportType } from '../core/import-type/import-type.ts';
import { IssueViewSchema, issueView } from './issue-view.ts';
import { userKeyText } from './user-key.ts';

const ValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A record of an import, as a row of results.csv or preview.csv. */
export const RecordViewSchema = z
  .object({
    recordNumber: z.int().positive().meta({
      description:
        'As in the files of the import. A file of failed records has the numbers of the first file.',
    }),
    place: z
      .int()
      .positive()
      .meta({ description: 'Its place in this file, from 1: `…/records/{place}` shows it.' }),
    line: z.int().positive(),
    outcome: OutcomeSchema.meta({ description: 'After an evaluation: what the import would do.' }),
    key: z
      .record(z.string(), ValueSchema)
      .meta({ description: 'The fields that identify the user, as far as the record has them.' }),
    user: z.string().optional().meta({
      description: 'Its key in the path `/v1/users/{importType}/{key}`. Absent: the record names no user.',
    }),
    issues: z.array(IssueViewSchema.omit({ recordNumber: true, line: true })),
    changes: z.array(FieldChangeSchema).optional().meta({
      description:
        'Of an evaluation: the fields that would change. `from` and `to` are JSON text, cut after 200 characters; absent: no value.',
    }),
  })
  .meta({ id: 'Record' });
export type RecordView = z.input<typeof RecordViewSchema>;

export function recordView(result: RecordResult, { key: names }: Pick<ImportType, 'key'>): RecordView {
  const {
    recordNumber: place,
    originalRecord: recordNumber = place,
    line,
    outcome,
    details,
    changes,
  } = result;
  const key = names.flatMap((name) => {
    const value = Object.hasOwn(details, name) ? details[name] : undefined;
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const];
  });
  const issues = result.issues.map((issue) => {
    const { recordNumber: _, line: __, ...shown } = issueView({ recordNumber, line, issue });
    return shown;
  });
  const user = key.length === names.length ? userKeyText(key.map(([, value]) => String(value))) : undefined;
  return { recordNumber, place, line, outcome, key: Object.fromEntries(key), user, issues, changes };
}

export const OneRecordSchema = RecordViewSchema.extend({
  line: z.int().positive().optional(),
  outcome: OutcomeSchema.optional().meta({ description: 'Absent: it has none yet.' }),
  values: z.record(z.string(), ValueSchema).optional().meta({
    description:
      'As a row of results.csv: the fields that the record carried, or with `fullResults` of the tenant all fields of the user after it. Before the import: as it would be after it.',
  }),
  evaluation: RecordViewSchema.pick({ outcome: true, issues: true, changes: true }).optional().meta({
    description:
      'What the evaluation before the import found. Its `changes` have the stored values before the record. Absent: the import was not evaluated.',
  }),
  sent: z
    .object({
      text: z.string().meta({ description: 'The record in the file, in UTF-8.' }),
      isCut: z.boolean().meta({ description: 'Whether `text` is only the beginning of a long record.' }),
      values: z
        .array(z.object({ column: z.string(), value: z.unknown() }))
        .optional()
        .meta({ description: 'Its cells, or the members of its JSON object. Absent: it cannot be read.' }),
    })
    .optional()
    .meta({ description: 'Absent: the file was deleted or replaced, or has expired.' }),
})
  .omit({ changes: true })
  .meta({ id: 'OneRecord' });
