import * as z from 'zod';
import { IssueCodeSchema, SeveritySchema } from '../contracts/issue.ts';
import type { LocatedIssue } from '../core/wording/group-issues.ts';
import { MessageSchema } from './message.ts';

/** One error or warning, as a row of errors.csv. */
export const IssueViewSchema = z
  .object({
    recordNumber: z
      .int()
      .nonnegative()
      .meta({ description: 'The number of the record, as in errors.csv. 0: the file as a whole.' }),
    line: z.int().positive().optional(),
    severity: SeveritySchema,
    code: IssueCodeSchema,
    field: z.string().optional().meta({ description: 'Absent: the record as a whole.' }),
    message: MessageSchema,
  })
  .meta({ id: 'Issue' });
export type IssueView = z.output<typeof IssueViewSchema>;

export function issueView({ recordNumber, line, issue }: LocatedIssue): IssueView {
  const { severity, code, field, message } = issue;
  return { recordNumber, line, severity, code, field, message };
}
