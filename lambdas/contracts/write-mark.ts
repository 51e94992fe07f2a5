import * as z from 'zod';
import { OutcomeSchema } from './outcome.ts';

/**
 * Left on a user by each write: which step of which import made it, and the outcomes that it gave. A retry of the step
 * finds its own work by it and reports what the first run would have; an invocation that was overtaken (it was believed
 * dead, and others went on) sees that and stops.
 */
export const WriteMarkSchema = z.object({
  importId: z.string(),
  /** The number of the turn in which it was written: rises with each turn of the tenant, a fencing token. */
  fencingToken: z.number().int(),
  /** `chunk 42` or `deferred 42`. */
  step: z.string(),
  /** Of this step's records about the user, by record number; failed ones as well. */
  outcomes: z.record(z.string(), OutcomeSchema),
  /** The highest record number of this import that was applied to the user. */
  lastRecordNumber: z.number().int(),
  /** Claims that this step gave up, by key, with the record that did: their items are updated after the user. */
  released: z.record(z.string(), z.number().int()),
  /**
   * Present while an update that takes several writes is not complete: the number of the first record of which the user
   * may have only a part of the changes. The outcomes of these records are final.
   */
  partialFrom: z.number().int().optional(),
});
export type WriteMark = z.infer<typeof WriteMarkSchema>;
