import * as z from 'zod';
import { ImportIdSchema } from './import.ts';
import { AttemptReferenceSchema } from './state-payloads.ts';

/** An import's place in the queue of its tenant, from its arrival until it gives its turn back. */
export const TicketSchema = z.object({
  /** `ticket#<arrival>#<import id>`: sorts by arrival. */
  item: z.string().min(1),
  holder: ImportIdSchema,
  /** When StartImport wrote the ticket, before the import itself was written. */
  announcedAt: z.iso.datetime().optional(),
  /** The task token of WaitForTurn; absent until the import is ready to write. */
  token: z.string().optional(),
  /** Which try of the state brought the token: a later one's is not replaced by an earlier one's. */
  retry: z.number().int().nonnegative().optional(),
});
export type Ticket = z.infer<typeof TicketSchema>;

/** Whose turn it is. `fencingToken` rises with each grant and never falls; writes in the turn carry it. */
export const TurnSchema = z.object({
  fencingToken: z.number().int().nonnegative(),
  /** The ticket's `item`; absent while no import has the turn. */
  ticket: z.string().optional(),
});
export type Turn = z.infer<typeof TurnSchema>;

/** The input of WaitForTurn. */
export const TurnRequestSchema = AttemptReferenceSchema.extend({
  taskToken: z.string().min(1),
  retry: z.number().int().nonnegative(),
});
export type TurnRequest = z.infer<typeof TurnRequestSchema>;

/** What flows out of WaitForTurn, by SendTaskSuccess. */
export const GrantedTurnSchema = z.object({ fencingToken: z.number().int().positive() });
export type GrantedTurn = z.infer<typeof GrantedTurnSchema>;
