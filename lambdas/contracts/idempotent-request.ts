import * as z from 'zod';

/** A request of the API with an `Idempotency-Key`, for a day. Nothing in it reveals the bearer, the key or the answer. */
export const IdempotentRequestSchema = z.object({
  /** Differs for another body. */
  fingerprint: z.string(),
  /** From these two, the creation makes the same ids when it is repeated after a crash. */
  seed: z.string().regex(/^[0-9a-f]{32}$/),
  startedAt: z.iso.datetime(),
  /** When the invocation that works on the request took it. Without an answer, another one takes over after a while. */
  claimedAt: z.iso.datetime(),
  /** Encrypted, see lambdas/api/idempotency-secrets.ts. */
  answer: z.string().optional(),
  expiresAt: z.number().int(),
});
export type IdempotentRequest = z.infer<typeof IdempotentRequestSchema>;
