import type { IdempotencyStore } from '../../../lambdas/adapters/dynamo-idempotency-store.ts';
import type { IdempotentRequest } from '../../../lambdas/contracts/idempotent-request.ts';

/** Requests with an idempotency key in memory, with the conditions of the real store. */
export function memoryIdempotency(): IdempotencyStore {
  const requests = new Map<string, IdempotentRequest>();
  const change = (id: string, claimedAt: string, more: Partial<IdempotentRequest>): boolean => {
    const stored = requests.get(id);
    if (stored?.claimedAt !== claimedAt) return false;
    requests.set(id, { ...stored, ...more });
    return true;
  };
  return {
    find: async (id) => requests.get(id),
    async start(id, request, replaces) {
      if (requests.get(id)?.claimedAt !== replaces?.claimedAt) return false;
      requests.set(id, request);
      return true;
    },
    claim: async (id, from, claimedAt) => change(id, from.claimedAt, { claimedAt }),
    finish: async (id, claimedAt, answer) => void change(id, claimedAt, { answer }),
    async remove(id, claimedAt) {
      if (requests.get(id)?.claimedAt === claimedAt) requests.delete(id);
    },
  };
}
