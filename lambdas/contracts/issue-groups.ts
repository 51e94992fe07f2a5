import * as z from 'zod';
import { IssueCodeSchema, SeveritySchema } from './issue.ts';

const natural = z.number().int().nonnegative();

/** The issues of one kind: same severity, code, field, and message without what was sent. */
export const IssueGroupSchema = z.object({
  severity: SeveritySchema,
  code: IssueCodeSchema,
  /** The column or path that the issues are about; absent when they are about the record as a whole. */
  field: z.string().optional(),
  /** The message without what was sent: never contains a value of a record. */
  kind: z.string(),
  /** How many issues of this kind the file has. */
  count: z.number().int().positive(),
  /** The number of the first record that has one. 0: the file as a whole. */
  firstRecord: natural,
  firstLine: natural.optional(),
});
export type IssueGroup = z.infer<typeof IssueGroupSchema>;

/** All issues of an import, counted by kind. The counts of the groups and of the others add up to all issues. */
export const IssueGroupsSchema = z.object({
  /** Errors before warnings, most frequent first. */
  groups: z.array(IssueGroupSchema),
  /** How many issues are in no group: those of rare kinds, where there are too many kinds. */
  others: z.object({ error: natural, warning: natural }),
});
export type IssueGroups = z.infer<typeof IssueGroupsSchema>;
