import * as z from 'zod';

/** Members of a JSON object that are next to its array of records and are not read. */
export const IgnoredMembersSchema = z.object({
  /** The name of the array. */
  array: z.string(),
  /** The first of the other names. */
  names: z.array(z.string()).min(1),
  /** How many there are. */
  count: z.number().int().positive(),
});
export type IgnoredMembers = z.infer<typeof IgnoredMembersSchema>;
