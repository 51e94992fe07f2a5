import type { OpenImport, StageImportDetails } from './views.ts';

/** Why an import that is open does not go on, or that it does. */
export type WhyOpen =
  | { readonly kind: 'cancelling' | 'mail' | 'upload' | 'confirmation' | 'working' }
  | { readonly kind: 'failing'; readonly failure: NonNullable<OpenImport['failure']> }
  | { readonly kind: 'turn'; readonly turnOf: string };

const ENDED: ReadonlySet<OpenImport['status']> = new Set([
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'EVALUATED',
  'REJECTED',
  'CANCELLED',
  'EXPIRED',
  'SUPERSEDED',
  'STOPPED',
  'ABORTED',
]);

export function hasEndStatus(status: OpenImport['status']): boolean {
  return ENDED.has(status);
}

/** The first reason that applies. */
export function whyOpen(one: OpenImport): WhyOpen {
  const { status, failure, turnOf, queuePosition } = one;
  // What is open after its end waits for its e-mail.
  if (hasEndStatus(status)) return { kind: 'mail' };
  if (one.cancelRequestedAt !== undefined) return { kind: 'cancelling' };
  if (failure !== undefined) return { kind: 'failing', failure };
  if (status === 'AWAITING_UPLOAD') return { kind: 'upload' };
  if (status === 'AWAITING_CONFIRMATION') return { kind: 'confirmation' };
  if (queuePosition !== undefined && turnOf !== undefined && turnOf !== one.id)
    return { kind: 'turn', turnOf };
  return { kind: 'working' };
}

const MINUTE_MS = 60_000;
/** After which an operator has to look: these end within minutes, if nothing is wrong. */
const LIMITS_MS: { readonly [K in WhyOpen['kind']]?: number } = {
  failing: 0,
  cancelling: 15 * MINUTE_MS,
  mail: 15 * MINUTE_MS,
  // An import of millions of records can take as long.
  working: 120 * MINUTE_MS,
};

/** Whether it has not gone on for longer than it should. People may take as long as they like. */
export function isStuck(one: OpenImport, now: number): boolean {
  const limit = LIMITS_MS[whyOpen(one).kind];
  return limit !== undefined && now - Date.parse(one.updatedAt) >= limit;
}

/** Whether it blocks the queue although nothing works on it. The API decides it: this one avoids a button that it would refuse. */
export function canRelease(one: StageImportDetails): boolean {
  const { status, turnOf, id, queuePosition, execution } = one;
  if (execution.status === 'RUNNING' || (execution.status === undefined && status === 'QUEUED')) return false;
  return turnOf === id || queuePosition !== undefined;
}
